/// Everything that a record gives to the index. All texts are plain text.
package struct SearchRecord: Sendable {
  /// The type and the slug: `type/slug`.
  package var id: String
  package var type: String
  /// The address, relative to the root folder of the language: `cases/x.html`,
  /// `glossary/index.html#x`.
  package var url: String
  package var title: String
  /// The factor by which its scores are multiplied.
  package var prior: Double
  /// The searchable texts, the title among them, each with the weight that the model gives to its
  /// field; the body has weight 1. A phrase does not run from one field into the next.
  package var fields: [(weight: Double, text: String)]
  /// The names of the record. A search for a name that is a single word lists this record first.
  package var names: [String]
  /// Other names for the subject of the record. A search for one lists the record after those that
  /// have it in ``names``.
  package var otherNames: [String]
  /// The text under a search result; cut after ``SearchSettings/excerptLength`` characters.
  package var excerpt: String
  /// The short texts that results, lists, comparison and dossier show, such as places, years and
  /// the outcome.
  package var facts: [(name: String, values: [FactValue])]
  /// The ids of its facet values. Broader values need not be given: the client counts them.
  package var facets: [(field: String, values: [String])]

  package init(
    id: String, type: String, url: String, title: String, prior: Double = 1, fields: [(weight: Double, text: String)],
    names: [String] = [], otherNames: [String] = [], excerpt: String = "", facts: [(name: String, values: [FactValue])] = [],
    facets: [(field: String, values: [String])] = []
  ) {
    self.id = id
    self.type = type
    self.url = url
    self.title = title
    self.prior = prior
    self.fields = fields
    self.names = names
    self.otherNames = otherNames
    self.excerpt = excerpt
    self.facts = facts
    self.facets = facets
  }
}

/// A value of a fact, as a reader sees it.
package struct FactValue: Sendable {
  package var label: String
  /// The sign of its term, if the term marks records: a shape, a step as `2/4`, both, or empty.
  package var sign: String?

  package init(label: String, sign: String? = nil) {
    self.label = label
    self.sign = sign
  }
}

/// A field by which results can be filtered and counted.
package struct FacetField: Sendable {
  package struct Value: Sendable {
    package var id: String
    package var label: String
    /// The ids of the values that include this one.
    package var broader: [String]

    package init(id: String, label: String, broader: [String] = []) {
      self.id = id
      self.label = label
      self.broader = broader
    }
  }

  package var id: String
  package var label: String
  package var values: [Value]
  /// True if the values have an order of their own, such as the steps of a scale.
  package var isOrdered: Bool

  package init(id: String, label: String, values: [Value], isOrdered: Bool = false) {
    self.id = id
    self.label = label
    self.values = values
    self.isOrdered = isOrdered
  }
}

/// Words with the same meaning: a term, its acronyms and its translations. A search for one finds
/// the others.
package struct SynonymSet: Sendable {
  /// The forms as they are written, the preferred one first. A form with several meanings belongs
  /// in no set.
  package var forms: [String]
  /// The facet value that the forms name, if there is one.
  package var value: Value?

  package struct Value: Sendable {
    package var field: String
    package var id: String
    /// True if the value is a place. A search for the name of a place ranks the records higher that
    /// lie there.
    package var isPlace: Bool

    package init(field: String, id: String, isPlace: Bool = false) {
      self.field = field
      self.id = id
      self.isPlace = isPlace
    }
  }

  package init(forms: [String], value: Value? = nil) {
    self.forms = forms
    self.value = value
  }
}
