/// What a column of a table of tickets can be to us.
public enum TicketColumn: Hashable, Sendable, Codable, CustomStringConvertible {
  /// A part of the ticket.
  public enum Part: String, CaseIterable, Sendable, Codable {
    case id, subject, body
    case requesterName = "requester name"
    case requesterEmail = "requester e-mail"
    case company, assignee, team, status, priority, channel, kind, tags, created, updated, solved, due
  }
  case part(Part)
  /// A field of the ticket's own, under this name.
  case custom(String)
  case ignored

  /// As it is shown and stands in a profile: `subject`, `custom: Product`, `ignored`.
  public var description: String {
    switch self {
    case .part(let part): part.rawValue
    case .custom(let name): "custom: \(name)"
    case .ignored: "ignored"
    }
  }
  /// Reads what ``description`` wrote; nil for anything else.
  public init?(_ text: String) {
    if text == "ignored" {
      self = .ignored
    } else if text.hasPrefix("custom: ") {
      self = .custom(String(text.dropFirst(8)))
    } else if let part = Part(rawValue: text) {
      self = .part(part)
    } else {
      return nil
    }
  }
  /// From its text.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let column = TicketColumn(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\"\(text)\" is no column of a ticket"))
    }
    self = column
  }
  /// As its text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// The columns of an export that is known by name.
struct HeaderSet: Sendable {
  let name: String
  /// Lower-case header to meaning; a header that is not here is unknown to the set.
  let columns: [String: TicketColumn]

  static let all = [opsdeck, zendesk, osTicket, frappe, kaggle]

  static let opsdeck = HeaderSet(
    name: "opsdeck",
    columns: [
      "id": .part(.id), "subject": .part(.subject), "requester": .part(.requesterName),
      "email": .part(.requesterEmail), "company": .part(.company), "assignee": .part(.assignee),
      "team": .part(.team), "status": .part(.status), "priority": .part(.priority),
      "channel": .part(.channel), "kind": .part(.kind), "tags": .part(.tags), "created": .part(.created),
      "updated": .part(.updated), "solved": .part(.solved), "due": .part(.due), "body": .part(.body),
    ])
  static let zendesk = HeaderSet(
    name: "Zendesk view",
    columns: [
      "id": .part(.id), "subject": .part(.subject), "requester": .part(.requesterName),
      "requester email": .part(.requesterEmail), "requested": .part(.created), "updated": .part(.updated),
      "group": .part(.team), "assignee": .part(.assignee), "status": .part(.status),
      "priority": .part(.priority), "type": .part(.kind), "ticket type": .part(.kind), "tags": .part(.tags),
      "organization": .part(.company), "via": .part(.channel), "solved": .part(.solved),
      "due date": .part(.due), "description": .part(.body),
    ])
  static let osTicket = HeaderSet(
    name: "osTicket",
    columns: [
      "ticket number": .part(.id), "date created": .part(.created), "subject": .part(.subject),
      "from": .part(.requesterName), "from email": .part(.requesterEmail), "priority": .part(.priority),
      "department": .part(.team), "source": .part(.channel), "current status": .part(.status),
      "last updated": .part(.updated), "due date": .part(.due), "closed date": .part(.solved),
      "agent assigned": .part(.assignee), "help topic": .custom("Help Topic"),
      "sla due date": .custom("SLA Due Date"), "sla plan": .custom("SLA Plan"),
      "overdue": .custom("Overdue"), "merged": .custom("Merged"), "linked": .custom("Linked"),
      "answered": .custom("Answered"), "team assigned": .custom("Team Assigned"),
      "thread count": .custom("Thread Count"), "attachment count": .custom("Attachment Count"),
    ])
  static let frappe = HeaderSet(
    name: "frappe helpdesk",
    columns: [
      "name": .part(.id), "subject": .part(.subject), "raised_by": .part(.requesterEmail),
      "contact": .part(.requesterName), "customer": .part(.company), "agent_group": .part(.team),
      "ticket_type": .part(.kind), "priority": .part(.priority), "status": .part(.status),
      "description": .part(.body), "creation": .part(.created), "modified": .part(.updated),
      "resolution_date": .part(.solved), "resolution_by": .part(.due), "_assign": .part(.assignee),
      "response_by": .custom("response_by"), "first_responded_on": .custom("first_responded_on"),
      "agreement_status": .custom("agreement_status"), "feedback_rating": .custom("feedback_rating"),
      "via_customer_portal": .custom("via_customer_portal"), "sla": .custom("sla"),
    ])
  /// "Customer Support Ticket Dataset". Its two `Time` columns are instants, whatever their names say, and it
  /// has no instant of creation at all.
  static let kaggle = HeaderSet(
    name: "Customer Support Ticket Dataset",
    columns: [
      "ticket id": .part(.id), "customer name": .part(.requesterName),
      "customer email": .part(.requesterEmail), "customer age": .custom("Customer Age"),
      "customer gender": .custom("Customer Gender"), "product purchased": .custom("Product Purchased"),
      "date of purchase": .custom("Date of Purchase"), "ticket type": .part(.kind),
      "ticket subject": .part(.subject), "ticket description": .part(.body),
      "ticket status": .part(.status), "resolution": .custom("Resolution"),
      "ticket priority": .part(.priority), "ticket channel": .part(.channel),
      "first response time": .custom("First Response Time"), "time to resolution": .part(.solved),
      "customer satisfaction rating": .custom("Customer Satisfaction Rating"),
    ])

  /// What headers mean in exports that are not known by name.
  static let usual: [TicketColumn.Part: [String]] = [
    .id: ["id", "ticketid", "ticketnumber", "ticketno", "number", "ticket", "caseid", "casenumber", "ref"],
    .subject: ["subject", "title", "summary", "ticketsubject", "shortdescription", "issue"],
    .body: ["description", "body", "message", "text", "content", "details", "detail", "comment", "question"],
    .requesterName: [
      "requester", "requestername", "name", "customer", "customername", "from", "reporter", "contact",
    ],
    .requesterEmail: [
      "email", "requesteremail", "customeremail", "fromemail", "emailaddress", "contactemail", "sender",
      "mail",
    ],
    .company: ["company", "organization", "organisation", "account", "companyname"],
    .assignee: ["assignee", "agent", "owner", "assignedto", "agentassigned", "technician"],
    .team: ["team", "group", "department", "queue", "assignedgroup"],
    .status: ["status", "state", "ticketstatus", "currentstatus"],
    .priority: ["priority", "urgency", "severity", "ticketpriority"],
    .channel: ["channel", "source", "via", "origin", "ticketchannel"],
    .kind: ["type", "kind", "tickettype", "category"],
    .tags: ["tags", "labels", "keywords"],
    .created: [
      "created", "createdat", "datecreated", "creationdate", "opened", "openedat", "requested", "date",
    ],
    .updated: ["updated", "updatedat", "lastupdated", "modified", "modifiedat", "lastmodified"],
    .solved: [
      "solved", "solvedat", "resolved", "resolvedat", "closed", "closedat", "closeddate", "resolutiondate",
    ],
    .due: ["due", "dueat", "duedate", "deadline"],
  ]
}
