import Cryptography
import Domain
import Exchange
import FoundationEssentials
import Store

/// A ticket with everything that belongs to it, as it leaves the house.
struct WholeTicket {
  var ticket: Ticket, requester: Customer?
  var messages: [Message], events: [TicketEvent], links: [TicketLink]
  /// Customers that said or did something in it.
  var customers: [Customer.ID: Customer]

  init(_ ticket: Ticket, in store: ReadTransaction) throws {
    self.ticket = ticket
    requester = try store.customer(ticket.requester)
    messages = try store.messages(of: ticket.id)
    events = try store.events(of: ticket.id)
    links = try store.links(of: ticket.id).filter { $0.from == ticket.id }
    customers = [:]
    var ids = Set<Customer.ID>()
    for message in messages { if case .customer(let id) = message.author { ids.insert(id) } }
    for event in events {
      if case .customer(let id) = event.actor { ids.insert(id) }
      if event.field == "requester" {
        for text in [event.before, event.after] {
          if let id = text.flatMap({ Int64($0) }) { ids.insert(Customer.ID(id)) }
        }
      }
    }
    for id in ids { customers[id] = try store.customer(id) }
  }
}

/// Writes tickets as JSON that loses nothing and holds no number of this store but the tickets' references:
/// colleagues are named by handle, teams by name, customers by address, messages by their place.
struct TicketJSON {
  let directory: Directory
  /// Gives the bytes of an attachment to be written into the line; nil where they lie in a folder.
  let content: ((Attachment.ID) throws -> [UInt8]?)?

  func line(_ whole: WholeTicket) throws -> [UInt8] {
    let ticket = whole.ticket
    func instant(_ instant: Instant?) -> JSONValue {
      instant.flatMap { $0 == .never ? nil : .string(RFC3339.text($0)) } ?? .null
    }
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    var members: [JSONValue.Member] = [
      .init("opsdeck", .integer(1)), .init("ticket", .string("\(ticket.id)")),
      .init("subject", .string(ticket.subject)),
      .init("requester", whole.requester.map(customer) ?? .null),
      .init("assignee", text(ticket.assignee.map(directory.handle))),
      .init("team", text(ticket.team.map(directory.name))), .init("status", .string(ticket.status.rawValue)),
      .init("priority", .string(ticket.priority.rawValue)),
      .init("channel", .string(ticket.channel.rawValue)),
      .init("kind", .string(ticket.kind.rawValue)), .init("tags", .array(ticket.tags.map { .string($0) })),
      .init("watchers", .array(ticket.watchers.map { .string(directory.handle(of: $0)) })),
      .init("snoozed_until", instant(ticket.snoozedUntil)), .init("due", instant(ticket.due)),
      .init("merged_into", text(ticket.mergedInto.map { "\($0)" })),
      .init("parent", text(ticket.parent.map { "\($0)" })),
      .init(
        "custom", .object(ticket.custom.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
      .init("created", instant(ticket.created)), .init("updated", instant(ticket.updated)),
      .init("solved", instant(ticket.solved)),
    ]
    members.append(.init("messages", .array(try whole.messages.map { try message($0, whole) })))
    members.append(.init("events", .array(whole.events.map { event($0, whole) })))
    members.append(
      .init(
        "links",
        .array(
          whole.links.map {
            .object([.init("to", .string("\($0.to)")), .init("kind", .string($0.kind.rawValue))])
          })))
    var out: [UInt8] = []
    JSONValue.object(members).write(to: &out)
    out.append(10)
    return out
  }

  private func customer(_ customer: Customer) -> JSONValue {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    return .object([
      .init("name", .string(customer.name)), .init("email", .string(customer.email)),
      .init("company", .string(customer.company)), .init("tier", .string(customer.tier)),
      .init("time_zone", text(customer.timeZone)), .init("language", text(customer.language)),
      .init("since", .string(RFC3339.text(customer.since))), .init("plan", text(customer.plan)),
      .init("mrr_minor", customer.mrr.map { .integer(Int64($0.minor)) } ?? .null),
      .init("mrr_currency", text(customer.mrr?.currency)),
    ])
  }
  private func actor(_ actor: TicketEvent.Actor, _ whole: WholeTicket) -> JSONValue {
    switch actor {
    case .system: return .string("system")
    case .agent(let id): return .object([.init("agent", .string(directory.handle(of: id)))])
    case .customer(let id):
      if id == whole.requester?.id { return .string("requester") }
      return .object([.init("customer", whole.customers[id].map(customer) ?? .null)])
    }
  }
  private func message(_ message: Message, _ whole: WholeTicket) throws -> JSONValue {
    let files = try message.attachments.map { file -> JSONValue in
      var members: [JSONValue.Member] = [
        .init("name", .string(file.name)), .init("type", .string(file.type)),
        .init("size", .integer(Int64(file.size))), .init("sha256", .string(file.hash)),
      ]
      if let bytes = try content?(file.id) {
        members.append(.init("content", .string(Data(bytes).base64EncodedString())))
      }
      return .object(members)
    }
    return .object([
      .init("author", actor(message.author.asActor, whole)), .init("kind", .string(message.kind.rawValue)),
      .init("at", .string(RFC3339.text(message.at))),
      .init("mail_id", message.mailID.map { .string($0) } ?? .null), .init("body", .string(message.body)),
      .init("attachments", .array(files)),
    ])
  }
  private func event(_ event: TicketEvent, _ whole: WholeTicket) -> JSONValue {
    func value(_ text: String?) -> JSONValue {
      text.map { .string(portable($0, event.field, whole)) } ?? .null
    }
    return .object([
      .init("at", .string(RFC3339.text(event.at))), .init("actor", actor(event.actor, whole)),
      .init("field", .string(event.field)), .init("before", value(event.before)),
      .init("after", value(event.after)),
    ])
  }
  /// The value of an event without numbers of this store.
  private func portable(_ text: String, _ field: String, _ whole: WholeTicket) -> String {
    let numbers = text.split(separator: " ").compactMap { Int64($0) }
    switch field {
    case "assignee", "watchers":
      return numbers.map { directory.handle(of: Agent.ID($0)) }.joined(separator: " ")
    case "team": return numbers.first.map { directory.name(of: Team.ID($0)) } ?? text
    case "requester":
      guard let id = numbers.first, let customer = whole.customers[Customer.ID(id)] else { return text }
      return PortableCustomer.text(customer)
    case "merged", "parent": return numbers.first.map { "\(Ticket.ID($0))" } ?? text
    case "message":
      guard let id = numbers.first, let place = whole.messages.firstIndex(where: { $0.id.rawValue == id })
      else {
        return "elsewhere"
      }
      return String(place + 1)
    default: return text
    }
  }
}

/// A customer in one text: the address, or name and company where there is none.
enum PortableCustomer {
  static func text(_ customer: Customer) -> String {
    customer.email.isEmpty ? "name:\(customer.name)\u{1F}\(customer.company)" : customer.email
  }
  static func person(_ text: String) -> ImportedPerson {
    guard text.hasPrefix("name:") else { return ImportedPerson(email: text) }
    let parts = text.dropFirst(5).split(separator: "\u{1F}", omittingEmptySubsequences: false).map(
      String.init)
    return ImportedPerson(name: parts.first ?? "", company: parts.count > 1 ? parts[1] : "")
  }
}
