public import Domain

extension ReadTransaction {
  /// Where the store lies; the key to its secrets lies beside it.
  public var place: String { connection.path }
  /// A secret as it was sealed, or nil.
  public func sealedSecret(_ name: String) throws -> [UInt8]? {
    try connection.first("SELECT sealed FROM secret WHERE name = \(name)") { $0.bytes() }
  }
  /// What became of a mail that came before with this Message-ID (without angles) and this digest; nil: it is new.
  public func arrivedMail(_ mailID: String, digest: String) throws -> ArrivedMail? {
    try connection.first(
      """
      SELECT \(ArrivedMail.columns) FROM arrived_mail WHERE mail_id = \(mailID) AND digest = \(digest)
      """, ArrivedMail.init)
  }
  /// One mail that came, or nil.
  public func arrivedMail(_ id: Int64) throws -> ArrivedMail? {
    try connection.first("SELECT \(ArrivedMail.columns) FROM arrived_mail WHERE id = \(id)", ArrivedMail.init)
  }
  /// The bytes of a mail that was set aside; nil for others.
  public func source(ofMail id: Int64) throws -> [UInt8]? {
    try connection.first("SELECT source FROM arrived_mail WHERE id = \(id) AND source IS NOT NULL") {
      $0.bytes()
    }
  }
  /// What came, the newest first; with one outcome or any.
  public func arrivedMails(_ outcome: ArrivedMail.Outcome? = nil, limit: Int) throws -> [ArrivedMail] {
    let which: SQL = if let outcome { "WHERE outcome = \(outcome.rawValue)" } else { "" }
    return try connection.rows(
      "SELECT \(ArrivedMail.columns) FROM arrived_mail \(which) ORDER BY id DESC LIMIT \(limit)",
      ArrivedMail.init)
  }
  /// How many mails of an author came since a moment.
  public func mailCount(from author: String, since: Instant) throws -> Int {
    try connection.first(
      "SELECT count(*) FROM arrived_mail WHERE author = \(author) AND at > \(since)"
    ) { $0.int() } ?? 0
  }
  /// Who takes part in a ticket beside its customer.
  public func participants(of ticket: Ticket.ID) throws -> [Customer.ID] {
    try connection.rows(
      "SELECT customer_id FROM ticket_participant WHERE ticket_id = \(ticket) ORDER BY customer_id"
    ) { Customer.ID($0.integer()) }
  }
  /// When the first mail is due to leave; one whose handing over broke off is due at once. nil: none waits.
  public func firstMailDue() throws -> Instant? {
    if let broken = try outboxBrokenOff() { return broken.created }
    return try connection.first(
      "SELECT not_before FROM outbox WHERE state='waiting' ORDER BY not_before, id LIMIT 1"
    ) { $0.instant() }
  }
  /// A mail whose handing over was begun and has no end: who did it was killed.
  public func outboxBrokenOff() throws -> OutboxMessage? {
    try connection.first(
      "SELECT \(OutboxMessage.columns) FROM outbox WHERE state='sending' ORDER BY id LIMIT 1",
      OutboxMessage.init)
  }
  /// The mail that left with this Message-ID, or nil.
  public func outboxMessage(mailID: String) throws -> OutboxMessage? {
    try connection.first(
      "SELECT \(OutboxMessage.columns) FROM outbox WHERE mail_id = \(mailID) ORDER BY id DESC LIMIT 1",
      OutboxMessage.init)
  }
  /// How many mails are in each state.
  public func outboxCounts() throws -> [OutboxMessage.State: Int] {
    var counts: [OutboxMessage.State: Int] = [:]
    try connection.each("SELECT state, count(*) FROM outbox GROUP BY state") { row in
      if let state = OutboxMessage.State(rawValue: row.text()) { counts[state] = row.int() }
    }
    return counts
  }
}

extension WriteTransaction {
  /// Keeps a sealed secret; the audit log says only that it was set.
  public func set(secret name: String, sealed: [UInt8]) throws {
    note("secret \(name)", "value", nil, "set")
    try connection.run(
      """
      INSERT INTO secret (name, sealed) VALUES (\(name), \(sealed))
      ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed
      """)
  }
  /// Writes a mail that came into the ledger, with its bytes where they are kept nowhere else.
  public func add(_ mail: ArrivedMail, source: [UInt8]? = nil) throws -> ArrivedMail {
    var stored = mail
    try connection.run(
      """
      INSERT INTO arrived_mail (at, mail_id, digest, author, subject, outcome, reason, ticket_id, message_id, source)
      VALUES (\(mail.at), \(mail.mailID), \(mail.digest), \(mail.from), \(mail.subject), \(mail.outcome.rawValue),
        \(mail.reason), \(mail.ticket.sql), \(mail.message.sql), \(source.sql))
      """)
    stored.id = try connection.first("SELECT last_insert_rowid()") { $0.integer() } ?? 0
    note("mail \(stored.id)", "outcome", nil, mail.outcome.rawValue)
    touch(.messaging)
    return stored
  }
  /// Lets somebody take part in a ticket.
  public func add(participant: Customer, to ticket: Ticket.ID, at now: Instant) throws {
    try connection.run(
      """
      INSERT INTO ticket_participant (ticket_id, customer_id, since)
      VALUES (\(ticket), \(participant.id), \(now)) ON CONFLICT DO NOTHING
      """)
    note("\(ticket)", "participant", nil, participant.email)
    touch(.support)
  }
}

extension ArrivedMail {
  static let columns: SQL =
    "id, at, mail_id, digest, author, subject, outcome, reason, ticket_id, message_id"
  init(_ row: inout Row) {
    self.init(
      id: row.integer(), at: row.instant(), mailID: row.text(), digest: row.text(), from: row.text(),
      subject: row.text(), outcome: Outcome(rawValue: row.text()) ?? .setAside, reason: row.text(),
      ticket: row.optionalInteger().map(Ticket.ID.init), message: row.optionalInteger().map(Message.ID.init))
  }
}
