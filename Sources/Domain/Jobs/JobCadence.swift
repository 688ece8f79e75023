/// How often a job runs when nothing in the store asks for it earlier.
public enum JobCadence: Hashable, Sendable {
  /// Again that many milliseconds after it ended.
  case every(Int64)
  /// Once on each local date, at that minute of the day. A reading that is skipped in spring counts from the offset
  /// before the gap, one that comes twice in autumn is the first.
  case daily(minute: Int)
  /// Only when the store asks for it.
  case onDemand

  /// When it is due next.
  /// - Parameters:
  ///   - last: when it last ended well; nil: never.
  ///   - key: the local date it last ended well for, see ``key(at:in:)``.
  ///   - now: the time it is; a job that was never run is due now, a daily one at its next time.
  /// - Returns: `.never` where nothing but the store asks for it.
  public func due(after last: Instant?, key: String?, now: Instant, in zone: any ZoneRules) -> Instant {
    switch self {
    case .onDemand: return .never
    case .every(let span): return last.map { $0 + span } ?? now
    case .daily(let minute):
      // From the date after the last one, so that a day that was missed is made up for, once.
      let today = zone.day(of: now).daysSinceEpoch
      let done = key.flatMap(Day.init(iso:))?.daysSinceEpoch
      let day = Day(daysSinceEpoch: done.map { $0 + 1 } ?? today)
      return zone.instant(day, second: minute * 60)
    }
  }

  /// What one run stands for: for a daily job the local date, so that no date is done twice however clocks are set.
  /// nil for the others.
  public func key(at now: Instant, in zone: any ZoneRules) -> String? {
    guard case .daily(let minute) = self else { return nil }
    let local = zone.local(now)
    return (local.minute >= minute ? local.day : Day(daysSinceEpoch: local.day.daysSinceEpoch - 1))
      .description
  }

  /// In words: `every 30 s`, `daily at 03:00`, `when due`.
  public var words: String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    switch self {
    case .onDemand: return "when due"
    case .every(let span):
      let seconds = span / 1000
      return seconds % 3600 == 0 && seconds > 0
        ? "every \(seconds / 3600) h" : seconds % 60 == 0 ? "every \(seconds / 60) min" : "every \(seconds) s"
    case .daily(let minute): return "daily at \(two(minute / 60)):\(two(minute % 60))"
    }
  }
}
