import Acts
import Domain
import Store
import Testing

@testable import Operations

@Suite struct TicketActTests {
  let desk: Desk
  init() throws { desk = try Desk() }
  private func run<A: Act>(_ act: A, _ handle: String = "bob") throws -> A.Output {
    try desk.pipeline.run(act, try desk.by(handle)).output
  }

  @Test func assigningKnowsMeTeamsAndWhoAnswersNothing() throws {
    let id = try desk.ticket()
    #expect(
      try run(AssignTickets(tickets: [id], to: .init("me"), team: "product")).sentence
        == "\(id) assigned to bob, in the queue of product.")
    #expect(try desk.read(id).team == .init(2))
    #expect(
      try refusal { try run(AssignTickets(tickets: [id], to: .init("auditor"))) }?.problem
        == "auditor is auditor and answers no tickets.")
    #expect(try refusal { try run(AssignTickets(tickets: [id], to: nil, team: "bilingg")) }?.field == "team")
    #expect(try run(AssignTickets(tickets: [id], to: nil)).what == "assigned to nobody")
    #expect(
      try run(AssignTickets(tickets: [id], to: nil)).sentence
        == "\(id): nothing to change, already assigned to nobody.")
  }
  @Test func anIllegalTransitionIsRefusedAndNothingOfTheListHappens() throws {
    let good = try desk.ticket(), closed = try desk.ticket { $0.status = .closed }
    let refused = try refusal { try run(SetStatus(tickets: [good, closed], to: .pending)) }
    #expect(refused?.kind == .conflict && refused?.remedy == "Make a follow-up ticket instead.")
    #expect(try desk.read(good).status == .open && desk.audit().isEmpty)
  }
  @Test func tagsAreAddedAndRemovedAndUndoneOneByOne() throws {
    let id = try desk.ticket { $0.tags = ["late"] }
    _ = try run(TagTickets(tickets: [id], add: ["VIP"], remove: ["late"]))
    #expect(try desk.read(id).tags == ["vip"])
    _ = try run(TagTickets(tickets: [id], add: ["other"]), "cleo")
    try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(try desk.read(id).tags == ["late", "other"])
    #expect(try refusal { try run(TagTickets(tickets: [id], add: ["two words"])) }?.field == "add")
    #expect(try refusal { try run(TagTickets(tickets: [id])) }?.problem == "No tag is named.")
  }
  @Test func sleepIsReadInWordsInTheActorsZoneAndNeverInThePast() throws {
    let id = try desk.ticket()
    var context = try desk.by("bob")
    context = Context(
      actor: context.actor, door: .console, now: context.now, zone: FixedZone(seconds: 3600))
    _ = try desk.pipeline.run(SnoozeTickets(tickets: [id], until: "tomorrow 9:00"), context)
    #expect(try RFC3339.text(#require(try desk.read(id).snoozedUntil)).hasPrefix("2026-11-25T08:00:00"))
    #expect(try refusal { try run(SnoozeTickets(tickets: [id], until: "-2h")) }?.field == "until")
    #expect(try refusal { try run(SnoozeTickets(tickets: [id], until: "soonish")) }?.kind == .invalid)
    _ = try run(WakeTickets(tickets: [id]))
    #expect(try desk.read(id).snoozedUntil == nil)
    try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(try desk.read(id).snoozedUntil != nil)
  }
  @Test func watchingIsForOneselfOrForAnother() throws {
    let id = try desk.ticket()
    _ = try run(WatchTickets(tickets: [id]))
    _ = try run(WatchTickets(tickets: [id], agent: .init("ada")))
    #expect(try desk.read(id).watchers == [.init(11), .init(12)])
    _ = try run(UnwatchTickets(tickets: [id]))
    #expect(try desk.read(id).watchers == [.init(11)])
  }
  @Test func mergingMovesTheConversationAndUndoBringsAllBack() throws {
    let target = try desk.ticket {
      $0.tags = ["a"]; $0.status = .solved
    }
    let source = try desk.ticket {
      $0.tags = ["b"]; $0.status = .pending; $0.subject = "Same"
    }
    let (targetBefore, sourceBefore) = (try desk.read(target), try desk.read(source))
    func same(_ ticket: Ticket, _ before: Ticket) -> Bool { TicketField.diff(before, ticket).isEmpty }
    _ = try run(MergeTickets(tickets: [source], into: target))
    #expect(try desk.read(source).status == .closed && desk.read(source).mergedInto == target)
    #expect(try desk.read(target).tags == ["a", "b"] && desk.read(target).status == .open)
    #expect(try desk.bodies(target).count == 2 && desk.bodies(source).isEmpty)
    try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(try same(desk.read(target), targetBefore) && same(desk.read(source), sourceBefore))
    #expect(try desk.bodies(target).count == 1 && desk.bodies(source).count == 1)
    try desk.pipeline.redoLast(try desk.by("bob"))
    #expect(try desk.read(source).mergedInto == target && desk.bodies(target).count == 2)
    // Long after, by name and without the audit row at hand.
    try desk.restart()
    _ = try run(UnmergeTickets(tickets: [source]), "cleo")
    #expect(try same(desk.read(source), sourceBefore) && desk.bodies(source).count == 1)
    let past = try desk.database.read { try $0.state(of: source, at: sourceBefore.updated) }
    #expect(past?.mergedInto == nil)
  }
  @Test func mergesInACircleAreRefused() throws {
    let (a, b) = (try desk.ticket(), try desk.ticket())
    _ = try run(MergeTickets(tickets: [a], into: b))
    #expect(try refusal { try run(MergeTickets(tickets: [b], into: a)) }?.kind == .conflict)
    #expect(MergeTickets(tickets: [a], into: a).flaws.first?.field == "into")
  }
  @Test func splittingMovesTheEndOfAConversationAndUndoMergesItBack() throws {
    let id = try desk.ticket()
    let note = try run(AddNote(ticket: id, text: "Another matter")).message
    _ = try run(AddNote(ticket: id, text: "More of it"))
    let first = try desk.database.read { try $0.messages(of: id)[0].id.rawValue }
    #expect(try refusal { try run(SplitTicket(ticket: id, message: Int(first))) }?.field == "message")
    let made = try run(SplitTicket(ticket: id, message: Int(note), subject: "Other"))
    let new = try #require(Ticket.ID(made.ticket))
    #expect(try desk.bodies(new) == ["Another matter", "More of it"] && desk.bodies(id) == ["Please help."])
    #expect(try desk.read(new).parent == id && desk.read(new).subject == "Other")
    #expect(
      try desk.database.read { try $0.links(of: id) } == [TicketLink(from: new, to: id, kind: .splitFrom)])
    try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(try desk.bodies(id).count == 3 && desk.read(new).mergedInto == id)
    try desk.pipeline.redoLast(try desk.by("bob"))
    #expect(try desk.bodies(new) == ["Another matter", "More of it"] && desk.read(new).mergedInto == nil)
  }
  @Test func onlyAClosedTicketIsFollowedUp() throws {
    let open = try desk.ticket(),
      closed = try desk.ticket {
        $0.status = .closed; $0.team = .init(1)
      }
    #expect(try refusal { try run(FollowUp(ticket: open)) }?.kind == .conflict)
    let made = try run(FollowUp(ticket: closed, text: "Broken again"))
    let new = try desk.read(try #require(Ticket.ID(made.ticket)))
    #expect(new.parent == closed && new.status == .new && new.team == .init(1))
    #expect(try desk.bodies(new.id) == ["Broken again"])
  }
  @Test func aNewTicketFindsOrMakesItsCustomer() throws {
    let known = try run(CreateTicket(subject: "A", from: "KIM@corp.example", text: "x", tags: ["Vip"]))
    #expect(try desk.read(try #require(Ticket.ID(known.ticket))).requester == .init(1))
    let fresh = try run(
      CreateTicket(
        subject: "B", from: "\"Noor A.\" <noor@new.example>", text: "y", team: "billing", assign: .init("me"))
    )
    let ticket = try desk.read(try #require(Ticket.ID(fresh.ticket)))
    let customer = try desk.database.read { try $0.customer(ticket.requester) }
    #expect(customer?.name == "Noor A." && customer?.email == "noor@new.example")
    #expect(ticket.assignee == .init(12) && ticket.team == .init(1) && ticket.channel == .phone)
  }
  @Test(arguments: [
    ("kim@corp.example", "kim", "kim@corp.example"),
    (" Kim Lee <Kim@Corp.example>", "Kim Lee", "kim@corp.example"),
  ]) func sendersAreReadAsPeopleWriteThem(_ text: String, _ name: String, _ email: String) {
    #expect(Sender(text)?.name == name && Sender(text)?.email == email)
  }
  @Test(arguments: ["", "kim", "@corp", "kim@", "a@b@c", "kim @corp", "kim@corp>", "k\u{7}m@corp.example"])
  func whatIsNoAddressIsRefused(_ text: String) {
    #expect(Sender(text) == nil)
    #expect(CreateTicket(subject: "s", from: text, text: "t").flaws.first?.field == "from")
  }
  @Test func linksGoBothWaysAndBack() throws {
    let (a, b) = (try desk.ticket(), try desk.ticket())
    _ = try run(LinkTickets(from: a, to: b, kind: .blocks))
    #expect(try desk.database.read { try $0.links(of: b).count } == 1)
    try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(try desk.database.read { try $0.links(of: b).isEmpty })
    #expect(try refusal { try run(LinkTickets(from: a, to: a)) }?.field == "to")
  }
  @Test func draftsAndPresenceAreKeptWithoutARowAndNeedTheRight() throws {
    let id = try desk.ticket()
    _ = try run(SaveDraft(ticket: id, kind: .public, text: "Half", version: 2))
    _ = try run(TouchPresence(ticket: id, doing: .replying))
    let (drafts, here) = try desk.database.read {
      (try $0.drafts(in: id), try $0.presence(on: id, since: desk.now - .seconds(20)))
    }
    #expect(drafts.map(\.text) == ["Half"] && here.map(\.doing) == [.replying])
    _ = try run(SaveDraft(ticket: id, kind: .public, text: " ", version: 2))
    #expect(try desk.database.read { try $0.drafts(in: id) }.isEmpty && desk.audit().isEmpty)
    #expect(
      try refusal { try run(SaveDraft(ticket: id, kind: .note, text: "x", version: 1), "auditor") }?.kind
        == .forbidden)
  }
  @Test func aReplyWithOpenVariablesOrToAClosedTicketStays() throws {
    let id = try desk.ticket(), closed = try desk.ticket { $0.status = .closed }
    #expect(
      try refusal { try run(ReplyToTicket(ticket: id, text: "Dear {{customer.name}}")) }?.field == "text")
    #expect(try refusal { try run(ReplyToTicket(ticket: closed, text: "Hi")) }?.kind == .conflict)
    #expect(try refusal { try run(ReplyToTicket(ticket: id, text: " \n")) }?.field == "text")
  }
  @Test func aCustomerWithoutAnAddressIsAnsweredButNothingIsSent() throws {
    let id = try desk.ticket { $0.requester = .init(2) }
    #expect(try run(ReplyToTicket(ticket: id, text: "Hi")).outbox == nil)
    #expect(try desk.database.read { try $0.outbox() }.isEmpty)
    try desk.pipeline.undoLast(try desk.by("bob"))
    #expect(try desk.bodies(id) == ["Please help."])
  }
  @Test func othersMayNotTakeBackWhatOneWroteButLeadsMay() throws {
    let id = try desk.ticket()
    let number = Int(try #require(try run(ReplyToTicket(ticket: id, text: "Hi")).outbox))
    #expect(try refusal { try run(CancelSend(outbox: number), "ada") }?.kind == .forbidden)
    _ = try run(CancelSend(outbox: number), "cleo")
    #expect(try desk.bodies(id) == ["Please help."])
    #expect(try desk.database.read { try $0.drafts(in: id) }.map(\.agent) == [.init(12)])
  }
}
