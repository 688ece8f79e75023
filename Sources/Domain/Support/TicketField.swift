/// The changeable fields of a ticket as text: what events keep, what a history shows, what undo puts back.
///
/// `updated` and `version` are no fields: the first is the instant of the last event, the second counts saves.
public enum TicketField: Hashable, Sendable, CustomStringConvertible {
  case subject, requester, assignee, team, status, priority, channel, kind, tags, watchers
  case snoozed, due, merged, parent, solved
  /// A field that an importer or a desk's form brought along.
  case custom(String)

  /// The plain ones, in the order in which events of one save are written.
  public static let plain: [TicketField] = [
    .subject, .requester, .assignee, .team, .status, .priority, .channel, .kind, .tags, .watchers,
    .snoozed, .due, .merged, .parent, .solved,
  ]
  /// The name in events and in the audit log; custom ones are `custom.` and their name.
  public var description: String {
    switch self {
    case .subject: "subject"
    case .requester: "requester"
    case .assignee: "assignee"
    case .team: "team"
    case .status: "status"
    case .priority: "priority"
    case .channel: "channel"
    case .kind: "kind"
    case .tags: "tags"
    case .watchers: "watchers"
    case .snoozed: "snoozed"
    case .due: "due"
    case .merged: "merged"
    case .parent: "parent"
    case .solved: "solved"
    case .custom(let name): "custom." + name
    }
  }
  private static let byName = Dictionary(uniqueKeysWithValues: plain.map { ($0.description, $0) })
  /// The field that is called so; nil for `created`, `message` and names of a newer opsdeck.
  public init?(_ name: String) {
    if let found = Self.byName[name] {
      self = found
    } else if name.hasPrefix("custom."), name.utf8.count > 7 {
      self = .custom(String(name.dropFirst(7)))
    } else {
      return nil
    }
  }
}

extension TicketField {
  /// One difference between two states of a ticket.
  public struct Difference: Hashable, Sendable {
    /// The field, and what it was and is; nil is "no value".
    public let field: TicketField, before: String?, after: String?
    /// Notes a difference.
    public init(_ field: TicketField, before: String?, after: String?) {
      (self.field, self.before, self.after) = (field, before, after)
    }
  }

  /// All that differs between two states, in the order of the fields, custom ones last by name.
  public static func diff(_ old: Ticket, _ new: Ticket) -> [Difference] {
    var found: [Difference] = []
    func note(_ field: TicketField) {
      let (before, after) = (field.text(in: old), field.text(in: new))
      if before != after { found.append(Difference(field, before: before, after: after)) }
    }
    plain.forEach(note)
    if old.custom != new.custom {
      Set(old.custom.keys).union(new.custom.keys).sorted().forEach { note(.custom($0)) }
    }
    return found
  }

  /// The value of this field as text; nil is "no value". ``write(_:into:)`` is its inverse.
  public func text(in ticket: Ticket) -> String? {
    func number(_ instant: Instant?) -> String? { instant.map { String($0.milliseconds) } }
    return switch self {
    case .subject: ticket.subject
    case .requester: String(ticket.requester.rawValue)
    case .assignee: ticket.assignee.map { String($0.rawValue) }
    case .team: ticket.team.map { String($0.rawValue) }
    case .status: ticket.status.rawValue
    case .priority: ticket.priority.rawValue
    case .channel: ticket.channel.rawValue
    case .kind: ticket.kind.rawValue
    case .tags: ticket.tags.isEmpty ? nil : ticket.tags.joined(separator: " ")
    case .watchers:
      ticket.watchers.isEmpty ? nil : ticket.watchers.map { String($0.rawValue) }.joined(separator: " ")
    case .snoozed: number(ticket.snoozedUntil)
    case .due: ticket.due == .never ? nil : number(ticket.due)
    case .merged: ticket.mergedInto.map { String($0.rawValue) }
    case .parent: ticket.parent.map { String($0.rawValue) }
    case .solved: number(ticket.solved)
    case .custom(let name): ticket.custom[name]
    }
  }

  /// Puts a text that ``text(in:)`` wrote into the ticket. False, and nothing changed, when it cannot be read.
  @discardableResult
  public func write(_ text: String?, into ticket: inout Ticket) -> Bool {
    let number = text.flatMap { Int64($0) }
    func must<Value>(_ value: Value?, _ path: WritableKeyPath<Ticket, Value>, _ ticket: inout Ticket) -> Bool
    {
      guard let value else { return false }
      ticket[keyPath: path] = value
      return true
    }
    func may<Value>(_ value: Value?, _ path: WritableKeyPath<Ticket, Value?>, _ ticket: inout Ticket) -> Bool
    {
      guard text == nil || value != nil else { return false }
      ticket[keyPath: path] = value
      return true
    }
    let instant = number.map(Instant.init(milliseconds:)), other = number.map(Ticket.ID.init)
    switch self {
    case .subject: return must(text, \.subject, &ticket)
    case .requester: return must(number.map(Customer.ID.init), \.requester, &ticket)
    case .assignee: return may(number.map(Agent.ID.init), \.assignee, &ticket)
    case .team: return may(number.map(Team.ID.init), \.team, &ticket)
    case .status: return must(text.flatMap(Ticket.Status.init), \.status, &ticket)
    case .priority: return must(text.flatMap(Ticket.Priority.init), \.priority, &ticket)
    case .channel: return must(text.flatMap(Ticket.Channel.init), \.channel, &ticket)
    case .kind: return must(text.flatMap(Ticket.Kind.init), \.kind, &ticket)
    case .tags:
      ticket.tags = (text ?? "").split(separator: " ").map(String.init)
      return true
    case .watchers:
      let words = (text ?? "").split(separator: " "), numbers = words.compactMap { Int64($0) }
      guard words.count == numbers.count else { return false }
      ticket.watchers = numbers.map(Agent.ID.init)
      return true
    case .snoozed: return may(instant, \.snoozedUntil, &ticket)
    case .due: return must(text == nil ? .never : instant, \.due, &ticket)
    case .merged: return may(other, \.mergedInto, &ticket)
    case .parent: return may(other, \.parent, &ticket)
    case .solved: return may(instant, \.solved, &ticket)
    case .custom(let name):
      ticket.custom[name] = text
      return true
    }
  }
}

extension TicketField {
  /// Carries a ticket on by one event of its log; `created`, `message` and unknown ones only move `updated`.
  public static func apply(_ event: TicketEvent, to ticket: inout Ticket) {
    TicketField(event.field)?.write(event.after, into: &ticket)
    ticket.updated = event.at
  }
  /// Carries a ticket back by one event: the value before it. `updated` is for the caller to set, from the
  /// event that is last now.
  public static func revert(_ event: TicketEvent, from ticket: inout Ticket) {
    TicketField(event.field)?.write(event.before, into: &ticket)
  }
}
