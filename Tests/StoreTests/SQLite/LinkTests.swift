import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// Links: those that people make to their own store, and those that others plant beside it.
@Suite struct LinkTests {
  private let room = TemporaryFolder("links")
  private var store: String { room.path + "/desk.opsdeck" }
  private func kind(_ body: () throws -> Void) -> StoreTrouble.Kind? {
    do { try body(); return nil } catch { return (error as? StoreTrouble)?.kind }
  }
  private func link(_ name: String, to target: String) throws -> String {
    let path = room.path + "/" + name
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    return path
  }

  @Test func `a store has one lock and one log, by whatever name it is opened`() throws {
    let own = try Database.open(at: store, mode: .create)
    defer { own.close() }
    let link = try link("by-another-name", to: store)
    let other = try Database.open(at: link)
    defer { other.close() }
    try other.write { try $0.save(Team(id: Team.ID(1), name: "billing", title: "Billing")) }
    let files = try FileManager.default.contentsOfDirectory(atPath: room.path)
    #expect(!files.contains { $0.hasPrefix("by-another-name.") || $0.hasPrefix("by-another-name-") })
    let lock = try StoreLock(beside: link), same = try StoreLock(beside: store)
    #expect(
      try lock.hold { try same.holdIfFree { true } } == nil, "who comes by the one name waits for the other")
    #expect(other.logSize == own.logSize && own.logSize > 0)
  }
  @Test func `a link that leads nowhere is no store, and none is made at its end`() throws {
    let end = room.path + "/somewhere"
    let link = try link("desk.opsdeck", to: end)
    for mode in [Database.Mode.create, .readWrite, .readOnly] {
      #expect(kind { _ = try Database.open(at: link, mode: mode) } == .foreign)
    }
    #expect(
      !FileManager.default.fileExists(atPath: end) && !FileManager.default.fileExists(atPath: end + ".lock"))
  }
  @Test func `a planted lock is told and nothing is made where it leads`() throws {
    try Database.open(at: store, mode: .create).close()
    let victim = room.path + "/victim"
    unlink(store + ".lock")
    _ = try link("desk.opsdeck.lock", to: victim)
    let database = try Database.open(at: store)
    defer { database.close() }
    #expect(kind { try database.write { try $0.set("a", to: "b") } } == .foreign)
    #expect(!FileManager.default.fileExists(atPath: victim))
  }
  @Test func `a backup goes through no planted link`() throws {
    let database = try Database.open(at: store, mode: .create)
    defer { database.close() }
    let victim = room.path + "/victim"
    try Data("precious".utf8).write(to: URL(filePath: victim))
    _ = try link("copy.part", to: victim)
    try database.backUp(to: room.path + "/copy")
    #expect(try Data(contentsOf: URL(filePath: victim)) == Data("precious".utf8))
    #expect(kind { try database.backUp(to: room.path + "/no/copy") } != nil)
  }
}
