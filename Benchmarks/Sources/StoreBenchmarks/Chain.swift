import Domain
import Store

/// The audit log's chain over many rows. The rows are added to the store, which is a copy.
struct Chain {
  let database: Database, size: String, isQuick: Bool
  let now: Instant, ada: Agent.ID

  func run() throws {
    let wanted: Int64 = isQuick ? 20_000 : 1_000_000
    var have = try database.read { try $0.nextAuditID } - 1
    var filling = Times()
    let before = have
    while have < wanted {
      try filling.measure {
        try database.write { store in
          for number in have..<min(wanted, have + 5000) {
            let ticket = "T-\(1000 + number % 9000)"
            try store.append(
              AuditRow(
                id: 0, at: Instant(milliseconds: now.milliseconds + number), act: "ticket.priority",
                actor: ada,
                handle: "ada", door: "console", inputs: ["tickets": [ticket], "to": ["high"]],
                changes: [Change(thing: ticket, field: "priority", before: "normal", after: "high")],
                undo: [StoredAct(name: "ticket.priority", texts: ["tickets": [ticket], "to": ["normal"]])],
                subjects: [ticket]))
          }
        }
      }
      have = min(wanted, have + 5000)
      if database.logSize > 64 << 20 { try database.checkpoint() }
    }
    try database.checkpoint(.truncate)
    let seconds = filling.all.reduce(0) { $0 + $1.wall } / 1000
    if have > before {
      Figure(
        what: "audit rows appended, 5,000 a transaction, \(size)", value: Double(have - before) / seconds,
        unit: "rows/s", sense: ">="
      ).report()
    }
    var times = Times()
    for _ in 0..<3 {
      let found = try times.measure { try database.read { try $0.verifyAudit() } }
      guard found.flaw == nil, found.rows >= wanted else { fatalError("the chain does not hold: \(found)") }
    }
    Figure(
      what: "audit verify, \(have) rows, \(size)", value: times.median / 1000, unit: "s",
      cpu: times.cpu(0.5) / 1000, target: isQuick ? nil : 1
    ).report()
  }
}
