import Domain

/// Computes the clocks of tickets that a load brings, from what it holds of them anyway.
struct BulkClocks {
  let desk: SLADesk, now: Instant

  func standing(
    of ticket: Ticket, _ events: [TicketEvent], _ messages: [Message], firstMessage: Int64,
    tier: (Customer.ID) throws -> String
  ) throws -> SLAStanding? {
    let said = messages.enumerated().map { place, message in
      SLASaid(
        id: Message.ID(firstMessage + Int64(place)), author: message.author, kind: message.kind,
        at: message.at)
    }
    // Messages get their numbers in the order in which the log names them.
    var next = firstMessage
    let log = events.map { event in
      guard event.field == "message" else { return event }
      var numbered = event
      numbered.after = String(next)
      next += 1
      return numbered
    }
    return try desk.standing(of: ticket, try SLALog(of: ticket, log, said: said, tier: tier), now: now)
  }
}
