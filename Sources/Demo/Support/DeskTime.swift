import Domain

/// When customers write: more by day than by night, less at weekends; so that a heat map of the demo has a shape.
struct DeskTime: Sendable {
  private let now: Instant, span: Int64
  /// The load of all hours before each hour of a week that starts at the epoch's weekday (a Thursday), UTC.
  private static let loads: [Double] = {
    let day = [
      1.0, 0.8, 0.7, 0.7, 0.9, 1.4, 2.6, 5.2, 8.6, 9.8, 9.4, 7.6, 7.0, 8.4, 9.2, 8.0, 6.4, 5.0, 3.6, 2.9, 2.4,
      2.0, 1.6, 1.2,
    ]
    var sums = [0.0]
    for hour in 0..<168 {
      let weekday = hour / 24  // 0 Thursday, 2 Saturday, 3 Sunday
      sums.append(
        (sums.last ?? 0) + day[hour % 24]
          * (weekday == 2 ? 0.25 : weekday == 3 ? 0.3 : weekday == 4 ? 1.25 : 1))
    }
    return sums
  }()
  private static let weekly = loads[168]

  /// - Parameter days: how far back the oldest ticket lies.
  init(now: Instant, days: Int) { (self.now, span) = (now, .days(days)) }

  /// The instant before which this share of all load between the oldest instant and now has come; rises with `share`.
  func instant(at share: Double) -> Instant {
    let (first, last) = (load(at: now - span), load(at: now))
    return time(of: first + (last - first) * min(1, max(0, share)))
  }
  private func load(at instant: Instant) -> Double {
    let hours = Double(instant.milliseconds) / 3_600_000, weeks = (hours / 168).rounded(.down)
    let rest = hours - weeks * 168, whole = min(167, Int(rest))
    return weeks * Self.weekly + Self.loads[whole] + (rest - Double(whole))
      * (Self.loads[whole + 1] - Self.loads[whole])
  }
  private func time(of load: Double) -> Instant {
    let weeks = (load / Self.weekly).rounded(.down), rest = load - weeks * Self.weekly
    var low = 0, high = 167
    while low < high {
      let middle = (low + high + 1) / 2
      if Self.loads[middle] <= rest { low = middle } else { high = middle - 1 }
    }
    let part = (rest - Self.loads[low]) / (Self.loads[low + 1] - Self.loads[low])
    return Instant(milliseconds: Int64((weeks * 168 + Double(low) + part) * 3_600_000))
  }

  /// `14:05`, UTC.
  static func clock(_ instant: Instant) -> String {
    let minute = ((instant.seconds % 86_400) + 86_400) % 86_400 / 60
    func two(_ n: Int64) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return two(minute / 60) + ":" + two(minute % 60)
  }
  /// The day as people of a language write it.
  static func date(_ instant: Instant, _ language: String) -> String {
    let days = instant.seconds >= 0 ? instant.seconds / 86_400 : (instant.seconds - 86_399) / 86_400
    let day = Day(daysSinceEpoch: Int(days))
    return switch language {
    case "en": "\(day.day) \(months[day.month - 1])"
    case "ja", "zh": "\(day.month)月\(day.day)日"
    case "ko": "\(day.month)월 \(day.day)일"
    case "de", "pl", "tr": "\(day.day).\(day.month).\(day.year)"
    default: "\(day.day)/\(day.month)/\(day.year)"
    }
  }
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]
}
