public import Domain

/// Answers lines that hold a policy, its schedules, and what happened to a ticket.
public struct SLACalculator: Calculator {
  /// The fields of a line besides `id`, and whether it needs them.
  public static let fields = [("policy", true), ("schedules", true), ("events", true), ("now", true)]
  private let reader: ScheduleReader, conventions: BusinessConventions, afterEach: Bool
  private var schedules = Remembered<[String: BusinessTime]>(), policies = Remembered<SLAPolicy>()

  /// Answers by the given conventions, with the state at `now`, or the states after each event.
  public init(afterEach: Bool = false, conventions: BusinessConventions = .init(), zones: ZoneSource) {
    (reader, self.conventions, self.afterEach) = (ScheduleReader(zones), conventions, afterEach)
  }

  /// Appends the state at `now`, or the states.
  public mutating func answer(_ line: LineOfFields, into out: inout [UInt8]) throws(Refusal) {
    let line = line.members
    try line.allow(["id"] + Self.fields.map(\.0), in: "sla simulate")
    let rules = try rules(line)
    let events = try SLAReader.events(try line.value("events"))
    let now = try line.instant("now")
    if afterEach {
      out += Array(",\"states\":[".utf8)
      for (place, reading) in try rules.readAfterEach(events, now: now).enumerated() {
        if place > 0 { out.append(44) }
        var state: [UInt8] = []
        try Self.write(reading, to: &state)
        // Each member comes with a comma in front.
        out.append(123)
        out += state.dropFirst()
        out.append(125)
      }
      out.append(93)
    } else {
      try Self.write(try rules.read(events, now: now), to: &out)
    }
  }
  private mutating func rules(_ line: LineMembers) throws(Refusal) -> SLARules {
    guard let policy = line["policy"] else { throw LineFlaw.missing("policy", at: "policy") }
    guard let named = line["schedules"] else { throw LineFlaw.missing("schedules", at: "schedules") }
    let (reader, conventions) = (reader, conventions)
    return try SLARules(
      try policies.value(policy) { text throws(Refusal) in
        try SLAReader.policy(try LineFlaw.json(text, at: "policy"))
      },
      schedules: try schedules.value(named) { text throws(Refusal) in
        let value = try LineFlaw.json(text, at: "schedules")
        guard case .object(let members) = value else {
          throw LineFlaw.kind("schedules", "an object of schedules")
        }
        var found: [String: BusinessTime] = [:]
        for member in members {
          let schedule = try reader.schedule(member.value, at: "schedules.\(member.key)")
          guard found.updateValue(BusinessTime(schedule, conventions: conventions), forKey: member.key) == nil
          else {
            throw Refusal(
              .invalid, "The schedule \(member.key) stands twice.", remedy: "Leave one of them out.",
              field: "schedules.\(member.key)")
          }
        }
        return found
      })
  }

  private static func write(_ reading: SLAReading, to out: inout [UInt8]) throws(Refusal) {
    func key(_ name: String) { out += Array(",\"\(name)\":".utf8) }
    key("state")
    JSONValue.string(reading.state.rawValue).write(to: &out)
    key("priority")
    JSONValue.string(reading.priority.rawValue).write(to: &out)
    if let clock = reading.firstResponse {
      key("first_response")
      try write(clock, to: &out)
    }
    if !reading.nextResponses.isEmpty {
      key("next_response")
      for (place, clock) in reading.nextResponses.enumerated() {
        out.append(place == 0 ? 91 : 44)
        try write(clock, to: &out)
      }
      out.append(93)
    }
    if let clock = reading.resolution {
      key("resolution")
      try write(clock, to: &out)
    }
    if let clock = reading.updateEvery {
      key("update_every")
      try write(clock, to: &out)
    }
    key("next_due")
    try write(reading.nextDue, to: &out)
  }
  private static func write(_ clock: SLAClock, to out: inout [UInt8]) throws(Refusal) {
    out += Array("{\"target_seconds\":\(clock.target),\"elapsed_seconds\":\(clock.elapsed),".utf8)
    out += Array(
      "\"remaining_seconds\":\(clock.remaining),\"status\":\"\(clock.status.rawValue)\",\"due\":".utf8)
    try write(clock.due, to: &out)
    out += Array(",\"warn_at\":".utf8)
    try write(clock.warnAt, to: &out)
    out += Array(",\"stopped_at\":".utf8)
    try write(clock.stoppedAt, to: &out)
    out.append(125)
  }
  private static func write(_ instant: Instant?, to out: inout [UInt8]) throws(Refusal) {
    if let instant { try writeInstant(instant, to: &out) } else { out += Array("null".utf8) }
  }
}
