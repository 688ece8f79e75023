import Acts
import Domain
import Foundation
import Operations
import Store
import TestSupport
import Testing

@testable import opsdeck

@Suite struct SessionFileTests {
  private let room = TemporaryFolder("session")
  var home: String { room.path }
  var places: Places { Places { $0 == "HOME" ? home : nil } }

  @Test("a token is kept for its owner alone, one a store, and one that others could read is not trusted")
  func kept() throws {
    let mine = SessionFile(store: home + "/a", places: places),
      other = SessionFile(store: home + "/b", places: places)
    #expect(try mine.read() == nil && mine.path != other.path)
    try mine.write(Secret("token"), places: places)
    try mine.write(Secret("newer"), places: places)
    #expect(try mine.read()?.revealed == "newer" && other.read() == nil)
    let rights = try FileManager.default.attributesOfItem(atPath: mine.path)[.posixPermissions] as? Int
    #expect(rights == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: mine.path)
    #expect(throws: Complaint.self) { try mine.read() }
    mine.remove()
    #expect(try mine.read() == nil)
  }
  @Test("who logged in at the command line comes into the console by the same session, and --as is for demos")
  func visitor() throws {
    let database = try Database.open(at: home + "/store", mode: .create, durability: .normal)
    defer { database.close() }
    let act = CreateAgent(handle: .init("bea"), name: "Bea", email: "bea@desk.example")
    try FirstSetup.found(database, act, Secret(FirstSetupTests.password))
    let entry = try Doorkeeper(database: database).logIn(
      "bea", Secret(FirstSetupTests.password), door: .command, at: Clock.now)
    try SessionFile(store: database.path, places: places).write(entry.token, places: places)
    let visitor = try Visitor(at: database, actor: nil, places)
    #expect(visitor.session == entry.session.id && visitor.agent.role == .admin && !visitor.cameForConsole)
    let complaint = #expect(throws: Complaint.self) { try Visitor(at: database, actor: "bea", places) }
    #expect(complaint?.status == .usage)
    try database.write { try $0.markDemo() }
    #expect(try Visitor(at: database, actor: "bea", places).isDemo)
    let stranger = #expect(throws: Complaint.self) { try Visitor(at: database, actor: "bae", places) }
    #expect(stranger?.lines.last == "Did you mean bea?")
  }
}
