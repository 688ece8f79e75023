/// What clocks show in one place: the only thing Domain knows of time zones.
public protocol ZoneRules: Sendable {
  /// The name people know it by, such as `Europe/Berlin`.
  var name: String { get }
  /// How far local clocks are ahead of UTC at an instant, in seconds (east is positive).
  func offset(at instant: Instant) -> Int
}

/// A reading of a local clock: a date and the seconds since its midnight.
public struct LocalTime: Hashable, Sendable {
  /// The date and the second of the day, 0..<86400.
  public var day: Day, second: Int
  /// A clock reading.
  public init(_ day: Day, second: Int) { (self.day, self.second) = (day, second) }
  /// Minutes since midnight.
  public var minute: Int { second / 60 }
}

extension ZoneRules {
  /// What local clocks show at an instant.
  public func local(_ instant: Instant) -> LocalTime {
    let seconds = Int(instant.seconds) + offset(at: instant)
    let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    return LocalTime(Day(daysSinceEpoch: days), second: seconds - days * 86_400)
  }
  /// When local clocks show this. A reading that is skipped in spring counts from the offset before the gap
  /// (02:30 becomes 03:30); one that comes twice in autumn is the first.
  public func instant(_ day: Day, second: Int = 0) -> Instant {
    let wall = Int64(day.daysSinceEpoch) * 86_400 + Int64(second)
    let before = offset(at: Instant(seconds: wall - 86_400)),
      after = offset(at: Instant(seconds: wall + 86_400))
    let early = Instant(seconds: wall - Int64(before)), late = Instant(seconds: wall - Int64(after))
    if offset(at: early) == before { return early }
    return offset(at: late) == after ? late : early
  }
  /// The local date at an instant.
  public func day(of instant: Instant) -> Day { local(instant).day }
}

/// A zone whose clocks never change.
public struct FixedZone: ZoneRules, Hashable {
  /// The name, and seconds ahead of UTC.
  public let name: String, seconds: Int
  /// A zone that many seconds ahead of UTC.
  public init(seconds: Int, name: String? = nil) {
    self.seconds = seconds
    self.name = name ?? (seconds == 0 ? "UTC" : RFC3339.offset(seconds))
  }
  /// Greenwich.
  public static let utc = FixedZone(seconds: 0)
  /// The same at all times.
  public func offset(at instant: Instant) -> Int { seconds }
}

extension ZoneRules where Self == FixedZone {
  /// Greenwich.
  public static var utc: FixedZone { FixedZone.utc }
}
