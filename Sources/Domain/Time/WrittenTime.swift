/// A time as people write it: `2h`, `-2d`, `tomorrow 9:00`, `mon 9`, `next week`, `2026-12-01 14:30`.
///
/// It is kept as it was meant, not as an instant: a saved filter says "today" anew each day.
public enum WrittenTime: Hashable, Sendable {
  /// Milliseconds from now; negative is past.
  case offset(Int64)
  /// A day, and the minute of it where one was written.
  case day(WrittenDay, minute: Int?)
  /// A clock time alone: the next such time when looking ahead, the last one when looking back.
  case clock(minute: Int)
}

/// A day as people write it.
public enum WrittenDay: Hashable, Sendable {
  case today, yesterday, tomorrow, nextWeek, nextMonth
  /// 1 is Monday, 7 is Sunday: the nearest such day in the direction looked.
  case weekday(Int)
  case date(Day)
}

/// In which direction a weekday or a clock time is looked for.
public enum TimeLeaning: Sendable { case ahead, back }

extension WrittenTime {
  /// The minute of a day on which nothing was said of the time: 9:00, for snoozing.
  public static let morning = 9 * 60

  /// The instant that is meant. A day without a time means its minute `start`.
  public func instant(
    now: Instant, in zone: any ZoneRules, leaning: TimeLeaning = .ahead, start: Int = morning
  ) -> Instant {
    switch self {
    case .offset(let milliseconds): return now + milliseconds
    case .day(let day, let minute):
      let today = zone.day(of: now), at = (minute ?? start) * 60
      // "mon 9" said on a Monday means today while that is still to come (or, looking back, is over).
      if case .weekday(today.weekday) = day {
        let same = zone.instant(today, second: at)
        if leaning == .ahead ? same > now : same <= now { return same }
      }
      return zone.instant(day.day(today: today, leaning: leaning), second: at)
    case .clock(let minute):
      let today = zone.day(of: now), same = zone.instant(today, second: minute * 60)
      switch leaning {
      case .ahead: return same > now ? same : zone.instant(today.adding(days: 1), second: minute * 60)
      case .back: return same <= now ? same : zone.instant(today.adding(days: -1), second: minute * 60)
      }
    }
  }

  /// From when to when it lasts, for comparing: a whole day for a day, a single instant for all else.
  public func span(
    now: Instant, in zone: any ZoneRules, leaning: TimeLeaning
  ) -> (start: Instant, end: Instant) {
    guard case .day(let day, nil) = self else {
      let at = instant(now: now, in: zone, leaning: leaning)
      return (at, at)
    }
    let first = day.day(today: zone.day(of: now), leaning: leaning, includingToday: true)
    return (zone.instant(first), zone.instant(first.adding(days: day == .nextWeek ? 7 : 1)))
  }
}

extension WrittenDay {
  /// The date that is meant. A weekday is never `today` itself unless that is included.
  func day(today: Day, leaning: TimeLeaning, includingToday: Bool = false) -> Day {
    switch self {
    case .today: return today
    case .yesterday: return today.adding(days: -1)
    case .tomorrow: return today.adding(days: 1)
    case .nextWeek: return today.adding(days: 8 - today.weekday)
    case .nextMonth: return today.startOfNextMonth
    case .date(let day): return day
    case .weekday(let wanted):
      if includingToday, wanted == today.weekday { return today }
      switch leaning {
      case .ahead: return today.adding(days: (wanted - today.weekday + 6) % 7 + 1)
      case .back: return today.adding(days: -((today.weekday - wanted + 6) % 7 + 1))
      }
    }
  }
}

extension WrittenTime: CustomStringConvertible {
  /// The shortest writing that is read back as the same.
  public var description: String {
    func clock(_ minute: Int) -> String { "\(minute / 60):\(padded(minute % 60, 2))" }
    switch self {
    case .offset(let milliseconds):
      let units: [(Int64, String)] = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s")]
      guard milliseconds != 0 else { return "now" }
      let unit = units.first { milliseconds % $0.0 == 0 } ?? (1000, "s")
      return "\(milliseconds / unit.0)\(unit.1)"
    case .clock(let minute): return clock(minute)
    case .day(let day, let minute):
      return day.description + (minute.map { " " + clock($0) } ?? "")
    }
  }
}
extension WrittenDay: CustomStringConvertible {
  /// The word for it.
  public var description: String {
    switch self {
    case .today: "today"
    case .yesterday: "yesterday"
    case .tomorrow: "tomorrow"
    case .nextWeek: "next week"
    case .nextMonth: "next month"
    case .weekday(let number): ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][(number + 6) % 7]
    case .date(let day): RFC3339.text(FixedZone.utc.instant(day)).prefix(10).description
    }
  }
}
