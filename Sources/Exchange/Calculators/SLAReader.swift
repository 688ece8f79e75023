public import Domain

/// Reads policies and events from JSON.
public enum SLAReader {
  /// The fields of a policy, and of a row of its targets.
  public static let policyFields = ["targets", "pause", "reopen", "solved_states", "warn_percent"]
  /// The fields of a row of targets.
  public static let targetFields = ["priority", "tier", "schedule"] + SLAMetric.allCases.map(\.rawValue)
  /// The kinds of event, each with the fields besides `type` and `at`; those of `created` may be left out but for the
  /// priority.
  public static let eventFields: [(type: String, fields: [String])] = [
    ("created", ["priority", "tier", "by", "state"]), ("state", ["to"]), ("priority", ["to"]),
    ("tier", ["to"]),
    ("agent_reply", []), ("customer_message", []), ("note", []), ("assign", []),
  ]
  /// A hundred years, as far as open time is looked for.
  private static let longest = Int64(BusinessTime.reach) * 86_400

  /// Reads a policy.
  /// - Throws: ``Refusal`` with the place in it (`policy.targets[0].priority`).
  public static func policy(_ value: JSONValue, at field: String = "policy") throws(Refusal) -> SLAPolicy {
    let members = try LineFlaw.members(value, policyFields, in: "a policy", at: field)
    guard let rows = members["targets"] else { throw LineFlaw.missing("targets", at: field + ".targets") }
    guard case .array(let rows) = rows else { throw LineFlaw.kind(field + ".targets", "a list of targets") }
    var targets: [SLATarget] = []
    for (place, row) in rows.enumerated() {
      targets.append(try target(row, at: "\(field).targets[\(place)]"))
    }
    let names = SLAMetric.allCases.map(\.rawValue)
    var pauses: [SLAMetric: Set<Ticket.Status>] = [:]
    for (name, states) in try LineFlaw.members(
      members["pause"] ?? .object([]), names, in: "pause", at: field + ".pause")
    {
      guard let metric = SLAMetric(rawValue: name) else { continue }
      pauses[metric] = try self.states(states, at: "\(field).pause.\(name)")
    }
    return SLAPolicy(
      targets: targets, pauses: pauses,
      reopening: try members["reopen"].map { value throws(Refusal) in
        try LineFlaw.choice(value, at: field + ".reopen")
      } ?? .goesOn,
      solved: try members["solved_states"].map { value throws(Refusal) in
        try states(value, at: field + ".solved_states")
      } ?? [.solved, .closed],
      warnPercent: try percent(members["warn_percent"], at: field + ".warn_percent"))
  }
  private static func target(_ value: JSONValue, at field: String) throws(Refusal) -> SLATarget {
    let members = try LineFlaw.members(value, targetFields, in: "a target", at: field)
    guard let priority = members["priority"] else {
      throw LineFlaw.missing("priority", at: field + ".priority")
    }
    var seconds: [SLAMetric: Int64] = [:]
    for metric in SLAMetric.allCases {
      guard let value = members[metric.rawValue] else { continue }
      guard let amount = LineFlaw.whole(value), (0...longest).contains(amount) else {
        throw LineFlaw.kind("\(field).\(metric.rawValue)", "a number of whole seconds, at most 100 years")
      }
      seconds[metric] = amount
    }
    return SLATarget(
      priority: try LineFlaw.choice(priority, at: field + ".priority"),
      tier: try text(members["tier"], at: field + ".tier"),
      schedule: try text(members["schedule"], at: field + ".schedule") ?? "default", seconds: seconds)
  }
  private static func text(_ value: JSONValue?, at field: String) throws(Refusal) -> String? {
    guard let value else { return nil }
    guard let text = value.string else { throw LineFlaw.kind(field, "a text in quotation marks") }
    return text
  }
  private static func states(_ value: JSONValue, at field: String) throws(Refusal) -> Set<Ticket.Status> {
    guard case .array(let words) = value else { throw LineFlaw.kind(field, "a list of states") }
    var states: Set<Ticket.Status> = []
    for (place, word) in words.enumerated() {
      states.insert(try LineFlaw.choice(word, at: "\(field)[\(place)]"))
    }
    return states
  }
  private static func percent(_ value: JSONValue?, at field: String) throws(Refusal) -> Int {
    guard let value else { return SLAPolicy.usualWarning }
    guard let percent = LineFlaw.whole(value), (0...100).contains(percent) else {
      throw LineFlaw.kind(field, "a whole number from 0 to 100")
    }
    return Int(percent)
  }

  /// Reads a list of events.
  /// - Throws: ``Refusal`` with the place in it (`events[3].to`).
  public static func events(_ value: JSONValue, at field: String = "events") throws(Refusal) -> [SLAEvent] {
    guard case .array(let values) = value else { throw LineFlaw.kind(field, "a list of events") }
    var events: [SLAEvent] = []
    events.reserveCapacity(values.count)
    for (place, value) in values.enumerated() { events.append(try event(value, at: "\(field)[\(place)]")) }
    return events
  }
  private static func event(_ value: JSONValue, at field: String) throws(Refusal) -> SLAEvent {
    guard case .object = value else { throw LineFlaw.kind(field, "an object") }
    guard let type = value["type"] else { throw LineFlaw.missing("type", at: field + ".type") }
    let types = eventFields.map(\.type)
    guard let kind = eventFields.first(where: { $0.type == type.string }) else {
      let word = type.string ?? "?"
      throw Refusal(
        .unknown, "“\(word.prefix(40))” is no type of event.",
        remedy: Words.nearest(to: word, in: types).map { "Did you mean \($0)?" }
          ?? "There are: \(types.joined(separator: ", ")).", field: field + ".type")
    }
    let members = try LineFlaw.members(value, ["type", "at"] + kind.fields, in: kind.type, at: field)
    guard let at = members["at"] else { throw LineFlaw.missing("at", at: field + ".at") }
    return SLAEvent(try LineFlaw.instant(at, at: field + ".at"), try what(kind.type, members, field))
  }
  private static func what(
    _ type: String, _ members: [String: JSONValue], _ field: String
  ) throws(Refusal) -> SLAEvent.What {
    func needed(_ key: String) throws(Refusal) -> JSONValue {
      guard let value = members[key] else { throw LineFlaw.missing(key, at: "\(field).\(key)") }
      return value
    }
    func choice<T: RawRepresentable & CaseIterable>(_ key: String, _ usual: T) throws(Refusal) -> T
    where T.RawValue == String {
      guard let value = members[key] else { return usual }
      return try LineFlaw.choice(value, at: "\(field).\(key)")
    }
    switch type {
    case "created":
      return .created(
        try LineFlaw.choice(try needed("priority"), at: field + ".priority"),
        tier: try text(members["tier"], at: field + ".tier") ?? SLAEvent.usualTier,
        by: try choice("by", .customer), state: try choice("state", .new))
    case "state": return .state(try LineFlaw.choice(try needed("to"), at: field + ".to"))
    case "priority": return .priority(try LineFlaw.choice(try needed("to"), at: field + ".to"))
    case "tier": return .tier(try text(try needed("to"), at: field + ".to") ?? SLAEvent.usualTier)
    case "agent_reply": return .agentReply
    case "customer_message": return .customerMessage
    case "note": return .note
    default: return .assign
    }
  }
}
