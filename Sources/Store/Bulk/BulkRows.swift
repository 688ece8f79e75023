import Domain

/// The prepared insertions of a load.
final class BulkRows {
  private let connection: Connection
  private let isDeferred: Bool
  private let ticket: Inserter, message: Inserter, event: Inserter, tagged: Inserter, watched: Inserter
  private let custom: Inserter, subjectText: Inserter, bodyText: Inserter
  private let clocks: BulkClocks?, clock: Inserter?
  private var keys: [Customer.ID: (name: String, company: String, tier: String)] = [:]
  private var tags: [String: Int64] = [:]

  /// `isDeferred` leaves the full text to be built at the end; `clocks` is nil where nothing is promised.
  init(_ connection: Connection, isDeferred: Bool, clocks: BulkClocks?) throws {
    (self.connection, self.isDeferred, self.clocks) = (connection, isDeferred, clocks)
    clock = try clocks.map { _ in
      try connection.inserter(
        """
        INSERT INTO ticket_clock (metric, cycle, edition, policy_id, place, schedule_id, state, target, elapsed,
          started_at, due_at, warn_at, stopped_at, ticket_id, watch_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    }
    ticket = try connection.inserter(
      """
      INSERT INTO ticket (id, subject, subject_key, requester_id, requester_key, company_key, assignee_id,
        team_id, status, priority, channel, kind, tags, watchers, custom, snoozed_until, due_at, created_at,
        updated_at, solved_at, merged_into, parent_id, version, last_by, message_count)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    message = try connection.inserter(
      """
      INSERT INTO message (id, ticket_id, author_kind, author_id, kind, at, mail_id, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    event = try connection.inserter(
      """
      INSERT INTO ticket_event (ticket_id, id, version, at, actor_kind, actor_id, field, before, after, audit)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    tagged = try connection.inserter("INSERT INTO ticket_tag (tag_id, ticket_id) VALUES (?, ?)")
    watched = try connection.inserter("INSERT INTO ticket_watcher (agent_id, ticket_id) VALUES (?, ?)")
    custom = try connection.inserter(
      "INSERT INTO ticket_custom (name, value_key, ticket_id) VALUES (?, ?, ?)")
    subjectText = try connection.inserter("INSERT INTO ticket_text (rowid, subject) VALUES (?, ?)")
    bodyText = try connection.inserter("INSERT INTO message_text (rowid, body) VALUES (?, ?)")
  }

  func put(_ bulk: BulkTicket, in store: WriteTransaction) throws {
    var item = bulk.ticket
    if item.id.rawValue == 0 { item = item.numbered(try store.newTicketID()) }
    try store.reserve(.ticket, upTo: item.id.rawValue)
    let first = bulk.messages.isEmpty ? 0 : try store.next(.message, Int64(bulk.messages.count))
    let events = bulk.events.isEmpty ? Self.log(of: bulk) : bulk.events
    item.version = Int64(max(1, events.count))
    item.updated = events.last?.at ?? item.updated
    let standing = try clocks?.standing(of: item, events, bulk.messages, firstMessage: first) { id in
      try keys(of: id).tier
    }
    if let standing, !standing.clocks.isEmpty { item.due = standing.nextDue ?? .never }
    try insert(item, bulk.messages)
    try insert(standing, of: item.id, in: store)
    try insertLists(of: item, in: store)
    for (place, said) in bulk.messages.enumerated() {
      let id = Message.ID(first + Int64(place))
      try insert(said, id, in: item.id)
      for file in bulk.files[place] ?? [] { _ = try store.attach(file, to: id) }
    }
    try insert(events, of: item.id, firstMessage: first, in: store)
    if let origin = bulk.origin { try note(origin, item.id, first, in: store) }
    store.count(item, by: 1)
  }

  /// What can be told of a ticket whose past is not known.
  private static func log(of bulk: BulkTicket) -> [TicketEvent] {
    func event(_ field: String, _ at: Instant, _ actor: TicketEvent.Actor) -> TicketEvent {
      TicketEvent(
        id: 0, ticket: bulk.ticket.id, at: at, actor: actor, field: field, before: nil, after: nil, audit: 0)
    }
    var events = [event("created", bulk.ticket.created, .customer(bulk.ticket.requester))]
    events += bulk.messages.map { event("message", $0.at, $0.author.actor) }
    if let last = events.last?.at, bulk.ticket.updated > last {
      events.append(event("imported", bulk.ticket.updated, .system))
    }
    return events
  }

  /// The row of the ticket, value by value in the order of the statement's columns.
  private func insert(_ item: Ticket, _ messages: [Message]) throws {
    let keys = try keys(of: item.requester)
    ticket.add(item.id.rawValue)
    ticket.add(item.subject)
    ticket.add(sortingKey(item.subject))
    ticket.add(item.requester.rawValue)
    ticket.add(keys.name)
    ticket.add(keys.company)
    ticket.add(item.assignee?.rawValue ?? 0)
    ticket.add(item.team?.rawValue ?? 0)
    ticket.add(item.status.number)
    ticket.add(item.priority.number)
    ticket.add(item.channel.number)
    ticket.add(item.kind.number)
    ticket.add(item.tags.joined(separator: " "))
    ticket.add(item.watcherText)
    ticket.add(item.custom.isEmpty ? "{}" : JSONText(item.custom).written)
    ticket.add((item.snoozedUntil ?? .never).milliseconds)
    ticket.add(item.due.milliseconds)
    ticket.add(item.created.milliseconds)
    ticket.add(item.updated.milliseconds)
    ticket.add(item.solved?.milliseconds)
    ticket.add(item.mergedInto?.rawValue)
    ticket.add(item.parent?.rawValue)
    ticket.add(item.version)
    ticket.add(messages.last?.author.numbers.kind ?? 0)
    ticket.add(messages.count)
    try ticket.run()
    if !isDeferred {
      subjectText.add(item.id.rawValue)
      subjectText.add(item.subject)
      try subjectText.run()
    }
  }
  /// What else finds the ticket: its tags, its watchers and its custom fields.
  private func insertLists(of item: Ticket, in store: WriteTransaction) throws {
    for name in item.tags {
      let id = try tag(name, in: store)
      tagged.add(id)
      tagged.add(item.id.rawValue)
      try tagged.run()
      store.tagUses[id, default: 0] += 1
    }
    for agent in item.watchers {
      watched.add(agent.rawValue)
      watched.add(item.id.rawValue)
      try watched.run()
    }
    for (name, value) in item.custom {
      custom.add(name)
      custom.add(value.lowercased())
      custom.add(item.id.rawValue)
      try custom.run()
    }
  }
  private func insert(_ said: Message, _ id: Message.ID, in item: Ticket.ID) throws {
    let who = said.author.numbers
    message.add(id.rawValue)
    message.add(item.rawValue)
    message.add(who.kind)
    message.add(who.id)
    message.add(said.kind.number)
    message.add(said.at.milliseconds)
    message.add(said.mailID)
    message.add(said.body)
    try message.run()
    if !isDeferred {
      bodyText.add(id.rawValue)
      bodyText.add(said.body)
      try bodyText.run()
    }
  }
  private func insert(
    _ events: [TicketEvent], of item: Ticket.ID, firstMessage: Int64, in store: WriteTransaction
  ) throws {
    let first = try store.next(.event, Int64(events.count))
    var said = firstMessage
    for (place, one) in events.enumerated() {
      let who = one.actor.numbers
      event.add(item.rawValue)
      event.add(first + Int64(place))
      event.add(place + 1)
      event.add(one.at.milliseconds)
      event.add(who.kind)
      event.add(who.id)
      event.add(one.field)
      event.add(one.before)
      if one.field == "message" {
        event.add(String(said))
        said += 1
      } else {
        event.add(one.after)
      }
      event.add(store.audit)
      try event.run()
    }
  }
  /// What the clocks reached before now is past, and nothing is done about it.
  private func insert(_ standing: SLAStanding?, of item: Ticket.ID, in store: WriteTransaction) throws {
    guard let clocks, let standing else { return }
    for clock in standing.clocks {
      let first = clock.marks.first?.at ?? .never
      try insert(clock.record, of: item, watchedAt: first)
      if first <= clocks.now { try store.silence(item, until: clocks.now) }
    }
  }
  private func insert(_ record: SLARecord, of item: Ticket.ID, watchedAt watch: Instant) throws {
    guard let clock else { return }
    clock.add(record.metric.number)
    clock.add(record.cycle)
    clock.add(record.edition)
    clock.add(record.policy)
    clock.add(record.row)
    clock.add(record.schedule)
    clock.add(record.state.number)
    clock.add(record.target)
    clock.add(record.elapsed)
    clock.add(record.start.milliseconds)
    clock.add((record.due ?? .never).milliseconds)
    clock.add((record.warnAt ?? .never).milliseconds)
    clock.add(record.stoppedAt?.milliseconds)
    clock.add(item.rawValue)
    clock.add(watch.milliseconds)
    try clock.run()
  }
  private func note(
    _ origin: BulkTicket.Origin, _ item: Ticket.ID, _ first: Int64, in store: WriteTransaction
  ) throws {
    try store.note(
      Imported(local: item.rawValue, digest: origin.digest), of: origin.external, kind: "ticket",
      from: origin.source)
    for (place, external) in origin.messages.enumerated() {
      try store.note(
        Imported(local: first + Int64(place), digest: ""), of: external, kind: "message", from: origin.source)
    }
  }

  private func keys(of id: Customer.ID) throws -> (name: String, company: String, tier: String) {
    if let known = keys[id] { return known }
    let found =
      try connection.first("SELECT name, company, tier FROM customer WHERE id = \(id)") {
        (name: sortingKey($0.text()), company: sortingKey($0.text()), tier: $0.text())
      } ?? ("", "", SLAEvent.usualTier)
    if keys.count > 50_000 { keys.removeAll() }
    keys[id] = found
    return found
  }
  private func tag(_ name: String, in store: WriteTransaction) throws -> Int64 {
    if let known = tags[name] { return known }
    var id = try connection.first("SELECT id FROM tag WHERE name = \(name)") { $0.integer() }
    if id == nil {
      id = try store.next(.tag)
      try connection.run("INSERT INTO tag (id, name, uses) VALUES (\(id.sql), \(name), 0)")
    }
    tags[name] = id
    return id ?? 0
  }
}

extension Ticket {
  /// The same ticket under another number.
  func numbered(_ id: ID) -> Ticket {
    Ticket(
      id: id, subject: subject, requester: requester, assignee: assignee, team: team, status: status,
      priority: priority, channel: channel, kind: kind, tags: tags, watchers: watchers,
      snoozedUntil: snoozedUntil, due: due, mergedInto: mergedInto, parent: parent, custom: custom,
      created: created, updated: updated, solved: solved, version: version)
  }
}
