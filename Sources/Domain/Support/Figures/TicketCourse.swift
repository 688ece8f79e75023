/// What has to be known of a ticket to measure it: when it was made, what was said, when its state turned.
public struct TicketCourse: Sendable {
  /// A change of state.
  public struct Turn: Sendable {
    /// When, and to what.
    public let at: Instant, state: Ticket.Status
    /// Notes a change.
    public init(_ at: Instant, _ state: Ticket.Status) { (self.at, self.state) = (at, state) }
  }
  /// A clock that has stopped.
  public struct Stopped: Sendable {
    /// What it measured, where it stood, when it was due (``Instant/never``: at no time) and when it stopped.
    public let metric: SLAMetric, state: SLAState, due: Instant, at: Instant
    /// Notes a clock.
    public init(_ metric: SLAMetric, _ state: SLAState, due: Instant, at: Instant) {
      (self.metric, self.state, self.due, self.at) = (metric, state, due, at)
    }
  }
  /// Which one, when it was made, and as it is now.
  public let id: Ticket.ID, created: Instant, status: Ticket.Status, solved: Instant?, assignee: Agent.ID?
  /// An agent made it; its history is known from the beginning; the state it began in.
  public var isByAgent = false, isTold = true, first: Ticket.Status
  /// What is said in it, its changes of state, and its clocks.
  public var said: [SLASaid] = [], turns: [Turn] = [], clocks: [Stopped] = []

  /// A ticket of which nothing else is known yet.
  public init(
    _ id: Ticket.ID, created: Instant, status: Ticket.Status, solved: Instant?, assignee: Agent.ID?
  ) {
    (self.id, self.created, self.status) = (id, created.wholeSecond, status)
    (self.solved, self.assignee, first) = (solved?.wholeSecond, assignee, status)
  }
}

/// What is measured: the period, the zone of its hours, and by which open time.
public struct FigureScope: Sendable {
  /// From when on, and before when.
  public let from: Instant, to: Instant
  /// Where clocks show the hours.
  public let zone: any ZoneRules
  /// Open time; nil: only the calendar counts.
  public let time: BusinessTime?
  /// Makes a scope.
  public init(from: Instant, to: Instant, zone: any ZoneRules, time: BusinessTime?) {
    (self.from, self.to, self.zone, self.time) = (from, to, zone, time)
  }
  /// An instant lies in the period.
  public func holds(_ instant: Instant) -> Bool { from <= instant && instant < to }
}

/// One ticket's part in a figure.
public struct Measured: Sendable {
  /// The ticket, and the instant by which this belongs to the period.
  public let ticket: Ticket.ID, at: Instant
  /// Seconds by the calendar and of open time, for a time; for touches how many; else 0.
  public let amount: Int64, open: Int64?
  /// Notes one.
  public init(_ ticket: Ticket.ID, at: Instant, amount: Int64 = 0, open: Int64? = nil) {
    (self.ticket, self.at, self.amount, self.open) = (ticket, at, amount, open)
  }
}

extension TicketCourse {
  /// A solve that is left sooner was a slip.
  static let slip: Int64 = .seconds(30)

  /// Tells in which figures of a period the ticket is, and with what amount.
  /// - Throws: ``Refusal`` when a time is longer than a hundred years.
  public func measure(_ scope: FigureScope, _ tell: (Figure, Measured) -> Void) throws(Refusal) {
    if scope.holds(created) {
      tell(.created, Measured(id, at: created))
      let local = scope.zone.local(created)
      tell(.hour((local.day.weekday - 1) * 24 + local.second / 3600), Measured(id, at: created))
    }
    try measureTalk(scope, tell)
    try measureSolving(scope, tell)
    for clock in clocks where Figure.metrics.contains(clock.metric) {
      switch clock.state {
      case .met: if scope.holds(clock.at) { tell(.promise(clock.metric, .met), Measured(id, at: clock.at)) }
      case .unknown:
        if scope.holds(clock.at) { tell(.promise(clock.metric, .unknown), Measured(id, at: clock.at)) }
      default:
        let at = clock.due == .never ? clock.at : clock.due
        if scope.holds(at) { tell(.promise(clock.metric, .breached), Measured(id, at: at)) }
      }
    }
  }
  private func span(_ from: Instant, _ to: Instant, _ scope: FigureScope) throws(Refusal) -> Measured {
    Measured(id, at: to, amount: max(0, (to - from) / 1000), open: try scope.time?.within(from, to))
  }

  private func measureTalk(_ scope: FigureScope, _ tell: (Figure, Measured) -> Void) throws(Refusal) {
    var isFirst = !isByAgent, since: Instant? = isByAgent ? nil : created
    var handlers: [Agent.ID] = []
    for one in said.inOrder {
      let at = one.at.wholeSecond
      // What came from another ticket by a merge belongs to that one.
      guard at >= created else { continue }
      if case .agent(let agent) = one.author, scope.holds(at), !handlers.contains(agent) {
        handlers.append(agent)
        tell(.handled(agent), Measured(id, at: at))
      }
      guard one.kind == .public else { continue }
      switch one.author {
      case .customer: if since == nil { since = at }
      case .agent(let agent):
        if let start = since, scope.holds(at) {
          let time = try span(start, at, scope)
          tell(isFirst ? .firstResponse : .nextResponse, time)
          if isFirst { tell(.repliedFirst(agent), time) }
        }
        (isFirst, since) = (false, nil)
      case .system: break
      }
    }
    if isFirst, status.isActive, scope.holds(created) { tell(.waiting, Measured(id, at: created)) }
  }

  /// Each time it became solved, and whether it was opened again after that.
  var solves: [(at: Instant, isLeft: Bool)] {
    var found: [(at: Instant, isLeft: Bool)] = [], isSolved = !first.isActive
    for turn in turns where turn.state.isActive == isSolved {
      let at = max(created, turn.at.wholeSecond)
      if isSolved {
        if let last = found.last, at - last.at < Self.slip {
          found.removeLast()
        } else if !found.isEmpty {
          found[found.count - 1].isLeft = true
        }
      } else {
        found.append((at, false))
      }
      isSolved.toggle()
    }
    return found
  }
  private func measureSolving(_ scope: FigureScope, _ tell: (Figure, Measured) -> Void) throws(Refusal) {
    let solves = solves, wasLeft = solves.contains { $0.isLeft }
    if isTold, let first = solves.first, scope.holds(first.at) {
      tell(.firstResolution, try span(created, first.at, scope))
    }
    for solve in solves where scope.holds(solve.at) {
      tell(.solves, Measured(id, at: solve.at))
      if solve.isLeft { tell(.reopened, Measured(id, at: solve.at)) }
    }
    guard !status.isActive, let end = solved ?? solves.last?.at, scope.holds(end) else { return }
    tell(.fullResolution, try span(created, end, scope))
    let replies = said.count { one in
      guard one.kind == .public, case .agent = one.author else { return false }
      return one.at.wholeSecond >= created && one.at.wholeSecond <= end
    }
    tell(.touches, Measured(id, at: end, amount: Int64(replies)))
    if replies == 1, !wasLeft { tell(.oneTouch, Measured(id, at: end)) }
    guard let assignee else { return }
    tell(.owned(assignee), Measured(id, at: end))
    if wasLeft { tell(.ownedReopened(assignee), Measured(id, at: end)) }
  }
}

extension [SLASaid] {
  /// By time; those of one instant as they were written. Most are in order already.
  fileprivate var inOrder: [SLASaid] {
    if zip(self, dropFirst()).allSatisfy({ $0.at <= $1.at }) { return self }
    return sorted { ($0.at, $0.id) < ($1.at, $1.id) }
  }
}
