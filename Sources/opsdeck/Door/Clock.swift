import Domain
import Glibc

/// The one place where this program looks at the clock.
enum Clock {
  /// The wall clock, to the millisecond.
  static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
  /// Seconds of a clock that never jumps: for rates.
  static var steady: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }
  /// The day it is here.
  static func today(_ now: Instant) -> Day {
    var (seconds, parts) = (time_t(now.seconds), tm())
    localtime_r(&seconds, &parts)
    return Day(Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
  }
  /// `2026-11-24 14:05`, in the user's zone.
  static func shown(_ instant: Instant) -> String {
    guard instant != .never else { return "never" }
    var (seconds, parts) = (time_t(instant.seconds), tm())
    localtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    strftime(&text, 32, "%Y-%m-%d %H:%M", &parts)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
