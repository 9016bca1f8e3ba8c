import Knowledge
import Templates
import Text

/// The values that all pages of a language share, made once.
final class LanguageValues: Sendable {
  let site: Values
  let cards: RecordCards
  let reasons: ReasonTexts
  let types: [TypeTexts]
  let navigation: [(label: String, target: LinkTarget)]
  /// The addresses that links of pages lead to.
  let addresses: any Addresses
  /// The files of single records.
  let forms: RecordForms

  /// - Parameter addresses: nil for those of the site.
  init(
    _ site: Site, _ shapes: PageShapes, language: String, isWhole: Bool = true, addresses: (any Addresses)? = nil,
    forms: RecordForms = RecordForms()
  ) {
    self.forms = forms
    let records = LanguageTexts(site, language: language, isWhole: isWhole)
    self.addresses = addresses ?? site
    reasons = records.reasons
    cards = records.cards
    types = records.types
    let words = site.words(in: language)
    let settings = site.graph.settings
    var values = Values(shapes.site)
    values["title"] = .text(site.label(settings.title, in: language))
    values["description"] = .text(site.label(settings.description, in: language))
    values["publisher"] = .text(site.label(settings.publisher, in: language))
    values["contact"] = .text(site.label(settings.contact, in: language))
    values["privateContact"] = .text(site.label(settings.privateContact, in: language))
    values["answeredWithin"] = .text(site.label(settings.answeredWithin, in: language))
    values["licence"] = .text(settings.licence)
    values["licenceURL"] = .text(Licences.url(of: settings.licence) ?? "")
    values["release"] = .text(site.options.release)
    values["generator"] = .text(Generator.title)
    values["edition"] = .text(site.options.edition ?? "")
    values["language"] = .text(language)
    values["direction"] = .text(words.direction)
    // Its single quotes stay as they are: whoever compares a page's policy with the one they wrote
    // finds it to the letter.
    var policy: [UInt8] = []
    policy.appendEscaped(site.options.policy)
    values["policy"] = .html(policy)
    values["hasBase"] = .flag(site.options.baseURL != nil)
    values["words"] = .object(Values(shapes.words, shapes.words.names.map { .text(words($0)) }))
    navigation = settings.navigation.compactMap { name, _ in
      if let type = site.graph.model.index(of: name) {
        guard !site.paths.orders[0][type].isEmpty else { return nil }
        return (
          site.label(site.graph.model.types[type].plural, in: language),
          .page(.index(type: type, page: 1))
        )
      }
      if let view = settings.views.firstIndex(where: { $0.id == name }) {
        guard site.isShown(view) else { return nil }
        return (site.label(settings.views[view].label, in: language), .page(.view(view)))
      }
      guard case .found(let id) = site.graph.names.resolve(name) else { return nil }
      return (site.graph.records[id.index].title(in: language), .record(id))
    }
    values["hasNavigation"] = .flag(!navigation.isEmpty)
    self.site = values
  }
}
