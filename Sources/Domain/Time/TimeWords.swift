/// Instants and spans in few columns, as lists, conversations and the status bar show them.
public enum TimeWords {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// How long: `45 s`, `12 m`, `2 h`, `3 d`, `5 w`, `2 y`; the sign of the span is dropped.
  public static func span(_ milliseconds: Int64) -> String {
    let seconds = Int64(min(milliseconds.magnitude, UInt64(Int64.max))) / 1000
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3600: return "\(seconds / 60) m"
    case ..<86_400: return "\(seconds / 3600) h"
    case ..<(14 * 86_400): return "\(seconds / 86_400) d"
    case ..<(365 * 86_400): return "\(seconds / 604_800) w"
    default: return "\(seconds / (365 * 86_400)) y"
    }
  }
  /// Hours and minutes left, `0:34`, `3:05`, `-0:12` when it is over, `2 d` beyond a day.
  public static func remaining(until instant: Instant, from now: Instant) -> String {
    guard instant != .never else { return "" }
    let rest = instant - now, sign = rest < 0 ? "-" : ""
    // What is left is rounded down, what is over too: 0:00 is the last minute.
    let minutes = Int64(rest.magnitude / 60_000)
    return minutes >= 1440 ? sign + span(rest) : "\(sign)\(minutes / 60):\(padded(Int(minutes % 60), 2))"
  }
  /// When, as short as today allows: `14:32`, `Tue 12:58` within six days, `12 Mar` this year, `12 Mar 2025`.
  public static func when(_ instant: Instant, now: Instant, in zone: any ZoneRules) -> String {
    let local = zone.local(instant), today = zone.day(of: now), clock = time(local)
    let days = local.day.daysSinceEpoch - today.daysSinceEpoch
    if days == 0 { return clock }
    if abs(days) < 7 { return "\(weekdays[local.day.weekday - 1]) \(clock)" }
    let date = "\(local.day.day) \(months[local.day.month - 1])"
    return local.day.year == today.year ? date : "\(date) \(local.day.year)"
  }
  /// When, in full: `Tue 24 Nov 2026, 14:32`.
  public static func full(_ instant: Instant, in zone: any ZoneRules) -> String {
    let local = zone.local(instant), day = local.day
    return "\(weekdays[day.weekday - 1]) \(day.day) \(months[day.month - 1]) \(day.year), \(time(local))"
  }
  /// How long ago or ahead: `now`, `2 h ago`, `in 3 d`.
  public static func relative(_ instant: Instant, now: Instant) -> String {
    let difference = instant - now
    if difference.magnitude < 60_000 { return "now" }
    return difference < 0 ? span(difference) + " ago" : "in " + span(difference)
  }
  /// `14:32` of a clock reading.
  public static func time(_ local: LocalTime) -> String {
    "\(padded(local.second / 3600, 2)):\(padded(local.second / 60 % 60, 2))"
  }
}
