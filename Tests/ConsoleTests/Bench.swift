import Demo
import Domain
import Foundation
import Operations
import Store
import Terminal
import Testing

@testable import Console

/// A console on a demo store of its own, that answers at once and shows its frames as text; its queue's cursor stands
/// at a ticket where one is named.
@MainActor final class Bench {
  let shell: Shell
  let database: Database
  let folder: String
  var now: Instant
  private let box: ClockBox
  private var kept: Surface?
  private let isPlain: Bool, isOwner: Bool

  final class ClockBox: @unchecked Sendable {  // tests run on one thread each
    var now: Instant
    init(_ now: Instant) { self.now = now }
  }
  static let start = Instant(seconds: 1_796_000_000)  // 2026-11-30, a Monday

  init(
    as handle: String = "ada", at ticket: Int64? = nil, size: Size = Size(120, 40), tickets: Int = 400,
    sharing other: Bench? = nil, plain: Bool = false, habits: String? = nil, on database: Database? = nil
  ) throws {
    let box = ClockBox(Self.start)
    self.box = box
    now = Self.start
    isPlain = plain
    if let other {
      (self.database, folder, isOwner) = (database ?? other.database, other.folder, false)
    } else {
      folder = NSTemporaryDirectory() + "opsdeck-console-" + UUID().uuidString
      isOwner = true
      try FileManager.default.copyItem(atPath: Self.template(tickets), toPath: folder)
      self.database = try Database.open(at: folder + "/store.db", durability: .normal)
    }
    let actor = try need(self.database.read { try $0.agent(handle: handle) })
    var options = ConsoleApp.Options(
      database: self.database, storeName: "demo store", isDemo: true, actor: actor, environment: [:],
      clock: { box.now })
    options.habits = habits
    options.zoneNamed = { $0 == "Europe/Madrid" ? FixedZone(seconds: 3600, name: $0) : nil }
    shell = try ConsolePicture.shell(options, size: size)
    if let ticket { shell.select(Ticket.ID(ticket)) }
  }
  deinit { if isOwner { try? FileManager.default.removeItem(atPath: folder) } }

  private static var templates: [Int: String] = [:]
  /// The folder of a demo store with so many tickets; each is made once in a run, and copied.
  private static func template(_ tickets: Int) throws -> String {
    if let made = templates[tickets] { return made }
    // What a run left behind that is over goes now: nothing runs at the end of one.
    let prefix = "opsdeck-console-template-"
    for old in try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory())
    where old.hasPrefix(prefix) {
      let run = old.dropFirst(prefix.count).split(separator: "-").first.flatMap { Int32($0) } ?? 0
      if kill(run, 0) != 0 { try? FileManager.default.removeItem(atPath: NSTemporaryDirectory() + old) }
    }
    let folder = NSTemporaryDirectory() + prefix + "\(getpid())-\(tickets)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let database = try Database.open(at: folder + "/store.db", mode: .create, durability: .normal)
    try DemoStore(DemoDesk(seed: 7, now: start, tickets: tickets, messages: nil)).fill(database) { _ in }
    database.close()
    templates[tickets] = folder
    return folder
  }
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
  /// What is on the screen, drawn from nothing. The same is drawn as the console does, over the frame before.
  var frame: Surface {
    var surface = Surface(shell.facts.size, theme: .builtIn)
    if kept?.size == surface.size { kept?.startFrame() } else { kept = surface }
    for over in [false, true] {
      var next = over ? kept ?? surface : surface
      if isPlain { shell.drawPlain(into: &next) } else { shell.draw(into: &next) }
      if over { kept = next } else { surface = next }
    }
    #expect(kept?.looks(like: surface) == true, "drawn over the frame before it looks otherwise")
    return surface
  }
  /// A click, or what the wheel does, on a cell of the screen.
  func mouse(_ action: Mouse.Action = .press(1), _ x: Int, _ y: Int) {
    shell.handle(.mouse(Mouse(action, at: Point(x, y))))
    shell.shown()
  }
  /// Clicks on the first cell of a text on the screen.
  func click(_ text: String, before column: Int = .max) throws {
    let rows = rows().map { String($0.prefix(column)) }
    let y = try need(rows.firstIndex { $0.contains(text) })
    let before = try need(rows[y].range(of: text)).lowerBound
    mouse(.press(1), TextWidth.of(String(rows[y][..<before])), y)
  }
  /// The row with the bar at its left edge.
  var selected: String { rows().first { $0.hasPrefix("▌") } ?? "" }
  func ticket(_ id: Int64) throws -> Ticket { try need(database.read { try $0.ticket(Ticket.ID(id)) }) }
  func agent(_ handle: String) throws -> Agent { try need(database.read { try $0.agent(handle: handle) }) }
  var text: String { frame.text }
  func rows() -> [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}

func need<T>(_ value: T?) throws -> T { value! }
