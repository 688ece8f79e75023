/// What is promised to a customer, each with a clock of its own.
public enum SLAMetric: String, CaseIterable, Sendable {
  /// From creation by a customer to the first public reply.
  case firstResponse = "first_response"
  /// From the oldest unanswered message of the customer after that to the next public reply.
  case nextResponse = "next_response"
  /// From creation to a solved state.
  case resolution
  /// From creation or the last public reply to the next one, as long as the ticket is not solved.
  case updateEvery = "update_every"
}

/// The targets for one priority, and one tier of customers if it names one.
public struct SLATarget: Hashable, Sendable {
  /// What the ticket's priority must be.
  public let priority: Ticket.Priority
  /// What the customer's tier must be; nil for any.
  public let tier: String?
  /// The name of the schedule its clocks count by.
  public let schedule: String
  /// Seconds of open time; a metric that is left out has no clock.
  public let seconds: [SLAMetric: Int64]
  /// Makes a row.
  public init(
    priority: Ticket.Priority, tier: String? = nil, schedule: String = "default", seconds: [SLAMetric: Int64]
  ) {
    (self.priority, self.tier, self.schedule, self.seconds) = (priority, tier, schedule, seconds)
  }
  /// Whatever is under the other row is under this one.
  public func covers(_ other: SLATarget) -> Bool {
    priority == other.priority && (tier == nil || tier == other.tier)
  }
  /// A ticket with these is under this row.
  func matches(_ priority: Ticket.Priority, _ tier: String) -> Bool {
    self.priority == priority && (self.tier == nil || self.tier == tier)
  }
}

/// What a desk promises: rows of targets of which the first that matches counts, and when clocks stand still.
public struct SLAPolicy: Hashable, Sendable {
  /// What a reopened ticket's resolution does.
  public enum Reopening: String, CaseIterable, Sendable {
    /// The same clock goes on; the time it was solved is a pause.
    case goesOn = "continue"
    /// A new clock begins at the reopening.
    case restart
  }
  /// In the order in which they are tried.
  public let targets: [SLATarget]
  /// The states in which a metric's clock stands still; solved states pause all of them anyway.
  public let pauses: [SLAMetric: Set<Ticket.Status>]
  /// See the type.
  public let reopening: Reopening
  /// The states that count as solved.
  public let solved: Set<Ticket.Status>
  /// How much of a target may pass before a warning, in percent.
  public let warnPercent: Int
  /// Where a policy does not say.
  public static let usualWarning = 75

  /// Makes a policy.
  public init(
    targets: [SLATarget], pauses: [SLAMetric: Set<Ticket.Status>] = [:], reopening: Reopening = .goesOn,
    solved: Set<Ticket.Status> = [.solved, .closed], warnPercent: Int = SLAPolicy.usualWarning
  ) {
    (self.targets, self.pauses, self.reopening) = (targets, pauses, reopening)
    (self.solved, self.warnPercent) = (solved, warnPercent)
  }
  /// The place of the row that a ticket is under; nil when there is none, and then it has no clocks.
  public func row(_ priority: Ticket.Priority, tier: String) -> Int? {
    targets.firstIndex { $0.matches(priority, tier) }
  }
  /// The places of rows that no ticket can come to, because one before takes all of theirs.
  public var unreachableRows: [Int] {
    targets.indices.filter { place in
      targets[..<place].contains {
        $0.covers(targets[place])
      }
    }
  }
  /// A clock of the metric stands still in the state.
  public func pauses(_ metric: SLAMetric, in state: Ticket.Status) -> Bool {
    solved.contains(state) || pauses[metric]?.contains(state) == true
  }
}
