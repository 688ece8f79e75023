public import Domain
import Operations
public import Store

/// Runs the jobs of a store for as long as this process leads them; waits for its turn while another one does.
///
/// It sleeps to the earliest thing due and looks up when the store has changed. Everything that is not the store comes in
/// from outside, so that a year can be run in a minute.
public final class JobLoop {
  /// What the loop needs of the world.
  public struct World {
    /// The time of day, and milliseconds of a clock that never jumps.
    public var clock: @Sendable () -> Instant, steady: @Sendable () -> Int64
    /// The zone of the house: what "daily at 03:00" is read in.
    public var zone: any ZoneRules
    /// The machine and the process, for people.
    public var host: String, process: Int
    /// The command that takes mail, in words: what says so in the mail is to whom it goes.
    public var sendmail = ["/usr/sbin/sendmail", "-t", "-oi"]
    /// Sleeps that many milliseconds; false when the process is to end.
    public var wait: (Int64) -> Bool
    /// Tells that the loop is alive, and whether it may go on.
    public var mayGoOn: @Sendable () -> Bool
    /// Told what happens, for a log.
    public var tell: (JobNews) -> Void
    /// A world.
    public init(
      clock: @escaping @Sendable () -> Instant, steady: @escaping @Sendable () -> Int64, zone: any ZoneRules,
      host: String, process: Int, wait: @escaping (Int64) -> Bool,
      mayGoOn: @escaping @Sendable () -> Bool = { true }, tell: @escaping (JobNews) -> Void = { _ in }
    ) {
      (self.clock, self.steady, self.zone, self.host, self.process) = (clock, steady, zone, host, process)
      (self.wait, self.mayGoOn, self.tell) = (wait, mayGoOn, tell)
    }
  }
  /// How long to sleep at most before looking whether the store has changed, in milliseconds.
  public static let look: Int64 = .seconds(1)
  private static let heartbeat: Int64 = .seconds(30)

  private let database: Database, pipeline: Pipeline, jobs: [Job]
  private var world: World
  private var watch = ClockWatch(), isBelieved = true
  private var lock: LeaderLock?
  /// This process as the leader; nil while it does not lead.
  public private(set) var leader: JobLeader?

  /// A loop over the jobs of a store.
  public init(_ database: Database, jobs: [Job] = Job.house, world: World) {
    (self.database, self.jobs, self.world) = (database, jobs, world)
    pipeline = Pipeline(database: database)
  }

  /// Runs until `wait` or `mayGoOn` says no, then lays the lead down.
  /// - Throws: ``StoreTrouble`` where the store itself cannot be read or written.
  public func run() throws {
    defer { layDown() }
    while world.mayGoOn() {
      var left = try pass()
      var marks = try database.marks()
      while left > 0 {
        let step = min(left, Self.look)
        guard world.wait(step) else { return }
        left -= step
        let now = try database.marks()
        if !now.areas(movedSince: marks).isEmpty { left = 0 }
        marks = now
        // Whoever is not looked at for long cannot tell a clock that was set from one that went on.
        if see() > 0 { left = min(left, Self.look) }
      }
    }
  }
  /// Runs one job now, whether it is due or not.
  /// - Returns: how it stands after it; nil when another process leads.
  public func once(_ name: String) throws -> JobState? {
    defer { layDown() }
    guard try takeLead(), let job = jobs.first(where: { $0.name == name }) else { return nil }
    return try carryOut(job, late: 0)
  }

  /// Does what is due.
  /// - Returns: how many milliseconds nothing is due; 0 where there may be more.
  public func pass() throws -> Int64 {
    guard try takeLead() else { return Self.look }
    let doubt = see()
    do {
      try beat()
      let hand = hand(), now = hand.now
      var next = Int64.max
      var first: (job: Job, due: Instant)?
      for job in jobs {
        let state = try database.read { try $0.job(job.name) }
        let due = try state.asked ?? job.due(state, hand)
        if due > now {
          next = min(next, due - now)
        } else if job.followsTheClock, doubt > 0, state.asked == nil {
          next = min(next, doubt)
        } else if first.map({ due < $0.due }) ?? true {
          first = (job, due)
        }
      }
      guard let first else { return max(1, min(next, Self.heartbeat)) }
      try carryOut(first.job, late: now - first.due)
      return 0
    } catch is BrokenOff {
      return Self.look
    } catch is Deposed {
      layDown(saying: false)
      world.tell(.deposed)
      return Self.look
    }
  }

  // MARK: Leading

  private func takeLead() throws -> Bool {
    if leader != nil { return true }
    guard let lock = try LeaderLock.take(besideStore: database.path) else { return false }
    let leader = try database.write {
      try $0.beginLeading(host: world.host, process: world.process, at: world.clock())
    }
    (self.lock, self.leader) = (lock, leader)
    world.tell(.leads(leader.fence))
    return true
  }
  private func beat() throws {
    guard var leader, abs(world.clock() - leader.seen) >= Self.heartbeat else { return }
    leader.seen = world.clock()
    try write(leader)
    self.leader = leader
  }
  private func layDown(saying: Bool = true) {
    if saying, var leader {
      leader.left = world.clock()
      // It may be that the store cannot be written any more; the lock goes either way.
      _ = try? write(leader)
    }
    (leader, lock) = (nil, nil)
  }
  private func write(_ leader: JobLeader) throws {
    try database.write { store in
      try store.demandLeading(leader.fence)
      try store.save(leader)
    }
  }

  // MARK: Running

  private func hand() -> JobHand {
    JobHand(
      database: database, pipeline: pipeline, now: world.clock(), zone: world.zone, fence: leader?.fence ?? 0,
      sendmail: world.sendmail, mayGoOn: world.mayGoOn)
  }
  /// Looks at both clocks; the milliseconds until the wall clock is believed.
  private func see() -> Int64 {
    let doubt = watch.look(wall: world.clock(), steady: world.steady())
    if (doubt == 0) != isBelieved {
      isBelieved = doubt == 0
      world.tell(isBelieved ? .clockBelieved : .clockSet(by: watch.jump ?? 0))
    }
    return doubt
  }
  @discardableResult private func carryOut(_ job: Job, late: Int64) throws -> JobState {
    let hand = hand(), began = world.steady()
    try change(job, hand) { state in
      (state.started, state.lag, state.fence) = (hand.now, max(0, late), hand.fence)
    }
    let outcome = Result { try job.work(hand) }
    if case .failure(let error) = outcome, error is Deposed || error is BrokenOff { throw error }
    let took = world.steady() - began
    let state = try change(job, hand) { state in
      (state.ended, state.duration) = (world.clock(), took)
      // Asked for while it ran, it runs once more.
      if let asked = state.asked, asked <= hand.now { state.asked = nil }
      switch outcome {
      case .success(let handled):
        (state.outcome, state.handled, state.failures, state.trouble) = (.done, handled, 0, nil)
        if let key = job.key(hand) { state.key = key }
      case .failure(let error):
        (state.outcome, state.handled, state.failures) = (.failed, 0, state.failures + 1)
        state.trouble = "\(error)"
      }
    }
    world.tell(.ran(state))
    return state
  }
  @discardableResult private func change(
    _ job: Job, _ hand: JobHand, _ body: (inout JobState) -> Void
  ) throws -> JobState {
    try database.write { store in
      try store.demandLeading(hand.fence)
      var state = try store.job(job.name)
      body(&state)
      try store.save(state)
      return state
    }
  }
}

/// What happens while jobs run, for a log.
public enum JobNews: Equatable, Sendable {
  /// This process leads, with its number; another one does by now.
  case leads(Int64), deposed
  /// A job ran.
  case ran(JobState)
  /// The time of day was set, by that many milliseconds; it is believed again.
  case clockSet(by: Int64), clockBelieved
}
