public import Acts
public import Domain
public import Store

extension OutboxMessage.State: Choice {}

/// What waits to be sent, and what was.
public struct ListOutbox: Query {
  public static let about = About(
    Outbox.self, "list", .readOutbox, "List the outbox",
    help: "What waits to be sent and what was, the newest first.",
    examples: ["outbox list", "outbox list --state waiting"])
  public static let form = Form(
    Self.init,
    Field("state", \.state, "Only these.", .short("s")),
    Field("ticket", \.ticket, "Only those of this ticket."),
    Field("limit", \.limit, "How many at most.", .range(1...1000), .initially("50"), .short("n")))

  /// Only those in this state or of this ticket (nil: all), and how many at most.
  public let state: OutboxMessage.State?, ticket: Ticket.ID?, limit: Int
  public init(state: OutboxMessage.State? = nil, ticket: Ticket.ID? = nil, limit: Int = 50) {
    (self.state, self.ticket, self.limit) = (state, ticket, limit)
  }

  /// One of them; instants are RFC 3339.
  public struct Row: Codable, Equatable, Sendable {
    /// Its number, how far it has come, whom it goes to and what it is about.
    public let outbox: Int64, state: String, to: [String], subject: String
    /// Whose it is, in which ticket, before when it may not leave, how often it was tried and why it failed.
    public let sender: String?, ticket: String?, notBefore: String, attempts: Int, trouble: String?
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    let directory = try store.directory()
    return try store.outbox(ticket: ticket, state: state, limit: limit).map { message in
      Row(
        outbox: message.id.rawValue, state: message.state.rawValue, to: message.to, subject: message.subject,
        sender: message.sender.map { directory.handle(of: $0) }, ticket: message.ticket.map { "\($0)" },
        notBefore: RFC3339.text(message.notBefore), attempts: message.attempts, trouble: message.trouble)
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    guard !rows.isEmpty else { return "The outbox is empty." }
    return Columns.text(
      rows.map { [String($0.outbox), $0.state, $0.sender ?? "-", $0.to.joined(separator: ","), $0.subject] })
  }
}
