import Acts
import Domain
import Foundation
import Testing

@testable import Operations
@testable import Store

/// With the audit table unwritable nothing changes: every act of the catalogue that can be done here is tried.
@Suite struct UnwritableLogTests {
  @Test func noActChangesAnythingThatCannotBeAudited() throws {
    let desk = try Desk()
    let open = try desk.ticket(), other = try desk.ticket(), solved = try desk.ticket { $0.status = .solved }
    let closed = try desk.ticket { $0.status = .closed }
    let merged = try desk.ticket()
    _ = try desk.pipeline.run(MergeTickets(tickets: [merged], into: other), try desk.by("cleo"))
    let second = try desk.pipeline.run(AddNote(ticket: open, text: "two"), try desk.by("cleo")).output.message
    _ = try desk.pipeline.run(
      SaveMacro(name: "old", steps: [.init(act: "ticket.solve")]), try desk.by("cleo"))
    _ = try desk.pipeline.run(SaveView(name: "old", filter: "tag:x"), try desk.by("cleo"))
    _ = try desk.pipeline.run(SaveCannedReply(name: "old", text: "Hi"), try desk.by("cleo"))
    let reply = try desk.pipeline.run(ReplyToTicket(ticket: open, text: "Hi"), try desk.by("cleo")).output
    let acts: [any Act] = [
      AssignTickets(tickets: [open], to: .init("bob")), TakeTickets(tickets: [open]),
      SetStatus(tickets: [open], to: .pending), CloseTickets(tickets: [open]), SolveTickets(tickets: [open]),
      ReopenTickets(tickets: [solved]), SetPriority(tickets: [open], to: .urgent),
      TagTickets(tickets: [open], add: ["vip"]), WatchTickets(tickets: [open]),
      UnwatchTickets(tickets: [open]), SnoozeTickets(tickets: [open], until: "2h"),
      WakeTickets(tickets: [open]), RenameTicket(ticket: open, subject: "Other"),
      MergeTickets(tickets: [open], into: other), UnmergeTickets(tickets: [merged]),
      SplitTicket(ticket: open, message: Int(second)), LinkTickets(from: open, to: other),
      UnlinkTickets(from: open, to: other), FollowUp(ticket: closed),
      CreateTicket(subject: "New", from: "new@corp.example", text: "Hello"),
      ReplyToTicket(ticket: open, text: "Hello"), AddNote(ticket: open, text: "Hm"),
      CancelSend(outbox: Int(reply.outbox ?? 0)), UndoLast(), UndoAudit(row: 1),
      ApplyMacro(tickets: [open], macro: "old"), BulkTickets(filter: "is:active", act: "take"),
      SaveMacro(name: "new", steps: [.init(act: "ticket.solve")]), DeleteMacro(name: "old"),
      SaveView(name: "new", filter: ""), RenameView(name: "old", to: "older"), DeleteView(name: "old"),
      SaveCannedReply(name: "new", text: "Hello"), DeleteCannedReply(name: "old"),
    ]
    // Each of them can be done: the rehearsal says so, and the failure below is that of the log alone.
    func rehearse<A: Act>(_ act: A) throws { _ = try desk.pipeline.preview(act, try desk.by("cleo")) }
    for act in acts { try rehearse(act) }
    let missing = Set(
      Catalogue(supportRequests, messagingRequests, auditRequests).requests.filter {
        $0 is any Act.Type && $0.about.isAudited && $0.about.isOffered
      }
      .map { "\($0)" }
    ).subtracting(acts.map { "\(type(of: $0))" })
    #expect(missing.subtracting(["RedoLast"]) == [], "new acts belong into this list")

    try desk.database.write { store in
      _ = try store.connection.run(
        "CREATE TRIGGER shut BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'shut'); END")
    }
    desk.database.close()
    let before = try Data(contentsOf: URL(filePath: desk.path))
    try desk.restart()
    func attempt<A: Act>(_ act: A) throws {
      #expect(throws: StoreTrouble.self, "\(A.about.name)") {
        try desk.pipeline.run(act, try desk.by("cleo"))
      }
    }
    for act in acts { try attempt(act) }
    desk.database.close()
    #expect(try Data(contentsOf: URL(filePath: desk.path)) == before, "something was written")
    try desk.restart()
  }
}
