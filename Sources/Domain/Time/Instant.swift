/// A point in time: milliseconds since 1970-01-01T00:00:00Z, as the store keeps it.
public struct Instant: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since the epoch; negative before it.
  public let milliseconds: Int64
  /// The instant that many milliseconds after 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  /// The instant that many whole seconds after 1970-01-01T00:00:00Z.
  public init(seconds: Int64) { milliseconds = seconds * 1000 }
  /// Stands in keys for "at no time" (9999-12-31T23:59:59Z), so that no key column is ever NULL.
  public static let never = Instant(seconds: 253_402_300_799)
  /// 1970-01-01T00:00:00Z.
  public static let epoch = Instant(milliseconds: 0)
  /// Whole seconds since the epoch, rounded down.
  public var seconds: Int64 {
    milliseconds >= 0 ? milliseconds / 1000 : -((-milliseconds + 999) / 1000)
  }
  /// The same, without what is more than a whole second.
  public var wholeSecond: Instant { Instant(seconds: seconds) }
  /// Earlier comes first.
  public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
  /// That many milliseconds later.
  public static func + (a: Instant, milliseconds: Int64) -> Instant {
    Instant(milliseconds: a.milliseconds + milliseconds)
  }
  /// That many milliseconds earlier.
  public static func - (a: Instant, milliseconds: Int64) -> Instant {
    Instant(milliseconds: a.milliseconds - milliseconds)
  }
  /// Milliseconds from `b` to `a`.
  public static func - (a: Instant, b: Instant) -> Int64 { a.milliseconds - b.milliseconds }
}

extension Int64 {
  /// Milliseconds in that many seconds.
  public static func seconds(_ n: Int) -> Int64 { Int64(n) * 1000 }
  /// Milliseconds in that many minutes.
  public static func minutes(_ n: Int) -> Int64 { Int64(n) * 60_000 }
  /// Milliseconds in that many hours.
  public static func hours(_ n: Int) -> Int64 { Int64(n) * 3_600_000 }
  /// Milliseconds in that many days of 24 hours.
  public static func days(_ n: Int) -> Int64 { Int64(n) * 86_400_000 }
}
