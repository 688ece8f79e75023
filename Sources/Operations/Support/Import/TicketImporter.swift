import Domain
import Exchange
import Store

/// Takes one item after the other into the store, within the transactions of the run.
struct TicketImporter {
  let source: String
  let offset: Int64
  let began: Instant
  let recordsAreMessages: Bool
  /// Where a whole store is filled: rows by prepared insertions, indexes at the end.
  var loader: BulkLoader?
  /// Nothing of the source was here before and the reader gives each ticket once: there is nothing to look up.
  var isFirst = false
  /// The full text is built at the end of the run, or never (a dry run).
  var defersText = false
  /// Where the attachments of our own export lie, named by their hashes.
  var blobFolder: String?
  var people: PeopleFinder
  /// In a dry run what its batches have made so far; nil in a real one.
  var rehearsal: Rehearsal?
  private var incoherent = 0
  var foreignFiles = 0

  init(source: String, directory: Directory, offset: Int64, began: Instant, recordsAreMessages: Bool) {
    (self.source, self.offset, self.began) = (source, offset, began)
    self.recordsAreMessages = recordsAreMessages
    people = PeopleFinder(source: source, directory: directory)
  }
  mutating func endBatch(keepsPeople: Bool) { people.endBatch(keepsPeople: keepsPeople) }

  var remarks: [String] {
    var remarks: [String] = []
    if incoherent > 0 {
      remarks.append(
        "\(incoherent) tickets have a history that does not lead to their state; it was left out.")
    }
    if foreignFiles > 0 {
      remarks.append(
        "\(foreignFiles) attachments are not in the file; messages tell their names and addresses.")
    }
    return remarks
  }

  mutating func take(_ item: ImportItem, in store: WriteTransaction, _ report: inout ImportReport) throws {
    switch item {
    case .rejected(let rejection):
      report.read += rejection.count
      report.rejected += rejection.count
    case .ticket(let record):
      report.read += record.count
      report.unchanged += record.copies
      try take(record, in: store, &report)
      report.customers += people.takeCount()
    }
  }

  private mutating func take(
    _ record: ImportRecord, in store: WriteTransaction, _ report: inout ImportReport
  ) throws {
    let ticket = record.ticket
    let rest = record.count - record.copies
    if rehearsal?.knows(ticket) == true { return retell(record, rest, &report) }
    defer { rehearsal?.note(ticket) }
    let known =
      isFirst && ticket.native == nil
      ? nil : try store.imported(ticket.externalID, kind: "ticket", from: source)
    if known?.digest == ticket.fingerprint || rest == 0 {
      report.unchanged += rest
      return
    }
    if let known {
      try update(Ticket.ID(known.local), record, rest, in: store, &report)
    } else if let answered = try conversation(ticket, in: store) {
      try update(answered, record, rest, in: store, &report)
    } else {
      let history =
        try ticket.native.map { try native($0, ticket, in: store) } ?? foreign(ticket, in: store)
      if let loader, ticket.native == nil {
        try loader.put([BulkTicket(history)], in: store)
      } else {
        try store.insert(history, deferringText: defersText)
      }
      try remember(ticket, as: history.ticket.id, in: store)
      report.new += rest
      report.ticketsNew += 1
      report.messages += history.messages.count
      report.attachments += history.messages.reduce(0) { $0 + $1.files.count }
    }
  }
  /// The ticket in the store that a mail of this conversation answers.
  private func conversation(_ ticket: ImportedTicket, in store: WriteTransaction) throws -> Ticket.ID? {
    for name in ticket.answers {
      if let message = try store.message(mailID: name) { return message.ticket }
    }
    return nil
  }
  private func remember(_ ticket: ImportedTicket, as id: Ticket.ID, in store: WriteTransaction) throws {
    try store.note(
      Imported(local: id.rawValue, digest: ticket.fingerprint), of: ticket.externalID, kind: "ticket",
      from: source)
    if ticket.native == nil, ticket.messages.count > 1 || recordsAreMessages {
      for message in ticket.messages {
        try store.note(
          Imported(local: id.rawValue, digest: ""), of: message.externalID, kind: "message", from: source)
      }
    }
  }

  // MARK: A ticket that is not there yet

  private mutating func foreign(_ told: ImportedTicket, in store: WriteTransaction) throws
    -> Store.TicketHistory
  {
    let created = told.created ?? began
    let id = try store.newTicketID()
    var ticket = Ticket(
      id: id, subject: told.subject,
      requester: try people.customer(told.requester, since: created, in: store), created: created)
    ticket.channel = .import
    ticket.status = .open
    fill(&ticket, from: told)
    var messages: [(message: Message, files: [NewAttachment])] = []
    // The log names messages in the order of time, so that is the order they are kept in.
    let inTime = told.messages.enumerated().sorted {
      ($0.element.at ?? created, $0.offset) < ($1.element.at ?? created, $1.offset)
    }
    for (_, message) in inTime {
      messages.append(try self.message(message, id, created, in: store))
    }
    let events = try events(told, ticket, messages.map(\.message), in: store)
    ticket.updated = events.last?.at ?? created
    return Store.TicketHistory(ticket: ticket, messages: messages, events: events)
  }

  /// Puts what the record tells into the ticket; what it does not tell stays.
  private func fill(_ ticket: inout Ticket, from told: ImportedTicket) {
    ticket.subject = told.subject
    ticket.status = told.status ?? ticket.status
    ticket.priority = told.priority ?? ticket.priority
    ticket.channel = told.channel ?? ticket.channel
    ticket.kind = told.kind ?? ticket.kind
    ticket.solved = told.solved ?? ticket.solved
    ticket.due = told.due ?? ticket.due
    ticket.custom.merge(told.custom) { _, new in new }
    let tags = told.tags.map { $0.split { $0.isWhitespace }.joined(separator: "-") }.filter { !$0.isEmpty }
    if !tags.isEmpty { ticket.tags = Set(ticket.tags + tags).sorted() }
    if let assignee = told.assignee {
      ticket.assignee = people.agent(assignee)?.id ?? ticket.assignee
      if people.agent(assignee) == nil {
        ticket.custom["Assignee"] = assignee.name.isEmpty ? assignee.email : assignee.name
      }
    }
    if let team = told.team {
      ticket.team = people.team(team)?.id ?? ticket.team
      if people.team(team) == nil { ticket.custom["Team"] = team }
    }
  }

  private mutating func message(
    _ told: ImportedMessage, _ ticket: Ticket.ID, _ fallback: Instant, in store: WriteTransaction
  ) throws -> (message: Message, files: [NewAttachment]) {
    var body = told.body
    for file in told.attachments where file.content == nil {
      foreignFiles += 1
      body += "\n[attachment: \(file.name)\(file.origin.map { " <\($0)>" } ?? "")]"
    }
    let at = told.at ?? fallback
    let message = Message(
      id: loader == nil ? try store.newMessageID() : Message.ID(0), ticket: ticket,
      author: try author(told.author, at, in: store),
      kind: told.kind, body: body, at: at, mailID: told.mailID)
    let files = told.attachments.compactMap { file in
      file.content.map { NewAttachment(name: file.name, type: file.type, bytes: $0) }
    }
    return (message, files)
  }
  private mutating func author(_ author: ImportedMessage.Author, _ at: Instant, in store: WriteTransaction)
    throws -> Message.Author
  {
    guard case .person(let person) = author else { return .system }
    if let agent = people.agent(person), person.isStaff || !person.email.isEmpty { return .agent(agent.id) }
    // Somebody of the other desk who is not on ours: not a customer of ours.
    return person.isStaff ? .system : .customer(try people.customer(person, since: at, in: store))
  }

  /// The log of the past: made, said, changed, in order of time. Changes that do not lead to the state the
  /// ticket has are left out, since a log that lies is worse than none.
  private mutating func events(
    _ told: ImportedTicket, _ ticket: Ticket, _ messages: [Message], in store: WriteTransaction
  ) throws -> [TicketEvent] {
    func event(
      _ at: Instant, _ actor: TicketEvent.Actor, _ field: String, _ before: String?, _ after: String?
    )
      -> TicketEvent
    {
      TicketEvent(
        id: 0, ticket: ticket.id, at: at, actor: actor, field: field, before: before, after: after, audit: 0)
    }
    var later = messages.map { event($0.at, $0.author.asActor, "message", nil, String($0.id.rawValue)) }
    var changes: [TicketEvent] = []
    for change in told.events
    where TicketField(change.field) != nil && change.before != nil && change.before != change.after {
      let actor = try change.actor.map { try author(.person($0), change.at, in: store).asActor } ?? .system
      changes.append(event(change.at, actor, change.field, change.before, change.after))
    }
    if TicketImporter.leads(changes, to: ticket) { later += changes } else { incoherent += 1 }
    let ordered = later.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    let first = min(ticket.created, ordered.first?.element.at ?? ticket.created)
    var log = [event(first, .customer(ticket.requester), "created", nil, nil)] + ordered.map(\.element)
    // Where the source tells of a later change without saying which, the log tells as much.
    if let updated = told.updated, updated > log[log.count - 1].at {
      log.append(event(updated, .system, "imported", nil, nil))
    }
    return log
  }
  private static func leads(_ changes: [TicketEvent], to ticket: Ticket) -> Bool {
    var state = ticket
    for change in changes.reversed() {
      guard let field = TicketField(change.field), field.text(in: state) == change.after else { return false }
      TicketField.revert(change, from: &state)
    }
    return true
  }

  // MARK: A ticket that is there

  private mutating func update(
    _ id: Ticket.ID, _ record: ImportRecord, _ rest: Int, in store: WriteTransaction,
    _ report: inout ImportReport
  ) throws {
    let told = record.ticket
    guard let old = try store.ticket(id) else {
      // It was removed from the store since; the ledger alone does not bring it back.
      report.unchanged += rest
      return
    }
    var ticket = old
    if told.native == nil && !recordsAreMessages {
      fill(&ticket, from: told)
      ticket = try store.save(ticket, by: .system, at: max(old.updated, told.updated ?? began))
    }
    let added = try addMissing(told, to: id, in: store)
    try remember(told, as: id, in: store)
    report.messages += added
    let hasChanged = ticket.version != old.version || added > 0
    if hasChanged { report.ticketsUpdated += 1 }
    if recordsAreMessages {
      report.new += added
      report.unchanged += rest - added
    } else if hasChanged {
      report.updated += rest
    } else {
      report.unchanged += rest
    }
  }
  /// Adds the messages that the ticket does not have; those that it has are never rewritten.
  private mutating func addMissing(_ told: ImportedTicket, to id: Ticket.ID, in store: WriteTransaction)
    throws -> Int
  {
    guard told.native == nil, !told.messages.isEmpty else { return 0 }
    var added = 0
    let existing = try store.messages(of: id)
    // The text of a table's row is known by its place alone, a description by its words.
    let isRow = told.messages.count == 1 && told.messages[0].externalID == told.externalID + "/1"
    if isRow && !existing.isEmpty { return 0 }
    for message in told.messages {
      if try store.imported(message.externalID, kind: "message", from: source) != nil { continue }
      if let mailID = message.mailID, existing.contains(where: { $0.mailID == mailID }) { continue }
      if !recordsAreMessages && existing.count == 1 && existing[0].body == message.body { continue }
      let (value, files) = try self.message(message, id, message.at ?? began, in: store)
      try store.add(value, files: files)
      added += 1
    }
    return added
  }
}

extension Message.Author {
  /// The same, as whoever made a change.
  var asActor: TicketEvent.Actor {
    switch self {
    case .customer(let id): .customer(id)
    case .agent(let id): .agent(id)
    case .system: .system
    }
  }
}

extension BulkTicket {
  /// A told past as the bulk loader takes it: messages in the order in which the log names them.
  init(_ history: Store.TicketHistory) {
    var files: [Int: [NewAttachment]] = [:]
    for (place, said) in history.messages.enumerated() where !said.files.isEmpty { files[place] = said.files }
    self.init(
      ticket: history.ticket, messages: history.messages.map(\.message), files: files, events: history.events)
  }
}
