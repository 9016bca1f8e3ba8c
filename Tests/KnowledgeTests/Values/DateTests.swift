import Testing

@testable import Knowledge

struct DateTests {
  @Test(arguments: [
    ("2017", "2017"), ("2017-10", "2017-10"), ("2017-10-03", "2017-10-03"), ("0999", "0999"), ("2016-02-29", "2016-02-29"),
    ("2000-02-29", "2000-02-29"), (" 2017 ", "2017"), ("circa 2016", "~2016"), ("Circa 2016-05", "~2016-05"),
    ("c. 2016", "~2016"), ("ca. 2016", "~2016"), ("~2016", "~2016"), ("~ 2016", "~2016"),
  ])
  func `a date is a year, a month or a day, with a word before it where it is not certain`(text: String, shown: String) {
    #expect(PartialDate(text)?.shown == shown)
  }

  @Test(arguments: [
    "", "17", "217", "20171", "2017-1", "2017-13", "2017-00", "2017-10-3", "2017-10-32", "2017-02-29", "1900-02-29",
    "2017-04-31", "2017-10-03-01", "2017-", "0000", "+2017", "-2017", "2017/10", "Oct 2017", "circa", "circa2016", "٢٠١٧",
  ])
  func `what is no day of the calendar is no date`(text: String) {
    #expect(PartialDate(text) == nil)
  }

  @Test(arguments: [
    ("2017", "2017-12-31"), ("2017-02", "2017-02-28"), ("2016-02", "2016-02-29"), ("1900-02", "1900-02-28"),
    ("2000-02", "2000-02-29"), ("2017-04", "2017-04-30"), ("2017-10-03", "2017-10-03"),
  ])
  func `a partial date lasts until its last day`(text: String, last: String) {
    #expect(PartialDate(text)?.lastDay.iso == last)
  }

  @Test(arguments: [
    ("2017", "2018"), ("2017-12-31", "2018"), ("2017", "2017-01"), ("2017-01", "2017-01-01"), ("2017-02", "2017-10"),
    ("2017-01-02", "2017-01-10"),
  ])
  func `dates are in the order of their beginnings, the less exact first`(earlier: String, later: String) throws {
    let (earlier, later) = (try #require(PartialDate(earlier)), try #require(PartialDate(later)))
    #expect(earlier < later)
    #expect(!(later < earlier))
  }

  @Test(arguments: [
    ("2017-01-31", 1, 0, "2017-02-28"), ("2016-01-31", 1, 0, "2016-02-29"), ("2017-10-03", 3, 0, "2018-01-03"),
    ("2017-12-31", 0, 1, "2018-01-01"), ("2017-02-27", 0, 2, "2017-03-01"), ("2017-06-15", 24, 10, "2019-06-25"),
    ("2017", 6, 0, "2017-07-01"),
  ])
  func `a month later is the same day, or the last one of a shorter month`(
    text: String, months: Int, days: Int, expected: String
  ) {
    #expect(PartialDate(text)?.adding(months: months, days: days).iso == expected)
  }

  @Test(arguments: [
    ("2009", "2009/2009", 2009...2009), ("2009/2011", "2009/2011", 2009...2011), ("2009–2011", "2009/2011", 2009...2011),
    ("2009—2011", "2009/2011", 2009...2011), ("2009-2011", "2009/2011", 2009...2011),
    ("2009 to 2011", "2009/2011", 2009...2011), ("2009 - 2011", "2009/2011", 2009...2011),
    ("2009-05/2011-06-30", "2009-05/2011-06-30", 2009...2011), ("2009-05", "2009-05/2009-05", 2009...2009),
    ("2009–", "2009/..", 2009...2009), ("2009-", "2009/..", 2009...2009), ("2009/..", "2009/..", 2009...2009),
    ("–2011", "../2011", 2011...2011), ("../2011", "../2011", 2011...2011), ("circa 2009–2011", "~2009/2011", 2009...2011),
    ("2009/~2011", "2009/~2011", 2009...2011),
  ])
  func `a period is written with a stroke, a dash or the word to, and may be open`(
    text: String, shown: String, years: ClosedRange<Int>
  ) throws {
    let period = try #require(Period(text))
    #expect(period.shown == shown)
    #expect(period.years == years)
  }

  @Test(arguments: ["", "–", "/", "../..", "a/b", "2009/2011/2013", "2009/x", "x/2011", "2009 2011", "2009-10-2011"])
  func `what names no date is no period`(text: String) {
    #expect(Period(text) == nil)
  }

  @Test(arguments: [
    ("45 min", "PT45M"), ("90 minutes", "PT1H30M"), ("2 h", "PT2H"), ("2h", "PT2H"), ("1 hour 30 min", "PT1H30M"),
    ("3 days", "P3D"), ("2 weeks", "P14D"), ("6 months", "P6M"), ("1 year", "P1Y"), ("18 months", "P18M"),
    ("1 year 6 months", "P18M"), ("0 min", "PT0M"), ("PT45M", "PT45M"), ("P6M", "P6M"), ("P1Y", "P1Y"), ("P2W", "P14D"),
    ("P1DT2H", "P1DT2H"), ("P1Y2M3DT4H5M", "P14M3DT4H5M"),
  ])
  func `a length of time is written in words or as ISO 8601`(text: String, iso: String) {
    #expect(Span(text)?.iso == iso)
  }

  @Test(arguments: [
    "", "P", "PT", "45", "min", "min 45", "45 mins ago", "-1 day", "1.5 h", "P1", "P1H", "PT1D", "P1X", "PT45M3",
    "1000000 days", "P1000000D", "99999999999999999999 days",
  ])
  func `what is no number of a unit is no length of time`(text: String) {
    #expect(Span(text) == nil)
  }
}
