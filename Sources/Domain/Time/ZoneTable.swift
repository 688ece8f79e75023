/// A time zone of the system's database, read from the bytes of its TZif file (RFC 8536).
///
/// Foundation's zones cost a third of a millisecond and three megabytes on first use; this costs the table.
public struct ZoneTable: ZoneRules {
  /// The name it was asked for by.
  public let name: String
  private let starts: [Int64], offsets: [Int32]
  private let first: Int, rule: ZoneFooter?

  /// Reads a zone; nil when the bytes are no TZif file or promise more than they hold.
  public init?(name: String, tzif bytes: [UInt8]) {
    self.name = name
    var reader = TZifReader(bytes)
    guard let old = reader.header() else { return nil }
    var table: TZifReader.Table?
    var footer: String?
    if old.version >= 2 {
      guard reader.skip(old.length(of: 4)), let new = reader.header() else { return nil }
      table = reader.table(new, width: 8)
      footer = reader.footer()
    } else {
      table = reader.table(old, width: 4)
    }
    guard let table else { return nil }
    (starts, offsets, first) = (table.starts, table.offsets, table.first)
    rule = footer.flatMap(ZoneFooter.init)
  }

  /// How far clocks are ahead of UTC then; after the table's last change by the rule at its end.
  public func offset(at instant: Instant) -> Int {
    let second = instant.seconds
    if let last = starts.last, second >= last, let rule { return rule.offset(at: second) }
    if starts.isEmpty { return rule?.offset(at: second) ?? first }
    var low = 0, high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? first : Int(offsets[low - 1])
  }
}

/// Walks through the bytes of a TZif file; every step is checked against the end.
private struct TZifReader {
  struct Header {
    let version: Int, utcMarks: Int, standardMarks: Int, leaps: Int, times: Int, types: Int, characters: Int
    func length(of width: Int) -> Int {
      times * width + times + types * 6 + characters + leaps * (width + 4) + standardMarks + utcMarks
    }
  }
  struct Table {
    let starts: [Int64], offsets: [Int32], first: Int
  }
  let bytes: [UInt8]
  var place = 0
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func skip(_ count: Int) -> Bool {
    guard count >= 0, place + count <= bytes.count else { return false }
    place += count
    return true
  }
  private func number(at place: Int, width: Int) -> Int64 {
    var value: Int64 = bytes[place] >= 128 ? -1 : 0
    for byte in bytes[place..<(place + width)] { value = value << 8 | Int64(byte) }
    return value
  }
  mutating func header() -> Header? {
    let start = place
    guard skip(44), bytes[start..<(start + 4)].elementsEqual("TZif".utf8) else { return nil }
    let version = bytes[start + 4] == 0 ? 1 : Int(bytes[start + 4]) - 48
    let counts = (0..<6).map { Int(number(at: start + 20 + $0 * 4, width: 4)) }
    // No zone has more than some hundred changes; a file that says so is broken, and sums must not overflow.
    guard counts.allSatisfy({ (0...100_000).contains($0) }), (1...9).contains(version) else { return nil }
    return Header(
      version: version, utcMarks: counts[0], standardMarks: counts[1], leaps: counts[2], times: counts[3],
      types: counts[4], characters: counts[5])
  }
  mutating func table(_ header: Header, width: Int) -> Table? {
    let start = place
    guard skip(header.length(of: width)), header.types > 0 else { return nil }
    let kinds = start + header.times * width, types = kinds + header.times
    let starts = (0..<header.times).map { number(at: start + $0 * width, width: width) }
    let all = (0..<header.types).map { Int32(number(at: types + $0 * 6, width: 4)) }
    let isSummer = (0..<header.types).map { bytes[types + $0 * 6 + 4] != 0 }
    var offsets: [Int32] = []
    for time in 0..<header.times {
      let kind = Int(bytes[kinds + time])
      guard kind < all.count else { return nil }
      offsets.append(all[kind])
    }
    guard zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    return Table(starts: starts, offsets: offsets, first: Int(all[isSummer.firstIndex(of: false) ?? 0]))
  }
  mutating func footer() -> String? {
    guard place < bytes.count, bytes[place] == 10 else { return nil }
    let line = bytes[(place + 1)...].prefix { $0 != 10 }
    return String(decoding: line, as: UTF8.self)
  }
}
