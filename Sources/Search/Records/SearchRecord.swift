/// Everything that a record gives to the index. Text is plain.
package struct SearchRecord: Sendable {
  /// `type/slug`.
  package var id: String
  package var type: String
  /// Relative to the language's root folder: `cases/x.html`, `glossary/index.html#x`.
  package var url: String
  package var title: String
  /// Multiplies its scores.
  package var prior: Double
  /// The title among them, each with the weight of the model; 1 for the body. Phrases do not run from one into the next.
  package var fields: [(weight: Double, text: String)]
  /// What the record is called. Who types a name that is a single word looks for this record first.
  package var names: [String]
  /// Other words for what it tells of: who types one finds the record behind those that are called so.
  package var otherNames: [String]
  /// Shown under a hit; cut at ``SearchSettings/excerptLength`` characters.
  package var excerpt: String
  /// What hits, lists, comparison and dossier show: short texts, such as places, years and the outcome.
  package var facts: [(name: String, values: [FactValue])]
  /// Ids of a facet's values. Broader values are counted by the client and need not be given.
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

/// A value of a fact as a reader sees it.
package struct FactValue: Sendable {
  package var label: String
  /// The id of its term, where the term marks a record by shape.
  package var id: String?

  package init(label: String, id: String? = nil) {
    self.label = label
    self.id = id
  }
}

/// A field that results can be filtered and counted by.
package struct FacetField: Sendable {
  package struct Value: Sendable {
    package var id: String
    package var label: String
    /// Ids of values that include this one.
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

  package init(id: String, label: String, values: [Value]) {
    self.id = id
    self.label = label
    self.values = values
  }
}

/// Words that mean one thing: a term, its acronyms and its translations. Searching for one finds the others.
package struct SynonymSet: Sendable {
  /// As written, the preferred one first. A form that means several things belongs in no set.
  package var forms: [String]
  /// The value of a facet that they name, if they do.
  package var value: Value?

  package struct Value: Sendable {
    package var field: String
    package var id: String
    /// Whether it is where something is: who types the name of a place looks for what lies there.
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
