/// How tickets become one: what the staying one gains, and when it may not be.
public struct TicketMerge: Sendable {
  /// The tickets that end, and the one that stays.
  public let sources: [Ticket], target: Ticket
  /// Takes the tickets as they are now.
  public init(_ sources: [Ticket], into target: Ticket) { (self.sources, self.target) = (sources, target) }

  /// Why this merge may not be, or nil.
  /// - Parameter targetOf: the ticket another one was merged into, for following chains.
  public func refusal(targetOf: (Ticket.ID) -> Ticket.ID?) -> Refusal? {
    for source in sources {
      if source.id == target.id {
        return Refusal(
          .invalid, "\(target.id) cannot be merged into itself.", remedy: "Leave it out of the list.")
      }
      if let refusal = source.refusalToMerge { return refusal }
    }
    // Following the target's chain finds a cycle even where another merge has just turned it round.
    var seen: Set<Ticket.ID> = [], next = target.mergedInto
    while let id = next, seen.insert(id).inserted {
      if sources.contains(where: { $0.id == id }) {
        return Refusal(
          .conflict, "\(target.id) was itself merged into \(id); merging back would make a circle.",
          remedy: "Unmerge \(target.id) first.")
      }
      next = targetOf(id)
    }
    if let other = target.mergedInto {
      return Refusal(
        .conflict, "\(target.id) was merged into \(other).", remedy: "Merge into \(other) instead.")
    }
    if target.status == .closed {
      return Refusal(
        .conflict, "\(target.id) is closed.",
        remedy: "Choose a ticket that is not closed as the one that stays.")
    }
    return nil
  }

  /// The tickets after the merge: tags and watchers united, the target open again if a source was being worked on,
  /// the most pressing due instant kept; sources closed and pointing to it.
  public func merged(at now: Instant) -> (target: Ticket, sources: [Ticket]) {
    var kept = target
    kept.tags = Ticket.tags(target.tags, adding: sources.flatMap(\.tags))
    kept.watchers = Set(target.watchers + sources.flatMap(\.watchers)).sorted()
    if sources.contains(where: \.status.isActive) {
      if kept.status == .solved { kept.become(.open, at: now) }
      kept.due = ([target.due] + sources.map(\.due)).min() ?? target.due
    }
    let ended = sources.map { source in
      var ended = source
      ended.become(.closed, at: now)
      ended.snoozedUntil = nil
      ended.due = .never
      ended.mergedInto = target.id
      return ended
    }
    return (kept, ended)
  }
}

extension Ticket {
  /// Why it may not be merged into another, or nil.
  public var refusalToMerge: Refusal? {
    if let other = mergedInto {
      return Refusal(.conflict, "\(id) was already merged into \(other).", remedy: "Unmerge it first.")
    }
    return nil
  }
}
