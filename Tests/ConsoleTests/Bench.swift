import Demo
import Domain
import Foundation
import Operations
import Store
import Terminal

@testable import Console

/// A console on a demo store of its own, that answers at once and shows its frames as text.
@MainActor final class Bench {
  let shell: Shell
  let database: Database
  let folder: String
  var now: Instant
  private let box: ClockBox

  final class ClockBox: @unchecked Sendable {  // tests run on one thread each
    var now: Instant
    init(_ now: Instant) { self.now = now }
  }
  static let start = Instant(seconds: 1_796_000_000)  // 2026-11-30, a Monday

  init(as handle: String = "ada", size: Size = Size(120, 40), tickets: Int = 400, sharing other: Bench? = nil)
    throws
  {
    let box = ClockBox(Self.start)
    self.box = box
    now = Self.start
    if let other {
      (database, folder) = (other.database, other.folder)
    } else {
      folder = NSTemporaryDirectory() + "opsdeck-console-" + UUID().uuidString
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      database = try Database.open(at: folder + "/store.db", mode: .create, durability: .normal)
      try DemoStore(DemoDesk(seed: 7, now: Self.start, tickets: tickets, messages: nil)).fill(database) { _ in
      }
    }
    let actor = try need(database.read { try $0.agent(handle: handle) })
    let options = ConsoleApp.Options(
      database: database, storeName: "demo store", isDemo: true, actor: actor, environment: [:],
      clock: { box.now })
    shell = try ConsolePicture.shell(options, size: size)
  }
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Presses keys as the key map writes them.
  func press(_ keys: String...) {
    for word in keys {
      guard let sequence = KeySequence(word) else { fatalError("no key: \(word)") }
      for key in sequence.keys {
        shell.handle(.key(key))
        shell.settle()
        shell.shown()
      }
    }
  }
  /// Types text.
  func type(_ text: String) {
    for character in text {
      shell.handle(.key(Key(character == "\n" ? .enter : .character(character))))
      shell.settle()
      shell.shown()
    }
  }
  func pass(_ milliseconds: Int64) {
    box.now = box.now + milliseconds
    now = box.now
    shell.tick()
  }
  var frame: Surface {
    var surface = Surface(shell.facts.size, theme: .builtIn)
    shell.draw(into: &surface)
    return surface
  }
  var text: String { frame.text }
  func rows() -> [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}

func need<T>(_ value: T?) throws -> T { value! }
