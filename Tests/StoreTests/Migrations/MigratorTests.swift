import Domain
import Foundation
import Testing

@testable import Store

@Suite struct MigratorTests {
  private func shape(_ path: String) throws -> [String] {
    let database = try Database(path, .readWrite, system: nil, isChecked: false)
    defer { database.close() }
    return try database.read { store in
      try store.connection.rows(
        "SELECT coalesce(sql, name) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
      ) { $0.text() }
    }
  }
  private func furnished() throws -> TestStore {
    let test = try TestStore()
    try test.furnish()
    let ticket = try test.ticket { ($0.tags, $0.custom) = (["fire"], ["a": "b"]) }
    try test.database.write { store in
      try store.add(
        Message(
          id: try store.newMessageID(), ticket: ticket.id, author: .system, kind: .note, body: "words",
          at: test.now), files: [NewAttachment(name: "a", type: "b", bytes: [1])])
      try store.save(SavedView(id: SavedView.ID(1), name: "v", title: "V", filter: ""))
      try store.enqueue(
        OutboxMessage(id: OutboxMessage.ID(1), to: ["a@b"], subject: "s", body: "b", created: test.now))
      try store.append(
        AuditRow(
          id: 0, at: test.now, act: "a.b", actor: Agent.ID(1), handle: "ada", door: "job", subjects: ["x"]))
    }
    return test
  }

  @Test func `every step goes down and up again, with data in it, and leaves the same schema`() throws {
    let test = try furnished()
    test.database.close()
    let whole = try shape(test.path)
    let migrator = try Migrator(at: test.path)
    defer { migrator.close() }
    for target in stride(from: Migration.current - 1, through: 0, by: -1) {
      let now = test.now + Int64(target) * 10
      try migrator.migrate(to: target, at: now)
      #expect(try migrator.status().filter { $0.applied != nil }.map(\.number) == Array(1..<(target + 1)))
      try migrator.migrate(at: now + 1)
      #expect(try shape(test.path) == whole, "from \(target) up")
    }
    let again = try Database.open(at: test.path)
    defer { again.close() }
    let flaws = try again.check()
    #expect(flaws == [])
  }
  @Test func `a backup from before lies beside the store and holds what was there`() throws {
    let test = try furnished()
    test.database.close()
    let migrator = try Migrator(at: test.path)
    #expect(try migrator.plan(to: 4).down.map(\.number) == [13, 12, 11, 10, 9, 8, 7, 6, 5])
    let done = try migrator.migrate(to: 4, at: test.now)
    migrator.close()
    #expect(
      done.steps.map(\.name) == [
        "assignment", "automations", "mail", "notices", "service levels", "jobs", "lists", "audit",
        "messaging",
      ])
    let copy = try Database.open(at: try #require(done.backup))
    #expect(try copy.read { try $0.auditRow(1)?.act } == "a.b")
    copy.close()
  }
  @Test func `a step whose text is not the one that was applied stops everything`() throws {
    let test = try TestStore()
    _ = try test.database.write {
      try $0.connection.run("UPDATE schema_migration SET checksum = 'x' WHERE number = 2")
    }
    test.database.close()
    let migrator = try Migrator(at: test.path)
    #expect(try migrator.status().filter(\.isChanged).map(\.number) == [2])
    #expect(throws: StoreTrouble.self) { try migrator.migrate(to: 1, at: test.now) }
    migrator.close()
  }
  @Test func `a step that fails leaves nothing of itself`() throws {
    let test = try TestStore()
    test.database.close()
    let before = try shape(test.path)
    let broken = Migration(
      Migration.current + 1, "broken", up: "CREATE TABLE half (a); CREATE TABLE half (a);", down: "")
    let migrator = try Migrator(at: test.path, steps: Migration.all + [broken])
    #expect(throws: StoreTrouble.self) { try migrator.migrate(at: test.now) }
    migrator.close()
    #expect(try shape(test.path) == before)
  }
  @Test func `a store from before the indexes of lists gets them, with its tickets in them`() throws {
    let test = try furnished()
    test.database.close()
    let migrator = try Migrator(at: test.path)
    defer { migrator.close() }
    try migrator.migrate(to: 6, at: test.now)
    let old = try shape(test.path)
    #expect(old.contains { $0.contains("CREATE INDEX ticket_by_update ") })
    #expect(!old.contains { $0.contains("ticket_active_by_update") })
    #expect(throws: StoreTrouble.self) { try Database.open(at: test.path) }
    try migrator.migrate(at: test.now + 1)
    let database = try Database.open(at: test.path)
    defer { database.close() }
    for text in ["is:active", "-is:active", "team:billing", ""] {
      let filter = try Filter(text)
      let listed = try database.read { store in
        try TicketOrder.Key.allCases.map { key in
          try store.ticketRows(TicketQuery(filter: filter, order: TicketOrder(key), now: test.now)).rows.count
        }
      }
      let expected = text == "is:active" || text.isEmpty ? 1 : 0
      #expect(listed == listed.map { _ in expected }, "\(text)")
    }
    let flaws = try database.check()
    #expect(flaws == [])
  }
  @Test func `the numbers are without gaps and the names each once`() {
    #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    #expect(Set(Migration.all.map(\.name)).count == Migration.all.count)
  }
}
