@testable import Domain

func at(_ text: String) -> Instant { RFC3339.instant(text)! }
func systemZone(_ name: String) -> any ZoneRules { name == "UTC" ? FixedZone.utc : ZoneTable.system(name)! }

extension Schedule.Frame {
  /// `09:00-17:00`; closing at or before the opening is on the next date.
  init(_ text: String) {
    let ends = text.split(separator: "-").map { clock in
      clock.split(separator: ":").enumerated().reduce(0) { $0 + Int($1.element)! * [3600, 60, 1][$1.offset] }
    }
    self.init(opens: ends[0], closes: ends[1] <= ends[0] ? ends[1] + 86_400 : ends[1])
  }
}

extension Schedule {
  /// `mon-fri 09:00-12:00 13:00-17:00; sat 10:00-14:00`.
  init(
    _ zoneName: String, _ hours: String, overrides: [String: [String]] = [:], holidays: [String] = [],
    breaks: [String: [String]] = [:]
  ) throws {
    var week: [[Frame]] = Array(repeating: [], count: 7)
    for part in hours.split(separator: ";") {
      let words = part.split(separator: " ").map(String.init), days = words[0].split(separator: "-")
      let ends = days.map { Schedule.weekdays.firstIndex(of: String($0))! }
      for day in ends[0]...ends[ends.count - 1] { week[day] = words.dropFirst().map { Frame($0) } }
    }
    func dated(_ texts: [String: [String]]) -> [Day: [Frame]] {
      Dictionary(uniqueKeysWithValues: texts.map { (Day(iso: $0)!, $1.map { Frame($0) }) })
    }
    try self.init(
      zone: systemZone(zoneName), hours: week, overrides: dated(overrides),
      holidays: Set(holidays.map { Day(iso: $0)! }), breaks: dated(breaks))
  }
  /// One that is known to be sound.
  static func sample(
    _ zoneName: String, _ hours: String, overrides: [String: [String]] = [:], holidays: [String] = [],
    breaks: [String: [String]] = [:]
  ) -> Schedule {
    do {
      return try Schedule(zoneName, hours, overrides: overrides, holidays: holidays, breaks: breaks)
    } catch {
      preconditionFailure("\(error)")
    }
  }
  static let office = sample("Europe/Berlin", "mon-fri 09:00-17:00")
  static let split = sample(
    "Europe/Berlin", "mon-fri 09:00-12:00 13:00-17:00", overrides: ["2026-12-24": ["09:00-12:00"]],
    holidays: ["2026-12-25"], breaks: ["2026-11-24": ["10:00-10:30"]])
  static let nights = sample("Europe/Berlin", "mon-fri 22:00-06:00")
  static let open247 = sample("Europe/Berlin", "mon-sun 00:00-24:00")
}
