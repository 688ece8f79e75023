import Acts
import Dispatch
import Domain
import Store
import Synchronization
import Testing

@testable import Operations

/// Several consoles on one store, each with a database object of its own, as processes have.
@Suite struct ManyConsoles {
  let desk: Desk
  init() throws { desk = try Desk() }
  /// Runs a body on many threads at once; its results in the order of the threads.
  func atOnce<T: Sendable>(_ count: Int, _ body: @Sendable @escaping (Int, Pipeline) throws -> T) throws
    -> [Result<T, any Error>]
  {
    let path = desk.path
    let results = Mutex([Int: Result<T, any Error>]())
    DispatchQueue.concurrentPerform(iterations: count) { place in
      let result = Result { () throws -> T in
        let database = try Database.open(at: path, durability: .normal)
        defer { database.close() }
        return try body(place, Pipeline(database: database))
      }
      results.withLock { $0[place] = result }
    }
    return results.withLock { all in (0..<count).compactMap { all[$0] } }
  }
  func contexts(_ handles: [String]) throws -> [Context] { try handles.map { try desk.by($0) } }

  @Test("of two who decide on the same version one wins, and the loser is told by whom and what")
  func oneWinner() throws {
    for _ in 0..<10 {
      let id = try desk.ticket(), version = Int(try desk.read(id).version)
      let who = try contexts(["ada", "bob"])
      let results = try atOnce(2) { place, pipeline in
        try pipeline.run(AssignTickets(tickets: [id], to: .init("me"), version: version), who[place]).output
          .changed
      }
      let refusals = results.compactMap { result in
        if case .failure(let error) = result { error as? Refusal } else { nil }
      }
      #expect(refusals.count == 1)
      let winner = try #require(try desk.handle(try desk.read(id).assignee))
      #expect(refusals[0].kind == .conflict)
      #expect(
        refusals[0].problem.contains("assignee none → \(winner) by \(winner)"), "\(refusals[0].problem)")
    }
  }
  @Test("no note is lost, no number is given twice, and the chain is whole after four write at once")
  func nothingIsLost() throws {
    let id = try desk.ticket(), who = try contexts(["ada", "bob", "cleo", "agent"])
    let results = try atOnce(4) { place, pipeline in
      for step in 0..<15 {
        _ = try pipeline.run(AddNote(ticket: id, text: "note \(place).\(step)"), who[place])
        _ = try pipeline.run(SetPriority(tickets: [id], to: step % 2 == 0 ? .high : .low), who[place])
      }
    }
    for result in results { try result.get() }
    let bodies = try desk.bodies(id).dropFirst()
    #expect(bodies.count == 60 && Set(bodies).count == 60)
    let rows = try desk.audit()
    #expect(rows.count == 120 && rows.map(\.id) == Array((1...120).reversed()))
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.previous == $1.hash })
    // The state of the ticket is what its log tells.
    var told = try #require(try desk.database.read { try $0.state(of: id, at: desk.now + .days(1)) })
    for event in try desk.database.read({ try $0.events(of: id) }).reversed() {
      TicketField.revert(event, from: &told)
    }
    #expect(told.priority == .normal && told.status == .open)
  }
  @Test("tickets merged into each other at once never make a circle")
  func noCircle() throws {
    for _ in 0..<10 {
      let a = try desk.ticket(), b = try desk.ticket(), who = try contexts(["ada", "bob"])
      let results = try atOnce(2) { place, pipeline in
        _ = try pipeline.run(
          MergeTickets(tickets: [place == 0 ? a : b], into: place == 0 ? b : a), who[place])
      }
      let refused = results.filter { if case .failure = $0 { true } else { false } }
      #expect(refused.count == 1)
      let merged = try [a, b].map { try desk.read($0).mergedInto }
      #expect(merged.filter { $0 != nil }.count == 1)
    }
  }
  @Test("one key asked for by many at once acts once")
  func onceForAKey() throws {
    let id = try desk.ticket(), context = try desk.by("ada", key: "same")
    let results = try atOnce(4) { _, pipeline in
      try pipeline.run(AddNote(ticket: id, text: "once"), context).isReplay
    }
    #expect(try results.map { try $0.get() }.filter { !$0 }.count == 1)
    #expect(try desk.bodies(id).filter { $0 == "once" }.count == 1)
  }
  @Test("an undo pressed in two consoles at once is done once")
  func undoneOnce() throws {
    let id = try desk.ticket()
    let receipt = try desk.pipeline.run(SetPriority(tickets: [id], to: .urgent), try desk.by("ada"))
    let who = try contexts(["ada", "ada"])
    let results = try atOnce(2) { place, pipeline in _ = try pipeline.undo(receipt.audit, who[place]) }
    let refusals = results.compactMap { result in
      if case .failure(let error) = result { error as? Refusal } else { nil }
    }
    #expect(refusals.count == 1 && refusals[0].problem.contains("already taken back"))
    #expect(try desk.read(id).priority == .normal)
  }
}
