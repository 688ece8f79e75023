import Domain
import Testing

@testable import Store

@Suite struct AuditStoreTests {
  private func row(
    _ act: String, _ test: TestStore, actor: Int64 = 1, at: Int64 = 0, subject: String = "T-0001"
  )
    -> AuditRow
  {
    AuditRow(
      id: 0, at: test.now + at, act: act, actor: Agent.ID(actor), handle: "ada", door: "console",
      session: Session.ID(4), address: "10.0.0.1", inputs: ["ticket": [subject], "to": ["bob", "ü:1,2"]],
      changes: [
        Change(thing: subject, field: "assignee", before: nil, after: "bob"),
        Change(thing: subject, field: "tags", before: "-", after: nil),
      ],
      undo: [StoredAct(name: "ticket.unassign", texts: ["ticket": [subject]])], reason: "because",
      correlation: "c1", subjects: [subject])
  }
  private func filled(_ number: Int = 20) throws -> TestStore {
    let test = try TestStore()
    try test.furnish()
    try test.database.write { store in
      for n in 0..<number {
        try store.append(
          row(
            n % 2 == 0 ? "ticket.assign" : "ticket.solve", test, actor: Int64(1 + n % 3), at: Int64(n) * 1000,
            subject: "T-000\(n % 4)"))
      }
    }
    return test
  }

  @Test func `a row comes back as it was written, with its place and its hash`() throws {
    let test = try filled(2)
    let rows = try test.database.read { try $0.auditRows() }
    #expect(rows.map(\.id) == [2, 1])
    var expected = row("ticket.assign", test, subject: "T-0000")
    (expected.id, expected.hash) = (1, rows[1].hash)
    #expect(rows[1] == expected)
    #expect(rows[0].previous == rows[1].hash)
    #expect(rows[1].hash.count == 64)
  }
  @Test func `pages narrow by person, act, thing and time, and go both ways`() throws {
    let test = try filled()
    func ids(_ query: AuditQuery) throws -> [Int64] {
      try test.database.read { try $0.auditRows(query).map(\.id) }
    }
    #expect(try ids(AuditQuery(limit: 3)) == [20, 19, 18])
    #expect(try ids(AuditQuery(before: 18, limit: 3)) == [17, 16, 15])
    #expect(try ids(AuditQuery(after: 3, limit: 3)) == [6, 5, 4])
    #expect(try ids(AuditQuery(actor: Agent.ID(2), limit: 3)) == [20, 17, 14])
    #expect(try ids(AuditQuery(act: "ticket.solve", limit: 2)) == [20, 18])
    #expect(try ids(AuditQuery(subject: "T-0003", limit: 9)) == [20, 16, 12, 8, 4])
    #expect(try ids(AuditQuery(from: test.now + 5000, until: test.now + 8000)) == [8, 7, 6])
    #expect(try ids(AuditQuery(correlation: "c1", limit: 1)) == [20])
    #expect(try ids(AuditQuery(from: test.now + .days(1))) == [])
  }
  @Test func `what was taken back is no longer the last undoable, until it is done again`() throws {
    let test = try filled(6)
    func last() throws -> Int64? { try test.database.read { try $0.lastUndoable(by: Agent.ID(1))?.id } }
    #expect(try last() == 4)
    try test.database.write { store in
      var undo = row("ticket.unassign", test)
      (undo.takesBack, undo.direction, undo.undo) = (4, .undo, [])
      try store.append(undo)
    }
    #expect(try last() == 1)
    #expect(try test.database.read { try $0.auditRow(4)?.takenBackBy } == 7)
    try test.database.write { try $0.markTakenBack(4, by: nil) }
    #expect(try last() == 4)
  }
  @Test func `a sound log verifies to its end`() throws {
    let test = try filled(120)
    let result = try test.database.read { try $0.verifyAudit() }
    let head = try test.database.read { try $0.auditRow(120)?.hash }
    #expect(result.rows == 120 && result.flaw == nil && result.head == head)
  }
  @Test(arguments: [
    ("UPDATE audit SET content = replace(content, 'because', 'becauze') WHERE id = 7", 7),
    ("UPDATE audit SET hash = (SELECT hash FROM audit WHERE id = 8) WHERE id = 7", 7),
    ("DELETE FROM audit_subject WHERE audit_id = 7; DELETE FROM audit WHERE id = 7", 7),
    ("UPDATE audit SET id = 99 WHERE id = 20", 20),
    ("UPDATE audit SET act = 'ticket.close' WHERE id = 7", 7),
    ("UPDATE audit SET actor_id = 3 WHERE id = 7", 7),
    ("UPDATE audit SET at = at + 1 WHERE id = 7", 7),
    ("UPDATE audit SET log = 'login' WHERE id = 7", 7),
    ("UPDATE audit SET correlation = '' WHERE id = 7", 7),
    ("UPDATE audit SET takes_back = 3 WHERE id = 7", 7),
    (
      "INSERT INTO audit SELECT 0, at, actor_id, act, log, correlation, takes_back, undoable, content, hash FROM audit WHERE id = 1",
      0
    ),
    (
      "UPDATE audit SET content = (SELECT content FROM audit WHERE id = 5), hash = (SELECT hash FROM audit WHERE id = 5) WHERE id = 7",
      7
    ),
  ])
  func `whatever is done to one row is found and named`(tampering: String, row: Int64) throws {
    let test = try filled()
    try test.database.write { store in
      try store.connection.run("PRAGMA defer_foreign_keys=ON")
      try store.connection.script("PRAGMA ignore_check_constraints=ON; \(tampering)")
      try store.connection.run("DELETE FROM audit_subject WHERE audit_id NOT IN (SELECT id FROM audit)")
    }
    let result = try test.database.read { try $0.verifyAudit() }
    #expect(result.flaw?.row == row)
    #expect(result.flaw?.problem.contains("Entry") == true)
  }
  @Test func `the same key is answered once`() throws {
    let test = try TestStore()
    let reply = StoredReply(act: "a", inputs: "i", output: "{}", audit: 1)
    try test.database.write { try $0.save(reply, to: "k", at: test.now) }
    #expect(try test.database.read { try $0.reply(to: "k") } == reply)
    #expect(throws: StoreTrouble.self) {
      try test.database.write { try $0.save(reply, to: "k", at: test.now) }
    }
  }
}
