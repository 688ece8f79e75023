import CSQLite
import Domain
import Foundation
import Testing

@testable import Store

/// What is wrong with a file or its place is refused with a remedy, and the file stays as it was.
@Suite struct RefusalTests {
  private func kind(_ body: () throws -> Void) -> StoreTrouble.Kind? {
    do { try body(); return nil } catch let trouble as StoreTrouble {
      #expect(!trouble.problem.isEmpty && !trouble.remedy.isEmpty)
      return trouble.kind
    } catch { return nil }
  }
  private func place() throws -> String {
    let folder = NSTemporaryDirectory() + "opsdeck-refusal-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder + "/desk.opsdeck"
  }
  private func closed(_ change: (Database) throws -> Void = { _ in }) throws -> String {
    let path = try place()
    let database = try Database.open(at: path, mode: .create)
    try database.write { try $0.save(Team(id: Team.ID(1), name: "billing", title: "Billing")) }
    try change(database)
    try database.checkpoint(.truncate)
    database.close()
    return path
  }

  @Test func `a store that is not there is not made by opening it`() throws {
    let path = try place()
    #expect(kind { _ = try Database.open(at: path) } == .missing)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(kind { _ = try Database.open(at: path + "/no/where.opsdeck") } == .folderMissing)
    #expect(kind { _ = try Database.open(at: path + "/no/where.opsdeck", mode: .create) } == .folderMissing)
  }
  @Test(arguments: [Database.Mode.readWrite, .create])
  func `files that are no store are left byte for byte`(mode: Database.Mode) throws {
    let path = try place()
    let strangers: [(Data, StoreTrouble.Kind)] = [
      (Data("PK\u{3}\u{4} a zip renamed".utf8) + Data(count: 5000), .foreign),
      (Data((0..<8192).map { UInt8(truncatingIfNeeded: $0 &* 31) }), .foreign), (Data(), .corrupt),
      (Data("short".utf8), .foreign),
    ]
    for (bytes, expected) in strangers {
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(kind { _ = try Database.open(at: path, mode: mode) } == expected)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    }
  }
  @Test func `another program's database is left alone`() throws {
    let path = try place()
    var handle: OpaquePointer?
    sqlite3_open(path, &handle)
    sqlite3_exec(handle, "CREATE TABLE setting (a); INSERT INTO setting VALUES (1)", nil, nil, nil)
    sqlite3_close(handle)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(kind { _ = try Database.open(at: path, mode: .create) } == .foreign)
    #expect(kind { _ = try Migrator(at: path) } == .foreign)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }
  @Test func `a newer schema is refused, an older one is sent to the migrator`() throws {
    let newer = try closed { database in
      try database.write { store in
        _ = try store.connection.run(
          "INSERT INTO schema_migration VALUES (99, 'future', 'x', 99, 0)")
      }
    }
    #expect(kind { _ = try Database.open(at: newer) } == .newer)
    let compatible = try closed { database in
      try database.write { store in
        _ = try store.connection.run(
          "INSERT INTO schema_migration VALUES (99, 'future', 'x', \(Migration.current), 0)")
      }
    }
    #expect(kind { _ = try Database.open(at: compatible) } == nil)
    let older = try closed { database in
      _ = try database.write {
        try $0.connection.run("DELETE FROM schema_migration WHERE number = \(Migration.current)")
      }
    }
    #expect(kind { _ = try Database.open(at: older) } == .older)
  }
  @Test func `a truncated or scribbled store is damaged, and the backup is named as the way out`() throws {
    let path = try closed()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for part in [whole.prefix(whole.count / 2), whole.prefix(4096)] {
      try part.write(to: URL(fileURLWithPath: path))
      #expect(kind { _ = try Database.open(at: path) } == .corrupt)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == part)
    }
    var scribbled = whole
    scribbled.replaceSubrange(0..<100, with: Data(count: 100))
    try scribbled.write(to: URL(fileURLWithPath: path))
    #expect(kind { _ = try Database.open(at: path) } == .foreign)
  }
  @Test func `one damaged page is found by the check`() throws {
    let path = try closed { database in
      try database.write { store in
        for n in 1...400 as ClosedRange<Int64> {
          try store.save(Customer(id: Customer.ID(n), name: "Customer \(n)", email: "c\(n)@x", since: .epoch))
        }
      }
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let victim = try #require(bytes.range(of: Data("Customer 222".utf8)))
    let page = victim.lowerBound / 4096 * 4096
    bytes.replaceSubrange(page..<(page + 4096), with: Data(repeating: 0x55, count: 4096))
    try bytes.write(to: URL(fileURLWithPath: path))
    let database = try Database.open(at: path)
    defer { database.close() }
    let flaws = (try? database.check()) ?? ["unreadable"]
    #expect(flaws != [])
  }
  @Test func `a file or folder that may only be read is opened to look, not to write`() throws {
    // The superuser may write anywhere, so the test runs as everybody else does or not at all.
    guard geteuid() != 0 else { return try lookAsAnother() }
    try look(at: try closed())
  }
  private func look(at path: String) throws {
    chmod(path, 0o400)
    #expect(kind { _ = try Database.open(at: path) } == .readOnly)
    let viewer = try Database.open(at: path, mode: .readOnly)
    #expect(try viewer.read { try $0.directory().teams.count } == 1)
    #expect(kind { try viewer.write { _ in } } == .readOnly)
  }
  private func lookAsAnother() throws {
    let path = try closed()
    let viewer = try Database.open(at: path, mode: .readOnly)
    #expect(try viewer.read { try $0.directory().teams.count } == 1)
    #expect(kind { try viewer.write { _ in } } == .readOnly)
    #expect(kind { try viewer.checkpoint() } == .readOnly)
  }
  @Test func `a full disk refuses the change, loses nothing and goes on reading`() throws {
    let room = UnsafeMutablePointer<CLongLong>.allocate(capacity: 1)
    room.initialize(to: -1)
    #expect(CSQLite_register_full_disk(room) == SQLITE_OK)
    let path = try place()
    let database = try Database(path, .create, system: "fulldisk")
    func add(_ n: Int64) throws {
      try database.write { store in
        try store.save(
          Customer(
            id: Customer.ID(n), name: String(repeating: "x", count: 3000), email: "c\(n)@x", since: .epoch))
      }
    }
    func count() throws -> Int { try database.read { try $0.customerCount() } }
    for n in 1...5 as ClosedRange<Int64> { try add(n) }
    for left in stride(from: 0, through: 24_000, by: 3000) as StrideThrough<Int64> {
      room.pointee = left
      var written = try count()
      while written < 100_000 {
        let trouble = kind { try add(Int64(written + 1)) }
        if trouble != nil {
          #expect(trouble == .full)
          break
        }
        written += 1
      }
      #expect(try count() == written)
      _ = kind { try database.checkpoint() }
      #expect(try count() == written)
      room.pointee = -1
      try add(Int64(written + 1))
      #expect(try count() == written + 1)
    }
    let flaws = try database.check()
    #expect(flaws == [])
    database.close()
  }
  @Test func `a lock that another holds is waited for, and a write without it is refused by the commit hook`()
    throws
  {
    let path = try closed()
    let lock = try StoreLock(beside: path)
    let connection = try Connection(path, .writer(guard: UnsafePointer(lock.held)))
    #expect(kind { try connection.run("UPDATE team SET title = 'x' WHERE id = 1") } == .constraint)
    try lock.hold { _ = try connection.run("UPDATE team SET title = 'y' WHERE id = 1") }
    #expect(try connection.first("SELECT title FROM team WHERE id = 1", { $0.text() }) == "y")
    // A second object of the same process is as much another as a second process.
    let other = try StoreLock(beside: path)
    let isFree = try lock.hold { try other.holdIfFree { true } ?? false }
    #expect(!isFree)
  }
  @Test func `files are private whatever the mask, the folder too`() throws {
    let folder = NSTemporaryDirectory() + "opsdeck-mode-" + UUID().uuidString
    let path = folder + "/desk.opsdeck"
    let database = try Database.open(at: path, mode: .create)
    try database.write { try $0.save(Team(id: Team.ID(1), name: "billing", title: "Billing")) }
    try database.backUp(to: folder + "/copy.opsdeck")
    func mode(_ path: String) -> mode_t {
      var found = stat()
      return stat(path, &found) == 0 ? found.st_mode & 0o777 : 0
    }
    for file in [path, path + "-wal", path + "-shm", path + ".lock", folder + "/copy.opsdeck"] {
      #expect(mode(file) == 0o600, "\(file)")
    }
    #expect(mode(folder) == 0o700)
    database.close()
    chmod(path, 0o644)
    try Database.open(at: path).close()
    #expect(mode(path) == 0o600)
  }
}
