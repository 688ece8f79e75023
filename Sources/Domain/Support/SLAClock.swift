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
  let place: SLAPlace
  /// Which of its kind it is, from 0: of the customer's waits, of the resolutions that began anew.
  public let cycle: Int
  /// The name of the schedule it counts by.
  public let schedule: String
  /// The place of the policy's row that counts.
  public var row: Int { place.row }
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
  /// Those that were over before the ticket was opened again, where each reopening begins a new one.
  public let earlierResolutions: [SLAClock]
  /// One clock at most.
  public let resolution: SLAClock?, updateEvery: SLAClock?
  /// All of them.
  public var clocks: [SLAClock] {
    [firstResponse].compactMap { $0 } + nextResponses + earlierResolutions
      + [resolution, updateEvery].compactMap { $0 }
  }
  /// The earliest due of the clocks that run, those that are over included.
  public var nextDue: Instant? { clocks.filter(\.isRunning).compactMap(\.due).min() }
}
