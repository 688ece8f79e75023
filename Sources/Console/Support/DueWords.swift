import Domain
import Terminal

/// When a ticket is due, in the words of the operator's day: how long is left as long as it is today, the day after
/// that; and that its clocks stand still. Colour only says it again.
struct DueWords {
  /// For a column that says by its head what it is about, at most eleven cells: `2h 05m`, `overdue 3h`, `Tue 09:40`.
  let short: String
  /// What stands behind it where there is room: `tomorrow 09:40`, `since Tue 12:58`; may be empty.
  let more: String
  /// As part of a sentence: `due in 2h 05m`, `overdue 3h`, `paused`.
  let spoken: String
  let role: ThemeRole

  /// - Parameter pausedSince: since when the clocks stand still, where they do.
  /// - Returns: nil where nothing is due.
  init?(_ due: Instant, pausedSince: Instant? = nil, now: Instant, zone: any ZoneRules) {
    if due == .never {
      guard let since = pausedSince else { return nil }
      (short, spoken, role) = ("paused", "paused", .statusPending)
      more = "since " + since.short(at: now, in: zone)
      return
    }
    let left = due - now, day = Self.day(due, now, zone)
    if left < 0 {
      short = "overdue " + Self.span(-left, isRough: true)
      (spoken, role, more) = (short, .statusBreached, day)
      return
    }
    role = left < .hours(1) ? .statusWarn : .statusOK
    let isToday = zone.day(of: due) == zone.day(of: now) || left < .hours(6)
    short = isToday ? Self.span(left) : due.short(at: now, in: zone)
    spoken = isToday ? "due in " + short : "due " + day
    more = day
  }
  /// `14:32`, `tomorrow 09:40`, `yesterday 16:00`, `Tue 12:58`, `12 Mar`.
  private static func day(_ instant: Instant, _ now: Instant, _ zone: any ZoneRules) -> String {
    let days = zone.day(of: instant).daysSinceEpoch - zone.day(of: now).daysSinceEpoch
    return switch days {
    case 1: "tomorrow " + instant.clock(in: zone)
    case -1: "yesterday " + instant.clock(in: zone)
    default: instant.short(at: now, in: zone)
    }
  }
  /// `34m`, `2h 05m`, `3d`, `5w`; roughly, `2h`.
  private static func span(_ milliseconds: Int64, isRough: Bool = false) -> String {
    let minutes = milliseconds / 60_000
    switch minutes {
    case ..<60: return "\(minutes)m"
    case ..<1440:
      let rest = minutes % 60
      return "\(minutes / 60)h" + (isRough ? "" : (rest < 10 ? " 0" : " ") + "\(rest)m")
    case ..<(14 * 1440): return "\(minutes / 1440)d"
    default: return "\(minutes / 10_080)w"
    }
  }
}
