extension Range<Int> {
  /// The first place that is reached, by halving: once one is, all behind it are. The upper bound where none is.
  @inlinable
  package func firstPlace(where isReached: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isReached(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
