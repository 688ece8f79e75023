import Cryptography
public import Domain

extension Message.Author {
  /// As columns, the same numbers as an event's actor.
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
  var actor: TicketEvent.Actor {
    switch self {
    case .customer(let id): .customer(id)
    case .agent(let id): .agent(id)
    case .system: .system
    }
  }
}

/// The bytes of a file that is to be attached, as they came.
public struct NewAttachment: Equatable, Sendable {
  /// The claimed name and type, and the content.
  public var name: String, type: String, bytes: [UInt8]
  /// Describes a file.
  public init(name: String, type: String, bytes: [UInt8]) {
    (self.name, self.type, self.bytes) = (name, type, bytes)
  }
}

extension ReadTransaction {
  /// What was said in a ticket, in order, with the attachments' names but not their bytes.
  public func messages(of ticket: Ticket.ID) throws -> [Message] {
    let found = try connection.rows(
      "SELECT \(Message.columns) FROM message WHERE ticket_id = \(ticket) ORDER BY id", Message.init)
    return try withAttachments(found)
  }
  /// The last `limit` messages of a ticket, in order: what a preview shows.
  public func lastMessages(of ticket: Ticket.ID, limit: Int) throws -> [Message] {
    let found = try connection.rows(
      """
      SELECT \(Message.columns) FROM message WHERE ticket_id = \(ticket) ORDER BY id DESC LIMIT \(limit)
      """, Message.init)
    return try withAttachments(found.reversed())
  }
  /// One message, or nil.
  public func message(_ id: Message.ID) throws -> Message? {
    let found = try connection.rows("SELECT \(Message.columns) FROM message WHERE id = \(id)", Message.init)
    return try withAttachments(found).first
  }
  /// The message that came or went with this RFC 5322 Message-ID, or nil.
  public func message(mailID: String) throws -> Message? {
    let found = try connection.rows(
      "SELECT \(Message.columns) FROM message WHERE mail_id = \(mailID) ORDER BY id LIMIT 1", Message.init)
    return try withAttachments(found).first
  }
  /// The files that came with a message.
  public func attachments(of message: Message.ID) throws -> [Attachment] {
    try connection.rows(
      "SELECT id, name, type, size, hash FROM attachment WHERE message_id = \(message) ORDER BY id"
    ) { row in
      Attachment(
        id: Attachment.ID(row.integer()), name: row.text(), type: row.text(), size: row.int(),
        hash: row.text())
    }
  }
  /// The content of an attachment, or nil when there is none of that number.
  public func attachmentBytes(_ id: Attachment.ID) throws -> [UInt8]? {
    try connection.first(
      """
      SELECT blob.bytes FROM attachment JOIN blob ON blob.hash = attachment.hash
      WHERE attachment.id = \(id.rawValue)
      """
    ) { $0.bytes() }
  }
  /// One range from the first message to the last asks once for all attachments, most have none.
  private func withAttachments(_ messages: [Message]) throws -> [Message] {
    guard let first = messages.first?.id, let last = messages.last?.id else { return messages }
    var found: [Message.ID: [Attachment]] = [:]
    for message in first == last ? [first] : messages.map(\.id) {
      let files = try attachments(of: message)
      if !files.isEmpty { found[message] = files }
    }
    guard !found.isEmpty else { return messages }
    return messages.map { message in
      var copy = message
      copy.attachments = found[message.id] ?? []
      return copy
    }
  }
}

extension WriteTransaction {
  /// A number for a new message.
  public func newMessageID() throws -> Message.ID { Message.ID(try next(.message)) }

  /// Adds a message to its ticket, with the bytes of its files; the ticket's `updated` and `version` move.
  ///
  /// `attachments` of the value are ignored: the store makes them from `files`.
  /// - Returns: the message as it is stored.
  @discardableResult
  public func add(_ message: Message, files: [NewAttachment] = []) throws -> Message {
    guard let ticket = try self.ticket(message.ticket) else {
      throw Refusal(.unknown, "There is no ticket \(message.ticket).")
    }
    var stored = message
    try reserve(.message, upTo: message.id.rawValue)
    try insertRow(message)
    try connection.run("INSERT INTO message_text (rowid, body) VALUES (\(message.id), \(message.body))")
    stored.attachments = try files.map { try attach($0, to: message.id) }
    var moved = ticket
    (moved.version, moved.updated) = (ticket.version + 1, max(ticket.updated, message.at))
    if baseVersions[ticket.id] == nil { baseVersions[ticket.id] = ticket.version }
    try connection.run(
      """
      UPDATE ticket SET updated_at = \(moved.updated), version = \(moved.version),
        last_by = \(message.author.numbers.kind), message_count = message_count + 1 WHERE id = \(ticket.id)
      """)
    try log(
      moved, message.at, message.author.actor, "message", nil, String(message.id.rawValue), said: message)
    note("\(ticket.id)", message.kind == .note ? "note" : "message", nil, message.body)
    touch(.support)
    return stored
  }

  /// Moves messages to another ticket, as merging and splitting do; the log of both tickets says so.
  public func move(
    _ messages: [Message.ID], to target: Ticket.ID, by actor: TicketEvent.Actor, at: Instant
  ) throws {
    var sources: [Ticket.ID: Int] = [:]
    for id in messages {
      guard let message = try self.message(id), message.ticket != target else { continue }
      sources[message.ticket, default: 0] += 1
      try connection.run("UPDATE message SET ticket_id = \(target) WHERE id = \(id)")
      note("\(message.ticket)", "message.\(id.rawValue)", "\(message.ticket)", "\(target)")
    }
    for ticket in Array(sources.keys) + (sources.isEmpty ? [] : [target]) {
      guard var moved = try self.ticket(ticket) else { continue }
      if baseVersions[ticket] == nil { baseVersions[ticket] = moved.version }
      (moved.version, moved.updated) = (moved.version + 1, at)
      try connection.run(
        """
        UPDATE ticket SET updated_at = \(at), version = \(moved.version),
          message_count = (SELECT count(*) FROM message WHERE ticket_id = \(ticket)),
          last_by = coalesce((SELECT author_kind FROM message WHERE ticket_id = \(ticket)
            ORDER BY id DESC LIMIT 1), 0)
        WHERE id = \(ticket)
        """)
      try log(moved, at, actor, "messages.moved", nil, ticket == target ? "here" : "\(target)")
    }
    if !sources.isEmpty { touch(.support) }
  }

  /// Takes a message out again, with its files and its place in the index: what undoing a send does.
  public func remove(_ message: Message.ID, by actor: TicketEvent.Actor, at: Instant) throws {
    guard let old = try self.message(message), var ticket = try self.ticket(old.ticket) else { return }
    try connection.run(
      "INSERT INTO message_text (message_text, rowid, body) VALUES ('delete', \(message), \(old.body))")
    try connection.run("DELETE FROM attachment WHERE message_id = \(message)")
    for hash in Set(old.attachments.map(\.hash)) {
      try connection.run(
        "DELETE FROM blob WHERE hash = \(hash) AND NOT EXISTS (SELECT 1 FROM attachment WHERE hash = \(hash))"
      )
    }
    try connection.run("DELETE FROM message WHERE id = \(message)")
    if baseVersions[ticket.id] == nil { baseVersions[ticket.id] = ticket.version }
    (ticket.version, ticket.updated) = (ticket.version + 1, at)
    try connection.run(
      """
      UPDATE ticket SET updated_at = \(at), version = \(ticket.version), message_count = message_count - 1,
        last_by = coalesce((SELECT author_kind FROM message WHERE ticket_id = \(ticket.id)
          ORDER BY id DESC LIMIT 1), 0)
      WHERE id = \(ticket.id)
      """)
    try log(ticket, at, actor, "message.removed", String(message.rawValue), nil)
    note("\(ticket.id)", old.kind == .note ? "note" : "message", old.body, nil)
    touch(.support)
  }

  func insertRow(_ message: Message) throws {
    let who = message.author.numbers
    try connection.run(
      """
      INSERT INTO message (id, ticket_id, author_kind, author_id, kind, at, mail_id, body)
      VALUES (\(message.id), \(message.ticket), \(who.kind), \(who.id), \(message.kind.number), \(message.at),
        \(message.mailID.sql), \(message.body))
      """)
  }
  /// Each content lies once in the store, under its hash.
  func attach(_ file: NewAttachment, to message: Message.ID) throws -> Attachment {
    let hash = SHA256.hex(file.bytes), id = Attachment.ID(try next(.attachment))
    try connection.run(
      """
      INSERT INTO blob (hash, size, bytes) VALUES (\(hash), \(file.bytes.count), \(file.bytes))
      ON CONFLICT (hash) DO NOTHING
      """)
    try connection.run(
      """
      INSERT INTO attachment (id, message_id, name, type, size, hash)
      VALUES (\(id.rawValue), \(message), \(file.name), \(file.type), \(file.bytes.count), \(hash))
      """)
    return Attachment(id: id, name: file.name, type: file.type, size: file.bytes.count, hash: hash)
  }
}

extension Message {
  static let columns: SQL = "id, ticket_id, author_kind, author_id, kind, at, mail_id, body"
  init(_ row: inout Row) {
    let id = ID(row.integer()), ticket = Ticket.ID(row.integer())
    let author = Author(kind: row.int(), id: row.integer()), kind: Kind = row.flag() ? .note : .public
    let at = row.instant(), mailID = row.optionalText()
    self.init(id: id, ticket: ticket, author: author, kind: kind, body: row.text(), at: at, mailID: mailID)
  }
}
