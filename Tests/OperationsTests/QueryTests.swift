import Acts
import Domain
import Foundation
import Store
import Testing

@testable import Operations

@Suite struct QueryTests {
  let desk: Desk
  init() throws { desk = try Desk() }
  private func ask<Q: Query>(_ query: Q, _ handle: String = "bob") throws -> Q.Output {
    try desk.pipeline.read(query, try desk.by(handle))
  }

  @Test func ticketsAreListedAPageAtATime() throws {
    let ids = try (0..<5).map { n in try desk.ticket { $0.priority = n == 3 ? .urgent : .normal } }
    let first = try ask(ListTickets(order: TicketOrder(.ref), limit: 2))
    let rest = try ask(ListTickets(order: TicketOrder(.ref), limit: 10, after: ids[1]))
    #expect(first.map(\.ticket) + rest.map(\.ticket) == ids.map(\.description))
    #expect(try ask(ListTickets(filter: "priority:urgent")).map(\.ticket) == [ids[3].description])
    _ = try desk.pipeline.run(SaveView(name: "u", filter: "priority:urgent"), try desk.by("bob"))
    #expect(
      try ask(ListTickets(view: "u")).count == 1
        && ask(ListTickets(filter: "status:solved", view: "u")).isEmpty)
    #expect(try refusal { try ask(ListTickets(view: "uu")) }?.field == "view")
    #expect(try refusal { try ask(ListTickets(filter: "status:")) }?.field == "filter")
  }
  @Test func aMistypedPersonOrTeamIsRefusedWithTheNearest() throws {
    _ = try desk.ticket()
    let asked: [(String, (String) throws -> Void)] = [
      ("filter", { _ = try ask(ListTickets(filter: $0)) }),
      ("text", { _ = try ask(SearchTickets(text: "printer " + $0)) }),
      (
        "filter",
        { _ = try desk.pipeline.run(BulkTickets(filter: $0, act: "solve"), try desk.by("bob")) }
      ),
    ]
    for (field, ask) in asked {
      let person = try refusal { try ask("assignee:bobb") }
      #expect(person?.field == field && person?.problem.contains("bobb") == true)
      #expect(person?.remedy?.contains("bob") == true)
      let team = try refusal { try ask("team:biling") }
      #expect(team?.field == field && team?.remedy?.contains("billing") == true)
    }
  }
  @Test func aListedTicketIsOneObjectOfPlainValues() throws {
    try desk.ticket {
      $0.tags = ["a"]; $0.assignee = .init(12)
    }
    let row = try #require(try ask(ListTickets()).first)
    let text = String(decoding: try JSONEncoder().encode(row), as: UTF8.self)
    #expect(text.contains("\"assignee\":\"bob\"") && text.contains("\"tags\":[\"a\"]"))
    #expect(row.created.hasSuffix("Z") && row.requester == "Kim Lee" && row.messages == 1)
  }
  @Test func aTicketIsShownWithWhatWasSaid() throws {
    let id = try desk.ticket()
    _ = try desk.pipeline.run(AddNote(ticket: id, text: "Ours"), try desk.by("bob"))
    let shown = try ask(ShowTicket(ticket: id))
    #expect(
      shown.messages.map(\.author) == ["Kim Lee", "bob"] && shown.messages.map(\.kind) == ["public", "note"])
    #expect(ShowTicket.sentence(shown).contains("NOTE, only for colleagues"))
    #expect(try refusal { try ask(ShowTicket(ticket: .init(999))) }?.problem == "There is no ticket T-0999.")
  }
  @Test func historyAndTimeTravelTellTheSameStory() throws {
    let id = try desk.ticket()
    let before = desk.now
    desk.now = desk.now + .hours(2)
    _ = try desk.pipeline.run(AssignTickets(tickets: [id], to: .init("ada")), try desk.by("bob"))
    _ = try desk.pipeline.run(SetStatus(tickets: [id], to: .solved), try desk.by("bob"))
    let history = try ask(TicketHistory(ticket: id))
    #expect(
      history.contains { $0.field == "assignee" && $0.after == "ada" && $0.by == "bob" && $0.audit == 1 })
    let past = try ask(TicketAt(ticket: id, at: "-1h"))
    #expect(past.status == "open" && past.assignee == nil && past.messages.count == 1)
    #expect(past.updated == RFC3339.text(before))
    #expect(try refusal { try ask(TicketAt(ticket: id, at: "-1d")) }?.field == "when")
  }
  @Test func wordsAreFoundInMessages() throws {
    let id = try desk.ticket()
    _ = try desk.pipeline.run(AddNote(ticket: id, text: "The zeppelin landed"), try desk.by("bob"))
    #expect(try ask(SearchTickets(text: "zeppelin")).map(\.ticket) == ["\(id)"])
    #expect(try ask(SearchTickets(text: "submarine")).isEmpty)
  }
  @Test func aSearchSaysHowManyThereAreOrHowManyAtLeast() throws {
    for _ in 0..<3 {
      _ = try desk.pipeline.run(
        AddNote(ticket: try desk.ticket(), text: "The zeppelin landed"), try desk.by("bob"))
    }
    let all = try ask(SearchTickets(text: "zeppelin"))
    #expect(all.map(\.found) == [3, 3, 3] && all.allSatisfy { $0.foundAtLeast == nil })
    #expect(SearchTickets.footnote(all) == nil)
    let best = try ask(SearchTickets(text: "zeppelin", limit: 2))
    #expect(best.map(\.found) == [3, 3])
    #expect(SearchTickets.sentence(best).contains("Found 3; these are the best 2."))
    // Without words there is no more than a page: what lies beyond it is not counted.
    let part = try ask(SearchTickets(text: "status:open", limit: 2))
    #expect(part.map(\.foundAtLeast) == [2, 2] && part.allSatisfy { $0.found == nil && !$0.complete })
    #expect(SearchTickets.sentence(part).contains("Found at least 2; not everything was searched."))
  }
  @Test func theOutboxIsShownAndNotToEverybody() throws {
    let id = try desk.ticket()
    _ = try desk.pipeline.run(ReplyToTicket(ticket: id, text: "Hi"), try desk.by("bob"))
    let rows = try ask(ListOutbox(state: .waiting))
    #expect(rows.map(\.to) == [["kim@corp.example"]] && rows[0].sender == "bob")
    #expect(rows[0].subject.hasPrefix("Re: The printer is on fire [\(id)."))
  }
  @Test func theAuditLogIsReadByThoseWhoMay() throws {
    let id = try desk.ticket()
    _ = try desk.pipeline.run(TakeTickets(tickets: [id]), try desk.by("bob"))
    _ = try desk.pipeline.run(SetStatus(tickets: [id], to: .solved), try desk.by("ada"))
    #expect(try refusal { try ask(ListAudit()) }?.kind == .forbidden)
    #expect(try ask(ListAudit(on: "1"), "auditor").map(\.act) == ["ticket.status", "ticket.take"])
    #expect(try ask(ListAudit(actor: .init("bob"), act: "ticket.take"), "auditor").count == 1)
    #expect(try ask(ListAudit(since: "-1h", until: "now", limit: 1), "auditor").count == 1)
    let row = try ask(ShowAudit(row: 1), "auditor")
    #expect(row.changes.map(\.after) == ["bob"] && row.undoable)
    let verdict = try ask(VerifyAudit(), "auditor")
    // The refused attempt to read is a row as well.
    #expect(verdict.rows == 3)
    #expect(try ask(VerifyAudit(head: row.hash), "auditor").head == verdict.head)
    #expect(try refusal { try ask(VerifyAudit(head: "00"), "auditor") }?.field == "head")
  }
}
