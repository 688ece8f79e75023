/// What has to be known of a ticket to judge a condition in memory.
public struct TicketFacts: Sendable {
  /// The ticket and who asked.
  public var ticket: Ticket, requester: Customer?
  /// What lies beside it.
  public var hasAttachment: Bool, hasNote: Bool, hasLink: Bool
  /// Subject and messages, each apart: a phrase does not reach over their edges.
  public var texts: [String]
  /// Gathers what is known.
  public init(
    ticket: Ticket, requester: Customer?, hasAttachment: Bool = false, hasNote: Bool = false,
    hasLink: Bool = false,
    texts: [String] = []
  ) {
    (self.ticket, self.requester, self.texts) = (ticket, requester, texts)
    (self.hasAttachment, self.hasNote, self.hasLink) = (hasAttachment, hasNote, hasLink)
  }
}

extension FilterCondition {
  /// Whether the condition holds of a ticket. The store's SQL gives the same answer; full text in the store also
  /// takes letters with and without accents for the same.
  public func matches(_ facts: TicketFacts) -> Bool {
    let ticket = facts.ticket
    switch self {
    case .always: return true
    case .never: return false
    case .all(let parts): return parts.allSatisfy { $0.matches(facts) }
    case .any(let parts): return parts.contains { $0.matches(facts) }
    case .not(let inner): return !inner.matches(facts)
    case .status(let values): return values.contains(ticket.status)
    case .priority(let values): return values.contains(ticket.priority)
    case .channel(let values): return values.contains(ticket.channel)
    case .kind(let values): return values.contains(ticket.kind)
    case .assignee(let values): return values.contains(ticket.assignee)
    case .team(let values): return values.contains(ticket.team)
    case .watcher(let values): return ticket.watchers.contains { values.contains($0) }
    case .unwatched: return ticket.watchers.isEmpty
    case .email(let address): return facts.requester?.email == address
    case .emailDomain(let domain): return facts.requester?.email.hasSuffix("@" + domain) ?? false
    case .name(let start):
      guard let requester = facts.requester else { return false }
      return Self.beginsWord(of: requester.name, start) || Self.beginsWord(of: requester.email, start)
    case .company(let start): return facts.requester.map { Self.beginsWord(of: $0.company, start) } ?? false
    case .noCompany: return facts.requester?.company.isEmpty ?? true
    case .tier(let values): return facts.requester.map { values.contains($0.tier) } ?? false
    case .tag(let values): return ticket.tags.contains { values.contains($0) }
    case .untagged: return ticket.tags.isEmpty
    case .time(let clock, let from, let to):
      return clock.instant(of: ticket).map { from <= $0 && $0 < to } ?? false
    case .noTime(let clock): return clock.instant(of: ticket) == nil
    case .has(let thing): return thing.isThere(facts)
    case .merged: return ticket.mergedInto != nil
    case .reference(let ranges): return ranges.contains { $0.contains(ticket.id.rawValue) }
    case .custom(let name, let values):
      guard let value = ticket.custom[name]?.lowercased() else { return false }
      return values.isEmpty || values.contains { $0.lowercased() == value }
    case .text(let words): return facts.texts.contains { words.occur(in: $0) }
    }
  }
  private static func beginsWord(of text: String, _ start: String) -> Bool {
    let lower = text.lowercased()
    return lower.hasPrefix(start) || (" " + lower).firstRange(of: " " + start) != nil
  }
}
extension FilterClock {
  /// The instant of a ticket that this clock shows, nil when there is none.
  public func instant(of ticket: Ticket) -> Instant? {
    switch self {
    case .due: ticket.due == .never ? nil : ticket.due
    case .created: ticket.created
    case .updated: ticket.updated
    case .solved: ticket.solved
    case .snoozed: ticket.snoozedUntil
    }
  }
}
extension FilterPossession {
  fileprivate func isThere(_ facts: TicketFacts) -> Bool {
    switch self {
    case .attachment: facts.hasAttachment
    case .note: facts.hasNote
    case .link: facts.hasLink
    case .tag: !facts.ticket.tags.isEmpty
    case .watcher: !facts.ticket.watchers.isEmpty
    case .parent: facts.ticket.parent != nil
    }
  }
}
extension FilterWords {
  /// The words as the full text knows them: lower-case, parted by everything that is no letter and no digit.
  public static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
  /// Whether they occur, side by side and in this order.
  public func occur(in text: String) -> Bool {
    let wanted = Self.words(of: self.text), there = Self.words(of: text)
    guard let last = wanted.last, there.count >= wanted.count else { return false }
    return (0...(there.count - wanted.count)).contains { start in
      zip(wanted.dropLast(), there[start...]).allSatisfy { $0 == $1 }
        && (isPrefix
          ? there[start + wanted.count - 1].hasPrefix(last) : there[start + wanted.count - 1] == last)
    }
  }
}
