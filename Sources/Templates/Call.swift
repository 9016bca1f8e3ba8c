import Text

/// A section over a list or an object that is open at a call.
struct Opening {
  var register: Int
  /// True if the new context is a part of the context that was in the register before.
  var goesDown: Bool
}

/// A use of one procedure by another: an edge of a graph. In this graph, an inclusion without end
/// is a cycle.
struct Call {
  var from: Int
  var to: Int
  var openings: [Opening]
  var instruction: Int
  var template: Int
  var node: Int

  /// The registers whose contexts become smaller with this call, never larger.
  var descents: Set<Int> { Set(openings.lazy.filter(\.goesDown).map(\.register)) }
  var resets: Set<Int> { Set(openings.lazy.filter { !$0.goesDown }.map(\.register)) }
}

extension [Call] {
  /// Returns the calls in cycles that never descend into the data.
  ///
  /// A cycle ends if each way around it takes a part of some register's context, and no call of the
  /// same strongly connected component fills that register with other values, because values are
  /// finite trees. So the calls that descend in this way are removed; the others must not form a
  /// cycle.
  func endless(procedures: Int) -> [Call] {
    let circles = circles(of: procedures)
    var resets: [Int: Set<Int>] = [:]
    for call in self where circles[call.from] == circles[call.to] {
      resets[circles[call.from], default: []].formUnion(call.resets)
    }
    let rest = filter { call in
      guard circles[call.from] == circles[call.to] else { return false }
      return call.descents.subtracting(resets[circles[call.from]] ?? []).isEmpty
    }
    let endless = rest.circles(of: procedures)
    return rest.filter { endless[$0.from] == endless[$0.to] }
  }

  /// Returns, for each procedure, the number of its strongly connected component (Kosaraju's
  /// algorithm, without recursion).
  private func circles(of count: Int) -> [Int] {
    var forward = [[Int]](repeating: [], count: count)
    var backward = forward
    for call in self {
      forward[call.from].append(call.to)
      backward[call.to].append(call.from)
    }
    var circles = [Int](repeating: -1, count: count)
    for start in finishingOrder(of: forward).reversed() where circles[start] < 0 {
      var stack = [start]
      while let procedure = stack.popLast() {
        guard circles[procedure] < 0 else { continue }
        circles[procedure] = start
        stack += backward[procedure].filter { circles[$0] < 0 }
      }
    }
    return circles
  }

  /// Returns all procedures, each after those that it reaches.
  private func finishingOrder(of next: [[Int]]) -> [Int] {
    var order: [Int] = []
    var isSeen = [Bool](repeating: false, count: next.count)
    for start in next.indices where !isSeen[start] {
      isSeen[start] = true
      var stack = [(procedure: start, tried: 0)]
      while let (procedure, tried) = stack.last {
        guard tried < next[procedure].count else {
          order.append(procedure)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].tried += 1
        let callee = next[procedure][tried]
        if !isSeen[callee] {
          isSeen[callee] = true
          stack.append((callee, 0))
        }
      }
    }
    return order
  }
}

extension Template {
  func endlessPartial(_ node: Int) -> Diagnostic {
    let name = name(nodes[node])
    return source.finding(
      .error, "endless-partial", nodes[node].range,
      "'\(name)' can include itself only inside a list of its own context, such as {{#children}}{{>\(name)}}{{/children}}")
  }
}
