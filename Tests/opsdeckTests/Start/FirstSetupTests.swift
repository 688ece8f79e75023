import Domain
import Foundation
import Operations
import Store
import TestSupport
import Testing

@testable import opsdeck

/// The first set-up as somebody types it who gets everything wrong once.
@Suite struct FirstSetupTests {
  static let password = "seven quiet otters count"
  private let room = TemporaryFolder("setup")
  var home: String { room.path }
  var places: Places { Places { $0 == "HOME" ? home : nil } }

  @Test("each mistake is told where it was made, and only at the end is there a store, with one admin")
  func mistakes() throws {
    _ = FileManager.default.createFile(atPath: home + "/taken", contents: nil)
    let wanted = home + "/desk/our.opsdeck"
    let terminal = TypedTerminal([
      ("Place of the store", "desk\n"), ("Place of the store", home + "/taken\n"),
      ("Place of the store", wanted + "\n"), ("short name", "me\n"), ("full name", "Bea Holm\n"),
      ("mail address", "bea@desk.example\n"), ("short name", "bea\n"), ("full name", "Bea Holm\n"),
      ("mail address", "bea@desk.example\n"), ("Password: ", "short\r"), ("Password: ", Self.password + "\r"),
      ("The same again: ", "something else\r"), ("Password: ", Self.password + "\r"),
      ("The same again: ", Self.password + "\r"),
    ])
    let choice = StoreChoice(path: places.usualStore, reason: .usual)
    let founder = try FirstSetup(choice: choice, places: places).run(asking: terminal.prompt)
    let seen = terminal.end()
    for told in [
      "Write the whole path", "There is something at \(home)/taken", "means something else",
      "12 are the least",
      "The two are different.", "You are bea, admin.",
    ] { #expect(seen.contains(told), "\(told)") }
    #expect(!seen.contains(Self.password))
    #expect(founder.store == wanted && founder.handle == "bea")
    #expect(Config.load(places).config.store == wanted, "the next start finds it")
    let rights = try FileManager.default.attributesOfItem(atPath: wanted)[.posixPermissions] as? Int
    #expect(rights == 0o600)
    let ofConfig = try FileManager.default.attributesOfItem(atPath: places.configFile)[.posixPermissions]
    #expect(ofConfig as? Int == 0o600, "nobody else leads the next start elsewhere")

    let database = try Database.open(at: wanted)
    defer { database.close() }
    let visitor = try Visitor(founder, at: database)
    #expect(visitor.agent.role == .admin && visitor.cameForConsole && !visitor.isDemo)
    #expect(
      try database.read { try $0.auditRows().map(\.act) } == ["session.login", "agent.create"],
      "how she came in stands in the log")
  }
  @Test("who leaves before the end leaves nothing behind")
  func left() throws {
    let terminal = TypedTerminal([
      ("Place of the store", "\n"), ("short name", "bea\n"), ("full name", "Bea Holm\n"),
      ("mail address", "bea@desk.example\n"), ("Password: ", "\u{3}"),
    ])
    let choice = StoreChoice(path: places.usualStore, reason: .usual)
    let complaint = #expect(throws: Complaint.self) {
      try FirstSetup(choice: choice, places: places).run(asking: terminal.prompt)
    }
    _ = terminal.end()
    #expect(complaint?.status == .interrupted)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home) == [])
  }
}
