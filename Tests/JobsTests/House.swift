import Acts
import Domain
import Operations
import Store
import Synchronization
import TestSupport

@testable import Jobs

/// A desk with tickets, and clocks that a test sets.
final class House {
  let path: String, database: Database
  private let room = TemporaryFolder("jobs")
  let clocks = Clocks()
  var news: [JobNews] = []

  final class Clocks: Sendable {
    private let state = Mutex((wall: Instant(seconds: 1_800_000_000), steady: Int64(0), mayGoOn: true))
    var wall: Instant { state.withLock { $0.wall } }
    var steady: Int64 { state.withLock { $0.steady } }
    var mayGoOn: Bool {
      get { state.withLock { $0.mayGoOn } }
      set { state.withLock { $0.mayGoOn = newValue } }
    }
    /// Both clocks go on; the wall clock is set as well by `jump`.
    func pass(_ span: Int64, jump: Int64 = 0) {
      state.withLock { ($0.wall, $0.steady) = ($0.wall + span + jump, $0.steady + span) }
    }
  }

  init() throws {
    path = room.path + "/desk.opsdeck"
    database = try Database.open(at: path, mode: .create, durability: .normal)
    try database.write { store in
      try store.save(
        Agent(
          id: .init(1), handle: .init("ada"), name: "Ada", email: "ada@desk.example", role: .admin))
      try store.save(
        Customer(id: .init(1), name: "Kim", email: "kim@corp.example", company: "Corp", since: .epoch))
    }
  }
  deinit { database.close() }

  /// Tickets that sleep until so many seconds from now.
  @discardableResult func asleep(_ seconds: [Int]) throws -> [Ticket.ID] {
    let context = Context(actor: try ada, door: .command, now: clocks.wall)
    return try seconds.map { seconds in
      let made = try Pipeline(database: database).run(
        CreateTicket(subject: "Sleeper", from: "kim@corp.example", text: "Later, please."), context)
      guard let id = Ticket.ID(made.output.ticket) else { throw StrangeTicket() }
      _ = try Pipeline(database: database).run(SnoozeTickets(tickets: [id], until: "\(seconds)s"), context)
      return id
    }
  }
  struct StrangeTicket: Error {}
  var ada: Agent { get throws { try database.read { try $0.agent(Agent.ID(1)) } ?? .system } }
  func isAsleep(_ id: Ticket.ID) throws -> Bool {
    try database.read { try $0.ticket(id)?.snoozedUntil != nil }
  }
  func state(_ name: String) throws -> JobState { try database.read { try $0.job(name) } }

  /// A loop that leads or waits; `wait` lets the clocks go on.
  func loop(_ jobs: [Job] = Job.house, process: Int = 1, waits: @escaping (Int64) -> Bool = { _ in true })
    -> JobLoop
  {
    let clocks = clocks
    return JobLoop(
      database, jobs: jobs,
      world: JobLoop.World(
        clock: { clocks.wall }, steady: { clocks.steady }, zone: FixedZone.utc, host: "here",
        process: process,
        wait: { span in
          clocks.pass(span)
          return waits(span)
        }, mayGoOn: { clocks.mayGoOn }, tell: { [weak self] in self?.news.append($0) }))
  }
}
