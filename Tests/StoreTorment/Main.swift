import CSQLite
import Domain
import Glibc
import Store

/// One of the processes that torment a store in the proof of its lock: it writes or checkpoints until its time
/// is over or it is killed, and says which commits were acknowledged.
///
/// `store-torment PATH write|checkpoint SEED MILLISECONDS lock|lockless`
@main struct Torment {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 6, let seed = UInt64(arguments[3]), let time = Int64(arguments[4]) else {
      exit(2)
    }
    CSQLite_register_slow_disk()
    let torment = Worker(
      path: arguments[1], seed: seed, end: CSQLite_now() + time * 1_000_000,
      isLockless: arguments[5] == "lockless")
    do {
      if arguments[2] == "write" { try torment.write() } else { try torment.checkpoint() }
    } catch let trouble as StoreTrouble {
      say("trouble \(trouble.kind) \(trouble.detail)\n")
      exit(trouble.kind == .corrupt ? 9 : 8)
    } catch {
      say("trouble \(error)\n")
      exit(8)
    }
  }
}

/// One write to the pipe or file for a whole line, so that a kill cannot leave half of one.
private func say(_ line: String) {
  var line = line
  line.withUTF8 { _ = Glibc.write(1, $0.baseAddress, $0.count) }
}

private final class Worker {
  let path: String, seed: UInt64, end: Int64, isLockless: Bool
  private var dice: UInt64
  init(path: String, seed: UInt64, end: Int64, isLockless: Bool) {
    (self.path, self.seed, self.end, self.isLockless, dice) = (path, seed, end, isLockless, seed)
  }
  private func roll(_ sides: Int) -> Int {
    dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(truncatingIfNeeded: dice >> 33) % sides
  }
  private func open() throws -> Database {
    try Database(path, .readWrite, .normal, system: "slowdisk", isLockless: isLockless)
  }

  func write() throws {
    var database = try open(), number = 0
    while CSQLite_now() < end {
      number += 1
      let token = "w\(seed)-\(number)", now = Instant(milliseconds: Int64(number))
      let row = try database.write { store in
        let customer = try store.newCustomerID()
        try store.save(Customer(id: customer, name: "Customer \(token)", email: "\(token)@x", since: now))
        let last = try store.newTicketID()
        var ticket = Ticket(id: last, subject: "Ticket \(token)", requester: customer, created: now)
        if number % 3 == 0, last.rawValue > 1,
          let old = try store.ticket(Ticket.ID(1 + Int64(roll(Int(last.rawValue) - 1))))
        {
          ticket = old
        }
        ticket.status = Ticket.Status.allCases[roll(6)]
        ticket.tags = ["t\(roll(20))"]
        try store.save(ticket, by: .system, at: now)
        try store.add(
          Message(
            id: try store.newMessageID(), ticket: ticket.id, author: .customer(customer), kind: .public,
            body: "Words of \(token) \(roll(1000)) \(roll(1000))", at: now))
        return try store.append(
          AuditRow(
            id: 0, at: now, act: "test.write", actor: nil, handle: "", door: "job", changes: store.changes,
            correlation: token, subjects: ["\(ticket.id)"]))
      }
      say("ack \(row.id) \(token)\n")
      // The window opens when the log is wholly in the file and the next commit begins it anew: leave pauses.
      usleep(UInt32(roll(1500)))
      if roll(150) == 0 {
        database.close()
        database = try open()
      }
    }
    database.close()
  }
  func checkpoint() throws {
    var database = try open()
    while CSQLite_now() < end {
      // A checkpoint that finds a page it cannot make sense of says so; being in each other's way is none.
      let mode = roll(3) > 0 ? .passive : Checkpoint.Mode.allCases[roll(4)]
      do { try database.checkpoint(mode) } catch let trouble as StoreTrouble
        where trouble.kind == .locked
      {}
      usleep(UInt32(roll(200)))
      if roll(100) == 0 {
        database.close()
        database = try open()
      }
    }
    database.close()
  }
}
