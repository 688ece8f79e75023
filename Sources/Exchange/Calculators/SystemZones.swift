public import Domain
import Glibc

/// The zones of the system's database, read when they are asked for.
public enum SystemZones {
  /// As the calculators and the store's schedules find them.
  public static let source = ZoneSource(find: named, names: names)

  /// Where the system keeps its zones; `TZDIR` may name another place, as the C library has it.
  public static var folder: String {
    guard let text = getenv("TZDIR").map({ String(cString: $0) }), text.hasPrefix("/") else {
      return "/usr/share/zoneinfo"
    }
    return text
  }
  /// A zone by its name; nil where the database has none of that name.
  @Sendable public static func named(_ name: String) -> (any ZoneRules)? {
    guard !name.isEmpty, !name.hasPrefix("/"), !name.contains("..") else { return nil }
    return bytes("\(folder)/\(name)", limit: 65_536).flatMap { ZoneTable(name: name, tzif: $0) }
  }
  /// The names of all zones: those of the system's list, and the links to them.
  @Sendable public static func names() -> [String] {
    guard let bytes = bytes("\(folder)/tzdata.zi", limit: 1 << 20) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      switch words.first {
      case "Z" where words.count > 1: return String(words[1])
      case "L" where words.count > 2: return String(words[2])
      default: return nil
      }
    }
  }
  private static func bytes(_ path: String, limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var found: [UInt8] = [], piece = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(file, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return found }
      found += piece[..<count]
      guard found.count <= limit else { return nil }
    }
  }
}
