import Domain
import TestSupport
import Testing

@Suite struct TicketFields {
  @Test("folding the differences over the old state gives the new one, and back", arguments: 0..<200)
  func folding(seed: UInt64) {
    var random = Seeded(seed)
    let old = Ticket.random(1, &random)
    var new = Ticket.random(1, &random)
    new = Ticket(
      id: new.id, subject: new.subject, requester: new.requester, assignee: new.assignee, team: new.team,
      status: new.status,
      priority: new.priority, channel: new.channel, kind: new.kind, tags: new.tags, watchers: new.watchers,
      snoozedUntil: new.snoozedUntil, due: new.due, mergedInto: new.mergedInto, parent: new.parent,
      custom: new.custom,
      created: old.created, updated: Instant(seconds: 5), solved: new.solved)
    var forth = old, back = new
    let events = TicketField.diff(old, new).map { difference in
      TicketEvent(
        id: 1, ticket: old.id, at: Instant(seconds: 5), actor: .system, field: difference.field.description,
        before: difference.before, after: difference.after, audit: 0)
    }
    for event in events { TicketField.apply(event, to: &forth) }
    for event in events.reversed() { TicketField.revert(event, from: &back) }
    back.updated = old.updated
    #expect(events.isEmpty ? old == new : forth == new)
    #expect(back == old)
  }
  @Test("every name of a field is read back", arguments: TicketField.plain + [.custom("Order ID")])
  func names(field: TicketField) { #expect(TicketField(field.description) == field) }

  @Test("a text that is no value of the field changes nothing")
  func nonsense() {
    var ticket = Ticket.sample()
    #expect(
      !TicketField.status.write("opne", into: &ticket) && !TicketField.assignee.write("ada", into: &ticket))
    #expect(
      !TicketField.subject.write(nil, into: &ticket) && !TicketField.watchers.write("1 x", into: &ticket))
    #expect(ticket == .sample())
    #expect(TicketField("message") == nil && TicketField("custom.") == nil)
  }
}
