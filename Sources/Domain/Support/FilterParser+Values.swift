extension FilterParser {
  /// What the values of a field mean.
  func reading(
    _ field: FilterField, _ operation: FilterComparison, _ values: [Value], at start: Int
  ) throws(FilterFlaw) -> FilterTest {
    if let clock = field.clock { return try time(clock, operation, values, at: start) }
    if field == .priority, operation != .within { return try priorities(operation, values) }
    guard operation == .within else {
      throw flaw(
        "“\(field.rawValue)” cannot be compared by \(operation.rawValue).",
        "Write \(field.rawValue):\(values[0].text).",
        at: start, values[0].start - start)
    }
    switch field {
    case .status: return .status(try choices(values, field))
    case .priority: return .priority(try choices(values, field))
    case .channel: return .channel(try choices(values, field))
    case .kind: return .kind(try choices(values, field))
    case .is: return .state(try choices(values, field))
    case .has: return .has(try choices(values, field))
    case .assignee: return .assignee(try each(values) { value throws(FilterFlaw) in try self.person(value) })
    case .watcher: return .watcher(try each(values) { value throws(FilterFlaw) in try self.person(value) })
    case .team: return .team(try each(values) { value throws(FilterFlaw) in try self.team(value) })
    case .from: return .requester(values.map { $0.text.lowercased() })
    case .company: return .company(values.map { isNone($0) ? nil : $0.text.lowercased() })
    case .tier: return .tier(values.map { $0.text.lowercased() })
    case .tag: return .tag(values.map { isNone($0) ? nil : $0.text.lowercased() })
    case .ref:
      return .reference(
        try each(values) { value throws(FilterFlaw) in
          guard let range = Self.references(value.text) else {
            throw self.flaw(
              "“\(value.text)” is no reference.", "Write T-1042 or T-1000..T-1099.", at: value.start,
              value.length)
          }
          return range
        })
    case .due, .created, .updated, .solved, .snoozed: return try time(.due, operation, values, at: start)
    }
  }

  func custom(
    _ name: String, _ operation: FilterComparison, _ values: [Value], from start: Int
  ) throws(FilterFlaw) -> FilterTest {
    guard !name.isEmpty else {
      throw flaw("The name of the custom field is missing.", "Write it as custom.order:77.", at: start, 7)
    }
    guard operation == .within else {
      throw flaw(
        "Custom fields are text and cannot be compared by \(operation.rawValue).",
        "Write custom.\(name):value.", at: start, name.count + 7)
    }
    if !vocabulary.customFields.isEmpty, !vocabulary.customFields.contains(name) {
      throw flaw(
        "There is no custom field “\(name)”.",
        Words.nearest(to: name, in: vocabulary.customFields).map { "Did you mean “\($0)”?" }, at: start,
        name.count + 7)
    }
    return .custom(name, values.contains { $0.text == "*" && !$0.isQuoted } ? [] : values.map(\.text))
  }

  private func each<Result>(
    _ values: [Value], _ read: (Value) throws(FilterFlaw) -> Result
  ) throws(FilterFlaw) -> [Result] {
    var found: [Result] = []
    for value in values { found.append(try read(value)) }
    return found
  }
  private func isNone(_ value: Value) -> Bool { !value.isQuoted && value.text.lowercased() == "none" }

  private func choices<Choice: RawRepresentable & CaseIterable>(
    _ values: [Value], _ field: FilterField
  ) throws(FilterFlaw) -> [Choice] where Choice.RawValue == String {
    try each(values) { value throws(FilterFlaw) in
      let word = value.text.lowercased()
      if let found = Choice(rawValue: word)
        ?? Choice(rawValue: word.split(separator: "-").joined(separator: "_"))
      {
        return found
      }
      throw unknown(value, field, among: Choice.allCases.map(\.rawValue))
    }
  }
  private func unknown(_ value: Value, _ field: FilterField, among words: [String]) -> FilterFlaw {
    flaw(
      "“\(value.text)” is no \(field == .is || field == .has ? "word for “\(field.rawValue)”" : field.rawValue).",
      Words.nearest(to: value.text, in: words).map { "Did you mean “\($0)”?" }
        ?? (words.count <= 12 ? "It is one of \(words.joined(separator: ", "))." : nil), at: value.start,
      value.length)
  }
  private func priorities(_ operation: FilterComparison, _ values: [Value]) throws(FilterFlaw) -> FilterTest {
    let wanted: [Ticket.Priority] = try choices(values, .priority), all = Ticket.Priority.allCases
    guard wanted.count == 1, let at = all.firstIndex(of: wanted[0]) else {
      throw flaw("Only one priority can be compared.", nil, at: values[0].start, values[0].length)
    }
    switch operation {
    case .before: return .priority(Array(all[..<at]))
    case .atMost, .within: return .priority(Array(all[...at]))
    case .after: return .priority(Array(all[(at + 1)...]))
    case .atLeast: return .priority(Array(all[at...]))
    }
  }
  private func person(_ value: Value) throws(FilterFlaw) -> FilterPerson {
    switch value.isQuoted ? "" : value.text.lowercased() {
    case "me": return .me
    case "none", "nobody", "-": return .nobody
    default: break
    }
    let name = (value.text.hasPrefix("@") ? String(value.text.dropFirst()) : value.text).lowercased()
    if let agent = vocabulary.directory.agent(handle: name) { return .agent(agent.handle) }
    guard vocabulary.directory.agents.isEmpty else {
      let known = vocabulary.directory.agents.map(\.handle.name) + ["me", "none"]
      throw flaw(
        "No agent is called “\(name)”.", Words.nearest(to: name, in: known).map { "Did you mean “\($0)”?" },
        at: value.start, value.length)
    }
    return .agent(Agent.Handle(name))
  }
  private func team(_ value: Value) throws(FilterFlaw) -> String? {
    if isNone(value) { return nil }
    if let team = vocabulary.directory.team(named: value.text) { return team.name }
    let known = vocabulary.directory.teams.map(\.name)
    guard known.isEmpty else { throw unknown(value, .team, among: known) }
    return value.text.lowercased()
  }

  // MARK: time

  private func time(
    _ clock: FilterClock, _ operation: FilterComparison, _ values: [Value], at start: Int
  ) throws(FilterFlaw) -> FilterTest {
    guard values.count == 1, let value = values.first else {
      throw flaw(
        "“\(clock.rawValue)” takes one time.",
        "For two of them write \(clock.rawValue):A or \(clock.rawValue):B.",
        at: values[1].start, values[1].length)
    }
    if operation == .within, isNone(value) { return .noTime(clock) }
    if operation == .within, let dots = value.text.firstRange(of: "..") {
      let first = try instant(String(value.text[..<dots.lowerBound]), value)
      return .between(clock, first, try instant(String(value.text[dots.upperBound...]), value))
    }
    let time = try instant(value.text, value)
    if case .offset(let milliseconds) = time, milliseconds > 0, clock.leaning == .back {
      throw flaw(
        "“\(value.text)” from now lies ahead, and “\(clock.rawValue)” never does.",
        "Write \(clock.rawValue)\(operation == .before || operation == .after ? operation.rawValue : ">")-\(value.text) for that long ago.",
        at: value.start, value.length)
    }
    return .time(clock, operation, time)
  }
  private func instant(_ text: String, _ value: Value) throws(FilterFlaw) -> WrittenTime {
    do { return try WrittenTime(text) } catch {
      throw flaw(
        error.problem, "Write 8h, -2d, today, mon, 2026-12-01 or \"2026-12-01 14:30\".", at: value.start,
        value.length)
    }
  }
}
