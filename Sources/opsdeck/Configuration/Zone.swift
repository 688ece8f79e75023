import Domain
import Exchange
import Glibc

/// The time zone of whoever sits here: `TZ`, or the machine's. Read once, without Foundation.
enum Zone {
  static let here: any ZoneRules = find(Places.variable)

  static func find(_ environment: (String) -> String?) -> any ZoneRules {
    let named = environment("TZ").flatMap { $0.isEmpty ? nil : $0 }
    if let named {
      let name = named.hasPrefix(":") ? String(named.dropFirst()) : named
      if name == "UTC" || name == "UTC0" { return FixedZone.utc }
      return zone(name, "\(SystemZones.folder)/\(name)") ?? FixedZone.utc
    }
    return zone(localName() ?? "local", "/etc/localtime") ?? FixedZone.utc
  }
  /// A zone of the system's database; nil where it has none of that name.
  @Sendable static func named(_ name: String) -> (any ZoneRules)? { SystemZones.named(name) }
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
