import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Demo

@Suite struct DemoStoreTests {
  private static let noon = Instant(seconds: 1_795_521_600)

  private let folder = TemporaryFolder("demo")
  private func newStore() throws -> Database {
    try Database.open(at: folder.path + "/demo.opsdeck", mode: .create, durability: .normal)
  }
  /// A demo store, open while the body runs.
  private func withStore(_ desk: DemoDesk, _ body: (Database) throws -> Void) throws {
    let database = try newStore()
    defer { database.close() }
    try DemoStore(desk).fill(database)
    try body(database)
  }

  @Test func whatIsStoredIsWhatWasTold() throws {
    let desk = try DemoDesk(seed: 5, now: Self.noon, tickets: 150)
    try withStore(desk) { database in
      try database.read { (store: ReadTransaction) throws in
        #expect(try store.isDemo())
        #expect(try store.ticketCount() == 150)
        #expect(try store.customerCount() == desk.customerCount)
        #expect(try store.directory().agents == DemoAgents.all)
        #expect(try store.savedViews().count == DemoSetup.views.count)
        for number in desk.numbers.joined() {
          let told = desk.ticket(number)
          #expect(try store.ticket(told.ticket.id).map(Self.withoutDue) == Self.withoutDue(told.ticket))
          let messages = try store.messages(of: told.ticket.id)
          #expect(
            messages.map(\.body) == told.messages.map(\.body) && messages.map(\.at) == told.messages.map(\.at)
          )
          for (place, files) in told.files {
            #expect(messages[place].attachments.map(\.name) == files.map(\.name))
            let first = try #require(messages[place].attachments.first)
            #expect(try store.attachmentBytes(first.id) == files.first?.bytes)
          }
          #expect(try store.events(of: told.ticket.id).map(\.field) == told.events.map(\.field))
        }
      }
      let flaws = try database.check()
      #expect(flaws == [])
    }
  }

  /// What is due is told by the clocks, not by the teller.
  private static func withoutDue(_ ticket: Ticket) -> Ticket {
    var copy = ticket
    copy.due = .never
    return copy
  }
  @Test func whatIsDueComesFromTheClocksAndSomeOfThemRun() throws {
    try withStore(try DemoDesk(seed: 5, now: Self.noon, tickets: 300)) { database in
      try database.read { (store: ReadTransaction) throws in
        var running = 0, paused = 0
        for number in 841...1140 {
          let id = Ticket.ID(Int64(number)), clocks = try store.clocks(of: id)
          guard !clocks.isEmpty, let ticket = try store.ticket(id) else { continue }
          let dues = clocks.filter(\.state.isRunning).compactMap(\.due)
          #expect(ticket.due == dues.min() ?? .never)
          running += dues.isEmpty ? 0 : 1
          paused += clocks.contains { $0.state == .paused } ? 1 : 0
        }
        #expect(running > 10 && paused > 2)
      }
    }
  }
  @Test func aStoreToMeasureWithPromisesNothing() throws {
    try withStore(try DemoDesk(seed: 5, now: Self.noon, tickets: 20, messages: 40)) { database in
      let levels = try database.read { try $0.currentLevels() }
      #expect(levels == nil)
    }
  }

  @Test func aPastStateIsFoundAgain() throws {
    let desk = try DemoDesk(seed: 5, now: Self.noon, tickets: 60)
    try withStore(desk) { database in
      try database.read { (store: ReadTransaction) throws in
        let refund = Ticket.ID(1134), made = desk.ticket(1134).ticket.created
        #expect(try store.state(of: refund, at: made - 1) == nil)
        #expect(try store.state(of: refund, at: made)?.status == .new)
        let now = try #require(try store.state(of: refund, at: Self.noon))
        #expect(Self.withoutDue(now) == Self.withoutDue(desk.ticket(1134).ticket))
      }
    }
  }

  @Test func theMakingTellsHowFarItIsAndCanBeStopped() throws {
    struct Enough: Error {}
    let desk = try DemoDesk(now: Self.noon, tickets: 2400)
    let database = try newStore()
    defer { database.close() }
    var seen: [DemoStore.Progress] = []
    #expect(throws: Enough.self) {
      try DemoStore(desk).fill(database) { progress in
        seen.append(progress)
        if progress.done > 0 { throw Enough() }
      }
    }
    #expect(seen.first?.stage == .people && seen.last?.stage == .tickets)
    let done = try #require(seen.last?.done)
    #expect(done < 2400 && seen.last?.all == 2400)
    let mark = try database.read { try $0.setting("demo.complete") }
    #expect(mark == nil)
  }
}
