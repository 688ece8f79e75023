public import Domain

/// A ticket with its whole past, as an import tells it.
public struct TicketHistory: Sendable {
  /// The ticket as it stands at the end; its numbers are the store's.
  public var ticket: Ticket
  /// What was said, in order, with the bytes of the files.
  public var messages: [(message: Message, files: [NewAttachment])]
  /// The log, oldest first; a `message` event names the number of a message. The numbers of events are ignored.
  public var events: [TicketEvent]
  /// Tells a past.
  public init(
    ticket: Ticket, messages: [(message: Message, files: [NewAttachment])], events: [TicketEvent]
  ) {
    (self.ticket, self.messages, self.events) = (ticket, messages, events)
  }
}

extension ReadTransaction {
  /// Whether anything was ever imported from a source.
  public func hasImports(from source: String) throws -> Bool {
    try connection.first("SELECT 1 FROM import_ledger WHERE source = \(source) LIMIT 1") { _ in true }
      ?? false
  }
}

extension WriteTransaction {
  /// Puts a ticket into the store with the past it is told to have: instants stay as they are, no event is added
  /// and nothing is noted for the audit row, which tells an import by its counts.
  ///
  /// References to other tickets are left out, since those may come later: see ``setReferences(of:merged:parent:)``.
  /// - Parameter deferringText: leaves the full text to be built at the end of a load (see ``BulkLoader``).
  public func insert(_ history: TicketHistory, deferringText: Bool = false) throws {
    var ticket = history.ticket
    ticket.version = Int64(max(1, history.events.count))
    (ticket.mergedInto, ticket.parent) = (nil, nil)
    try reserve(.ticket, upTo: ticket.id.rawValue)
    try insertRow(ticket)
    if !deferringText {
      try connection.run("INSERT INTO ticket_text (rowid, subject) VALUES (\(ticket.id), \(ticket.subject))")
    }
    count(ticket, by: 1)
    try retag(ticket.id, from: [], to: ticket.tags)
    try rewatch(ticket.id, from: [], to: ticket.watchers)
    try recustom(ticket.id, from: [:], to: ticket.custom)
    for (message, files) in history.messages {
      try reserve(.message, upTo: message.id.rawValue)
      try insertRow(message)
      if !deferringText {
        try connection.run("INSERT INTO message_text (rowid, body) VALUES (\(message.id), \(message.body))")
      }
      for file in files { _ = try attach(file, to: message.id) }
    }
    if let last = history.messages.last?.message {
      try connection.run(
        """
        UPDATE ticket SET message_count = \(history.messages.count), last_by = \(last.author.numbers.kind)
        WHERE id = \(ticket.id)
        """)
    }
    var step = ticket
    for (place, event) in history.events.enumerated() {
      step.version = Int64(place + 1)
      try log(step, event.at, event.actor, event.field, event.before, event.after)
    }
    touch(.support)
  }
  /// Sets what a ticket's history already says about other tickets, once they are there.
  public func setReferences(of ticket: Ticket.ID, merged: Ticket.ID?, parent: Ticket.ID?) throws {
    try connection.run(
      "UPDATE ticket SET merged_into = \(merged.sql), parent_id = \(parent.sql) WHERE id = \(ticket)")
    logged.append(ticket)
    touch(.support)
  }
  /// The last number that was given to a ticket.
  public var lastTicketNumber: Int64 {
    get throws { try next(.ticket, 0) - 1 }
  }
}
