import Domain
import Glibc

/// The time zone of whoever sits here: `TZ`, or the machine's. Read once, without Foundation.
enum Zone {
  static let here: any ZoneRules = find(Places.variable)

  static func find(_ environment: (String) -> String?) -> any ZoneRules {
    let named = environment("TZ").flatMap { $0.isEmpty ? nil : $0 }
    if let named {
      let name = named.hasPrefix(":") ? String(named.dropFirst()) : named
      if name == "UTC" || name == "UTC0" { return FixedZone.utc }
      return zone(name, "\(folder)/\(name)") ?? FixedZone.utc
    }
    return zone(localName() ?? "local", "/etc/localtime") ?? FixedZone.utc
  }
  /// A zone of the system's database; nil where it has none of that name.
  @Sendable static func named(_ name: String) -> (any ZoneRules)? {
    guard name.hasPrefix("/") == false else { return nil }
    return zone(name, "\(folder)/\(name)")
  }
  /// Where the system keeps its zones; `TZDIR` may name another place, as the C library has it.
  private static var folder: String {
    Places.variable("TZDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/usr/share/zoneinfo"
  }
  /// The names of all zones of the system: those of its list, and the links to them.
  @Sendable static func names() -> [String] {
    guard case .success(let text) = SmallFile.text("\(folder)/tzdata.zi", limit: 1 << 20) else { return [] }
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      switch words.first {
      case "Z" where words.count > 1: return String(words[1])
      case "L" where words.count > 2: return String(words[2])
      default: return nil
      }
    }
  }
  private static func zone(_ name: String, _ path: String) -> ZoneTable? {
    guard !name.contains(".."), let bytes = SmallFile.bytes(path, limit: 65_536) else { return nil }
    return ZoneTable(name: name, tzif: bytes)
  }
  /// `/etc/localtime` is a link into the zones' folder, by which the zone can be named.
  private static func localName() -> String? {
    guard let real = realpath("/etc/localtime", nil) else { return nil }
    defer { free(real) }
    let path = String(cString: real), folder = "/zoneinfo/"
    var place = path.startIndex
    while place < path.endIndex {
      if path[place...].hasPrefix(folder) {
        return String(path[path.index(place, offsetBy: folder.count)...])
      }
      place = path.index(after: place)
    }
    return nil
  }
}
