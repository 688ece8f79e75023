/// What a desk promises at one time: policies in the order in which they are tried, each with the schedules it names.
/// Whatever is saved makes a new edition; old ones stay, and the clocks that were counted by them name them.
public struct SLAEdition: Sendable {
  /// One version of a policy with the versions of its schedules.
  public struct Entry: Sendable {
    /// The store's number of the version of the policy, and of those of the schedules by their names.
    public let policy: Int64, schedules: [String: Int64]
    /// What is promised, and when the desk is open.
    public let rules: SLARules
    /// What people call the policy.
    public let name: String
    /// Makes an entry.
    public init(policy: Int64, name: String = "", schedules: [String: Int64], rules: SLARules) {
      (self.policy, self.name, self.schedules, self.rules) = (policy, name, schedules, rules)
    }
  }
  /// Its number, from 1.
  public let number: Int64
  /// The first ticket that was made under it.
  public let firstTicket: Ticket.ID
  /// When it was brought to the tickets that were open then; nil: only new ones are under it.
  public let appliedAt: Instant?
  /// In the order in which they are tried.
  public let entries: [Entry]
  /// Makes an edition.
  public init(number: Int64, firstTicket: Ticket.ID, appliedAt: Instant?, entries: [Entry]) {
    (self.number, self.firstTicket) = (number, firstTicket)
    (self.appliedAt, self.entries) = (appliedAt, entries)
  }
}

/// All that a desk ever promised, and when: from it and a ticket's log its clocks are computed.
public struct SLADesk: Sendable {
  /// By number.
  public let editions: [SLAEdition]
  /// What is done when promises are about to be broken; of those that match a clock the first counts.
  public let chains: [EscalationChain]
  /// Makes a desk of its editions, oldest first, and its chains in their order.
  public init(editions: [SLAEdition], chains: [EscalationChain] = []) {
    (self.editions, self.chains) = (editions, chains)
  }

  /// The editions that hold for a ticket, each from when on: the one it was made under, then those that were brought
  /// to open tickets later.
  func spans(for ticket: Ticket.ID) -> [(from: Instant, edition: SLAEdition)] {
    let first = editions.lastIndex { $0.firstTicket <= ticket }
    let later = editions[(first.map { $0 + 1 } ?? 0)...].compactMap { edition in
      edition.appliedAt.map { (from: $0, edition: edition) }
    }.sorted { $0.from < $1.from }
    return (first.map { [(from: .beginning, edition: editions[$0])] } ?? []) + later
  }

  /// How the promises about a ticket stand, or stood at a past `now`; nil where none was ever made.
  /// - Throws: ``Refusal`` when a due is out of reach.
  public func standing(of ticket: Ticket, _ log: SLALog, now: Instant) throws(Refusal) -> SLAStanding? {
    let spans = spans(for: ticket.id)
    guard !spans.isEmpty else { return nil }
    guard ticket.mergedInto == nil else { return SLAStanding(clocks: [], nextDue: nil) }
    let law = SLALaw(
      spans: spans.map { SLALaw.Span(from: $0.from, entries: $0.edition.entries.map(\.rules)) })
    let reading = try law.read(log.events, now: max(now, log.beginning))
    return SLAStanding(
      clocks: reading.clocks.map { clock in
        let edition = spans[clock.place.span].edition, entry = edition.entries[clock.place.entry]
        let isKnown = clock.stoppedAt == nil || log.unknownUntil.map { clock.start > $0 } ?? true
        return SLAStanding.Clock(
          clock: clock, edition: edition.number, policy: entry.policy,
          schedule: entry.schedules[clock.schedule] ?? 0, time: entry.rules.schedules[clock.schedule],
          state: isKnown ? SLAState(clock.status) : .unknown,
          chain: chains.first { $0.matches(policy: entry.name, metric: clock.metric) })
      }, nextDue: reading.nextDue)
  }
}

/// Where a clock stands, as the store keeps it.
public enum SLAState: String, CaseIterable, Sendable {
  case running, paused, breached
  /// It is over its target and stands still.
  case breachedPaused = "breached_paused"
  case met, missed
  /// It stopped in a past of which only the end is known.
  case unknown

  /// The state that a computed clock has.
  public init(_ status: SLAClock.Status) {
    self =
      switch status {
      case .running: .running
      case .paused: .paused
      case .breached: .breached
      case .breachedPaused: .breachedPaused
      case .met: .met
      case .missed: .missed
      }
  }
  /// It counts.
  public var isRunning: Bool { self == .running || self == .breached }
}

/// How the promises about one ticket stand, each with what it was counted by.
public struct SLAStanding: Sendable {
  /// A clock and where its numbers come from.
  public struct Clock: Sendable {
    /// The clock.
    public let clock: SLAClock
    /// The edition, and the store's numbers of the versions of its policy and its schedule.
    public let edition: Int64, policy: Int64, schedule: Int64
    /// The schedule, to show the sum.
    public let time: BusinessTime?
    /// Its status, or that nobody knows.
    public let state: SLAState
    /// What is done when it is about to be over, beyond the warning and the breach that every clock has.
    public let chain: EscalationChain?
    /// What is kept of it.
    public var record: SLARecord {
      SLARecord(
        metric: clock.metric, cycle: clock.cycle, edition: edition, policy: policy, row: clock.row,
        schedule: schedule, state: state, target: clock.target,
        elapsed: clock.stoppedAt == nil ? nil : clock.elapsed, start: clock.start, due: clock.due,
        warnAt: clock.warnAt, stoppedAt: clock.stoppedAt)
    }
  }
  /// All of them.
  public let clocks: [Clock]
  /// The earliest due of those that run.
  public let nextDue: Instant?
}

/// A clock as the store keeps it: what sorts, wakes and reports; the rest is computed again from the log.
public struct SLARecord: Hashable, Sendable {
  /// What it measures, and which of its kind it is.
  public let metric: SLAMetric, cycle: Int
  /// The edition, the numbers of the versions of policy and schedule, and the row of the policy.
  public let edition: Int64, policy: Int64, row: Int, schedule: Int64
  /// Where it stood when it was last computed; a running one whose due is past is breached.
  public let state: SLAState
  /// Seconds of open time: promised, and passed when it stopped.
  public let target: Int64, elapsed: Int64?
  /// When it began, is due, warns and stopped; nil where there is no such instant.
  public let start: Instant, due: Instant?, warnAt: Instant?, stoppedAt: Instant?
  /// Makes a record.
  public init(
    metric: SLAMetric, cycle: Int, edition: Int64, policy: Int64, row: Int, schedule: Int64, state: SLAState,
    target: Int64, elapsed: Int64?, start: Instant, due: Instant?, warnAt: Instant?, stoppedAt: Instant?
  ) {
    (self.metric, self.cycle, self.edition, self.policy) = (metric, cycle, edition, policy)
    (self.row, self.schedule, self.state, self.target) = (row, schedule, state, target)
    (self.elapsed, self.start, self.due, self.warnAt) = (elapsed, start, due, warnAt)
    self.stoppedAt = stoppedAt
  }
}
