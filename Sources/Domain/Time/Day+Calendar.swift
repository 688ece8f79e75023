extension Day {
  /// The date from its parts, nil when there is no such day (29 February of most years).
  public init?(checking year: Int, _ month: Int, _ day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.length(of: month, year)
    else { return nil }
    self.init(year, month, day)
  }
  /// The date from `2026-02-28`; nil for any other shape and for dates that do not exist.
  public init?(iso text: String) {
    var reader = DigitReader(text.utf8)
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
      let day = reader.digits(2), reader.isAtEnd
    else { return nil }
    self.init(checking: year, month, day)
  }
  /// How many days a month has.
  public static func length(of month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
  /// 1 is Monday, 7 is Sunday (ISO 8601).
  public var weekday: Int { ((daysSinceEpoch + 3) % 7 + 7) % 7 + 1 }
  /// The date that many days later.
  public func adding(days: Int) -> Day { Day(daysSinceEpoch: daysSinceEpoch + days) }
  /// The first of the next month.
  public var startOfNextMonth: Day { month == 12 ? Day(year + 1, 1, 1) : Day(year, month + 1, 1) }
}
