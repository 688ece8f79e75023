import Demo
import Domain
import Glibc
import Store

/// `opsdeck demo`: makes the demo store where there is none, and opens the console on it.
struct DemoStart: Equatable {
  var store: String?, actor: String?, tickets: Int?, messages: Int?, seed: UInt64?
  var isFresh = false, hasConsole = true, isQuiet = false, isJSON = false, console = ConsoleStart()
  static let usualTickets = 3000

  func place(_ places: Places) -> String { store ?? places.demoStore }

  func run() throws {
    let places = Places()
    // Before anything is made: who cannot see the console should not wait for a store.
    if hasConsole { try ConsoleStart.demandTerminal(instead: "opsdeck demo --no-console") }
    let database = try open(places)
    guard hasConsole else {
      database.close()
      let printer = try Printer(json: isJSON, quiet: isQuiet)
      if isJSON { return try printer.json(["store": database.path]) }
      return printer.say("The demo store is at \(database.path).")
    }
    let actor = try Desk.demoActor(self.actor ?? "ada", in: database)
    try console.show(database, Visitor(agent: actor, isDemo: true), places)
  }

  /// The demo store, made if need be. Of one that is there only what was asked for is compared: the first frame waits.
  func open(_ places: Places) throws -> Database {
    let path = place(places)
    if store == nil { try Places.makeFolder(places.state + "/demo") }
    if access(path, F_OK) == 0 {
      if !isFresh { return try existing(path) }
      try demandDemo(path)
    }
    try make(at: path)
    return try Database.open(at: path)
  }

  private func existing(_ path: String) throws -> Database {
    let database: Database
    do { database = try Desk.open(path, forWriting: false) } catch let trouble as StoreTrouble
      where trouble.kind == .older
    {
      throw Complaint(
        .store, "The demo store \(path) was made by an older opsdeck.", "Make it anew: opsdeck demo --fresh.")
    }
    try database.read { store in
      guard try store.isDemo() else { throw Self.notADemo(path) }
      if let tickets {
        let count = try store.ticketCount()
        guard count == tickets else {
          throw Complaint(
            .failed,
            "The demo store \(path) has \(ProgressLine.grouped(count)) tickets, not \(ProgressLine.grouped(tickets)).",
            "Add --fresh to make it anew, or name another place with --store.")
        }
      }
      if let seed, let made = try store.setting("demo.seed"), made != String(seed) {
        throw Complaint(
          .failed, "The demo store \(path) was made from seed \(made).", "Add --fresh to make it anew.")
      }
    }
    return database
  }
  /// Only a demo is ever thrown away; a file that cannot be read as a store is not ours to judge.
  private func demandDemo(_ path: String) throws {
    do {
      let database = try Database.open(at: path, mode: .readOnly)
      defer { database.close() }
      guard try database.read({ try $0.isDemo() }) else { throw Self.notADemo(path) }
    } catch let trouble as StoreTrouble where trouble.kind == .older {
      // Older demos are what --fresh is for; a real store never lies at the demo's own place.
      guard store == nil else { throw Complaint(trouble) }
    }
  }
  private static func notADemo(_ path: String) -> Complaint {
    Complaint(
      .failed, "\(path) is not a demo store, and is left as it is.",
      "Open it with opsdeck --store \(path), or name another place for the demo.")
  }

  /// Makes it beside its place and moves it there when it is whole: nobody ever opens half a demo.
  private func make(at path: String) throws {
    let count = tickets ?? Self.usualTickets
    let desk: DemoDesk
    do {
      desk = try DemoDesk(seed: seed ?? 1, now: Clock.now, tickets: count, messages: messages)
    } catch { throw Complaint(.usage, "--\(error.field ?? "tickets"): \(error)") }
    let draft = "\(path).part-\(getpid())", ends = ["", "-wal", "-shm", ".lock"]
    func discard(_ name: String) { for end in ends { unlink(name + end) } }
    discard(draft)
    Interruption.onInterrupt(removing: ends.map { draft + $0 })
    defer { Interruption.reset() }
    do {
      let database = try Database.open(at: draft, mode: .create, durability: .normal)
      var line = ProgressLine("tickets", quiet: isQuiet)
      defer { line.end() }
      try DemoStore(desk).fill(database) { progress in
        line.show(
          progress.done, of: progress.all, stage: progress.stage == .indexes ? "building indexes" : "")
      }
      try database.checkpoint(.truncate)
      database.close()
    } catch {
      discard(draft)
      throw error
    }
    discard(path)
    for end in ["-wal", "-shm", ".lock"] { unlink(draft + end) }
    guard rename(draft, path) == 0 else {
      let why = String(cString: strerror(errno))
      discard(draft)
      throw Complaint(.failed, "The demo store cannot be put at \(path): \(why).")
    }
  }
}
