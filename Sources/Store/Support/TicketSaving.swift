public import Domain

extension TicketEvent.Actor {
  /// As columns: 1 customer, 2 agent, 3 the system itself.
  var numbers: (kind: Int, id: Int64) {
    switch self {
    case .customer(let id): (1, id.rawValue)
    case .agent(let id): (2, id.rawValue)
    case .system: (3, 0)
    }
  }
  init(kind: Int, id: Int64) {
    self = kind == 1 ? .customer(Customer.ID(id)) : kind == 2 ? .agent(Agent.ID(id)) : .system
  }
}

extension WriteTransaction {
  /// A number for a new ticket.
  public func newTicketID() throws -> Ticket.ID { Ticket.ID(try next(.ticket)) }

  /// Saves a ticket: what differs from the stored one becomes events, changes for the audit row, counters, tags
  /// and search entries. `updated` becomes `at` and `version` one more; nothing happens when nothing differs.
  ///
  /// - Returns: the ticket as it is stored now.
  /// - Throws: `Refusal.conflict` when the ticket was saved by somebody else since this value was read.
  @discardableResult
  public func save(_ ticket: Ticket, by actor: TicketEvent.Actor, at: Instant) throws -> Ticket {
    guard let old = try self.ticket(ticket.id) else { return try insert(ticket, by: actor, at: at) }
    let base = baseVersions[ticket.id] ?? old.version
    guard ticket.version >= base else {
      throw Refusal(
        .conflict,
        "\(ticket.id) was changed since you looked at it (version \(old.version), not \(ticket.version)).",
        remedy: "Look at it again and decide anew.")
    }
    baseVersions[ticket.id] = base
    var new = ticket
    // Where clocks tell what is due nobody else does.
    if new.due != old.due, try hasClocks(new.id) { new.due = old.due }
    let differences = TicketField.diff(old, new)
    guard !differences.isEmpty else { return old }
    (new.updated, new.version) = (at, old.version + 1)
    try write(new, over: old)
    for difference in differences {
      try log(new, at, actor, difference.field.description, difference.before, difference.after)
      try note(difference, of: ticket.id)
    }
    touch(.support)
    return new
  }

  private func insert(_ ticket: Ticket, by actor: TicketEvent.Actor, at: Instant) throws -> Ticket {
    var new = ticket
    (new.updated, new.version) = (at, 1)
    try reserve(.ticket, upTo: new.id.rawValue)
    try insertRow(new)
    try connection.run(
      "INSERT INTO ticket_text (rowid, subject) VALUES (\(new.id), \(new.subject))")
    count(new, by: 1)
    try retag(new.id, from: [], to: new.tags)
    try rewatch(new.id, from: [], to: new.watchers)
    try recustom(new.id, from: [:], to: new.custom)
    baseVersions[new.id] = 1
    try log(new, at, actor, "created", nil, nil)
    let empty = Ticket(id: new.id, subject: "", requester: Customer.ID(0), created: new.created)
    note("\(new.id)", "created", nil, new.subject)
    for difference in TicketField.diff(empty, new) where difference.field != .subject {
      try note(difference, of: new.id)
    }
    touch(.support)
    return new
  }

  func insertRow(_ ticket: Ticket) throws {
    let keys = try customerKeys(ticket.requester)
    try connection.run(
      """
      INSERT INTO ticket (id, subject, subject_key, requester_id, requester_key, company_key, assignee_id,
        team_id, status, priority, channel, kind, tags, watchers, custom, snoozed_until, due_at, created_at,
        updated_at, solved_at, merged_into, parent_id, version)
      VALUES (\(ticket.id), \(ticket.subject), \(sortingKey(ticket.subject)), \(ticket.requester), \(keys.name),
        \(keys.company), \(ticket.assignee?.rawValue ?? 0), \(ticket.team?.rawValue ?? 0),
        \(ticket.status.number), \(ticket.priority.number), \(ticket.channel.number), \(ticket.kind.number),
        \(ticket.tags.joined(separator: " ")), \(ticket.watcherText), \(JSONText(ticket.custom).written),
        \(ticket.snoozedUntil ?? .never), \(ticket.due), \(ticket.created), \(ticket.updated),
        \(ticket.solved.sql), \(ticket.mergedInto.sql), \(ticket.parent.sql), \(ticket.version))
      """)
  }
  /// Writes the columns that differ, so that an index is touched only when its column moved.
  private func write(_ new: Ticket, over old: Ticket) throws {
    var columns: [SQL] = ["updated_at = \(new.updated)", "version = \(new.version)"]
    if new.subject != old.subject {
      columns.append("subject = \(new.subject), subject_key = \(sortingKey(new.subject))")
      try connection.run(
        "INSERT INTO ticket_text (ticket_text, rowid, subject) VALUES ('delete', \(old.id), \(old.subject))")
      try connection.run("INSERT INTO ticket_text (rowid, subject) VALUES (\(new.id), \(new.subject))")
    }
    if new.requester != old.requester {
      let keys = try customerKeys(new.requester)
      columns.append(
        "requester_id = \(new.requester), requester_key = \(keys.name), company_key = \(keys.company)")
    }
    if new.assignee != old.assignee { columns.append("assignee_id = \(new.assignee?.rawValue ?? 0)") }
    if new.team != old.team { columns.append("team_id = \(new.team?.rawValue ?? 0)") }
    if new.status != old.status { columns.append("status = \(new.status.number)") }
    if new.priority != old.priority { columns.append("priority = \(new.priority.number)") }
    if new.channel != old.channel { columns.append("channel = \(new.channel.number)") }
    if new.kind != old.kind { columns.append("kind = \(new.kind.number)") }
    if new.tags != old.tags {
      columns.append("tags = \(new.tags.joined(separator: " "))")
      try retag(new.id, from: old.tags, to: new.tags)
    }
    if new.watchers != old.watchers {
      columns.append("watchers = \(new.watcherText)")
      try rewatch(new.id, from: old.watchers, to: new.watchers)
    }
    if new.custom != old.custom {
      columns.append("custom = \(JSONText(new.custom).written)")
      try recustom(new.id, from: old.custom, to: new.custom)
    }
    if new.snoozedUntil != old.snoozedUntil {
      columns.append("snoozed_until = \(new.snoozedUntil ?? .never)")
    }
    if new.due != old.due { columns.append("due_at = \(new.due)") }
    if new.solved != old.solved { columns.append("solved_at = \(new.solved.sql)") }
    if new.mergedInto != old.mergedInto { columns.append("merged_into = \(new.mergedInto.sql)") }
    if new.parent != old.parent { columns.append("parent_id = \(new.parent.sql)") }
    try connection.run("UPDATE ticket SET \(columns.joined(by: ", ")) WHERE id = \(new.id)")
    count(old, by: -1)
    count(new, by: 1)
  }
  private func customerKeys(_ id: Customer.ID) throws -> (name: String, company: String) {
    try connection.first("SELECT name, company FROM customer WHERE id = \(id)") {
      (sortingKey($0.text()), sortingKey($0.text()))
    } ?? ("", "")
  }

  // MARK: What hangs on a ticket

  func retag(_ id: Ticket.ID, from old: [String], to new: [String]) throws {
    for name in Set(old).subtracting(new) {
      try connection.run(
        """
        DELETE FROM ticket_tag WHERE ticket_id = \(id) AND tag_id = (SELECT id FROM tag WHERE name = \(name))
        """)
      try connection.run("UPDATE tag SET uses = uses - 1 WHERE name = \(name)")
    }
    for name in Set(new).subtracting(old) {
      var tag = try connection.first("SELECT id FROM tag WHERE name = \(name)") { $0.integer() }
      if tag == nil {
        let number = try next(.tag)
        try connection.run("INSERT INTO tag (id, name, uses) VALUES (\(number), \(name), 0)")
        tag = number
      }
      try connection.run("INSERT INTO ticket_tag (tag_id, ticket_id) VALUES (\(tag.sql), \(id))")
      try connection.run("UPDATE tag SET uses = uses + 1 WHERE id = \(tag.sql)")
    }
  }
  func rewatch(_ id: Ticket.ID, from old: [Agent.ID], to new: [Agent.ID]) throws {
    for agent in Set(old).subtracting(new) {
      try connection.run("DELETE FROM ticket_watcher WHERE agent_id = \(agent) AND ticket_id = \(id)")
    }
    for agent in Set(new).subtracting(old) {
      try connection.run("INSERT INTO ticket_watcher (agent_id, ticket_id) VALUES (\(agent), \(id))")
    }
  }
  func recustom(_ id: Ticket.ID, from old: [String: String], to new: [String: String]) throws {
    for name in old.keys where new[name] == nil {
      try connection.run("DELETE FROM ticket_custom WHERE name = \(name) AND ticket_id = \(id)")
    }
    for (name, value) in new where old[name] != value {
      try connection.run(
        """
        INSERT INTO ticket_custom (name, value_key, ticket_id) VALUES (\(name), \(value.lowercased()), \(id))
        ON CONFLICT (name, ticket_id) DO UPDATE SET value_key = excluded.value_key
        """)
    }
  }

  // MARK: Log and links

  func log(
    _ ticket: Ticket, _ at: Instant, _ actor: TicketEvent.Actor, _ field: String, _ before: String?,
    _ after: String?, said: Message? = nil
  ) throws {
    let who = actor.numbers
    if logged.last != ticket.id { logged.append(ticket.id) }
    // Nobody is told of what is brought in, which no act has done.
    if audit > 0 {
      happenings.append(
        Happening(
          ticket: ticket, actor: actor, at: at, field: field, before: before, after: after, said: said))
    }
    try connection.run(
      """
      INSERT INTO ticket_event (ticket_id, id, version, at, actor_kind, actor_id, field, before, after, audit)
      VALUES (\(ticket.id), \(try next(.event)), \(ticket.version), \(at), \(who.kind), \(who.id), \(field),
        \(before.sql), \(after.sql), \(audit))
      """)
  }
  /// Notes a difference for the audit row, people and teams by the names that are read there.
  private func note(_ difference: TicketField.Difference, of id: Ticket.ID) throws {
    func shown(_ text: String?) throws -> String? {
      guard let text else { return nil }
      let numbers = text.split(separator: " ").compactMap { Int64($0) }
      switch difference.field {
      case .assignee, .watchers:
        return try numbers.map { try agent(Agent.ID($0))?.handle.name ?? "agent \($0)" }.joined(
          separator: " ")
      case .team: return try numbers.first.flatMap { try team(Team.ID($0))?.name } ?? text
      case .requester:
        let found = try numbers.first.flatMap { try customer(Customer.ID($0)) }
        return found.map { $0.email.isEmpty ? $0.name : $0.email } ?? text
      case .merged, .parent: return numbers.first.map { "\(Ticket.ID($0))" }
      default: return text
      }
    }
    note("\(id)", difference.field.description, try shown(difference.before), try shown(difference.after))
  }

  /// Adds a link; false when it is there already.
  @discardableResult public func add(_ link: TicketLink) throws -> Bool {
    let added = try connection.run(
      """
      INSERT INTO ticket_link (from_id, to_id, kind) VALUES (\(link.from), \(link.to), \(link.kind.rawValue))
      ON CONFLICT (from_id, to_id, kind) DO NOTHING
      """)
    guard added > 0 else { return false }
    note("\(link.from)", "link.\(link.kind.rawValue)", nil, "\(link.to)")
    touch(.support)
    return true
  }
  /// Removes a link; false when there was none.
  @discardableResult public func remove(_ link: TicketLink) throws -> Bool {
    let removed = try connection.run(
      """
      DELETE FROM ticket_link
      WHERE from_id = \(link.from) AND to_id = \(link.to) AND kind = \(link.kind.rawValue)
      """)
    guard removed > 0 else { return false }
    note("\(link.from)", "link.\(link.kind.rawValue)", "\(link.to)", nil)
    touch(.support)
    return true
  }
}

extension Ticket {
  var watcherText: String { watchers.map { String($0.rawValue) }.joined(separator: " ") }
}
