import Domain
import Glibc
import Store

/// The store: whether it opens, what is in it, who may read it, and how long its log is.
enum StoreDoctor {
  static func findings(flag: String?, _ config: Config, _ places: Places) -> [Finding] {
    let choice: StoreChoice
    do { choice = try StoreChoice.find(flag: flag, config: config, places: places) } catch {
      return [Finding("store", "place", .broken, error.lines.first ?? "", mend: error.lines.last)]
    }
    var found = [Finding("store", "place", .ok, "\(choice.path) (by \(choice.reason.rawValue))")]
    guard access(choice.path, F_OK) == 0 else {
      found.append(
        Finding(
          "store", "file", choice.reason == .usual ? .note : .broken, "there is none yet",
          mend: "Run opsdeck to set one up, or opsdeck demo to look around."))
      return found
    }
    found += rights(choice.path)
    do {
      let database = try Database.open(at: choice.path, mode: .readOnly)
      defer { database.close() }
      found += try contents(database)
    } catch let trouble as StoreTrouble {
      found.append(Finding("store", "opens", .broken, trouble.problem, mend: trouble.remedy))
    } catch {
      found.append(Finding("store", "opens", .broken, "\(error)"))
    }
    return found
  }

  private static func contents(_ database: Database) throws -> [Finding] {
    let (demo, tickets, agents) = try database.read { store in
      (try store.isDemo(), try store.ticketCount(), try store.directory().agents.count)
    }
    let log = database.logSize
    return [
      Finding("store", "opens", .ok, "schema \(Migration.all.count), \(demo ? "demo" : "live") store"),
      Finding("store", "holds", .ok, "\(ProgressLine.grouped(tickets)) tickets, \(agents) agents"),
      log < 64_000_000
        ? Finding("store", "log", .ok, ByteCount.text(log))
        : Finding(
          "store", "log", .warning, "\(ByteCount.text(log)) are not in the main file yet",
          mend: "A program reads for very long; close consoles that hang, then run opsdeck store check."),
    ]
  }
  private static func rights(_ path: String) -> [Finding] {
    ["", "-wal", "-shm", ".lock"].compactMap { end in
      var about = stat()
      guard stat(path + end, &about) == 0 else { return nil }
      let mode = about.st_mode & 0o777, name = end.isEmpty ? "rights" : "rights \(end)"
      if mode & 0o077 != 0 {
        return Finding(
          "store", name, .warning,
          "\(path + end) has the rights \(String(mode, radix: 8)): others may read customers' mail",
          mend: "chmod 600 \(path + end)")
      }
      if access(path + end, W_OK) != 0 {
        return Finding(
          "store", name, .warning, "\(path + end) may not be written", mend: "Look at its owner (ls -l).")
      }
      return end.isEmpty ? Finding("store", name, .ok, String(mode, radix: 8)) : nil
    }
  }
}
