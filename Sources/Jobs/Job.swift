public import Acts
public import Domain
public import Operations
public import Store

/// Something that runs without anybody asking: its name, when it is due, and what it does.
///
/// What it does to the desk goes through the pipeline like everything else; only what concerns the store's file as such
/// does not.
public struct Job: Sendable {
  /// Its name in the store, and that of its runs in logs.
  public let name: String
  /// It acts on what the time of day makes due, and so waits while the clock was set.
  public let followsTheClock: Bool
  /// When it is due, from how it stands; `.never` where nothing is to be done.
  public let due: @Sendable (JobState, JobHand) throws -> Instant
  /// For which local date a run now counts; nil where that is of no matter.
  public let key: @Sendable (JobHand) -> String?
  /// Does what is due, earliest first, in small parts; asks `hand.mayGoOn` between them. Returns how many things it did
  /// something to.
  public let work: @Sendable (JobHand) throws -> Int

  /// A job.
  public init(
    _ name: String, followsTheClock: Bool = true,
    due: @escaping @Sendable (JobState, JobHand) throws -> Instant,
    key: @escaping @Sendable (JobHand) -> String? = { _ in nil },
    work: @escaping @Sendable (JobHand) throws -> Int
  ) {
    (self.name, self.followsTheClock, self.due) = (name, followsTheClock, due)
    (self.key, self.work) = (key, work)
  }
}

/// What a run of a job has at hand.
public struct JobHand: Sendable {
  /// The store, and the one road to a change of it.
  public let database: Database, pipeline: Pipeline
  /// The time the run stands for, and the zone of the house.
  public let now: Instant, zone: any ZoneRules
  /// The number of the leader that runs it; what an earlier one writes is refused.
  public let fence: Int64
  /// The command that takes mail, in words.
  public let sendmail: [String]
  /// Tells that the run is alive, and whether it may go on; false when the process is to end.
  public let mayGoOn: @Sendable () -> Bool

  /// What its acts are done with: the house itself, through the door of the jobs.
  public var context: Context {
    Context(
      actor: .system, door: .job, now: now, zone: zone,
      correlation: String(UInt64.random(in: .min ... .max), radix: 36), fence: fence)
  }
}
