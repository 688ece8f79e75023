public import Domain

/// The order of day and month where a date such as `03/04/2024` leaves it open.
public enum DayOrder: String, Sendable, Codable, CaseIterable {
  case dayFirst = "day-first"
  case monthFirst = "month-first"
}

/// Reads instants as exports write them; what has no zone of its own gets the declared one.
///
/// `2023-06-01 12:15:36`, `2023-06-01T12:15:36.5+02:00`, `2023-06-01`, `01.06.2023 12:15`,
/// `6/1/2023 12:15 PM`, `Thu, 1 Jun 2023 12:15:36 +0000`, `1 June 2023`, and seconds or milliseconds since 1970.
public struct InstantText: Sendable {
  /// The zone of instants that name none, as it was declared: `UTC`, `+02:00` or `Europe/Berlin`.
  public let zone: String
  /// How `03/04/2024` is read; nil refuses what is open.
  public var dayOrder: DayOrder?
  private let offset: Int?
  private let region: ZoneTable?

  /// Makes a reader.
  /// - Throws: a refusal when `zone` names no zone.
  public init(zone: String = "UTC", dayOrder: DayOrder? = nil) throws(Refusal) {
    (self.zone, self.dayOrder) = (zone, dayOrder)
    if let fixed = InstantText.fixedOffset(zone[...]) {
      (offset, region) = (fixed, nil)
    } else if let region = InstantText.region(zone) {
      (offset, self.region) = (nil, region)
    } else {
      throw Refusal(
        .invalid, "\"\(zone)\" is no time zone.",
        remedy: "Write UTC, an offset such as +02:00, or Europe/Berlin.")
    }
  }

  /// The instant a text tells, nil when it is none.
  public func instant(_ text: String) -> Instant? {
    let text = text.trimmingSpaces
    if text.isEmpty || text.utf8.count > 64 { return nil }
    if let epoch = InstantText.epoch(text) { return epoch }
    var scan = DateScan(text)
    guard let day = scan.day(dayOrder) else { return MailDate.parse(text) }
    guard let time = scan.time() else { return nil }
    switch scan.zone() {
    case .none: return local(day, time)
    case .offset(let seconds): return InstantText.make(day, time, offset: seconds)
    case .nonsense: return nil
    }
  }
  private static func epoch(_ text: String) -> Instant? {
    guard text.utf8.count == 10 || text.utf8.count == 13, let number = Int64(text), number > 0 else {
      return nil
    }
    return text.utf8.count == 10 ? Instant(seconds: number) : Instant(milliseconds: number)
  }
  private func local(_ day: Day, _ milliseconds: Int64) -> Instant {
    if let offset { return InstantText.make(day, milliseconds, offset: offset) }
    guard let region else { return InstantText.make(day, milliseconds, offset: 0) }
    return region.instant(day, second: Int(milliseconds / 1000)) + milliseconds % 1000
  }
  /// A zone of the system's database by its name, such as `Europe/Berlin`.
  private static func region(_ name: String) -> ZoneTable? {
    let isName = name.utf8.allSatisfy { byte in
      let sign = Character(UnicodeScalar(byte))
      return sign.isLetter || sign.isNumber || "/_+-".contains(sign)
    }
    guard isName, name.contains("/"), !name.hasPrefix("/"),
      let file = try? InputFile(path: "/usr/share/zoneinfo/" + name),
      let bytes = try? file.read(at: 0, count: 65_536)
    else { return nil }
    return ZoneTable(name: name, tzif: bytes)
  }
  static func make(_ day: Day, _ milliseconds: Int64, offset: Int) -> Instant {
    Instant(milliseconds: Int64(day.daysSinceEpoch) * .days(1) + milliseconds - .seconds(offset))
  }
  /// Seconds east of Greenwich that `UTC`, `Z`, `+02:00`, `+0200` or `+2` name.
  static func fixedOffset(_ text: Substring) -> Int? {
    if ["UTC", "Z", "GMT"].contains(text.uppercased()) { return 0 }
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.allSatisfy(\.isASCIIDigit), let number = Int(digits), (1...4).contains(digits.count) else {
      return nil
    }
    let (hours, minutes) = digits.count <= 2 ? (number, 0) : (number / 100, number % 100)
    guard hours <= 15, minutes < 60 else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
  /// Whether numbers such as `13/04/2024` among these say which order the file has; nil when all leave it open.
  public static func dayOrder(among samples: [String]) -> DayOrder? {
    for sample in samples {
      let numbers = sample.split { !$0.isASCIIDigit }.prefix(3).compactMap { Int($0) }
      guard numbers.count == 3, numbers[0] <= 31, numbers[1] <= 31, sample.contains("/") else { continue }
      if numbers[0] > 12 { return .dayFirst }
      if numbers[1] > 12 { return .monthFirst }
    }
    return nil
  }
}

/// A cursor over a written date.
private struct DateScan {
  enum Zone {
    case none, nonsense
    case offset(Int)
  }
  private var rest: Substring
  init(_ text: String) { rest = text[...] }

  private mutating func number(_ lengths: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix { $0.isASCIIDigit }
    guard lengths.contains(digits.count), let value = Int(digits) else { return nil }
    rest = rest.dropFirst(digits.count)
    return value
  }
  private mutating func take(_ characters: String) -> Character? {
    guard let first = rest.first, characters.contains(first) else { return nil }
    rest.removeFirst()
    return first
  }

  mutating func day(_ order: DayOrder?) -> Day? {
    let start = rest
    guard let first = number(1...4) else { return nil }
    let isYear = start.prefix { $0.isASCIIDigit }.count == 4
    guard let separator = take("-/."), let second = number(1...2), take(String(separator)) != nil,
      let third = number(1...4)
    else { return nil }
    if isYear { return valid(first, second, third) }
    let year = third < 70 ? 2000 + third : third < 100 ? 1900 + third : third
    switch separator {
    case ".": return valid(year, second, first)
    case "-" where order == nil: return nil
    default:
      if first > 12 { return valid(year, second, first) }
      if second > 12 { return valid(year, first, second) }
      guard let order else { return first == second ? valid(year, first, second) : nil }
      return order == .dayFirst ? valid(year, second, first) : valid(year, first, second)
    }
  }
  private func valid(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    guard (1900...2200).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    let date = Day(year, month, day)
    return Day(daysSinceEpoch: date.daysSinceEpoch) == date ? date : nil
  }

  /// Milliseconds since midnight; a date alone is its midnight.
  mutating func time() -> Int64? {
    while take(" T,t") != nil {}
    if rest.isEmpty { return 0 }
    guard var hour = number(1...2), take(":.") != nil, let minute = number(2...2) else { return nil }
    var (second, fraction) = (0, 0)
    if take(":.") != nil {
      guard let value = number(2...2) else { return nil }
      second = value
      if take(".,") != nil {
        let digits = rest.prefix { $0.isASCIIDigit }
        rest = rest.dropFirst(digits.count)
        fraction = Int((digits + "000").prefix(3)) ?? 0
      }
    }
    let word = rest.trimmingPrefixSpaces.prefix(2).uppercased()
    if word == "AM" || word == "PM" {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (word == "PM" ? 12 : 0)
      rest = rest.trimmingPrefixSpaces.dropFirst(2)
    }
    guard hour < 24, minute < 60, second < 61 else { return nil }
    return Int64((hour * 60 + minute) * 60 + min(second, 59)) * 1000 + Int64(fraction)
  }

  func zone() -> Zone {
    let text = rest.trimmingPrefixSpaces
    if text.isEmpty { return .none }
    return InstantText.fixedOffset(text).map { .offset($0) } ?? .nonsense
  }
}

extension Character {
  /// One of 0 to 9.
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
extension StringProtocol where SubSequence == Substring {
  /// Without white space at both ends.
  var trimmingSpaces: String {
    // Most values have nothing to trim, and bytes tell that faster than characters.
    let bytes = self[...].utf8
    if let first = bytes.first, let last = bytes.last, (33..<127).contains(first), (33..<127).contains(last) {
      return String(self)
    }
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
  /// Without white space in front.
  var trimmingPrefixSpaces: Substring { drop { $0.isWhitespace } }
}
