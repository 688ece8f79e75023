public import Domain

extension OutboxMessage.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }

extension ReadTransaction {
  /// One outbox message, or nil.
  public func outboxMessage(_ id: OutboxMessage.ID) throws -> OutboxMessage? {
    try outbox("id = \(id)", limit: 1).first
  }
  /// What waits or went, the newest first; of one ticket, in one state, or all.
  public func outbox(
    ticket: Ticket.ID? = nil, state: OutboxMessage.State? = nil, limit: Int = 200
  ) throws -> [OutboxMessage] {
    var which: [SQL] = []
    if let ticket { which.append("ticket_id = \(ticket)") }
    if let state { which.append("state = \(state.rawValue)") }
    return try outbox(which.isEmpty ? "1 = 1" : which.joined(by: " AND "), limit: limit)
  }
  /// The outbox message that carries an entry of a conversation, or nil.
  public func outboxMessage(for message: Message.ID) throws -> OutboxMessage? {
    try outbox("message_id = \(message)", limit: 1).first
  }
  /// What may leave by now, the longest waiting first.
  public func outboxDue(at now: Instant, limit: Int = 100) throws -> [OutboxMessage] {
    try connection.rows(
      """
      SELECT \(OutboxMessage.columns) FROM outbox WHERE state='waiting' AND not_before <= \(now)
      ORDER BY not_before, id LIMIT \(limit)
      """, OutboxMessage.init)
  }
  private func outbox(_ which: SQL, limit: Int) throws -> [OutboxMessage] {
    try connection.rows(
      "SELECT \(OutboxMessage.columns) FROM outbox WHERE \(which) ORDER BY id DESC LIMIT \(limit)",
      OutboxMessage.init)
  }
}

extension WriteTransaction {
  /// A number for a new outbox message.
  public func newOutboxID() throws -> OutboxMessage.ID { OutboxMessage.ID(try next(.outbox)) }

  /// Puts something into the outbox, in the transaction of the act that caused it.
  public func enqueue(_ message: OutboxMessage) throws {
    try reserve(.outbox, upTo: message.id.rawValue)
    try connection.run(
      """
      INSERT INTO outbox (id, ticket_id, message_id, sender_id, addressed, copied, subject, body, mail_id,
        in_reply_to, thread, state, created_at, not_before, attempts, trouble)
      VALUES (\(message.id), \(message.ticket.sql), \(message.message.sql), \(message.sender.sql),
        \(JSONText(message.to).written), \(JSONText(message.cc).written), \(message.subject), \(message.body),
        \(message.mailID.sql), \(message.inReplyTo.sql), \(JSONText(message.references).written),
        \(message.state.rawValue), \(message.created),
        \(message.notBefore), \(message.attempts), \(message.trouble.sql))
      """)
    enqueued.append(message)
    note("outbox \(message.id.rawValue)", "state", nil, message.state.rawValue)
    touch(.messaging)
  }
  /// Saves how far an outbox message has come.
  public func save(_ message: OutboxMessage) throws {
    let old = try outboxMessage(message.id)
    note("outbox \(message.id.rawValue)", "state", old?.state.rawValue, message.state.rawValue)
    note("outbox \(message.id.rawValue)", "trouble", old?.trouble, message.trouble)
    try connection.run(
      """
      UPDATE outbox SET state = \(message.state.rawValue), not_before = \(message.notBefore),
        attempts = \(message.attempts), trouble = \(message.trouble.sql) WHERE id = \(message.id)
      """)
    touch(.messaging)
  }
}

extension OutboxMessage {
  static let columns: SQL = """
    id, ticket_id, message_id, sender_id, addressed, copied, subject, body, mail_id, in_reply_to, state,
    created_at, not_before, attempts, trouble, thread
    """
  init(_ row: inout Row) {
    self.init(
      id: ID(row.integer()), ticket: row.optionalInteger().map(Ticket.ID.init),
      message: row.optionalInteger().map(Message.ID.init), sender: row.optionalInteger().map(Agent.ID.init),
      to: JSONText(row.text())?.asTexts ?? [], cc: JSONText(row.text())?.asTexts ?? [], subject: row.text(),
      body: row.text(), mailID: row.optionalText(), inReplyTo: row.optionalText(),
      state: State(rawValue: row.text()) ?? .failed, created: row.instant(), notBefore: row.instant(),
      attempts: row.int(), trouble: row.optionalText())
    references = JSONText(row.text())?.asTexts ?? []
  }
}
