public import Domain

/// Reads escalation chains from JSON.
public enum EscalationReader {
  /// The fields of a chain, and of a step of it.
  public static let chainFields = ["policy", "metric", "steps"]
  /// The fields of a step.
  public static let stepFields = ["at", "notify", "page", "priority", "assign"]

  /// Reads a chain.
  /// - Throws: ``Refusal`` with the place in it (`chain.steps[0].at`).
  public static func chain(
    _ value: JSONValue, name: String, at field: String = "chain"
  ) throws(Refusal) -> EscalationChain {
    let members = try LineFlaw.members(value, chainFields, in: "a chain", at: field)
    guard let rows = members["steps"] else { throw LineFlaw.missing("steps", at: field + ".steps") }
    guard case .array(let rows) = rows, !rows.isEmpty else {
      throw LineFlaw.kind(field + ".steps", "a list of at least one step")
    }
    guard rows.count <= EscalationChain.mostSteps else {
      throw Refusal(
        .invalid, "There are \(rows.count) steps; \(EscalationChain.mostSteps) are the most that is taken.",
        field: field + ".steps")
    }
    var steps: [EscalationChain.Step] = []
    for (place, row) in rows.enumerated() {
      let step = try self.step(row, at: "\(field).steps[\(place)]")
      if let other = steps.firstIndex(where: { $0.level == step.level }) {
        throw Refusal(
          .invalid, "It is the same moment as step \(other + 1).", remedy: "Make one step of them.",
          field: "\(field).steps[\(place)].at")
      }
      steps.append(step)
    }
    return EscalationChain(
      name: name, policy: try text(members["policy"], at: field + ".policy"),
      metric: try members["metric"].map { value throws(Refusal) in
        try LineFlaw.choice(value, at: field + ".metric")
      }, steps: steps)
  }
  private static func step(_ value: JSONValue, at field: String) throws(Refusal) -> EscalationChain.Step {
    let members = try LineFlaw.members(value, stepFields, in: "a step", at: field)
    guard let at = members["at"] else { throw LineFlaw.missing("at", at: field + ".at") }
    guard let written = at.string else {
      throw LineFlaw.kind(field + ".at", "a text in quotation marks, such as \"80%\", \"breach\" or \"+2h\"")
    }
    let level = try LineFlaw.at(field + ".at") { () throws(Refusal) in try ClockLevel(text: written) }
    let step = EscalationChain.Step(
      level, notify: try people(members["notify"], at: field + ".notify"),
      page: try people(members["page"], at: field + ".page"),
      raise: try raise(members["priority"], at: field + ".priority"),
      assign: try receiver(members["assign"], at: field + ".assign"))
    guard !step.notify.isEmpty || !step.page.isEmpty || step.raise != nil || step.assign != nil else {
      throw Refusal(
        .invalid, "Nothing is done at \(written).", remedy: "Give it notify, page, priority or assign.",
        field: field)
    }
    return step
  }
  private static func people(_ value: JSONValue?, at field: String) throws(Refusal) -> [EscalationChain.Whom]
  {
    guard let value else { return [] }
    guard case .array(let words) = value else {
      throw LineFlaw.kind(field, "a list of assignee, team, lead, watchers or @login")
    }
    var found: [EscalationChain.Whom] = []
    for (place, word) in words.enumerated() {
      let one = try whom(word, at: "\(field)[\(place)]")
      if !found.contains(one) { found.append(one) }
    }
    return found
  }
  private static func whom(_ value: JSONValue, at field: String) throws(Refusal) -> EscalationChain.Whom {
    switch value.string {
    case "assignee": return .assignee
    case "team": return .team
    case "lead": return .lead
    case "watchers": return .watchers
    case let text?:
      if let handle = handle(text) { return .agent(handle) }
      throw Refusal(
        .unknown, "“\(text.prefix(40))” is nobody to tell.",
        remedy: "Write assignee, team, lead, watchers, or @ and a login.", field: field)
    case nil: throw LineFlaw.kind(field, "a text in quotation marks")
    }
  }
  private static func handle(_ text: String) -> Agent.Handle? {
    text.hasPrefix("@") && text.count > 1 ? Agent.Handle(String(text.dropFirst())) : nil
  }
  private static func raise(_ value: JSONValue?, at field: String) throws(Refusal) -> EscalationChain.Raise? {
    guard let value else { return nil }
    if value.string == "up" { return .up }
    guard let priority = value.string.flatMap(Ticket.Priority.init) else {
      throw Refusal(
        .unknown, "\(value.text.prefix(40)) is no priority.",
        remedy: "Write up, or \(Ticket.Priority.allCases.map(\.rawValue).joined(separator: ", ")).",
        field: field)
    }
    return .to(priority)
  }
  private static func receiver(
    _ value: JSONValue?, at field: String
  ) throws(Refusal) -> EscalationChain.Receiver? {
    guard let value else { return nil }
    guard let text = value.string else { throw LineFlaw.kind(field, "a text in quotation marks") }
    if let handle = handle(text) { return .agent(handle) }
    if text.hasPrefix("team:"), text.count > 5 { return .team(String(text.dropFirst(5))) }
    throw Refusal(
      .unknown, "“\(text.prefix(40))” cannot be given a ticket.",
      remedy: "Write @ and a login, or team: and the name of a team.", field: field)
  }
  private static func text(_ value: JSONValue?, at field: String) throws(Refusal) -> String? {
    guard let value else { return nil }
    guard let text = value.string, !text.isEmpty else {
      throw LineFlaw.kind(field, "a text in quotation marks")
    }
    return text
  }
}
