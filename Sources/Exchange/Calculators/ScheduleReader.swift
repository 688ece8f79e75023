public import Domain

/// Where zones come from; the calculators read no files themselves.
public struct ZoneSource: Sendable {
  /// A zone by its name, nil when there is none; and all the names, for "did you mean".
  public let find: @Sendable (String) -> (any ZoneRules)?, names: @Sendable () -> [String]
  /// Makes a source.
  public init(
    find: @escaping @Sendable (String) -> (any ZoneRules)?, names: @escaping @Sendable () -> [String]
  ) {
    (self.find, self.names) = (find, names)
  }
  /// - Throws: ``Refusal`` that names the zone most likely meant.
  func zone(_ name: String) throws(Refusal) -> any ZoneRules {
    if let found = find(name) { return found }
    let names = names()
    let city = names.first { $0.split(separator: "/").last?.lowercased() == name.lowercased() }
    let near = city ?? Words.nearest(to: name, in: names)
    throw Refusal(
      .unknown, "There is no time zone “\(name.prefix(60))”.",
      remedy: near.map { "Did you mean \($0)?" }
        ?? (names.isEmpty
          ? "The system's zone data is missing: install tzdata, or name its folder in TZDIR."
          : "Write a name such as Europe/Berlin or UTC."),
      field: "time_zone")
  }
}

/// Reads a schedule from JSON.
public struct ScheduleReader: Sendable {
  /// The fields of a schedule.
  public static let fields = ["time_zone", "hours", "always", "overrides", "holidays", "breaks"]
  private let zones: ZoneSource
  /// Finds zones there.
  public init(_ zones: ZoneSource) { self.zones = zones }

  /// Reads one.
  /// - Throws: ``Refusal`` with the place in the schedule (`schedule.hours.mon[0]`).
  public func schedule(_ value: JSONValue, at field: String = "schedule") throws(Refusal) -> Schedule {
    let members = try LineFlaw.members(value, Self.fields, in: "a schedule", at: field)
    guard let name = members["time_zone"] else {
      throw LineFlaw.missing("time_zone", at: field + ".time_zone")
    }
    guard let name = name.string else { throw LineFlaw.kind(field + ".time_zone", "the name of a zone") }
    let zone = try LineFlaw.at(field) { () throws(Refusal) in try zones.zone(name) }
    var hours = try week(members["hours"] ?? .object([]), at: field + ".hours")
    if let always = members["always"] {
      guard let isAlways = always.bool else { throw LineFlaw.kind(field + ".always", "true or false") }
      if isAlways {
        guard hours.allSatisfy(\.isEmpty) else {
          throw Refusal(
            .invalid, "A schedule that is always open has hours too.",
            remedy: "Leave out always, or the hours.", field: field + ".hours")
        }
        hours = Schedule.always().hours
      }
    }
    let overrides = try dated(members["overrides"], at: field + ".overrides", Self.frame)
    let breaks = try dated(members["breaks"], at: field + ".breaks") {
      (ends, _) throws(Refusal) in Schedule.Frame(opens: ends.0, closes: ends.1)
    }
    let holidays = try holidays(members["holidays"], at: field + ".holidays")
    return try LineFlaw.at(field) { () throws(Refusal) in
      try Schedule(zone: zone, hours: hours, overrides: overrides, holidays: holidays, breaks: breaks)
    }
  }

  private func week(_ value: JSONValue, at field: String) throws(Refusal) -> [[Schedule.Frame]] {
    var week: [[Schedule.Frame]] = Array(repeating: [], count: 7)
    guard case .object(let members) = value else { throw LineFlaw.kind(field, "an object of weekdays") }
    for member in members {
      let place = "\(field).\(member.key)"
      guard let day = Schedule.weekdays.firstIndex(of: member.key) else {
        let short = String(member.key.lowercased().prefix(3))
        throw Refusal(
          .unknown, "“\(member.key.prefix(40))” is no weekday.",
          remedy: Schedule.weekdays.contains(short)
            ? "Did you mean \(short)?" : "Weekdays are \(Schedule.weekdays.joined(separator: ", ")).",
          field: place)
      }
      guard week[day].isEmpty else {
        throw Refusal(
          .invalid, "The weekday \(member.key) stands twice.", remedy: "Put its frames into one list.",
          field: place)
      }
      week[day] = try frames(member.value, at: place, Self.frame)
    }
    return week
  }
  private func dated(
    _ value: JSONValue?, at field: String,
    _ make: ((Int, Int), String) throws(Refusal) -> Schedule.Frame
  ) throws(Refusal) -> [Day: [Schedule.Frame]] {
    guard let value else { return [:] }
    guard case .object(let members) = value else { throw LineFlaw.kind(field, "an object of dates") }
    var found: [Day: [Schedule.Frame]] = [:]
    for member in members {
      let place = "\(field).\(member.key)"
      let date = try Self.date(member.key, at: place)
      guard found[date] == nil else {
        throw Refusal(
          .invalid, "The date \(member.key) stands twice.", remedy: "Put its frames into one list.",
          field: place)
      }
      found[date] = try frames(member.value, at: place, make)
    }
    return found
  }
  private func holidays(_ value: JSONValue?, at field: String) throws(Refusal) -> Set<Day> {
    guard let value else { return [] }
    guard case .array(let dates) = value else { throw LineFlaw.kind(field, "a list of dates") }
    var found: Set<Day> = []
    for (place, date) in dates.enumerated() {
      guard let text = date.string else { throw LineFlaw.kind("\(field)[\(place)]", "a date") }
      found.insert(try Self.date(text, at: "\(field)[\(place)]"))
    }
    return found
  }
  private func frames(
    _ value: JSONValue, at field: String,
    _ make: ((Int, Int), String) throws(Refusal) -> Schedule.Frame
  ) throws(Refusal) -> [Schedule.Frame] {
    guard case .array(let pairs) = value else { throw LineFlaw.kind(field, "a list of pairs of clock times") }
    var frames: [Schedule.Frame] = []
    for (place, pair) in pairs.enumerated() {
      let place = "\(field)[\(place)]"
      guard pair.elements.count == 2 else { throw LineFlaw.kind(place, "a pair of clock times") }
      let opens = try Self.clock(pair.elements[0], at: place, isClosing: false)
      let closes = try Self.clock(pair.elements[1], at: place, isClosing: true)
      frames.append(try make((opens, closes), place))
    }
    return frames
  }
  /// Closing before the opening is meant for the next date.
  private static func frame(_ ends: (Int, Int), _ place: String) throws(Refusal) -> Schedule.Frame {
    Schedule.Frame(opens: ends.0, closes: ends.1 < ends.0 ? ends.1 + 86_400 : ends.1)
  }

  static func date(_ text: String, at field: String) throws(Refusal) -> Day {
    guard let date = Day(iso: text) else {
      throw Refusal(
        .invalid, "“\(text.prefix(40))” is no date.", remedy: "Write it as 2026-12-24.", field: field)
    }
    return date
  }
  /// Seconds since midnight of `09:00`, `09:00:30`, and at the end `24:00`.
  static func clock(_ value: JSONValue, at field: String, isClosing: Bool) throws(Refusal) -> Int {
    guard let text = value.string else { throw LineFlaw.kind(field, "a clock time in quotation marks") }
    let parts = text.utf8.split(separator: 58, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.count == 2 && part.allSatisfy { $0 >= 48 && $0 <= 57 }
        ? Int(String(decoding: part, as: UTF8.self)) : nil
    }
    let second = numbers.count == 2 ? 0 : numbers.count == 3 ? numbers[2] : 60
    guard numbers.count == parts.count, second < 60, numbers[1] < 60,
      numbers[0] < 24 || (isClosing && numbers[0] == 24 && numbers[1] == 0 && second == 0)
    else {
      throw Refusal(
        .invalid, "“\(text.prefix(40))” is no clock time\(isClosing ? "" : " to open at").",
        remedy: "Write it as 09:00 or 09:00:30\(isClosing ? "; the next midnight is 24:00" : "").",
        field: field)
    }
    return numbers[0] * 3600 + numbers[1] * 60 + second
  }
}
