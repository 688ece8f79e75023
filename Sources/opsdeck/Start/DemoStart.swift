import Demo
import Domain
import Glibc
import Store

/// `opsdeck demo`: makes the demo store where there is none, and opens the console on it.
struct DemoStart: Equatable {
  var store: String?, actor: String?, tickets: Int?, messages: Int?, seed: UInt64?
  var isFresh = false, hasConsole = true, isQuiet = false, console = ConsoleStart()
  static let usualTickets = 3000

  func place(_ places: Places) -> String { store ?? places.demoStore }

  func run() throws {
    let places = Places()
    // Before anything is made: who cannot see the console should not wait for a store.
    if hasConsole { try ConsoleStart.demandTerminal(instead: "opsdeck demo --no-console") }
    let path = try prepare(places)
    guard hasConsole else {
      if !isQuiet { try Printer().say("The demo store is at \(path).") }
      return
    }
    let (config, flaws) = Config.load(places)
    try console.open(path, config, flaws, actor: actor ?? "ada")
  }

  /// The path of the demo store, made if need be.
  func prepare(_ places: Places) throws -> String {
    let path = place(places)
    if store == nil { try Places.makeFolder(places.state + "/demo") }
    if access(path, F_OK) == 0 {
      if !isFresh { return try check(path) }
      try demandDemo(path)
    }
    try make(at: path)
    return path
  }

  private func check(_ path: String) throws -> String {
    let database: Database
    do { database = try Database.open(at: path) } catch let trouble as StoreTrouble
      where trouble.kind == .older
    {
      throw Complaint(
        .store, "The demo store \(path) was made by an older opsdeck.", "Make it anew: opsdeck demo --fresh.")
    }
    defer { database.close() }
    let (isDemo, count, seed) = try database.read { store in
      (try store.isDemo(), try store.ticketCount(), try store.setting("demo.seed"))
    }
    guard isDemo else { throw Self.notADemo(path) }
    if let tickets, tickets != count {
      throw Complaint(
        .failed,
        "The demo store \(path) has \(ProgressLine.grouped(count)) tickets, not \(ProgressLine.grouped(tickets)).",
        "Add --fresh to make it anew, or name another place with --store.")
    }
    if let seedAsked = self.seed, seed != String(seedAsked) {
      throw Complaint(
        .failed, "The demo store \(path) was made from seed \(seed ?? "?").", "Add --fresh to make it anew.")
    }
    return path
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
