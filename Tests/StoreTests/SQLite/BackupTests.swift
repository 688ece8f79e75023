import Domain
import Foundation
import Testing

@testable import Store

@Suite struct BackupTests {
  private func kind(_ body: () throws -> Void) -> StoreTrouble.Kind? {
    do { try body(); return nil } catch { return (error as? StoreTrouble)?.kind }
  }
  @Test func `a backup made while others write is one moment's state`() throws {
    let test = try TestStore()
    try test.furnish()
    let database = test.database
    let writer = Thread {
      for n in 1...300 as ClosedRange<Int64> {
        // Two rows in one transaction: a copy with one of them would be torn.
        try? database.write { store in
          try store.set("a", to: "\(n)")
          try store.set("b", to: "\(n)")
        }
      }
    }
    writer.start()
    for n in 0..<5 {
      let copy = test.folder + "/copy-\(n).opsdeck"
      try test.database.backUp(to: copy)
      let opened = try Database.open(at: copy, mode: .readOnly)
      let pair = try opened.read { [try $0.setting("a"), try $0.setting("b")] }
      #expect(pair[0] == pair[1])
      opened.close()
      #expect(!FileManager.default.fileExists(atPath: copy + ".part"))
    }
    while !writer.isFinished { usleep(1000) }
  }
  @Test func `a backup overwrites nothing`() throws {
    let test = try TestStore()
    let target = test.folder + "/there"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: target))
    #expect(kind { try test.database.backUp(to: target) } == .inUse)
    #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data("mine".utf8))
  }
  @Test func `restoring is refused while the store is open anywhere, and keeps the old one`() throws {
    let test = try TestStore()
    try test.furnish()
    let copy = test.folder + "/copy.opsdeck", old = test.folder + "/old.opsdeck"
    try test.database.backUp(to: copy)
    try test.database.write { try $0.set("after", to: "yes") }
    #expect(kind { try Database.restore(from: copy, to: test.path, keepingOldAs: old) } == .inUse)
    let reader = try Database.open(at: test.path)
    test.database.close()
    _ = try reader.read { try $0.setting("after") }
    #expect(kind { try Database.restore(from: copy, to: test.path, keepingOldAs: old) } == .inUse)
    reader.close()
    #expect(try Database.restore(from: copy, to: test.path, keepingOldAs: old) == old)
    let restored = try Database.open(at: test.path), kept = try Database.open(at: old)
    #expect(try restored.read { try $0.setting("after") } == nil)
    #expect(try restored.read { try $0.directory().agents.count } == 3)
    #expect(try kept.read { try $0.setting("after") } == "yes")
    restored.close()
    kept.close()
  }
  @Test func `the last to close leaves no log, so the next to open has none to read`() throws {
    let test = try TestStore()
    try test.furnish(customers: 500)
    let reader = try Database.open(at: test.path)
    try reader.read { store in
      // A reader in the middle of something is not waited for.
      _ = try store.directory()
      let start = Date()
      let other = try Database.open(at: test.path)
      try other.write { try $0.set("a", to: "b") }
      other.close()
      #expect(Date().timeIntervalSince(start) < 5)
    }
    reader.close()
    #expect(test.database.logSize > 0)
    test.database.close()
    #expect(StorePlace.size(of: test.path + "-wal") == 0)
    let again = try Database.open(at: test.path)
    #expect(try again.read { try $0.customerCount() } == 500)
    #expect(try again.read { try $0.setting("a") } == "b")
    again.close()
  }
  @Test func `notice moves with the area that was changed, in this and in other processes' eyes`() throws {
    let test = try TestStore()
    try test.furnish()
    let other = try Database.open(at: test.path)
    defer { other.close() }
    let before = try other.marks()
    #expect(try other.marks() == before)
    _ = try test.ticket()
    #expect(try other.marks().areas(movedSince: before) == [.support])
    #expect(try test.database.marks() == other.marks())
    let middle = try other.marks()
    try test.database.checkpoint(.truncate)
    #expect(try other.marks() == middle)
  }
}
