import Demo
import Domain
import Foundation
import Store

/// A demo store filled from within, with the time and the memory of each stage: what the command shows as one number.
enum Filling {
  static func run(_ names: [String]) throws {
    guard names.count == 3, let tickets = Int(names[1]), let messages = Int(names[2]) else {
      fatalError("usage: StoreBenchmarks fill STORE TICKETS MESSAGES")
    }
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    let desk = try DemoDesk(seed: 1, now: now, tickets: tickets, messages: messages)
    var events = 0
    let told = Lap.of { for number in desk.numbers.joined() { events += desk.ticket(number).events.count } }.1
    print("told without a store: \(events) events, \(told.cpu / 1000) s of CPU")
    let database = try Database.open(at: names[0], mode: .create, durability: .normal)
    var stage = ""
    var since = ContinuousClock.now, work = Lap.now()
    func tell(_ next: String) {
      let used = Lap.now()
      if !stage.isEmpty {
        print(
          "\(stage): \((ContinuousClock.now - since) / .seconds(1)) s, \((used - work) / 1000) s of CPU, \(resident()) MB"
        )
      }
      (stage, since, work) = (next, .now, used)
    }
    try DemoStore(desk).fill(database) { progress in
      let part = progress.stage == .tickets ? progress.done * 4 / max(1, progress.all) : 0
      let name = "\(progress.stage)" + (progress.stage == .tickets ? " from \(part * 25) %" : "")
      if name != stage { tell(name) }
    }
    tell("end")
    database.close()
  }
  /// A store with nobody in it but `noa`, who may import; it counts as a demo, so that no password is asked.
  static func empty(_ path: String) throws {
    let database = try Database.open(at: path, mode: .create)
    try database.write { store in
      try store.markDemo()
      try store.save(
        Agent(
          id: Agent.ID(1), handle: .init("noa"), name: "Noa", email: "noa@desk.example", role: .admin,
          teams: []))
    }
    database.close()
  }
  /// Memory that is resident now, in MB.
  private static func resident() -> Int {
    let words =
      (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return words.count > 1 ? (Int(words[1]) ?? 0) * 4096 / 1_000_000 : 0
  }
}
