import Acts
public import Domain
import Operations
import Store

extension Job {
  /// The jobs that every store has.
  public static let house: [Job] = HouseJob.allCases.map { Job($0) }

  /// A job of the house.
  public init(_ job: HouseJob) {
    switch job {
    case .wake: self.init(job, work: Self.wake)
    case .clocks: self.init(job, work: Self.sweep)
    case .prune: self.init(job, work: Self.prune)
    case .automate: self.init(job, work: Self.automate)
    case .assign: self.init(job, work: Self.assign)
    case .checkpoint: self.init(job, due: Self.checkpointDue, work: Self.checkpoint)
    case .backup: self.init(job, work: Self.backUp)
    case .outbox: self.init(job, work: Self.sendDue)
    }
  }
  private init(
    _ job: HouseJob, due: (@Sendable (JobState, JobHand) throws -> Instant)? = nil,
    work: @escaping @Sendable (JobHand) throws -> Int
  ) {
    self.init(
      job.rawValue, followsTheClock: job.followsTheClock,
      due: due ?? { state, hand in
        try hand.database.read { try job.due(state, in: $0, at: hand.now, hand.zone) }
      },
      key: { job.cadence.key(at: $0.now, in: $0.zone) }, work: work)
  }

  /// Batches small enough that nobody at a console waits behind one.
  private static let batch = 100

  @Sendable private static func wake(_ hand: JobHand) throws -> Int {
    var woken = 0
    while hand.mayGoOn(), try hand.database.read({ try $0.firstSnoozeEnd() }).map({ $0 <= hand.now }) == true
    {
      woken += try hand.pipeline.run(WakeDueTickets(limit: batch), hand.context).output.changed
    }
    return woken
  }

  @Sendable private static func sweep(_ hand: JobHand) throws -> Int {
    var done = 0
    while hand.mayGoOn(),
      try hand.database.read({ try $0.firstClockWatch() }).map({ $0 <= hand.now }) == true
    {
      done += try hand.pipeline.run(SweepClocks(limit: batch), hand.context).output.effects
    }
    return done
  }
  @Sendable private static func prune(_ hand: JobHand) throws -> Int {
    var done = 0, last = 0
    repeat {
      last = try hand.pipeline.run(PruneNotices(), hand.context).output
      done += last
    } while last > 0 && hand.mayGoOn()
    return done
  }

  @Sendable private static func automate(_ hand: JobHand) throws -> Int {
    var done = 0
    while hand.mayGoOn(),
      let found = try hand.database.read({ try AutomationWatch(in: $0).next(at: hand.now, hand.zone) })
    {
      for run in found.runs {
        guard hand.mayGoOn() else { return done }
        do {
          _ = try hand.pipeline.run(run, hand.context)
          done += 1
        } catch let refusal as Refusal where refusal.kind == .conflict {
          // Done by now, or what ran before it has made the ticket another: there is nothing to do.
        }
      }
      // Only after the last of them: what a kill breaks off is found again, and what was done is known by its event.
      try hand.database.write { store in
        try store.demandLeading(hand.fence)
        try store.save(found.look)
      }
    }
    return done
  }

  /// Past this many bytes the log is worth moving; every reader looks through it.
  private static let longLog: Int64 = 4 << 20
  @Sendable private static func checkpointDue(_ state: JobState, _ hand: JobHand) throws -> Instant {
    guard hand.database.logSize > longLog || state.asked != nil else { return .never }
    // A reader that lasts keeps the log from being cut off; it is not asked over and over.
    return state.due(state.ended.map { $0 + .seconds(30) } ?? hand.now)
  }
  @Sendable private static func checkpoint(_ hand: JobHand) throws -> Int {
    try hand.database.shrinkLog().moved
  }

  @Sendable private static func backUp(_ hand: JobHand) throws -> Int {
    let (keep, isDemo) = try hand.database.read { (try $0.backupsKept, try $0.isDemo()) }
    guard keep > 0, !isDemo, let day = HouseJob.backup.cadence.key(at: hand.now, in: hand.zone) else {
      return 0
    }
    return try BackupShelf(of: hand.database).backUp(day, keep: keep) { _, _ in
      if !hand.mayGoOn() { throw BrokenOff() }
    } ? 1 : 0
  }
}

/// The process is to end; what was half done is gone, and is done by the next leader.
public struct BrokenOff: Error, Equatable, CustomStringConvertible {
  /// The sentence.
  public var description: String { "The process was asked to end." }
}
