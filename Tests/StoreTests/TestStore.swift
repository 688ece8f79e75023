import Domain
import Foundation

@testable import Store

/// A store in a folder of its own that goes with it.
final class TestStore {
  let folder: String, path: String, database: Database
  let now = Instant(seconds: 1_800_000_000)

  init(_ durability: Database.Durability = .normal) throws {
    folder = NSTemporaryDirectory() + "opsdeck-store-" + UUID().uuidString
    path = folder + "/desk.opsdeck"
    database = try Database.open(at: path, mode: .create, durability: durability)
  }
  deinit {
    database.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// A desk of three agents and two teams, and some customers.
  func furnish(customers: Int = 3) throws {
    try database.write { store in
      for (id, name) in [(1, "billing"), (2, "product")] as [(Int64, String)] {
        try store.save(Team(id: Team.ID(id), name: name, title: name.capitalized))
      }
      for (id, handle, role) in [(1, "ada", .admin), (2, "bob", .agent), (3, "cleo", .lead)]
        as [(Int64, String, Role)]
      {
        try store.save(
          Agent(
            id: Agent.ID(id), handle: .init(handle), name: handle.capitalized,
            email: handle + "@desk.example",
            role: role, teams: [Team.ID(1 + id % 2)]))
      }
      for id in 1...Int64(customers) {
        try store.save(
          Customer(
            id: Customer.ID(id), name: "Customer \(id)", email: "c\(id)@corp\(id % 3).example",
            company: "Corp \(id % 3)", since: now))
      }
    }
  }
  func ticket(_ change: (inout Ticket) -> Void = { _ in }) throws -> Ticket {
    try database.write { store in
      var ticket = Ticket(
        id: try store.newTicketID(), subject: "The printer is on fire", requester: Customer.ID(1),
        created: now)
      change(&ticket)
      return try store.save(ticket, by: .agent(Agent.ID(1)), at: now)
    }
  }
}
/// Numbers that repeat.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
