import Domain

/// A rule by which a holiday comes back each year: `FREQ=YEARLY;BYMONTH=11;BYDAY=4TH`.
struct YearlyRule {
  private var interval = 1, count: Int?, until: Day?
  private var months: [Int] = [], monthDays: [Int] = [], weekdays: [(nth: Int, weekday: Int)] = []
  private static let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

  /// - Throws: ``Refusal`` that names the part that is not understood; a holiday on a wrong date is worse than none.
  init(_ line: CalendarLine) throws(Refusal) {
    var isYearly = false
    for part in line.value.split(separator: ";") {
      let pair = part.uppercased().split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { throw Self.flaw(line, String(part)) }
      let values = pair[1].split(separator: ",").map(String.init), numbers = values.compactMap { Int($0) }
      let isWhole = numbers.count == values.count && !numbers.isEmpty
      switch pair[0] {
      case "FREQ" where pair[1] == "YEARLY": isYearly = true
      case "INTERVAL" where isWhole && (1...1000).contains(numbers[0]): interval = numbers[0]
      case "COUNT" where isWhole && numbers[0] > 0: count = numbers[0]
      case "UNTIL":
        guard let day = CalendarLine.date(String(pair[1].prefix(8))) else {
          throw Self.flaw(line, String(part))
        }
        until = day
      case "BYMONTH" where isWhole && numbers.allSatisfy((1...12).contains): months = numbers
      case "BYMONTHDAY" where isWhole && numbers.allSatisfy({ (1...31).contains(abs($0)) }):
        monthDays = numbers
      case "BYDAY":
        for value in values {
          guard let weekday = Self.names.firstIndex(of: String(value.suffix(2))),
            let nth = Int(value.dropLast(2)), (1...5).contains(abs(nth))
          else { throw Self.flaw(line, String(part)) }
          weekdays.append((nth, weekday + 1))
        }
      case "WKST": break
      default: throw Self.flaw(line, String(part))
      }
    }
    guard isYearly else { throw Self.flaw(line, "a rule without FREQ=YEARLY") }
    // Of the year, not of a month, where no month is named: that is another rule.
    guard weekdays.isEmpty || (!months.isEmpty && monthDays.isEmpty) else {
      throw Self.flaw(line, "BYDAY as it is used here")
    }
  }
  private static func flaw(_ line: CalendarLine, _ part: String) -> Refusal {
    line.flaw(
      "\(part) is not understood.",
      "Yearly rules by month, day of the month or nth weekday are; give its dates one by one.")
  }

  /// The dates from `start` on, none after `last`.
  func dates(from start: Day, through last: Day) -> [Day] {
    var found: [Day] = [], end = last
    if let until { end = min(end, until) }
    for year in stride(from: start.year, through: end.year, by: interval) {
      let days = (months.isEmpty ? [start.month] : months).flatMap { month in
        weekdays.isEmpty
          ? (monthDays.isEmpty ? [start.day] : monthDays).compactMap { Self.day($0, month, year) }
          : weekdays.compactMap { Self.day($0.nth, weekday: $0.weekday, month, year) }
      }
      for day in Set(days).sorted() where day >= start {
        if day > end || found.count == count ?? .max { return found }
        found.append(day)
      }
    }
    return found
  }
  /// -1 is the last of the month; nil where the month has none such.
  private static func day(_ number: Int, _ month: Int, _ year: Int) -> Day? {
    Day(checking: year, month, number > 0 ? number : Day.length(of: month, year) + 1 + number)
  }
  private static func day(_ nth: Int, weekday: Int, _ month: Int, _ year: Int) -> Day? {
    let length = Day.length(of: month, year)
    let first = 1 + (weekday - Day(year, month, 1).weekday + 7) % 7
    let last = length - (Day(year, month, length).weekday - weekday + 7) % 7
    return Day(checking: year, month, nth > 0 ? first + (nth - 1) * 7 : last + (nth + 1) * 7)
  }
}
