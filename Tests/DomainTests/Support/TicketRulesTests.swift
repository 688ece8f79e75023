import Domain
import Testing

@Suite struct TicketRulesTests {
  @Test("the table of transitions is whole, and every illegal one says why and what to do")
  func table() {
    #expect(TicketRules.table.count == 30)
    let legal = TicketRules.table.filter { $0.objection == nil }.map { "\($0.from) \($0.to)" }
    #expect(
      legal == [
        "new open", "new pending", "new onHold", "new solved", "new closed", "open pending", "open onHold",
        "open solved",
        "open closed", "pending open", "pending onHold", "pending solved", "pending closed", "onHold open",
        "onHold pending",
        "onHold solved", "onHold closed", "solved open", "solved pending", "solved onHold", "solved closed",
      ])
    for line in TicketRules.table where line.objection != nil {
      var ticket = Ticket.sample(status: line.from)
      let refusal = ticket.refusal(toBecome: line.to)
      #expect(refusal?.kind == .conflict && refusal?.problem.hasSuffix(".") == true && refusal?.remedy != nil)
      ticket.become(line.from, at: .epoch)
      #expect(ticket == .sample(status: line.from))
    }
  }
  @Test("solving notes when, opening again forgets it, closing keeps it")
  func solved() {
    var ticket = Ticket.sample()
    ticket.become(.solved, at: Instant(seconds: 5))
    #expect(ticket.solved == Instant(seconds: 5))
    ticket.become(.closed, at: Instant(seconds: 9))
    #expect(ticket.solved == Instant(seconds: 5))
    var again = Ticket.sample(status: .solved)
    again.solved = Instant(seconds: 5)
    again.become(.open, at: Instant(seconds: 7))
    #expect(again.solved == nil)
  }
  @Test(
    "a customer's message opens what waited or was solved, never what is closed",
    arguments: [
      (Ticket.Status.new, Ticket.Status.new), (.open, .open), (.pending, .open), (.onHold, .open),
      (.solved, .open),
      (.closed, .closed),
    ]) func reopening(_ before: Ticket.Status, _ after: Ticket.Status)
  {
    var ticket = Ticket.sample(status: before)
    ticket.snoozedUntil = Instant(seconds: 99)
    ticket.takeCustomerMessage(at: Instant(seconds: 50))
    #expect(ticket.status == after && ticket.snoozedUntil == nil)
  }
  @Test("an agent's reply makes a new ticket open, unless it says what it becomes")
  func replying() {
    var ticket = Ticket.sample(status: .new)
    ticket.takeReply(becoming: nil, at: .epoch)
    #expect(ticket.status == .open)
    ticket.takeReply(becoming: .pending, at: .epoch)
    #expect(ticket.status == .pending)
  }
  @Test("a closed ticket takes notes and a follow-up, and nothing else")
  func closed() {
    let closed = Ticket.sample(status: .closed)
    #expect(closed.refusalToAssign?.remedy == "Make a follow-up ticket instead.")
    #expect(closed.refusalToReply != nil && closed.refusalToChange != nil && closed.refusalToSnooze != nil)
    #expect(closed.refusalToNote == nil && closed.refusalToFollowUp == nil && closed.refusalToMerge == nil)
    #expect(Ticket.sample().refusalToFollowUp?.problem == "T-1042 is open, not closed.")
  }
  @Test("tags are lower-case, sorted, each once")
  func tags() {
    #expect(Ticket.tags(["vip"], adding: ["Refund", "vip", "a"], removing: ["A"]) == ["refund", "vip"])
  }
}

@Suite struct Merging {
  func ticket(_ id: Int64, _ status: Ticket.Status, into: Int64? = nil) -> Ticket {
    var ticket = Ticket.sample(id, status: status)
    ticket.mergedInto = into.map { Ticket.ID($0) }
    return ticket
  }
  @Test(
    "tags and watchers are united, the earliest due is kept, the sources are closed and point to the target")
  func united() {
    var a = ticket(1, .open), b = ticket(2, .solved)
    (a.tags, a.watchers, a.due) = (["x"], [.init(3)], Instant(seconds: 7))
    (b.tags, b.watchers) = (["a"], [.init(1)])
    let (kept, ended) = TicketMerge([a], into: b).merged(at: Instant(seconds: 9))
    #expect(
      kept.tags == ["a", "x"] && kept.watchers == [.init(1), .init(3)] && kept.due == Instant(seconds: 7))
    #expect(kept.status == .open, "the target opens again, for the source was being worked on")
    #expect(ended[0].status == .closed && ended[0].mergedInto == b.id && ended[0].due == .never)
  }
  @Test("a solved target stays solved when the sources were solved too")
  func stays() {
    #expect(
      TicketMerge([ticket(1, .solved)], into: ticket(2, .solved)).merged(at: .epoch).target.status == .solved)
  }
  @Test("circles, merged, closed and equal tickets are refused by name")
  func refused() {
    let merges: [(TicketMerge, String)] = [
      (TicketMerge([ticket(1, .open)], into: ticket(1, .open)), "T-0001 cannot be merged into itself."),
      (
        TicketMerge([ticket(1, .open, into: 3)], into: ticket(2, .open)),
        "T-0001 was already merged into T-0003."
      ),
      (TicketMerge([ticket(1, .open)], into: ticket(2, .closed, into: 3)), "T-0002 was merged into T-0003."),
      (TicketMerge([ticket(1, .open)], into: ticket(2, .closed)), "T-0002 is closed."),
      (
        TicketMerge([ticket(4, .open)], into: ticket(2, .closed, into: 3)),
        "T-0002 was itself merged into T-0004; merging back would make a circle."
      ),
    ]
    for (merge, problem) in merges {
      #expect(merge.refusal { $0 == Ticket.ID(3) ? Ticket.ID(4) : nil }?.problem == problem)
    }
    #expect(TicketMerge([ticket(1, .closed)], into: ticket(2, .open)).refusal { _ in nil } == nil)
  }
}
