import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct DeskActTests {
  let desk: Desk
  init() throws { desk = try Desk() }
  @discardableResult
  private func run<A: Act>(_ act: A, _ handle: String = "cleo") throws -> A.Output {
    try desk.pipeline.run(act, try desk.by(handle)).output
  }
  private func ask<Q: Query>(_ query: Q, _ handle: String = "cleo") throws -> Q.Output {
    try desk.pipeline.read(query, try desk.by(handle))
  }

  @Test func aViewIsPersonalUnlessOneMayShare() throws {
    try run(SaveView(name: "late", title: "Late", filter: "is:overdue"), "bob")
    #expect(try ask(ListViews(), "bob").map(\.name) == ["late"] && ask(ListViews(), "ada").isEmpty)
    #expect(
      try refusal { try run(SaveView(name: "x", filter: "", scope: .shared), "bob") }?.kind == .forbidden)
    try run(SaveView(name: "late", filter: "is:active", scope: .team))
    #expect(try ask(ListViews(), "bob").map(\.scope).sorted() == ["personal", "team"])
    #expect(try refusal { try run(DeleteView(name: "late"), "ada") }?.kind == .forbidden)
    #expect(try refusal { try run(SaveView(name: "x", filter: "stauts:open")) }?.field == "filter")
  }
  @Test func viewActsAreTakenBackUnlessTheViewWasChangedSince() throws {
    try run(SaveView(name: "late", title: "Late", filter: "is:overdue"), "bob")
    try run(SaveView(name: "late", filter: "is:active", columns: ["ref", "subject"]), "bob")
    try run(RenameView(name: "late", to: "later"), "bob")
    try run(DeleteView(name: "later"), "bob")
    #expect(try ask(ListViews(), "bob").isEmpty)
    for expected in ["later", "late"] {
      try desk.pipeline.undoLast(try desk.by("bob"))
      let row = try #require(try ask(ListViews(), "bob").first)
      #expect(row.name == expected && row.filter == "is:active" && row.columns == ["ref", "subject"])
    }
    try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(try ask(ListViews(), "bob").map(\.filter) == ["is:overdue"])
    try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(try ask(ListViews(), "bob").isEmpty)
    try desk.pipeline.redoLast(try desk.by("bob"))
    try desk.database.write { store in
      var view = try #require(try store.savedViews().first)
      view.title = "Touched"
      try store.save(view)
    }
    #expect(
      try refusal { try desk.pipeline.undoLast(try desk.by("bob")) }?.problem
        == "The view “late” was changed since.")
  }
  @Test func aMacroSaysAndDoesAsOneActWithOneUndo() throws {
    try run(
      SaveMacro(
        name: "refund", title: "Refund",
        steps: [
          .init(act: "assign", fields: ["to": ["me"]]), .init(act: "tag", fields: ["add": ["refund"]]),
          .init(act: "status", fields: ["to": ["pending"]]),
        ],
        text: "Dear {{customer.first_name|there}}, it is on its way. {{agent.name}}"))
    let ids = [try desk.ticket(), try desk.ticket { $0.requester = .init(2) }]
    let applied = try run(ApplyMacro(tickets: ids, macro: "refund"), "bob")
    #expect(applied.done.count == 8)
    #expect(try desk.bodies(ids[0]).last == "Dear Kim, it is on its way. Bob")
    for id in ids {
      let ticket = try desk.read(id)
      #expect(ticket.status == .pending && ticket.tags == ["refund"] && ticket.assignee == .init(12))
    }
    #expect(try desk.audit().first?.act == "ticket.macro")
    try desk.restart()
    try desk.pipeline.undoLast(try desk.by("bob"))
    for id in ids {
      let ticket = try desk.read(id)
      #expect(ticket.status == .open && ticket.tags == [] && ticket.assignee == nil)
      #expect(try desk.bodies(id) == ["Please help."])
    }
    try desk.pipeline.redoLast(try desk.by("bob"))
    #expect(try desk.read(ids[0]).status == .pending && desk.bodies(ids[0]).count == 2)
  }
  @Test func aMacroWithAVariableThatHasNoValueDoesNothingAtAll() throws {
    try run(
      SaveMacro(
        name: "m", steps: [.init(act: "status", fields: ["to": ["solved"]])], text: "For {{customer.company}}"
      ))
    let good = try desk.ticket(), bad = try desk.ticket { $0.requester = .init(2) }
    let refused = try refusal { try run(ApplyMacro(tickets: [good, bad], macro: "m"), "bob") }
    #expect(refused?.problem.contains("{{customer.company}}") == true && refused?.field == "macro")
    #expect(try desk.read(good).status == .open && desk.bodies(good).count == 1)
    #expect(
      try refusal { try run(ApplyMacro(tickets: [good], macro: "mm"), "bob") }?.remedy == "Did you mean “m”?")
  }
  @Test func aMacroCannotDoWhatItsUserMayNot() throws {
    try run(SaveMacro(name: "m", steps: [.init(act: "assign", fields: ["to": ["bob"]])]))
    let id = try desk.ticket()
    #expect(try refusal { try run(ApplyMacro(tickets: [id], macro: "m"), "billing") }?.kind == .forbidden)
  }
  @Test(arguments: [
    "status to=pending", "ticket.tag add=late add=\"two words\"", "note text=\"say \\\"hi\\\"\\nthere\"",
  ])
  func stepsAreReadAsTheyAreWritten(_ text: String) throws {
    let step = try MacroStep(text: text)
    #expect(try MacroStep(text: step.text) == step)
  }
  @Test(arguments: ["", "to=pending", "status to", "status to=\"x"]) func brokenStepsAreRefused(
    _ text: String
  ) {
    #expect(throws: Refusal.self) { try MacroStep(text: text) }
  }
  @Test(arguments: [
    MacroStep(act: "ticket.status", fields: ["to": ["nonsense"]]),
    MacroStep(act: "ticket.macro", fields: ["macro": ["m"]]),
    MacroStep(act: "ticket.bulk"), MacroStep(act: "audit.undo-last"), MacroStep(act: "ticket.restore"),
    MacroStep(act: "stauts"), MacroStep(act: "ticket.list"),
  ]) func whatIsNoActOnOneTicketIsNoStep(_ step: MacroStep) {
    #expect(SaveMacro(name: "m", steps: [step]).flaws.first?.field == "steps")
  }
  @Test func cannedRepliesKnowTheirVariablesAndLanguages() throws {
    #expect(
      SaveCannedReply(name: "a", text: "{{customer.nmae}}").flaws.first?.remedy
        == "Did you mean {{customer.name}}?")
    try run(SaveCannedReply(name: "thanks", text: "Danke", language: "de"))
    try run(SaveCannedReply(name: "thanks", text: "Thanks", language: "en"))
    #expect(try refusal { try run(DeleteCannedReply(name: "thanks")) }?.remedy == "There is: de, en.")
    try run(DeleteCannedReply(name: "thanks", language: "de"))
    #expect(try ask(ListCannedReplies()).map(\.language) == ["en"])
    try desk.pipeline.undoLast(try desk.by("cleo"))
    #expect(try ask(ListCannedReplies()).map(\.text).sorted() == ["Danke", "Thanks"])
  }
}
