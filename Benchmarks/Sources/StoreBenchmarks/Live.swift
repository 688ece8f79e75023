import Domain
import Store

/// What others notice of a store in use: how long writes hold the lock, what a checkpoint takes, what a look for
/// changes costs. It adds tickets.
struct Live {
  let database: Database, size: String, isQuick: Bool
  let now: Instant, ada: Agent.ID

  func run() throws {
    try imported()
    try looked()
  }

  /// Tickets brought into a store that others work in: in batches that each hold the lock for a moment.
  private func imported() throws {
    let count = isQuick ? 1000 : 10_000
    var batches = Times(), checkpoints = Times()
    let words = ["refund", "invoice", "login", "export", "webhook", "quota", "coupon", "upgrade", "password"]
    var random = Seeded(state: 11)
    let customer = Customer.ID(1)
    let loader = try BulkLoader(database)
    let whole = try Lap.of {
      for number in 0..<count {
        let text = (0..<40).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
        let at = Instant(milliseconds: now.milliseconds - Int64(count - number) * 1000)
        let ticket = Ticket(
          id: Ticket.ID(0), subject: String(text.prefix(50)), requester: customer, created: at)
        let message = Message(
          id: Message.ID(0), ticket: ticket.id, author: .customer(customer), kind: .public, body: text, at: at
        )
        // Most of these only keep the ticket; each 250th writes what was kept.
        try batches.measure { try loader.add(BulkTicket(ticket: ticket, messages: [message])) }
        if number % 2500 == 2499 { try checkpoints.measure { try database.checkpoint() } }
      }
      try loader.finish()
    }.1
    Figure(
      what: "tickets with a message into a store in use, \(size)", value: Double(count) / whole.wall * 1000,
      unit: "tickets/s", cpu: Double(count) / whole.cpu * 1000, sense: ">="
    ).report()
    batches.report("longest write transaction of it, \(size)", 1, target: 50)
    checkpoints.report("checkpoint after 2,500 of them, slowest, \(size)", 1)
  }

  /// What each console asks four times a second.
  private func looked() throws {
    var times = Times()
    for _ in 0..<200 { try times.measure { for _ in 0..<100 { _ = try database.marks() } } }
    Figure(
      what: "a look for changes, none there, \(size)", value: times.median * 10, unit: "µs",
      cpu: times.cpu(0.5) * 10,
      target: 10
    ).report()
  }
}
