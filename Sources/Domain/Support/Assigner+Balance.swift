extension Assigner {
  /// A ticket that could go from one agent to another, and what both have after it.
  public struct Move: Equatable, Sendable {
    /// The ticket, and from whom to whom.
    public let ticket: Ticket.ID, from: Agent.ID, to: Agent.ID
    /// The loads of both once it has moved.
    public let loadFrom: Int, loadTo: Int
  }
  /// Moves within a team that even the loads out: each goes from whoever has most to whoever has least of those who can
  /// take it, and makes the difference smaller. What is due last moves first, so that pressing tickets stay.
  /// - Parameters:
  ///   - tickets: the new and open ones of the team with their owners.
  ///   - rule: what is weighed, and which skills count.
  public mutating func balance(
    _ tickets: [(ticket: WaitingTicket, owner: Agent.ID)], by rule: AssignmentRule, at now: Instant
  ) -> [Move] {
    var left = tickets.sorted { $1.ticket.isServed(before: $0.ticket) }, moves: [Move] = []
    while let (place, move) = nextMove(left, rule, now) {
      let priority = left[place].ticket.priority
      free(priority, of: move.from)
      take(priority, by: move.to)
      moves.append(move)
      left.remove(at: place)
    }
    return moves
  }
  private func nextMove(
    _ tickets: [(ticket: WaitingTicket, owner: Agent.ID)], _ rule: AssignmentRule, _ now: Instant
  ) -> (Int, Move)? {
    func load(_ one: AssignmentCandidate) -> Int { rule.load(of: one.open) }
    let members = candidates.values.filter { $0.teams.contains(rule.team) }
    let heavy = members.sorted { load($0) == load($1) ? $0.agent < $1.agent : load($0) > load($1) }
    for from in heavy {
      for (place, one) in tickets.enumerated() where one.owner == from.agent {
        let weight = rule.weight(of: one.ticket.priority), skills = rule.demanded(by: one.ticket, at: now)
        let able = heavy.filter {
          $0.agent != from.agent && load(from) - load($0) > weight
            && objection(to: $0, skills, at: now) == nil
        }
        guard let to = able.min(by: { load($0) == load($1) ? $0.agent < $1.agent : load($0) < load($1) })
        else { continue }
        return (
          place,
          Move(
            ticket: one.ticket.id, from: from.agent, to: to.agent, loadFrom: load(from) - weight,
            loadTo: load(to) + weight)
        )
      }
    }
    return nil
  }
}
