import Knowledge

/// The positions of dates on an axis of years, which runs in the reading direction of the page.
struct TimeScale {
  static let width = 400
  let first: Int
  let last: Int
  let step: Int
  let isMirrored: Bool

  init(_ years: ClosedRange<Int>, isMirrored: Bool) {
    let span = years.upperBound + 1 - years.lowerBound
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500].first { span <= $0 * 7 } ?? 1000
    self.step = step
    first = years.lowerBound / step * step
    last = max(first + step, (years.upperBound / step + 1) * step)
    self.isMirrored = isMirrored
  }

  var ticks: [Int] { Array(stride(from: first, through: last, by: step)) }

  /// - Parameter months: since the year 0.
  private func x(months: Int) -> Int {
    let along = (months - first * 12) * Self.width / ((last - first) * 12)
    return min(Self.width, max(0, isMirrored ? Self.width - along : along))
  }

  func x(year: Int) -> Int { x(months: year * 12) }
  func start(of date: PartialDate) -> Int { x(months: date.year * 12 + (date.month ?? 1) - 1) }
  func end(of date: PartialDate) -> Int { x(months: date.year * 12 + (date.month ?? 12)) }

  /// Returns a bar as a path: an open end is a point.
  func bar(_ period: Period) -> String {
    let from = period.start.map(start) ?? x(year: first)
    var to = period.end.map(end) ?? x(year: last)
    if abs(to - from) < 4 { to = from + (isMirrored ? -4 : 4) }
    let tip = isMirrored ? -5 : 5
    let begin = period.start == nil ? "M\(from + tip) 3" : "M\(from) 3"
    let finish = period.end == nil ? "H\(to - tip)l\(tip) 4l\(-tip) 4" : "H\(to)v8"
    let back = period.start == nil ? "H\(from + tip)l\(-tip) -4z" : "H\(from)z"
    return begin + finish + back
  }

  /// The lines of the axis in the background of a bar.
  var grid: String { ticks.map { "M\(x(year: $0)) 0v14" }.joined() }

  /// Writes the axis: years as text.
  func axis(into markup: inout Markup) {
    markup.open("svg", ["class": "axis", "viewBox": "0 0 \(Self.width) 14", "aria-hidden": "true"])
    for year in ticks {
      let anchor = year == ticks.first ? "start" : year == ticks.last ? "end" : "middle"
      markup.element("text", ["x": "\(x(year: year))", "y": "11", "text-anchor": anchor], text: String(year))
    }
    markup.close("svg")
  }

  /// - Parameter bars: paths and their classes.
  func bars(_ bars: [(path: String, isCirca: Bool)], into markup: inout Markup) {
    markup.open("svg", ["class": "bars-of-time", "viewBox": "0 0 \(Self.width) 14", "aria-hidden": "true"])
    markup.empty("path", ["class": "axis-line", "d": grid])
    for bar in bars { markup.empty("path", ["class": bar.isCirca ? "time time-circa" : "time", "d": bar.path]) }
    markup.close("svg")
  }
}
