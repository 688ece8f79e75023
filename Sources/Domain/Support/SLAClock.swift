/// How one promise stands, and all that it was computed from.
public struct SLAClock: Hashable, Sendable {
  /// Where it stands.
  public enum Status: String, CaseIterable, Sendable {
    case running, paused
    /// More than the target has passed; exactly the target is not more.
    case breached
    /// The same, but it stands still now.
    case breachedPaused = "breached_paused"
    /// Stopped within the target, or after it.
    case met, missed
  }
  /// A time in which it stood still, and the state that made it.
  public struct Pause: Hashable, Sendable {
    /// The state the ticket was in.
    public let state: Ticket.Status
    /// From when to when; the last one may still go on.
    public let span: TimeSpan
  }
  /// What it measures.
  public let metric: SLAMetric
  /// The place of the policy's row that counts, and the name of its schedule.
  public let row: Int, schedule: String
  /// When it began, and when it stopped if it did.
  public let start: Instant, stoppedAt: Instant?
  /// When it stood still, until it stopped or until now.
  public let pauses: [Pause]
  /// Seconds of open time: promised, and passed.
  public let target: Int64, elapsed: Int64
  /// See the type.
  public let status: Status
  /// When the target is used up; nil while it stands still unbreached, since nobody knows.
  public let due: Instant?
  /// When to warn; nil where there is no due and when it has stopped.
  public let warnAt: Instant?
  /// Seconds left; negative when it is over.
  public var remaining: Int64 { target - elapsed }
  /// It counts at this moment.
  public var isRunning: Bool { status == .running || status == .breached }

  /// Every piece of open time that is in `elapsed`, until it stopped or until `now`.
  public func steps(now: Instant, by schedule: BusinessTime, limit: Int = 1000) -> [BusinessStep] {
    schedule.steps(from: start, to: stoppedAt ?? now, pauses: pauses.map(\.span), limit: limit)
  }
}

/// How all promises about a ticket stand.
public struct SLAReading: Hashable, Sendable {
  /// What the ticket is then.
  public let state: Ticket.Status, priority: Ticket.Priority
  /// One clock at most.
  public let firstResponse: SLAClock?
  /// One for each wait of the customer, in order.
  public let nextResponses: [SLAClock]
  /// One clock at most.
  public let resolution: SLAClock?, updateEvery: SLAClock?
  /// All of them.
  public var clocks: [SLAClock] {
    [firstResponse].compactMap { $0 } + nextResponses + [resolution, updateEvery].compactMap { $0 }
  }
  /// The earliest due of the clocks that run, those that are over included.
  public var nextDue: Instant? { clocks.filter(\.isRunning).compactMap(\.due).min() }
}
