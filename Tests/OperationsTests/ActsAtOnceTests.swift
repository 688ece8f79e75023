import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct ActsAtOnceTests {
  /// Many at once on the same tickets: each act is whole, each has its row, and the chain holds.
  @Test func actsOfManyAtOnceAreEachWholeAndAudited() async throws {
    let desk = try Desk()
    let ids = try (0..<4).map { _ in try desk.ticket() }
    let pipeline = desk.pipeline
    let contexts = try ["ada", "bob", "cleo", "lead"].map { try desk.by($0) }
    let done = await withTaskGroup(of: Int.self) { group in
      for (worker, context) in contexts.enumerated() {
        group.addTask {
          var done = 0
          for round in 0..<25 {
            let id = ids[(worker + round) % ids.count]
            let tag = TagTickets(tickets: [id], add: ["w\(worker)-\(round)"])
            if (try? pipeline.run(tag, context)) != nil { done += 1 }
          }
          return done
        }
      }
      return await group.reduce(0, +)
    }
    #expect(done == 100)
    let rows = try desk.audit()
    #expect(rows.count == 100 && Set(rows.map(\.id)) == Set(1...100))
    #expect(try ids.map { try desk.read($0).tags.count }.reduce(0, +) == 100)
    #expect(try desk.database.read { try $0.verifyAudit() }.flaw == nil)
  }
  /// Two agents decide on the same version: one of them is told what the other did.
  @Test func ofTwoWhoDecideOnTheSameVersionTheSecondIsTold() async throws {
    let desk = try Desk()
    let id = try desk.ticket(), seen = Int(try desk.read(id).version), pipeline = desk.pipeline
    let contexts = [try desk.by("ada"), try desk.by("bob")]
    let refusals = await withTaskGroup(of: Refusal?.self) { group in
      for context in contexts {
        group.addTask {
          let act = AssignTickets(tickets: [id], to: context.actor.handle, version: seen)
          do { _ = try pipeline.run(act, context) } catch { return error as? Refusal }
          return nil
        }
      }
      return await group.reduce(into: [Refusal]()) { all, one in if let one { all.append(one) } }
    }
    #expect(refusals.map(\.kind) == [.conflict])
    #expect(refusals.first?.problem.contains("assignee none → ") == true)
    #expect(try desk.audit().count == 1)
  }
  /// The same key from two sides at once acts once.
  @Test func oneKeyFromTwoSidesActsOnce() async throws {
    let desk = try Desk()
    let id = try desk.ticket(), context = try desk.by("bob", key: "k"), pipeline = desk.pipeline
    let replays = await withTaskGroup(of: Bool?.self) { group in
      for _ in 0..<4 {
        group.addTask { try? pipeline.run(AddNote(ticket: id, text: "once"), context).isReplay }
      }
      return await group.reduce(into: [Bool]()) { all, one in if let one { all.append(one) } }
    }
    #expect(replays.filter { !$0 }.count == 1 && replays.count == 4)
    #expect(try desk.bodies(id) == ["Please help.", "once"])
  }
}
