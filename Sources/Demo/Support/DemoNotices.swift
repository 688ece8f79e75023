import Domain
import Store

/// What the first people of the demo were told of lately, of tickets that are there: so that the bell has something to
/// say in a desk that has just been made.
enum DemoNotices {
  static func post(in store: WriteTransaction, at now: Instant) throws {
    let readers: [Int64] = [1, 2, 3, 5]
    for (place, number) in ([998, 1057, 1042] as [Int64]).enumerated() {
      guard let ticket = try store.ticket(Ticket.ID(number)) else { continue }
      let ago = Int64(3 - place), over = try store.clocks(of: ticket.id).first { $0.state == .breached }
      for reader in readers {
        let agent = Agent.ID(reader)
        func tell(
          _ kind: Notice.Kind, _ minutes: Int64, by actor: TicketEvent.Actor? = nil, _ words: String,
          due: Instant? = nil
        ) throws {
          try store.post(
            Notice(
              agent: agent, kind: kind, ticket: ticket.id, at: now - minutes * 60_000, actor: actor,
              detail: words, due: due))
        }
        if place == 0, reader != 3 {
          try tell(.mentioned, 95 * ago, by: .agent(Agent.ID(3)), "named you in a note")
        }
        if place == 1 { try tell(.updated, 34 * ago, by: .customer(ticket.requester), "the customer wrote") }
        if let over {
          let words = over.metric.rawValue.split(separator: "_").joined(separator: " ")
          try tell(.breached, 12 * ago, words, due: over.due)
        }
        if place == 2, reader != 2 { try tell(.assigned, 6, by: .agent(Agent.ID(2)), "given to you") }
      }
    }
    // One is read already.
    for reader in readers {
      let oldest = try store.notices(of: Agent.ID(reader), at: now, limit: 100).last
      if let oldest { _ = try store.read([oldest.id], of: Agent.ID(reader), at: now - 60_000) }
    }
  }
}
