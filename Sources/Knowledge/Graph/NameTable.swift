import Synchronization
import Text

/// Finds records by the names that people write.
package struct NameTable: Sendable {
  package enum Resolution: Sendable {
    case found(RecordID)
    /// The record exists, but this edition hides it: the reference is left out, without a finding.
    case withheld
    case ambiguous([String])
    /// The record exists, but the field does not permit its type.
    case wrongType(String)
    case unknown
  }

  private let model: Model
  private var byID: [String: RecordID] = [:]
  private var bySlug: [String: [RecordID]] = [:]
  private var aliases: [String: [RecordID]] = [:]
  private let types: [Int]
  private let ids: [String]
  private let withheld: Set<String>
  private var withheldSlugs: [String: [String]] = [:]
  /// The id of the withdrawn record for each name that leads to it.
  private var withdrawn: [String: String] = [:]
  private let nearestTables = NearestTables()

  package init(_ records: [Record], withheld: Set<String>, withdrawn: [Withdrawal] = [], model: Model) {
    self.model = model
    for record in withdrawn {
      let type = model.types[record.type].name
      for name in [record.slug] + record.aliases {
        let id = name.contains("/") ? name : type + "/" + name
        for name in [id, String(id[id.index(after: id.firstIndex(of: "/")!)...])] { self.withdrawn[name] = record.id }
      }
    }
    self.withheld = withheld
    types = records.map(\.type)
    ids = records.map(\.id)
    byID.reserveCapacity(records.count)
    bySlug.reserveCapacity(records.count)
    for (index, record) in records.enumerated() {
      byID[record.id] = RecordID(index)
      bySlug[record.slug, default: []].append(RecordID(index))
      for alias in record.texts(.aliases) {
        let name = normalized(alias)
        let names = name.contains("/") ? [name] : [name, model.types[record.type].name + "/" + name]
        for name in names where aliases[name]?.last != RecordID(index) {
          aliases[name, default: []].append(RecordID(index))
        }
      }
    }
    for id in withheld {
      if let slash = id.firstIndex(of: "/") { withheldSlugs[String(id[id.index(after: slash)...]), default: []].append(id) }
    }
  }

  package func record(_ id: String) -> RecordID? { byID[id] }

  /// True if a record with that id exists, but this edition hides it.
  package func isWithheld(_ id: String) -> Bool { byID[id] == nil && withheld.contains(id) }

  /// The id of the withdrawn record to which a name leads; nil if it leads to none.
  func withdrawn(_ name: String) -> String? { withdrawn.isEmpty ? nil : withdrawn[name] }

  /// - Parameter allowed: the types that the field permits; nil means any.
  package func resolve(_ name: String, allowed: Set<Int>? = nil) -> Resolution {
    let isID = name.utf8.contains(UInt8(ascii: "/"))
    let candidates = (isID ? byID[name].map { [$0] } : bySlug[name]) ?? aliases[name] ?? []
    // Nearly every name has one record, of a permitted type.
    if candidates.count == 1, allowed?.contains(types[candidates[0].index]) ?? true { return .found(candidates[0]) }
    let hidden = isID ? (withheld.contains(name) ? [name] : []) : withheldSlugs[name] ?? []
    let fitting = allowed.map { allowed in candidates.filter { allowed.contains(types[$0.index]) } } ?? candidates
    let fittingHidden = allowed.map { allowed in hidden.filter { typeIndex(of: $0).map(allowed.contains) ?? false } } ?? hidden
    if fitting.count == 1 { return .found(fitting[0]) }
    if fitting.count > 1 { return .ambiguous(fitting.map { ids[$0.index] }) }
    if !fittingHidden.isEmpty { return .withheld }
    if let other = candidates.first { return .wrongType(model.types[types[other.index]].name) }
    // Its type is hidden with the record.
    if !hidden.isEmpty { return .withheld }
    return .unknown
  }

  /// The name of the record at a path: `../lessons/x.md`, from a case, is `lesson/x`.
  ///
  /// - Parameter type: the type of the record whose text has the path.
  func recordName(ofPath path: String, from type: Int) -> String? {
    var folders = [model.types[type].folder]
    for part in path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init) {
      if part == "." { continue }
      if part == ".." {
        guard folders.popLast() != nil else { return nil }
      } else {
        folders.append(String(part))
      }
    }
    guard folders.count == 2, let type = model.index(ofFolder: folders[0]), folders[1].hasSuffix(".md") else { return nil }
    var slug = normalized(String(folders[1].dropLast(3)))
    if let dot = slug.utf8.lastIndex(of: UInt8(ascii: ".")), dot != slug.startIndex,
      record(model.types[type].name + "/" + slug) == nil
    {
      if LanguageTag.isKnown(slug[slug.index(after: dot)...]) { slug = String(slug[..<dot]) }
    }
    return model.types[type].name + "/" + slug
  }

  /// True for a file in the folder of a record that this edition hides: it is that record's file,
  /// even if other records name it.
  package func isInHiddenFolder(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard parts.count > 2, let type = model.index(ofFolder: String(parts[0])) else { return false }
    return isWithheld(model.types[type].name + "/" + parts[1])
  }

  private func typeIndex(of id: String) -> Int? { id.firstIndex(of: "/").flatMap { model.index(of: String(id[..<$0])) } }

  /// The nearest name of a permitted type.
  package func nearest(to name: String, allowed: Set<Int>? = nil) -> String? {
    let isID = name.utf8.contains(UInt8(ascii: "/"))
    let names = nearestTables.names(asIDs: isID) {
      isID ? ids : ids.map { String($0[$0.index(after: $0.firstIndex(of: "/")!)...]) }
    }
    return names.nearest(to: name) { index in isID || allowed?.contains(types[index]) ?? true }
  }
}

/// The tables for ``nearest(to:allowed:)``, made at the first name that leads nowhere: most
/// knowledge bases have none.
private final class NearestTables: Sendable {
  private let tables = Mutex<[Bool: NearestNames]>([:])

  func names(asIDs: Bool, _ names: () -> [String]) -> NearestNames {
    tables.withLock { tables in
      if let known = tables[asIDs] { return known }
      let made = NearestNames(names())
      tables[asIDs] = made
      return made
    }
  }
}
