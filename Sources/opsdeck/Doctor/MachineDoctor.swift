import CSQLite
import Domain
import Glibc

/// Libraries and clock of this machine.
enum MachineDoctor {
  static func findings() -> [Finding] {
    [Finding("machine", "opsdeck", .ok, Opsdeck.version), sqlite(), clock(), zone()]
  }

  /// From 3.7.0 to 3.51.2 SQLite can lose pages when a commit meets the end of a checkpoint. Our lock keeps the two
  /// apart, so the version is told, not judged.
  static func sqlite(
    number: Int = Int(sqlite3_libversion_number()), name: String = String(cString: sqlite3_libversion())
  ) -> Finding {
    guard number < 3_051_003 else { return Finding("machine", "SQLite", .ok, name) }
    return Finding(
      "machine", "SQLite", .note,
      "\(name): its write-ahead log can lose pages when a commit meets the end of a checkpoint; opsdeck's own lock keeps them apart",
      mend:
        "Nothing, as long as only opsdeck writes: use opsdeck store shell, never sqlite3, on a store in use.")
  }

  static func clock(_ now: Instant = Clock.now) -> Finding {
    let built = Instant(seconds: 1_760_000_000)  // October 2025: no opsdeck is older
    guard now < built || now > built + .days(365 * 30) else {
      return Finding("machine", "clock", .ok, Clock.shown(now))
    }
    return Finding(
      "machine", "clock", .broken, "\(Clock.shown(now)) cannot be: instants in the store would be wrong",
      mend: "Set the clock (timedatectl set-ntp true), then start again.")
  }
  private static func zone() -> Finding {
    tzset()
    let name = Places.variable("TZ").flatMap { $0.isEmpty ? nil : $0 }
    var (seconds, parts) = (time_t(Clock.now.seconds), tm())
    localtime_r(&seconds, &parts)
    let minutes = parts.tm_gmtoff / 60, sign = minutes < 0 ? "-" : "+", hours = abs(minutes) / 60,
      rest = abs(minutes) % 60
    let offset = "UTC\(sign)\(hours < 10 ? "0" : "")\(hours):\(rest < 10 ? "0" : "")\(rest)"
    return Finding("machine", "time zone", .ok, "\(offset)\(name.map { " by TZ=\($0)" } ?? "")")
  }
}
