import Domain

/// Puts a ticket together from its Zendesk object, its comments and its audits.
struct ZendeskTicketBuilder {
  private let value: JSONValue
  private let id: Int64
  private let people: ZendeskPeople
  private let instants = try? InstantText()
  /// References that lead nowhere.
  private(set) var dangling = 0

  init(_ value: JSONValue, id: Int64, people: ZendeskPeople) {
    (self.value, self.id, self.people) = (value, id, people)
  }
  private func instant(_ value: JSONValue?) -> Instant? { value?.string.flatMap { instants?.instant($0) } }
  private func instant(_ key: String) -> Instant? { instant(value[key]) }

  mutating func ticket(comments: [JSONValue], audits: [JSONValue]) -> ImportedTicket {
    let subject = value["subject"]?.string ?? value["raw_subject"]?.string ?? ""
    let description = value["description"]?.string ?? ""
    let title = subject.isEmpty ? String(description.onOneLine.prefix(80)) : subject.onOneLine
    var ticket = ImportedTicket(externalID: String(id), subject: title.isEmpty ? "(no subject)" : title)
    ticket.status = value["status"]?.string.flatMap(ForeignWords.status)
    ticket.priority = value["priority"]?.string.flatMap(ForeignWords.priority)
    ticket.kind = value["type"]?.string.flatMap(ForeignWords.kind)
    ticket.tags = (value["tags"]?.elements ?? []).compactMap(\.string).map { $0.lowercased() }
    (ticket.created, ticket.updated, ticket.due) = (
      instant("created_at"), instant("updated_at"), instant("due_at")
    )
    fillChannel(&ticket)
    fillPeople(&ticket)
    fillCustom(&ticket)
    ticket.messages = messages(ticket, comments, audits, description)
    ticket.events = audits.flatMap(events)
    if ticket.status == .solved || ticket.status == .closed {
      ticket.solved =
        ticket.events.last { $0.field == "status" && ["solved", "closed"].contains($0.after) }?.at
        ?? instant(value["metric_set"]?["solved_at"])
    }
    return ticket
  }

  private func fillChannel(_ ticket: inout ImportedTicket) {
    guard let via = value["via"], let word = via["channel"]?.words else { return }
    ticket.channel = ForeignWords.channel(word)
    if ticket.channel == nil { ticket.custom["Zendesk channel"] = word }
    let source = via["source"]
    if source?["rel"]?.string == "follow_up", let parent = source?["from"]?["ticket_id"]?.integer {
      ticket.followsUp = String(parent)
    }
  }
  private mutating func fillPeople(_ ticket: inout ImportedTicket) {
    let requester = value["requester_id"]?.integer
    if let person = people.person(requester) {
      ticket.requester = person
      ticket.requester?.isStaff = false
    } else if let requester {
      dangling += 1
      ticket.requester = ImportedPerson(name: "Zendesk user \(requester)")
      ticket.notes.append("requester_id \(requester) is not among the users of the file.")
    }
    if let company = people.organization(value["organization_id"]?.integer) {
      ticket.requester?.company = company
    } else if let organization = value["organization_id"]?.integer {
      dangling += 1
      ticket.custom["Zendesk organization"] = String(organization)
    }
    if let assignee = value["assignee_id"]?.integer {
      ticket.assignee = people.person(assignee)
      ticket.assignee?.isStaff = true
      if ticket.assignee == nil {
        dangling += 1
        ticket.custom["Zendesk assignee"] = String(assignee)
      }
    }
    if let group = value["group_id"]?.integer {
      ticket.team = people.group(group)
      if ticket.team == nil {
        dangling += 1
        ticket.custom["Zendesk group"] = String(group)
      }
    }
  }
  private func fillCustom(_ ticket: inout ImportedTicket) {
    for field in value["custom_fields"]?.elements ?? [] {
      guard let id = field["id"]?.integer, let words = field["value"]?.words, !words.isEmpty else { continue }
      ticket.custom[people.field(id)] = words
    }
    if let rating = value["satisfaction_rating"], let score = rating["score"]?.words, score != "unoffered" {
      ticket.custom["Satisfaction"] = score
      if let comment = rating["comment"]?.words { ticket.custom["Satisfaction comment"] = comment }
    }
    for (key, name) in [("external_id", "Zendesk external id"), ("problem_id", "Zendesk problem")] {
      if let words = value[key]?.words { ticket.custom[name] = words }
    }
  }

  /// Comments where there are any, else what the audits hold, else the description by the requester.
  private func messages(
    _ ticket: ImportedTicket, _ comments: [JSONValue], _ audits: [JSONValue], _ description: String
  ) -> [ImportedMessage] {
    var found =
      (value["comments"]?.elements ?? []).map { message($0, nil) } + comments.map { message($0, nil) }
    if found.isEmpty {
      found = audits.flatMap { audit in
        (audit["events"]?.elements ?? []).filter { $0["type"]?.string == "Comment" }.map {
          message($0, audit)
        }
      }
    }
    if !found.isEmpty {
      var seen: Set<String> = []
      return found.filter { seen.insert($0.externalID).inserted }.enumerated()
        .sorted { ($0.element.at ?? .never, $0.offset) < ($1.element.at ?? .never, $1.offset) }.map(\.element)
    }
    guard !description.trimmingSpaces.isEmpty else { return [] }
    let author = ticket.requester.map { ImportedMessage.Author.person($0) } ?? .system
    return [
      ImportedMessage(
        externalID: "\(id)/description", author: author, body: description.withLineFeeds, at: ticket.created)
    ]
  }
  private func message(_ comment: JSONValue, _ audit: JSONValue?) -> ImportedMessage {
    let written = [comment["body"]?.string, comment["plain_body"]?.string].compactMap { $0 }.first {
      !$0.isEmpty
    }
    let body = written ?? comment["html_body"]?.string.map(HTMLText.plain) ?? ""
    let author = comment["author_id"]?.integer ?? audit?["author_id"]?.integer
    return ImportedMessage(
      externalID: "comment \(comment["id"]?.words ?? Fingerprint.of(comment.text))",
      author: self.author(author),
      kind: comment["public"]?.bool == false ? .note : .public, body: body.withLineFeeds,
      at: instant(comment["created_at"] ?? audit?["created_at"]),
      attachments: (comment["attachments"]?.elements ?? []).map(attachment))
  }
  private func author(_ id: Int64?) -> ImportedMessage.Author {
    guard let id else { return .system }
    guard var person = people.person(id) else { return .person(ImportedPerson(name: "Zendesk user \(id)")) }
    if id == value["requester_id"]?.integer { person.isStaff = false }
    return .person(person)
  }
  private func attachment(_ value: JSONValue) -> ImportedAttachment {
    ImportedAttachment(
      name: MailContent.safeName(value["file_name"]?.string ?? value["name"]?.string ?? "attachment"),
      type: value["content_type"]?.string ?? "application/octet-stream", content: nil,
      size: value["size"]?.integer.map { Int(clamping: $0) }, origin: value["content_url"]?.string)
  }

  private func events(_ audit: JSONValue) -> [ImportedEvent] {
    guard let at = instant(audit["created_at"]) else { return [] }
    return (audit["events"]?.elements ?? []).compactMap { event in
      guard event["type"]?.string == "Change", let name = event["field_name"]?.string else { return nil }
      let (before, after) = (event["previous_value"]?.words, event["value"]?.words)
      let actor = people.person(audit["author_id"]?.integer)
      func change(_ field: String, _ ours: (String) -> String?) -> ImportedEvent? {
        ImportedEvent(
          at: at, actor: actor, field: field, before: before.flatMap(ours), after: after.flatMap(ours))
      }
      switch name {
      case "status": return change("status") { ForeignWords.status($0)?.rawValue }
      case "priority": return change("priority") { ForeignWords.priority($0)?.rawValue }
      case "type": return change("kind") { ForeignWords.kind($0)?.rawValue }
      case "subject": return change("subject") { $0 }
      default: return nil
      }
    }
  }
}
