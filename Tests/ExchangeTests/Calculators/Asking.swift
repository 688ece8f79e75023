import Domain
import Foundation

@testable import Exchange

/// Asks calculators as the commands do, with the system's zones.
enum Asking {
  static let zones = ZoneSource(
    find: { name in
      guard name.first != "/", !name.contains(".."),
        let bytes = FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name)
      else { return nil }
      return ZoneTable(name: name, tzif: Array(bytes))
    }, names: { ["Europe/Berlin", "Europe/Dublin", "America/New_York", "UTC"] })
  static func answer(_ calculator: some Calculator, _ line: String) -> String {
    var calculator = calculator, out: [UInt8] = []
    _ = calculator.answer(Array(line.utf8)[...], to: &out)
    return String(decoding: out.dropLast(), as: UTF8.self)
  }
  static func time(_ verb: TimeVerb, _ line: String, _ conventions: BusinessConventions = .init()) -> String {
    answer(TimeCalculator(verb, conventions: conventions, zones: zones), line)
  }
  static func sla(_ line: String, afterEach: Bool = false) -> String {
    answer(SLACalculator(afterEach: afterEach, zones: zones), line)
  }
  static let hours =
    #"{"time_zone":"Europe/Berlin","hours":{"mon":[["09:00","12:00"],["13:00","17:00"]],"tue":[["09:00","17:00"]],"fri":[["22:00","06:00"]]},"overrides":{"2026-12-24":[["09:00","12:00"]]},"holidays":["2026-12-25"],"breaks":{"2026-11-24":[["12:00","13:00"]]}}"#
}
