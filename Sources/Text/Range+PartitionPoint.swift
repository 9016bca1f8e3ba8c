extension Range<Int> {
  /// Returns the first number for which `isReached` is true, by binary search, or the upper bound
  /// if there is none. `isReached` must be true for all numbers after that one.
  @inlinable
  package func partitionPoint(where isReached: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isReached(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
