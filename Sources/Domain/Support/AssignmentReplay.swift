/// A ticket of the past as a replay needs it.
public struct PastTicket: Equatable, Sendable {
  /// The ticket as it came in.
  public var ticket: WaitingTicket
  /// Who was first given it, and when; nil: nobody ever was.
  public var agent: Agent.ID?, given: Instant?
  /// When it was first answered and when it was solved; nil: not yet. Until when it was to be answered; nil: no promise.
  public var answered: Instant?, solved: Instant?, promised: Instant?
  /// A past ticket.
  public init(
    _ ticket: WaitingTicket, agent: Agent.ID? = nil, given: Instant? = nil, answered: Instant? = nil,
    solved: Instant? = nil, promised: Instant? = nil
  ) {
    (self.ticket, self.agent, self.given) = (ticket, agent, given)
    (self.answered, self.solved, self.promised) = (answered, solved, promised)
  }
}

/// What an agent had of some tickets.
public struct AssignmentTally: Equatable, Sendable {
  /// How many, the time they waited for her in milliseconds together, answers that came late, and the most at once.
  public var tickets = 0, waited: Int64 = 0, late = 0, most = 0
  /// Nothing yet.
  public init() {}
  /// The mean wait in milliseconds.
  public var meanWait: Int64 { tickets == 0 ? 0 : waited / Int64(tickets) }
}

/// Plays past tickets again under rules, to be held against what happened.
///
/// Each ticket waits from when it came in until the rules give it to somebody; from then on answering and solving it take
/// as long as they really did from when it was given. Agents begin with nothing, and waiting tickets are looked at when
/// one comes in, when one is solved, and once in a quarter of an hour.
public struct AssignmentReplay: Sendable {
  /// What happened, and what would have, by agent.
  public private(set) var happened: [Agent.ID: AssignmentTally] = [:],
    replayed: [Agent.ID: AssignmentTally] = [:]
  /// How many the rules had given to nobody at the end, and how many nobody really had.
  public private(set) var left = 0, leftThen = 0
  private static let look: Int64 = .minutes(15)

  /// Plays the tickets until an instant.
  public init(_ past: [PastTicket], with assigner: Assigner, until end: Instant) {
    for one in past { count(one) }
    countMost(past, until: end)
    replay(past.sorted { ($0.ticket.since, $0.ticket.id) < ($1.ticket.since, $1.ticket.id) }, assigner, end)
  }

  private mutating func count(_ one: PastTicket) {
    guard let agent = one.agent, let given = one.given else {
      leftThen += 1
      return
    }
    happened[agent, default: .init()].tickets += 1
    happened[agent]?.waited += given - one.ticket.since
    if let promised = one.promised, let answered = one.answered, answered > promised {
      happened[agent]?.late += 1
    }
  }
  private mutating func countMost(_ past: [PastTicket], until end: Instant) {
    var steps: [(at: Instant, agent: Agent.ID, change: Int)] = []
    for one in past {
      guard let agent = one.agent, let given = one.given else { continue }
      steps.append((given, agent, 1))
      if let solved = one.solved { steps.append((max(solved, given), agent, -1)) }
    }
    var open: [Agent.ID: Int] = [:]
    for step in steps.sorted(by: { ($0.at, $0.change) < ($1.at, $1.change) }) {
      open[step.agent, default: 0] += step.change
      let most = happened[step.agent]?.most ?? 0
      happened[step.agent]?.most = max(most, open[step.agent] ?? 0)
    }
  }
  private mutating func replay(_ past: [PastTicket], _ start: Assigner, _ end: Instant) {
    var assigner = start, waiting: [PastTicket] = [], next = 0
    var ends: [(at: Instant, agent: Agent.ID, priority: Ticket.Priority)] = []
    var now = past.first?.ticket.since ?? end
    while now <= end {
      for one in ends where one.at <= now { assigner.free(one.priority, of: one.agent) }
      ends.removeAll { $0.at <= now }
      while next < past.count, past[next].ticket.since <= now {
        waiting.append(past[next])
        next += 1
      }
      waiting.sort { $0.ticket.isServed(before: $1.ticket) }
      waiting.removeAll { one in
        guard let agent = assigner.choose(for: one.ticket, at: now).agent else { return false }
        let held = assigner.candidates[agent]?.count ?? 0
        if let solved = give(one, to: agent, at: now, held) {
          ends.append((solved, agent, one.ticket.priority))
        }
        return true
      }
      var moments = [ends.map(\.at).min(), next < past.count ? past[next].ticket.since : nil].compactMap {
        $0
      }
      if !waiting.isEmpty { moments.append(now + Self.look) }
      guard let then = moments.min() else { break }
      now = max(then, now + 1)
    }
    left = waiting.count
  }
  /// Counts a ticket that was given; when it is solved, as far as it ever was.
  private mutating func give(
    _ one: PastTicket, to agent: Agent.ID, at now: Instant, _ held: Int
  ) -> Instant? {
    var tally = replayed[agent] ?? AssignmentTally()
    tally.tickets += 1
    tally.waited += now - one.ticket.since
    tally.most = max(tally.most, held)
    let given = one.given ?? one.ticket.since
    if let promised = one.promised, let answered = one.answered, now + max(0, answered - given) > promised {
      tally.late += 1
    }
    replayed[agent] = tally
    return one.solved.map { now + max(1, $0 - given) }
  }
}
