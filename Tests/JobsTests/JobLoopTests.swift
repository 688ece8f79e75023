import Acts
import Domain
import Foundation
import Operations
import Store
import Testing

@testable import Jobs

@Suite struct JobLoops {
  @Test("tickets wake when their snooze ends, the earliest first, and nothing wakes before")
  func wakes() throws {
    let house = try House()
    let ids = try house.asleep([90, 30, 600])
    let loop = house.loop([Job(.wake)])
    #expect(try loop.pass() == 30_000)
    #expect(try ids.allSatisfy { try house.isAsleep($0) })
    house.clocks.pass(30_000)
    #expect(try loop.pass() == 0)
    #expect(try ids.map { try house.isAsleep($0) } == [true, false, true])
    #expect(try loop.pass() == 30_000, "the heartbeat comes before the next one")
    house.clocks.pass(61_000)
    #expect(try loop.pass() == 0)
    let state = try house.state("wake")
    #expect(state.handled == 1 && state.lag == 1000 && state.outcome == .done)
    #expect(try ids.map { try house.isAsleep($0) } == [false, false, true])
  }

  @Test("what was due while nobody led is done in one go, and told as late")
  func catchesUp() throws {
    let house = try House()
    let ids = try house.asleep(Array(1...250))
    house.clocks.pass(.hours(8))
    let loop = house.loop([Job(.wake)])
    #expect(try loop.pass() == 0)
    #expect(try !ids.contains { try house.isAsleep($0) })
    let state = try house.state("wake")
    #expect(state.handled == 250 && state.lag == .hours(8) - 1000)
    // In batches, each one row of the audit log by the house itself.
    let rows = try house.database.read { try $0.auditRows(AuditQuery(act: "ticket.wake-due", limit: 10)) }
    #expect(rows.count == 3 && rows.allSatisfy { $0.door == "job" && $0.actor == nil })
  }

  @Test("each wakes once, whoever was killed between two steps")
  func once() throws {
    let house = try House()
    try house.asleep(Array(repeating: 5, count: 20))
    house.clocks.pass(10_000)
    for process in 1...5 {
      let loop = house.loop([Job(.wake)], process: process)
      _ = try loop.pass()
      _ = try loop.pass()
    }
    let events = try house.database.read { store in
      try (1...20).flatMap { try store.events(of: Ticket.ID(Int64($0))) }
    }
    #expect(events.filter { $0.field == "snoozed" && $0.after == nil }.count == 20)
  }

  @Test("one leads, the other waits, and takes over with a higher number when it goes")
  func leads() throws {
    let house = try House()
    var first: JobLoop? = house.loop(process: 1)
    let second = house.loop(process: 2)
    while try #require(first).pass() == 0 {}
    #expect(first?.leader?.fence == 1)
    #expect(try second.pass() == JobLoop.look && second.leader == nil)
    first = nil
    _ = try second.pass()
    #expect(second.leader?.fence == 2 && second.leader?.process == 2)
  }

  @Test("what an earlier leader still wants to write is refused and has not happened")
  func fenced() throws {
    let house = try House()
    let ids = try house.asleep([5])
    house.clocks.pass(10_000)
    // Stopped in mid-job; when it goes on another one leads.
    let job = Job("late", due: { _, hand in hand.now }) { hand in
      _ = try hand.database.write { try $0.beginLeading(host: "there", process: 9, at: hand.now) }
      return try hand.pipeline.run(WakeDueTickets(), hand.context).output.changed
    }
    let loop = house.loop([job])
    #expect(try loop.pass() == JobLoop.look)
    #expect(loop.leader == nil && house.news.last == .deposed)
    #expect(try house.isAsleep(ids[0]))
    #expect(try house.state("late").outcome == nil)
  }

  @Test("a clock that is set makes nothing due until it is believed again")
  func clockSet() throws {
    let house = try House()
    let ids = try house.asleep([600])
    let loop = house.loop([Job(.wake)])
    _ = try loop.pass()
    house.clocks.pass(1000, jump: .days(1))
    #expect(try loop.pass() == 30_000)
    #expect(try house.isAsleep(ids[0]))
    // Somebody notices and puts it right: nothing has happened.
    house.clocks.pass(5000, jump: -.days(1))
    _ = try loop.pass()
    house.clocks.pass(40_000)
    #expect(try loop.pass() > 0 && house.isAsleep(ids[0]))
    #expect(house.news.contains(.clockSet(by: .days(1))) && house.news.last == .clockBelieved)
    // It stays set: then it is the time.
    house.clocks.pass(1000, jump: .days(1))
    _ = try loop.pass()
    house.clocks.pass(30_001)
    #expect(try loop.pass() == 0 && !house.isAsleep(ids[0]))
  }

  @Test("a job that fails says why, is left alone for a while, and holds no other up")
  func failing() throws {
    struct Trouble: Error, CustomStringConvertible { let description = "the disk is full" }
    let house = try House()
    let bad = Job("bad", due: { state, hand in state.due(.epoch) }) { _ in throw Trouble() }
    let ids = try house.asleep([5])
    house.clocks.pass(10_000)
    let loop = house.loop([bad, Job(.wake)])
    #expect(try loop.pass() == 0 && loop.pass() == 0)
    #expect(try !house.isAsleep(ids[0]))
    let state = try house.state("bad")
    #expect(state.outcome == .failed && state.trouble == "the disk is full" && state.failures == 1)
    #expect(try loop.pass() == 30_000)
    house.clocks.pass(60_000)
    #expect(try loop.pass() == 0 && house.state("bad").failures == 2)
  }

  @Test("a run that was asked for is done at once, and one asked for meanwhile is done after it")
  func asked() throws {
    let house = try House()
    let context = Context(actor: try house.ada, door: .command, now: house.clocks.wall)
    _ = try Pipeline(database: house.database).run(AskForJob(job: .wake), context)
    let loop = house.loop([Job(.wake)])
    house.clocks.pass(500)
    #expect(try loop.pass() == 0)
    let state = try house.state("wake")
    #expect(state.asked == nil && state.outcome == .done)
    #expect(try loop.pass() > 0)
  }

  @Test("the loop sleeps to what is due next, and looks up when the store has changed")
  func sleeps() throws {
    let house = try House()
    var spans: [Int64] = [], late: [Ticket.ID] = []
    let loop = house.loop([Job(.wake)]) { span in
      spans.append(span)
      if spans.count == 3 { late = (try? house.asleep([2])) ?? [] }
      return spans.count < 8
    }
    try loop.run()
    #expect(spans.allSatisfy { $0 <= JobLoop.look })
    #expect(late.count == 1)
    #expect(try !house.isAsleep(late[0]))
    let leader = try house.database.read { try $0.jobLeader() }
    #expect(leader?.left != nil, "it says that it has gone")
  }

  @Test("the daily backup is made once a date, beside the store, and the oldest go")
  func backups() throws {
    let house = try House()
    let context = Context(actor: try house.ada, door: .command, now: house.clocks.wall)
    _ = try Pipeline(database: house.database).run(SetSetting(name: "backup.keep", to: "2"), context)
    let loop = house.loop([Job(.backup)])
    for _ in 0..<4 {
      while try loop.pass() == 0 {}
      while try loop.pass() == 0 {}
      house.clocks.pass(.days(1))
    }
    let shelf = BackupShelf(of: house.database)
    #expect(shelf.days().count == 2)
    let newest = shelf.path + "/" + (shelf.days().last ?? "") + ".opsdeck"
    let copy = try Database.open(at: newest, mode: .readOnly)
    #expect(try copy.read { try $0.agent(handle: "ada") } != nil)
    copy.close()
    for (place, mode) in [(shelf.path, 0o700), (newest, 0o600)] {
      #expect(try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions] as? Int == mode)
    }
    #expect(try house.state("backup").handled == 1)
  }

  @Test("a place for backups that is no folder of ours is refused, and tried again later")
  func backupPlace() throws {
    let house = try House()
    try FileManager.default.createSymbolicLink(
      atPath: house.path + ".backups", withDestinationPath: FileManager.default.temporaryDirectory.path)
    let loop = house.loop([Job(.backup)])
    #expect(try loop.pass() == 0)
    let state = try house.state("backup")
    #expect(state.outcome == .failed && state.trouble?.contains("cannot be used") == true && state.key == nil)
  }

  @Test("a log that has grown long is moved into the file and cut off, once")
  func checkpoints() throws {
    let house = try House()
    try house.database.write { store in
      for name in 0..<6 { try store.set("filler.\(name)", to: String(repeating: "x", count: 1 << 20)) }
    }
    #expect(house.database.logSize > 4 << 20)
    let loop = house.loop([Job(.checkpoint)])
    #expect(try loop.pass() == 0)
    #expect(house.database.logSize < 1 << 20)
    #expect(try house.state("checkpoint").handled > 1000)
    #expect(try loop.pass() > 0)
  }

  @Test("one job run by hand leads for that moment only")
  func byHand() throws {
    let house = try House()
    let loop = house.loop()
    #expect(try loop.once("wake")?.outcome == .done)
    #expect(loop.leader == nil)
    let other = house.loop()
    while try other.pass() == 0 {}
    #expect(try loop.once("wake") == nil)
  }
}
