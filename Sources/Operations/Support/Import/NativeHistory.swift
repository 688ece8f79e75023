import Cryptography
import Domain
import Exchange
import FoundationEssentials
import Store

/// What a ticket of our own export says about other tickets; set when all are there.
struct NativeReferences {
  let ticket: String, merged: String?, parent: String?, links: [(to: String, kind: TicketLink.Kind)]
  var isEmpty: Bool { merged == nil && parent == nil && links.isEmpty }

  init(_ value: JSONValue, ticket: String) {
    self.ticket = ticket
    (merged, parent) = (value["merged_into"]?.string, value["parent"]?.string)
    links = (value["links"]?.elements ?? []).compactMap { link in
      guard let to = link["to"]?.string, let kind = link["kind"]?.string.flatMap(TicketLink.Kind.init) else {
        return nil
      }
      return (to, kind)
    }
  }
}

extension TicketImporter {
  /// A ticket of our own export with its past as it was. In an empty store it keeps its reference; in another
  /// one all references move on by one and the same number.
  mutating func native(_ value: JSONValue, _ told: ImportedTicket, in store: WriteTransaction) throws
    -> Store.TicketHistory
  {
    guard let number = TicketImporter.number(told.externalID) else {
      throw Refusal(
        .invalid, "\"\(told.externalID)\" is no reference of a ticket.", remedy: "Export it again.")
    }
    func instant(_ key: String) -> Instant? { value[key]?.string.flatMap(RFC3339.instant) }
    let created = instant("created") ?? began
    var ticket = Ticket(
      id: Ticket.ID(number + offset), subject: told.subject,
      requester: try customer(value["requester"], since: created, in: store), created: created)
    ticket.assignee = value["assignee"]?.string.flatMap { people.agent(handle: $0)?.id }
    ticket.team = value["team"]?.string.flatMap { people.team($0)?.id }
    ticket.status = value["status"]?.string.flatMap(Ticket.Status.init) ?? .open
    ticket.priority = value["priority"]?.string.flatMap(Ticket.Priority.init) ?? .normal
    ticket.channel = value["channel"]?.string.flatMap(Ticket.Channel.init) ?? .import
    ticket.kind = value["kind"]?.string.flatMap(Ticket.Kind.init) ?? .question
    ticket.tags = (value["tags"]?.elements ?? []).compactMap(\.string)
    ticket.watchers = (value["watchers"]?.elements ?? []).compactMap(\.string)
      .compactMap { people.agent(handle: $0)?.id }.sorted()
    (ticket.snoozedUntil, ticket.due) = (instant("snoozed_until"), instant("due") ?? .never)
    (ticket.updated, ticket.solved) = (instant("updated") ?? created, instant("solved"))
    for member in value["custom"]?.members ?? [] { ticket.custom[member.key] = member.value.string ?? "" }
    if ticket.assignee == nil, let name = value["assignee"]?.string { ticket.custom["Assignee"] = name }
    if ticket.team == nil, let name = value["team"]?.string { ticket.custom["Team"] = name }
    let messages = try (value["messages"]?.elements ?? []).map { try message($0, ticket, in: store) }
    let events = try (value["events"]?.elements ?? []).map {
      try event($0, ticket, messages.map(\.message), in: store)
    }
    return Store.TicketHistory(ticket: ticket, messages: messages, events: events)
  }
  private static func number(_ reference: String) -> Int64? {
    reference.hasPrefix("T-") ? Int64(reference.dropFirst(2)) : nil
  }

  private mutating func customer(_ value: JSONValue?, since: Instant, in store: WriteTransaction) throws
    -> Customer.ID
  {
    guard let value else { return try people.customer(nil, since: since, in: store) }
    func text(_ key: String) -> String { value[key]?.string ?? "" }
    let whole = Customer(
      id: Customer.ID(0), name: text("name"), email: text("email").lowercased(), company: text("company"),
      tier: value["tier"]?.string ?? "standard", timeZone: value["time_zone"]?.string,
      language: value["language"]?.string, since: value["since"]?.string.flatMap(RFC3339.instant) ?? since,
      plan: value["plan"]?.string,
      mrr: value["mrr_minor"]?.integer.flatMap { minor in
        value["mrr_currency"]?.string.map { Money(minor: Int(minor), $0) }
      })
    let person = ImportedPerson(name: whole.name, email: whole.email, company: whole.company)
    return try people.customer(person, since: since, in: store, as: whole)
  }
  private mutating func actor(_ value: JSONValue?, _ ticket: Ticket, in store: WriteTransaction) throws
    -> Message.Author
  {
    if value?.string == "requester" { return .customer(ticket.requester) }
    if let handle = value?["agent"]?.string {
      return people.agent(handle: handle).map { .agent($0.id) } ?? .system
    }
    if let person = value?["customer"] {
      return .customer(try customer(person, since: ticket.created, in: store))
    }
    return .system
  }
  private mutating func message(_ value: JSONValue, _ ticket: Ticket, in store: WriteTransaction) throws
    -> (message: Message, files: [NewAttachment])
  {
    let told = value["attachments"]?.elements ?? []
    let files = told.compactMap { file -> NewAttachment? in
      guard let bytes = content(of: file) else { return nil }
      return NewAttachment(
        name: file["name"]?.string ?? "attachment", type: file["type"]?.string ?? "application/octet-stream",
        bytes: bytes)
    }
    foreignFiles += told.count - files.count
    let message = Message(
      id: try store.newMessageID(), ticket: ticket.id, author: try actor(value["author"], ticket, in: store),
      kind: value["kind"]?.string.flatMap(Message.Kind.init) ?? .note, body: value["body"]?.string ?? "",
      at: value["at"]?.string.flatMap(RFC3339.instant) ?? ticket.created, mailID: value["mail_id"]?.string)
    return (message, files)
  }
  /// The bytes out of the line or out of the folder; only those that have the hash they are said to have.
  private func content(of file: JSONValue) -> [UInt8]? {
    let hash = file["sha256"]?.string ?? ""
    let data: Data? =
      if let text = file["content"]?.string {
        Data(base64Encoded: text)
      } else if let blobFolder, hash.count == 64, hash.allSatisfy(\.isHexDigit) {
        FileManager.default.contents(atPath: blobFolder + "/" + hash)
      } else {
        nil
      }
    return data.flatMap { SHA256.hex($0) == hash ? Array($0) : nil }
  }
  private mutating func event(
    _ value: JSONValue, _ ticket: Ticket, _ messages: [Message], in store: WriteTransaction
  )
    throws -> TicketEvent
  {
    let field = value["field"]?.string ?? ""
    return TicketEvent(
      id: 0, ticket: ticket.id, at: value["at"]?.string.flatMap(RFC3339.instant) ?? ticket.created,
      actor: try actor(value["actor"], ticket, in: store).asActor, field: field,
      before: try value["before"]?.string.map { try local($0, field, ticket, messages, in: store) },
      after: try value["after"]?.string.map { try local($0, field, ticket, messages, in: store) }, audit: 0)
  }
  /// The inverse of what the export wrote: names become numbers of this store.
  private mutating func local(
    _ text: String, _ field: String, _ ticket: Ticket, _ messages: [Message], in store: WriteTransaction
  ) throws -> String {
    switch field {
    case "assignee", "watchers":
      return text.split(separator: " ").compactMap {
        people.agent(handle: String($0)).map { "\($0.id.rawValue)" }
      }
      .joined(separator: " ")
    case "team": return people.team(text).map { "\($0.id.rawValue)" } ?? text
    case "requester":
      let id = try people.customer(PortableCustomer.person(text), since: ticket.created, in: store)
      return "\(id.rawValue)"
    case "merged", "parent": return TicketImporter.number(text).map { "\($0 + offset)" } ?? text
    case "message":
      guard let place = Int(text), messages.indices.contains(place - 1) else { return text }
      return "\(messages[place - 1].id.rawValue)"
    default: return text
    }
  }

  /// Sets the references of a ticket; false when one leads to a ticket that is not in the store.
  func connect(_ reference: NativeReferences, in store: WriteTransaction) throws -> Bool {
    func find(_ name: String?) throws -> Ticket.ID? {
      try name.flatMap { try store.imported($0, kind: "ticket", from: source) }.map { Ticket.ID($0.local) }
    }
    guard let ticket = try find(reference.ticket) else { return false }
    let (merged, parent) = (try find(reference.merged), try find(reference.parent))
    if let stored = try store.ticket(ticket), stored.mergedInto == nil && stored.parent == nil,
      merged != nil || parent != nil
    {
      try store.setReferences(of: ticket, merged: merged, parent: parent)
    }
    var isWhole = (reference.merged == nil || merged != nil) && (reference.parent == nil || parent != nil)
    for link in reference.links {
      guard let other = try find(link.to), other != ticket else { isWhole = false; continue }
      try store.add(TicketLink(from: ticket, to: other, kind: link.kind))
    }
    return isWhole
  }
}
