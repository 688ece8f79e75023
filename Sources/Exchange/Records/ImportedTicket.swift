public import Domain

/// A person as a foreign file names them; the run finds the customer or the colleague it is.
public struct ImportedPerson: Hashable, Sendable {
  /// The name as people read it, and the address in lower case; either may be empty, not both.
  public var name: String, email: String
  /// The company, where the file tells it.
  public var company: String
  /// IANA zone and BCP 47 language, where the file tells them.
  public var timeZone: String?, language: String?
  /// The source itself says that the person works on the desk.
  public var isStaff: Bool
  /// Makes a person.
  public init(
    name: String = "", email: String = "", company: String = "", timeZone: String? = nil,
    language: String? = nil, isStaff: Bool = false
  ) {
    (self.name, self.email, self.company) = (name, email.lowercased(), company)
    (self.timeZone, self.language, self.isStaff) = (timeZone, language, isStaff)
  }
}

/// A file that came with a message.
public struct ImportedAttachment: Hashable, Sendable {
  /// Name and type as the sender claimed them.
  public var name: String, type: String
  /// The bytes; nil when the file only tells that there was one (then `origin` says where).
  public var content: [UInt8]?
  /// Size in bytes as far as it is known.
  public var size: Int
  /// Where the source keeps it.
  public var origin: String?
  /// SHA-256 of the content in hex, where the source tells it.
  public var hash: String?
  /// Makes an attachment.
  public init(
    name: String, type: String, content: [UInt8]?, size: Int? = nil, origin: String? = nil,
    hash: String? = nil
  ) {
    (self.name, self.type, self.content, self.origin, self.hash) = (name, type, content, origin, hash)
    self.size = size ?? content?.count ?? 0
  }
}

/// One thing said in a foreign ticket.
public struct ImportedMessage: Hashable, Sendable {
  /// Who said it.
  public enum Author: Hashable, Sendable {
    case person(ImportedPerson)
    case system
  }
  /// What the source calls it; with it a second import knows the message again.
  public var externalID: String
  /// The parts, as in ``Message``.
  public var author: Author, kind: Message.Kind, body: String
  /// When it was said; nil when the source does not tell, then the run's start stands for it.
  public var at: Instant?
  /// The RFC 5322 Message-ID.
  public var mailID: String?
  /// Files that came with it.
  public var attachments: [ImportedAttachment]
  /// Makes a message.
  public init(
    externalID: String, author: Author, kind: Message.Kind = .public, body: String, at: Instant?,
    mailID: String? = nil, attachments: [ImportedAttachment] = []
  ) {
    (self.externalID, self.author, self.kind, self.body) = (externalID, author, kind, body)
    (self.at, self.mailID, self.attachments) = (at, mailID, attachments)
  }
}

/// A change of a field that the source remembers.
public struct ImportedEvent: Hashable, Sendable {
  /// When, and by whom where it is known.
  public var at: Instant, actor: ImportedPerson?
  /// The field in our name, and its values in our words; people and teams as the source names them.
  public var field: String, before: String?, after: String?
  /// Makes an event.
  public init(at: Instant, actor: ImportedPerson? = nil, field: String, before: String?, after: String?) {
    (self.at, self.actor, self.field, self.before, self.after) = (at, actor, field, before, after)
  }
}

/// A ticket of another system in our words, before the store has seen it.
public struct ImportedTicket: Hashable, Sendable {
  /// What the source calls it.
  public var externalID: String
  /// The parts, as in ``Ticket``; nil where the source says nothing.
  public var subject: String, requester: ImportedPerson?, assignee: ImportedPerson?, team: String?
  /// The parts, as in ``Ticket``.
  public var status: Ticket.Status?, priority: Ticket.Priority?, channel: Ticket.Channel?, kind: Ticket.Kind?
  /// The parts, as in ``Ticket``; tags lower-case.
  public var tags: [String], custom: [String: String]
  /// The instants the source tells. None is ever made up: where `created` is nil the run decides and says so.
  public var created: Instant?, updated: Instant?, solved: Instant?, due: Instant?
  /// The external id of the ticket it follows up.
  public var followsUp: String?
  /// Message-IDs that its mails answer and that are not in the file: where the store knows one, the ticket
  /// goes on there.
  public var answers: [String]
  /// What was said, oldest first, and what the source remembers of changes.
  public var messages: [ImportedMessage], events: [ImportedEvent]
  /// The whole ticket as our own export wrote it, where the file is one.
  public var native: JSONValue?
  /// What a person should know about how it was read, as sentences.
  public var notes: [String]
  /// A digest of all that the source says about it: equal digests mean that nothing has changed.
  public var fingerprint: String
  /// Makes a ticket with nothing in it but its name and subject.
  public init(externalID: String, subject: String) {
    (self.externalID, self.subject, self.tags, self.custom) = (externalID, subject, [], [:])
    (self.messages, self.events, self.notes, self.fingerprint, self.answers) = ([], [], [], "", [])
  }
}
