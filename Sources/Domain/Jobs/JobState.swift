/// How a job stands, as the store keeps it: what its last run did.
public struct JobState: Equatable, Sendable {
  /// How a run ended.
  public enum Outcome: String, Sendable {
    /// It did what was due.
    case done
    /// It could not; what it says is in `trouble`, and it is tried again.
    case failed
  }
  /// Which job.
  public let name: String
  /// When the last run began and ended; nil: it never ran, or has not ended yet.
  public var started: Instant?, ended: Instant?
  /// How it ended, and for which local date a daily job last ended well.
  public var outcome: Outcome?, key: String?
  /// How many things the last run did something to.
  public var handled = 0
  /// How late the last run began, and how long it took by a clock that never jumps; in milliseconds.
  public var lag: Int64 = 0, duration: Int64 = 0
  /// Runs that failed since the last that did not, and what the last of them says.
  public var failures = 0, trouble: String?
  /// When somebody asked for a run out of turn; nil: nobody waits for one.
  public var asked: Instant?
  /// The leader that ran it, by its fencing number.
  public var fence: Int64 = 0

  /// A job that never ran.
  public init(_ name: String) { self.name = name }

  /// How long a job that failed is left alone: a minute, then twice as long each time, an hour at most.
  public static func pause(after failures: Int) -> Int64 {
    failures <= 0 ? 0 : min(.hours(1), .minutes(1) << Int64(min(failures - 1, 10)))
  }
  /// When it is due: what the cadence or the store says, later after failures, at once when somebody asked.
  public func due(_ due: Instant) -> Instant {
    if let asked { return asked }
    guard failures > 0, let ended else { return due }
    return max(due, ended + Self.pause(after: failures))
  }
}

/// Who leads the jobs: one process of all that have the store open.
public struct JobLeader: Equatable, Sendable {
  /// Counts the leaders; a write of an earlier one is refused.
  public var fence: Int64
  /// The machine and the process.
  public var host: String, process: Int
  /// Since when, and when it last said so; nil `left`: it still leads, or died.
  public var since: Instant, seen: Instant, left: Instant?
  /// A leader.
  public init(fence: Int64, host: String, process: Int, since: Instant, seen: Instant, left: Instant? = nil) {
    (self.fence, self.host, self.process) = (fence, host, process)
    (self.since, self.seen, self.left) = (since, seen, left)
  }
  /// Says nothing for so long that it is no longer believed to lead, in milliseconds.
  public static let patience: Int64 = .seconds(90)
  /// Whether it leads, as far as what it said tells.
  public func leads(at now: Instant) -> Bool { left == nil && now - seen < Self.patience }
}
