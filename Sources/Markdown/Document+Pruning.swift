extension Document {
  /// Returns the document without some nodes and all that is in them, as if they had never been
  /// written. Footnotes are numbered anew.
  ///
  /// The indexes of the nodes after a dropped one move: without 2 and 3, node 4 becomes node 2.
  ///
  /// - Parameter isDropped: for each node, true if it is dropped. If a footnote is dropped, the
  ///   references to it are too.
  package func without(_ isDropped: [Bool]) -> Document {
    // The new index of each node, and of the end of the last one.
    var newIndexes: [Int32] = []
    newIndexes.reserveCapacity(nodes.count + 1)
    var count: Int32 = 0
    var droppedTo = 0
    for (index, node) in nodes.enumerated() {
      newIndexes.append(count)
      if index < droppedTo { continue }
      if isDropped[index] { droppedTo = Int(node.end) } else { count += 1 }
    }
    newIndexes.append(count)
    let numbers = footnoteNumbers(without: isDropped)
    var document = self
    document.nodes = nodes.indices.compactMap { index in
      guard newIndexes[index] < newIndexes[index + 1] else { return nil }
      var node = nodes[index]
      node.parent = node.parent < 0 ? node.parent : newIndexes[Int(node.parent)]
      node.end = newIndexes[Int(node.end)]
      if node.kind == .footnoteReference { node.number = numbers[Int(node.number)] ?? node.number }
      return node
    }
    document.dropUnusedTightness()
    return document
  }

  /// Replaces the literal text of a node, or the title of a link or an image.
  package mutating func replace(_ range: WritableKeyPath<Node, TextRange>, of node: Int, with bytes: [UInt8]) {
    let start = text.count
    origins.mark(text: start, source: sourceOffset(ofText: Int(nodes[node][keyPath: range].lower)))
    text.append(contentsOf: bytes)
    nodes[node][keyPath: range] = TextRange(start..<text.count)
  }

  /// Gives the first of some text nodes the literal text of all of them; the others can then be
  /// dropped.
  package mutating func join(_ joined: [Int]) {
    let start = text.count
    for node in joined {
      let range = nodes[node].text.range
      origins.mark(text: text.count, source: sourceOffset(ofText: range.lowerBound))
      for i in range { text.append(text[i]) }
    }
    nodes[joined[0]].text = TextRange(start..<text.count)
  }

  /// Makes the literal text of a node a part of what it was.
  package mutating func narrow(_ node: Int, to range: Range<Int>) { nodes[node].text = TextRange(range) }

  /// The new number of each footnote that is kept.
  private func footnoteNumbers(without isDropped: [Bool]) -> [Int: Int32] {
    var numbers: [Int: Int32] = [:]
    var old = 0
    for (index, node) in nodes.enumerated() where node.kind == .footnoteDefinition {
      old += 1
      if !isDropped[index] { numbers[old] = Int32(numbers.count + 1) }
    }
    return numbers
  }

  /// Makes tight each list that has one item with one paragraph: nothing is left that blank lines
  /// could separate.
  private mutating func dropUnusedTightness() {
    for index in nodes.indices where nodes[index].kind == .list && !nodes[index].marks.contains(.tight) {
      let (item, end) = (index + 1, Int(nodes[index].end))
      guard item + 1 < end, Int(nodes[item].end) == end, Int(nodes[item + 1].end) == end else { continue }
      if nodes[item + 1].kind == .paragraph { nodes[index].marks.insert(.tight) }
    }
  }
}
