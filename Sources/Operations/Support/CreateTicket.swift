public import Acts
public import Domain
public import Store

/// Makes a ticket for somebody who asked by another road.
public struct CreateTicket: Act {
  public static let about = About(
    Tickets.self, "create", .createTickets, "Create ticket",
    help: "Makes a ticket for a customer; who is not known yet becomes one.",
    examples: [
      "ticket create --subject \"No invoice\" --from \"Kim Lee <kim@corp.example>\" --text \"Called.\""
    ],
    undoing: .never(
      because: "Its number was given out, and the customer may know it.",
      instead: "Close the ticket, or merge it into the right one."))
  public static let form = Form(
    Self.init,
    Field("subject", \.subject, "What it is about, in one line.", .short("s")),
    Field("from", \.from, "Who asks: kim@corp.example or Kim Lee <kim@corp.example>.", .short("f")) {
      Sender($0) == nil ? Sender.refusal(of: $0) : nil
    },
    Field("text", \.text, "What the customer says.", .prose),
    Field("priority", \.priority, "How pressing it is.", .initially("normal")),
    Field("tags", \.tags, "A tag; again for more.", .names(Tags.self), .mayBeEmpty, rule: FieldRule.tags),
    Field("team", \.team, "Whose queue it goes to.", .names(Teams.self)),
    Field("assign", \.assign, "Who answers."),
    Field("channel", \.channel, "The road by which it came.", .initially("phone")))

  /// What it is about, who asks (`Kim Lee <kim@corp.example>`), what was said, and how pressing it is.
  public let subject: String, from: String, text: String, priority: Ticket.Priority, tags: [String]
  /// Whose queue, who answers (nil: nobody yet), and how it came.
  public let team: String?, assign: Agent.Handle?, channel: Ticket.Channel
  public init(
    subject: String, from: String, text: String, priority: Ticket.Priority = .normal, tags: [String] = [],
    team: String? = nil, assign: Agent.Handle? = nil, channel: Ticket.Channel = .phone
  ) {
    (self.subject, self.from, self.text, self.priority) = (subject, from, text, priority)
    (self.tags, self.team, self.assign, self.channel) = (tags, team, assign, channel)
  }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<CreateTicket> {
    guard let sender = Sender(from) else { throw Sender.refusal(of: from).at("from") }
    let agent = try assign.map { handle in try Self.at(\.assign) { try store.assignable(handle, context) } }
    let team = try team.map { name in try Self.at(\.team) { try store.team(called: name) } }
    let customer = try store.customer(email: sender.email) ?? newCustomer(sender, in: store, context)
    let ticket = Ticket(
      id: try store.newTicketID(), subject: subject, requester: customer.id, assignee: agent?.id,
      team: team?.id, priority: priority, channel: channel, tags: Ticket.tags([], adding: tags),
      created: context.now)
    try store.save(ticket, by: context.author, at: context.now)
    try store.add(
      Message(
        id: try store.newMessageID(), ticket: ticket.id, author: .customer(customer.id), kind: .public,
        body: text, at: context.now))
    return Done(Made(ticket: "\(ticket.id)", subject: subject, from: nil))
  }
  private func newCustomer(
    _ sender: Sender, in store: WriteTransaction, _ context: Context
  ) throws -> Customer {
    let customer = Customer(
      id: try store.newCustomerID(), name: sender.name, email: sender.email, since: context.now)
    try store.save(customer)
    return customer
  }
  public static func sentence(_ made: Made) -> String { "Created \(made.ticket): \(made.subject)." }
}

/// A person with an address, as people write both.
struct Sender: Equatable {
  let name: String, email: String
  /// Reads `kim@corp.example` and `Kim Lee <kim@corp.example>`.
  init?(_ text: String) {
    var name = "", email = text
    if text.hasSuffix(">"), let open = text.lastIndex(of: "<") {
      name = String(text[..<open])
      email = String(text[text.index(after: open)...].dropLast())
    }
    func trimmed(_ text: String) -> String {
      String(text.drop { $0 == " " || $0 == "\"" }.reversed().drop { $0 == " " || $0 == "\"" }.reversed())
    }
    (name, email) = (trimmed(name), trimmed(email).lowercased())
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), email.utf8.count <= 254,
      email.unicodeScalars.allSatisfy({
        $0.value > 32 && $0.value != 127 && !"<>,;()\"".unicodeScalars.contains($0)
      })
    else { return nil }
    (self.name, self.email) = (name.isEmpty ? String(parts[0]) : name, email)
  }
  static func refusal(of text: String) -> Refusal {
    Refusal(
      .invalid, "“\(text)” is no e-mail address.",
      remedy: "Write kim@corp.example or Kim Lee <kim@corp.example>.")
  }
}
