import Domain
import Foundation
import TestSupport

@testable import Store

/// A store in a folder of its own that goes with it.
final class TestStore {
  let path: String, database: Database
  private let room = TemporaryFolder("store")
  var folder: String { room.path }
  let now = Instant(seconds: 1_800_000_000)

  init(_ durability: Database.Durability = .normal) throws {
    path = room.path + "/desk.opsdeck"
    database = try Database.open(at: path, mode: .create, durability: durability)
  }
  deinit { database.close() }

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
