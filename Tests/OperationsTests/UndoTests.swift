import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct UndoTests {
  let desk: Desk
  init() throws { desk = try Desk() }

  @Test func undoAndRedoGoBackAndForthAlsoAfterARestart() throws {
    let id = try desk.ticket { $0.assignee = .init(11) }
    _ = try desk.pipeline.run(AssignTickets(tickets: [id], to: .init("bob")), try desk.by("ada"))
    _ = try desk.pipeline.run(SetPriority(tickets: [id], to: .urgent), try desk.by("ada"))
    try desk.restart()
    let first = try desk.pipeline.undoLast(try desk.by("ada"))
    #expect(first.output.sentence == "Undid: set the priority of tickets (\(id)).")
    #expect(try desk.read(id).priority == .normal && desk.handle(desk.read(id).assignee) == "bob")
    try desk.pipeline.undoLast(try desk.by("ada"))
    #expect(try desk.handle(desk.read(id).assignee) == "ada")
    #expect(
      try refusal { try desk.pipeline.undoLast(try desk.by("ada")) }?.problem
        == "There is nothing of yours to undo.")
    try desk.restart()
    try desk.pipeline.redoLast(try desk.by("ada"))
    #expect(try desk.handle(desk.read(id).assignee) == "bob" && desk.read(id).priority == .normal)
    try desk.pipeline.redoLast(try desk.by("ada"))
    #expect(try desk.read(id).priority == .urgent)
    #expect(try refusal { try desk.pipeline.redoLast(try desk.by("ada")) }?.kind == .conflict)
    try desk.pipeline.undoLast(try desk.by("ada"))
    #expect(try desk.read(id).priority == .normal)
    #expect(try desk.audit().map(\.direction) == [.undo, .redo, .redo, .undo, .undo, .act, .act])
  }
  @Test func undoRefusesWhatOthersChangedSinceAndSaysWho() throws {
    let id = try desk.ticket()
    _ = try desk.pipeline.run(SetStatus(tickets: [id], to: .pending), try desk.by("ada"))
    _ = try desk.pipeline.run(SetStatus(tickets: [id], to: .solved), try desk.by("cleo"))
    let refused = try refusal { try desk.pipeline.undoLast(try desk.by("ada")) }
    #expect(refused?.kind == .conflict)
    #expect(
      refused?.problem
        == "status of \(id) was changed since, to solved by cleo at 09:00; it was pending.")
    #expect(try desk.read(id).status == .solved)
  }
  @Test func oneActOnManyTicketsIsOneUndo() throws {
    let ids = try (0..<5).map { _ in try desk.ticket() }
    _ = try desk.pipeline.run(CloseTickets(tickets: ids), try desk.by("bob"))
    try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(try ids.allSatisfy { try desk.read($0).status == .open && desk.read($0).solved == nil })
  }
  @Test func actsOfOneCorrelationAreUndoneAndRedoneTogether() throws {
    let ids = try (0..<3).map { _ in try desk.ticket() }
    for id in ids {
      _ = try desk.pipeline.run(SetPriority(tickets: [id], to: .low), try desk.by("bob", correlation: "one"))
    }
    let undone = try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(undone.output.rows == [3, 2, 1])
    #expect(try ids.allSatisfy { try desk.read($0).priority == .normal })
    try desk.pipeline.redoLast(try desk.by("bob"))
    #expect(try ids.allSatisfy { try desk.read($0).priority == .low })
  }
  /// `u` after making a ticket must not quietly take back something else.
  @Test func whatCannotBeUndoneSaysWhyAndNothingElseIsUndoneInItsPlace() throws {
    let desk = try Desk(), id = try desk.ticket()
    let taken = try desk.pipeline.run(TakeTickets(tickets: [id]), try desk.by("bob"))
    let made = try desk.pipeline.run(
      CreateTicket(subject: "New", from: "new@corp.example", text: "Hello"), try desk.by("bob"))
    #expect(!made.canUndo)
    let tries: [() throws -> Void] = [
      { try desk.pipeline.undoLast(try desk.by("bob")) },
      { try desk.pipeline.undo(made.audit, try desk.by("bob")) },
    ]
    for undo in tries {
      let refused = try #require(try refusal { try undo() })
      #expect(refused.problem.contains("“Create ticket”, cannot be undone. Its number was given out"))
      #expect(refused.remedy?.hasPrefix("Close the ticket") == true)
    }
    #expect(try desk.handle(desk.read(id).assignee) == "bob")
    try desk.pipeline.undo(taken.audit, try desk.by("bob"))
    #expect(try desk.read(id).assignee == nil)
  }
  @Test func aSecondUndoOfTheSameRowIsRefused() throws {
    let id = try desk.ticket()
    let receipt = try desk.pipeline.run(TakeTickets(tickets: [id]), try desk.by("bob"))
    try desk.pipeline.undo(receipt.audit, try desk.by("bob"))
    let refused = try refusal { try desk.pipeline.undo(receipt.audit, try desk.by("bob")) }
    #expect(refused?.problem == "Entry 1 (ticket.take) was already taken back by entry 2.")
  }
  @Test func onlyWhoMayUndoesWhatOthersDid() throws {
    let id = try desk.ticket()
    let receipt = try desk.pipeline.run(TakeTickets(tickets: [id]), try desk.by("bob"))
    let refused = try refusal { try desk.pipeline.undo(receipt.audit, try desk.by("ada")) }
    #expect(refused?.problem == "You may not undo what bob did.")
    try desk.pipeline.undo(receipt.audit, try desk.by("cleo"))
    #expect(try desk.read(id).assignee == nil)
  }
  @Test func undoOfAReplyTakesItOutOfTheOutboxAndGivesTheWordsBack() throws {
    let id = try desk.ticket { $0.status = .new }
    let receipt = try desk.pipeline.run(
      ReplyToTicket(ticket: id, text: "On its way", status: .pending), try desk.by("bob"))
    let number = try #require(receipt.output.outbox)
    let waiting = try #require(try desk.database.read { try $0.outboxMessage(.init(number)) })
    #expect(
      waiting.notBefore - waiting.created == .seconds(10) && waiting.inReplyTo == "<q\(id)@corp.example>")
    try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(try desk.read(id).status == .new && desk.bodies(id) == ["Please help."])
    #expect(try desk.database.read { try $0.outboxMessage(.init(number))?.state } == .cancelled)
    let drafts = try desk.database.read { try $0.drafts(in: id) }
    #expect(drafts.map(\.text) == ["On its way"])
    try desk.pipeline.redoLast(try desk.by("bob"))
    #expect(try desk.read(id).status == .pending && desk.bodies(id) == ["Please help.", "On its way"])
    #expect(try desk.database.read { try $0.drafts(in: id) }.isEmpty)
  }
  @Test func aReplyThatLeftCannotBeTakenBack() throws {
    let id = try desk.ticket()
    let receipt = try desk.pipeline.run(ReplyToTicket(ticket: id, text: "Gone"), try desk.by("bob"))
    try desk.database.write { store in
      var sent = try #require(try store.outboxMessage(.init(receipt.output.outbox ?? 0)))
      sent.state = .sent
      try store.save(sent)
    }
    let refused = try refusal { try desk.pipeline.undoLast(try desk.by("bob")) }
    #expect(refused?.problem == "The message to kim@corp.example cannot be taken back: it is sent.")
    #expect(try desk.bodies(id) == ["Please help.", "Gone"])
  }
  @Test func undoOfANoteTakesItsWatchersBackButNotThoseOfOthers() throws {
    let id = try desk.ticket()
    _ = try desk.pipeline.run(AddNote(ticket: id, text: "@cleo look, mail a@b.example"), try desk.by("bob"))
    #expect(try desk.read(id).watchers == [.init(13)])
    try desk.database.write { store in
      var ticket = try #require(try store.ticket(id))
      ticket.watchers = [.init(11), .init(13)]
      try store.save(ticket, by: .agent(.init(11)), at: desk.now)
    }
    try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(try desk.read(id).watchers == [.init(11)] && desk.bodies(id) == ["Please help."])
  }
}
