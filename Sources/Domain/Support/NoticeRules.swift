/// One thing that an act did to a ticket, with the ticket as it was then.
public struct Happening: Sendable {
  /// The ticket as it was saved, who did it and when.
  public let ticket: Ticket, actor: TicketEvent.Actor, at: Instant
  /// The field of the event and its values.
  public let field: String, before: String?, after: String?
  /// What was said, where something was.
  public let said: Message?
  /// Notes it.
  public init(
    ticket: Ticket, actor: TicketEvent.Actor, at: Instant, field: String, before: String?, after: String?,
    said: Message? = nil
  ) {
    (self.ticket, self.actor, self.at, self.field) = (ticket, actor, at, field)
    (self.before, self.after, self.said) = (before, after, said)
  }
}

/// Who is told of what happened: a pure function, so that nobody is told of her own doing by any road.
public enum NoticeRules {
  /// The notices of one transaction: of each ticket one for each who is concerned, the one that says most.
  /// - Parameters:
  ///   - queue: who wants to hear of new tickets in a team's queue.
  ///   - mentioned: who is named in a note.
  public static func notices(
    of happenings: [Happening], queue: (Team.ID) throws -> [Agent.ID] = { _ in [] },
    mentioned: (String) throws -> [Agent.ID] = { _ in [] }
  ) rethrows -> [Notice] {
    var found: [Notice] = [], places: [Pair: Int] = [:]
    for one in happenings {
      for notice in try notices(of: one, queue: queue, mentioned: mentioned) {
        if case .agent(let id) = one.actor, id == notice.agent { continue }
        let pair = Pair(agent: notice.agent, ticket: one.ticket.id)
        if let place = places[pair] {
          if rank(notice.kind) >= rank(found[place].kind) { found[place] = notice }
        } else {
          places[pair] = found.count
          found.append(notice)
        }
      }
    }
    return found
  }
  private struct Pair: Hashable { let agent: Agent.ID, ticket: Ticket.ID }
  private static func rank(_ kind: Notice.Kind) -> Int {
    switch kind {
    case .created: 0
    case .assigned: 2
    case .mentioned: 3
    default: 1
    }
  }

  private static func notices(
    of one: Happening, queue: (Team.ID) throws -> [Agent.ID], mentioned: (String) throws -> [Agent.ID]
  ) rethrows -> [Notice] {
    let ticket = one.ticket
    func notice(_ agent: Agent.ID, _ kind: Notice.Kind, _ words: String) -> Notice {
      Notice(agent: agent, kind: kind, ticket: ticket.id, at: one.at, actor: one.actor, detail: words)
    }
    func concerned(_ words: String) -> [Notice] {
      var agents = ticket.watchers
      if let assignee = ticket.assignee, !agents.contains(assignee) { agents.insert(assignee, at: 0) }
      return agents.map { notice($0, .updated, words) }
    }
    switch one.field {
    case "created":
      if let assignee = ticket.assignee { return [notice(assignee, .assigned, "given to you, new")] }
      return try ticket.team.map { try queue($0).map { notice($0, .created, "new in your queue") } } ?? []
    case TicketField.assignee.description:
      var told: [Notice] = []
      if let before = number(one.before) { told.append(notice(before, .updated, "no longer yours")) }
      if let after = number(one.after) { told.append(notice(after, .assigned, "given to you")) }
      return told
    case "message":
      guard let said = one.said else { return [] }
      let words =
        switch (said.author, said.kind) {
        case (.customer, _): "the customer wrote"
        case (_, .note): "a note"
        default: "a reply"
        }
      let named = said.kind == .note ? try mentioned(said.body) : []
      return concerned(words) + named.map { notice($0, .mentioned, "named you in a note") }
    case TicketField.status.description:
      guard let status = one.after.flatMap(Ticket.Status.init) else { return [] }
      return concerned("is \(status.word)")
    case TicketField.priority.description:
      // What a chain raised it tells of itself.
      guard let priority = one.after, one.actor != .system else { return [] }
      return concerned("priority \(priority)")
    case TicketField.snoozed.description where one.after == nil: return concerned("is awake again")
    case TicketField.merged.description:
      return concerned(one.after == nil ? "is a ticket of its own again" : "was merged")
    default: return []
    }
  }
  private static func number(_ text: String?) -> Agent.ID? { text.flatMap { Int64($0) }.map(Agent.ID.init) }
}
