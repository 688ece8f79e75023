public import Acts
public import Domain
public import Store

/// A ticket with all that was said in it.
public struct ShowTicket: Query {
  public static let about = About(
    Tickets.self, "show", .readTickets, "Show ticket",
    help: "A ticket, its customer, its links and all that was said in it.",
    examples: ["ticket show T-1042", "ticket show T-1042 --json"])
  public static let form = Form(
    Self.init, Field("ticket", \.ticket, "The ticket, as T-1042.", .position))

  /// Which one.
  public let ticket: Ticket.ID
  public init(ticket: Ticket.ID) { self.ticket = ticket }

  public func read(in store: ReadTransaction, _ context: Context) throws -> ShownTicket {
    try ShownTicket(try store.need(ticket), messages: try store.messages(of: ticket), in: store)
  }
  public static func sentence(_ shown: ShownTicket) -> String { shown.told }
}

/// A ticket in full; instants are RFC 3339 in UTC.
public struct ShownTicket: Codable, Equatable, Sendable {
  /// See ``Domain/Ticket``.
  public let ticket: String, subject: String, status: String, priority: String, channel: String, kind: String
  /// Who asked, and for which company.
  public let requester: String, email: String, company: String
  /// See ``Domain/Ticket``.
  public let assignee: String?, team: String?, tags: [String], watchers: [String]
  /// See ``Domain/Ticket``.
  public let created: String, updated: String, due: String?, snoozed: String?, solved: String?
  /// See ``Domain/Ticket``.
  public let merged: String?, parent: String?, version: Int64, custom: [String: String]
  /// The links, as `T-1042 blocks T-1043`, and what was said, in order.
  public let links: [String], messages: [ShownMessage]

  init(_ ticket: Ticket, messages: [Message], in store: ReadTransaction) throws {
    let customer = try store.customer(ticket.requester), directory = try store.directory()
    (self.ticket, subject, status) = ("\(ticket.id)", ticket.subject, ticket.status.rawValue)
    (priority, channel, kind) = (ticket.priority.rawValue, ticket.channel.rawValue, ticket.kind.rawValue)
    (requester, email, company) = (customer?.name ?? "", customer?.email ?? "", customer?.company ?? "")
    assignee = ticket.assignee.map { directory.handle(of: $0) }
    team = ticket.team.map { directory.name(of: $0) }
    (tags, watchers) = (ticket.tags, ticket.watchers.map { directory.handle(of: $0) })
    (created, updated) = (RFC3339.text(ticket.created), RFC3339.text(ticket.updated))
    due = ticket.due == .never ? nil : RFC3339.text(ticket.due)
    snoozed = ticket.snoozedUntil.map { RFC3339.text($0) }
    solved = ticket.solved.map { RFC3339.text($0) }
    (merged, parent) = (ticket.mergedInto.map { "\($0)" }, ticket.parent.map { "\($0)" })
    (version, custom) = (ticket.version, ticket.custom)
    links = try store.links(of: ticket.id).map {
      "\($0.from) \($0.kind.rawValue.replacing("_", with: " ")) \($0.to)"
    }
    self.messages = try messages.map { try ShownMessage($0, directory, in: store) }
  }
  /// For a person at a terminal.
  var told: String {
    var lines = ["\(ticket)  \(subject)"]
    var facts = [["status", status], ["priority", priority], ["assignee", assignee ?? "nobody"]]
    if let team { facts.append(["team", team]) }
    let who = [requester, email.isEmpty ? "" : "<\(email)>", company].filter { !$0.isEmpty }
    facts.append(["from", who.joined(separator: " ")])
    if !tags.isEmpty { facts.append(["tags", tags.joined(separator: " ")]) }
    if !watchers.isEmpty { facts.append(["watchers", watchers.joined(separator: " ")]) }
    facts += [["created", created], ["updated", updated], ["version", String(version)]]
    for (name, value) in [
      ("due", due), ("asleep until", snoozed), ("solved", solved), ("merged into", merged),
      ("parent", parent),
    ] {
      if let value { facts.append([name, value]) }
    }
    facts += links.map { ["link", $0] }
    lines += ["", Columns.text(facts)]
    for message in messages { lines += ["", message.told] }
    return lines.joined(separator: "\n")
  }
}
/// One thing that was said.
public struct ShownMessage: Codable, Equatable, Sendable {
  /// Its number, who said it, whether it is `public` or a `note`, when, and the text as it came.
  public let message: Int64, author: String, kind: String, at: String, text: String
  /// Names and sizes in bytes of the files that came with it, by their numbers.
  public let attachments: [ShownAttachment]
  init(_ message: Message, _ directory: Directory, in store: ReadTransaction) throws {
    (self.message, kind) = (message.id.rawValue, message.kind.rawValue)
    (at, text) = (RFC3339.text(message.at), message.body)
    author =
      switch message.author {
      case .customer(let id): try store.customer(id)?.name ?? "customer"
      case .agent(let id): directory.handle(of: id)
      case .system: "system"
      }
    attachments = message.attachments.map {
      ShownAttachment(attachment: $0.id.rawValue, name: $0.name, type: $0.type, size: $0.size)
    }
  }
  var told: String {
    let head = "── \(message)  \(author)\(kind == "note" ? "  NOTE, only for colleagues" : "")  \(at)"
    return ([head, text] + attachments.map { "[\($0.attachment)] \($0.name), \($0.size) bytes" }).joined(
      separator: "\n")
  }
}
/// A file that came with a message.
public struct ShownAttachment: Codable, Equatable, Sendable {
  /// Its number, what the sender called it and took it for, and its size in bytes.
  public let attachment: Int64, name: String, type: String, size: Int
}
