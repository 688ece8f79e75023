import Acts
import BareSQLite
import Domain
import Foundation
import Operations
import Store

/// Acts through the whole pipeline, audit row included, beside the very same statements through the bare C API and
/// beside a bare insert. Works on copies of the store it is given.
struct Piping {
  let source: String, isQuick: Bool
  let now: Instant

  private func copy(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent(
      "piping-\(name)")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let target = folder.appendingPathComponent("store.db").path
    try FileManager.default.copyItem(atPath: source, toPath: target)
    return target
  }
  private func removeCopy(_ path: String) {
    try? FileManager.default.removeItem(at: URL(fileURLWithPath: path).deletingLastPathComponent())
  }

  /// Three acts of the day, on one ticket after the other; what they took.
  private func act(on path: String, _ durability: Database.Durability, count: Int) throws -> Lap {
    let database = try Database.open(at: path, durability: durability)
    defer { database.close() }
    let pipeline = Pipeline(database: database)
    guard let ada = try database.read({ try $0.agent(handle: "ada") }) else {
      fatalError("no demo store: \(path)")
    }
    let filter = try Filter("status:new,open,pending")
    let tickets = try database.read { try $0.ticketIDs(filter, viewer: ada.id, now: now, cap: count) }
    return try Lap.of {
      for number in 0..<count {
        let id = tickets[number % tickets.count]
        let context = Context(
          actor: ada, door: .command, now: Instant(milliseconds: now.milliseconds + Int64(number)))
        let priority: Ticket.Priority = (number / tickets.count).isMultiple(of: 2) ? .urgent : .low
        switch number % 3 {
        case 0: _ = try pipeline.run(SetPriority(tickets: [id], to: priority), context)
        case 1:
          _ = try pipeline.run(
            AssignTickets(tickets: [id], to: Agent.Handle(number % 2 == 0 ? "bo" : "kim")), context)
        default: _ = try pipeline.run(AddNote(ticket: id, text: "Looked at it; number \(number)."), context)
        }
      }
    }.1
  }

  func run() throws {
    let count = isQuick ? 300 : 3000
    for (durability, name) in [(Database.Durability.full, "FULL"), (.normal, "NORMAL")] {
      let ours = try copy("ours"), traced = try copy("traced"), bare = try copy("bare")
      defer { for path in [ours, traced, bare] { removeCopy(path) } }
      // The same acts once more, only to note their statements and values.
      let trace = traced + ".trace"
      guard bare_trace_begin(trace) == 0 else { fatalError("cannot write \(trace)") }
      _ = try act(on: traced, durability, count: count)
      let statements = bare_trace_end()
      let lap = try act(on: ours, durability, count: count), seconds = lap.wall / 1000
      var trouble = [CChar](repeating: 0, count: 400)
      var bareWork = 0.0
      let floor = bare_replay(trace, bare, name, &bareWork, &trouble)
      let insert = bare_inserts(bare, name, Int32(count), &trouble)
      guard floor > 0, insert > 0 else {
        fatalError(String(decoding: trouble.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
      }
      let rate = Double(count) / seconds, bareRate = Double(count) / floor
      Figure(
        what: "acts through the pipeline, \(name)", value: rate, unit: "acts/s",
        cpu: Double(count) / lap.cpu * 1000, sense: ">=", peer: "bare C",
        peerValue: bareRate
      ).report()
      Figure(
        what: "share of the bare C loop's rate, \(statements / count) statements an act, \(name)",
        value: rate / bareRate,
        unit: "", cpu: bareWork * 1000 / lap.cpu, sense: ">=", target: 0.7
      ).report()
      Figure(
        what: "time of an act to a bare insert's, \(name)", value: seconds / insert, unit: "times",
        peer: "inserts/s", peerValue: Double(count) / insert
      ).report()
    }
  }
}
