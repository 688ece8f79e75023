import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct AutomationTests {
  let desk: Desk
  init() throws { desk = try Desk() }
  @discardableResult private func run<A: Act>(_ act: A, _ who: String = "cleo") throws -> A.Output {
    try desk.pipeline.run(act, try desk.by(who)).output
  }
  private func read<Q: Query>(_ query: Q) throws -> Q.Output {
    try desk.pipeline.read(query, try desk.by("cleo"))
  }
  private let solve = MacroStep(act: "ticket.solve")

  @Test(
    "a rule that waits for nothing, does nothing, names nobody or asks for “me” is refused with the place and the mend"
  )
  func flaws() throws {
    let flawed: [(SaveAutomation, String)] = [
      (SaveAutomation(name: "x", on: [], filter: "", steps: [solve]), "At least one"),
      (SaveAutomation(name: "x", on: [.created], filter: ""), "does nothing"),
      (SaveAutomation(name: "x", on: [.created], filter: "assignee:me", steps: [solve]), "me"),
      (SaveAutomation(name: "x", on: [.created], filter: "-assignee:me or a", steps: [solve]), "me"),
      (SaveAutomation(name: "x", on: [.created], filter: "assignee:nobdy", steps: [solve]), "nobdy"),
      (SaveAutomation(name: "x", on: [.created], filter: "status:", steps: [solve]), "status"),
      (
        SaveAutomation(name: "x", on: [.created], filter: "", steps: [MacroStep(act: "macro.delete")]),
        "cannot be a step"
      ),
      (SaveAutomation(name: "x", on: [.created], filter: "", text: "{{no.such}}"), "no.such"),
    ]
    for (act, word) in flawed {
      let refusal = #expect(throws: Refusal.self) { try run(act) }
      let said = refusal?.description ?? ""
      #expect(said.contains(word), "\(act)")
    }
    #expect(try read(ListAutomations()).isEmpty)
  }

  @Test("an agent may not save one, a lead may")
  func rights() throws {
    let act = SaveAutomation(name: "x", on: [.created], filter: "", steps: [solve])
    #expect(throws: Refusal.self) { try run(act, "bob") }
    try run(act)
    #expect(try read(ListAutomations()).map(\.name) == ["x"])
  }

  @Test("they stand in the order they are given, and saving, ordering and deleting are undone")
  func order() throws {
    func names() throws -> [String] { try read(ListAutomations()).map(\.name) }
    for name in ["a", "b", "c"] {
      try run(SaveAutomation(name: name, on: [.created], filter: "", steps: [solve]))
    }
    try run(OrderAutomations(names: ["c", "a"]))
    #expect(try names() == ["c", "a", "b"])
    try desk.pipeline.undoLast(try desk.by("cleo"))
    #expect(try names() == ["a", "b", "c"])
    try run(DeleteAutomation(name: "b"))
    #expect(try names() == ["a", "c"])
    try desk.pipeline.undoLast(try desk.by("cleo"))
    #expect(try names() == ["a", "b", "c"])
    try run(SaveAutomation(name: "b", on: [.time], filter: "tag:x", steps: [solve]))
    #expect(try names() == ["a", "b", "c"])
    #expect(throws: Refusal.self) { try run(OrderAutomations(names: ["a", "a"])) }
    #expect(throws: Refusal.self) { try run(OrderAutomations(names: ["d"])) }
  }

  @Test("a try tells for which events a rule would have run, by what each ticket was then, and does nothing")
  func tries() throws {
    let id = try #require(
      Ticket.ID(
        try run(CreateTicket(subject: "Refund", from: "kim@corp.example", text: "Please.")).ticket))
    let other = try #require(
      Ticket.ID(try run(CreateTicket(subject: "Login", from: "kim@corp.example", text: "Hm.")).ticket))
    try run(SetPriority(tickets: [id], to: .high))
    try run(SetStatus(tickets: [id], to: .pending))
    try run(SetStatus(tickets: [other], to: .pending))
    try run(SetPriority(tickets: [id], to: .low))
    let rows = try desk.database.read { try $0.nextAuditID }
    // It was high when its status changed, though it is low now.
    let high = try read(TryAutomation(on: [.status], filter: "priority:high"))
    #expect(high.finds.map(\.ticket) == ["\(id)"] && high.runs == 1 && high.complete)
    #expect(try read(TryAutomation(on: [.status], filter: "priority:low")).runs == 0)
    #expect(try read(TryAutomation(on: [.status], filter: "")).runs == 2)
    #expect(try read(TryAutomation(on: [.priority], filter: "")).runs == 2)
    #expect(try read(TryAutomation(on: [.created], filter: "refund")).finds.map(\.ticket) == ["\(id)"])
    #expect(try read(TryAutomation(on: [.time], filter: "status:pending")).tickets == 2)
    #expect(try desk.database.read { try $0.nextAuditID } == rows)
  }

  @Test("by hand a rule runs on a ticket it means, and tells where it means it not")
  func byHand() throws {
    let id = try #require(
      Ticket.ID(
        try run(CreateTicket(subject: "Refund", from: "kim@corp.example", text: "Please.")).ticket))
    try run(SaveAutomation(name: "quick", on: [.time], filter: "refund status:new", steps: [solve]))
    #expect(try run(RunAutomation(name: "quick", ticket: id)).outcome == "done")
    let refusal = #expect(throws: Refusal.self) { try run(RunAutomation(name: "quick", ticket: id)) }
    #expect(refusal?.problem.contains("does not mean") == true)
    #expect(try read(ListAutomationRuns(ticket: id)).map(\.byHand) == [true])
  }
}
