import Acts
import Domain
import Foundation
import Store
import TestSupport

@testable import Operations

/// A small desk on a real store in a folder of its own, which goes with it.
final class Desk {
  let path: String
  private let room = TemporaryFolder("acts")
  var folder: String { room.path }
  private(set) var database: Database
  var pipeline: Pipeline { Pipeline(database: database) }
  /// A Tuesday, 09:00 in UTC; every context is a second later than the one before.
  var now = Instant(seconds: 1_795_510_800)

  init() throws {
    path = room.path + "/desk.opsdeck"
    database = try Database.open(at: path, mode: .create, durability: .normal)
    try database.write { store in
      for (id, name) in [(1, "billing"), (2, "product")] as [(Int64, String)] {
        try store.save(Team(id: .init(id), name: name, title: name.capitalized))
      }
      for (id, role) in Role.allCases.enumerated() {
        try store.save(Self.agent(Int64(id + 1), role.rawValue, role, teams: [1]))
      }
      for (id, name) in [(11, "ada"), (12, "bob"), (13, "cleo")] as [(Int64, String)] {
        try store.save(Self.agent(id, name, name == "cleo" ? .lead : .agent, teams: [1]))
      }
      try store.save(
        Customer(
          id: .init(1), name: "Kim Lee", email: "kim@corp.example", company: "Corp", since: now - .days(90)))
      try store.save(Customer(id: .init(2), name: "Nameless", email: "", since: now - .days(90)))
    }
  }
  deinit { database.close() }
  private static func agent(_ id: Int64, _ handle: String, _ role: Role, teams: [Int64]) -> Agent {
    Agent(
      id: .init(id), handle: .init(handle), name: handle.capitalized, email: handle + "@desk.example",
      role: role, teams: teams.map(Team.ID.init))
  }
  /// Closes the store and opens it again, as a restart does.
  func restart() throws {
    database.close()
    database = try Database.open(at: path, durability: .normal)
  }

  /// The agent of this handle, acting now, a second after the last time.
  func by(_ handle: String, correlation: String = "", key: String? = nil) throws -> Context {
    now = now + .seconds(1)
    let found = try database.read { try $0.agent(handle: handle) }
    return Context(
      actor: found ?? .system, door: .console, now: now, correlation: correlation,
      key: key.map(Context.Key.init))
  }
  @discardableResult
  func ticket(_ change: (inout Ticket) -> Void = { _ in }) throws -> Ticket.ID {
    try database.write { store in
      var ticket = Ticket(
        id: try store.newTicketID(), subject: "The printer is on fire", requester: .init(1), status: .open,
        created: now)
      change(&ticket)
      try store.save(ticket, by: .customer(.init(1)), at: now)
      try store.add(
        Message(
          id: try store.newMessageID(), ticket: ticket.id, author: .customer(ticket.requester),
          kind: .public, body: "Please help.", at: now, mailID: "<q\(ticket.id)@corp.example>"))
      return ticket.id
    }
  }
  func read(_ id: Ticket.ID) throws -> Ticket {
    guard let found = try database.read({ try $0.ticket(id) }) else { throw Refusal(.unknown, "no \(id)") }
    return found
  }
  func handle(_ id: Agent.ID?) throws -> String? {
    try id.flatMap { id in try database.read { try $0.agent(id)?.handle.name } }
  }
  func bodies(_ id: Ticket.ID) throws -> [String] {
    try database.read { try $0.messages(of: id).map(\.body) }
  }
  func audit() throws -> [AuditRow] { try database.read { try $0.auditRows(AuditQuery(limit: 1000)) } }
}

/// The refusal a body throws, or nil.
func refusal(_ body: () throws -> some Any) throws -> Refusal? {
  do {
    _ = try body()
    return nil
  } catch let refusal as Refusal { return refusal }
}
