/// Instants as RFC 3339 writes them, `2026-11-24T20:51:26.250Z`.
public enum RFC3339 {
  /// With milliseconds when there are any, in the given zone.
  public static func text(_ instant: Instant, in zone: some ZoneRules = FixedZone.utc) -> String {
    let offset = zone.offset(at: instant), local = zone.local(instant)
    let rest = Int(instant.milliseconds - instant.seconds * 1000)
    let fraction = rest == 0 ? "" : "." + padded(rest, 3)
    let clock =
      "\(padded(local.second / 3600, 2)):\(padded(local.second / 60 % 60, 2)):\(padded(local.second % 60, 2))"
    return
      "\(padded(local.day.year, 4))-\(padded(local.day.month, 2))-\(padded(local.day.day, 2))T\(clock)\(fraction)"
      + (offset == 0 ? "Z" : Self.offset(offset))
  }
  /// `+01:00` for 3600; seconds of old local mean times are dropped.
  public static func offset(_ seconds: Int) -> String {
    "\(seconds < 0 ? "-" : "+")\(padded(abs(seconds) / 3600, 2)):\(padded(abs(seconds) / 60 % 60, 2))"
  }
  /// Reads an RFC 3339 instant. A blank or `_` may stand for the `T`; digits past milliseconds are dropped;
  /// second 60 counts as the next one. Nil for all else, dates that do not exist included.
  public static func instant(_ text: String) -> Instant? {
    var reader = DigitReader(text.utf8)
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
      let day = reader.digits(2), let date = Day(checking: year, month, day),
      reader.take("T") || reader.take("t") || reader.take(" ") || reader.take("_"),
      let hour = reader.digits(2), hour < 24, reader.take(":"), let minute = reader.digits(2), minute < 60,
      reader.take(":"), let second = reader.digits(2), second <= 60
    else { return nil }
    var milliseconds = 0
    if reader.take(".") || reader.take(",") {
      guard let fraction = reader.fraction() else { return nil }
      milliseconds = fraction
    }
    guard let offset = reader.offset(), reader.isAtEnd else { return nil }
    let seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset
    return Instant(milliseconds: Int64(seconds) * 1000 + Int64(milliseconds))
  }
}

/// The number with zeros before it.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(abs(number))
  return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// Reads fixed shapes of digits off the front of a text.
struct DigitReader {
  private var rest: Substring.UTF8View
  init(_ text: String.UTF8View) { rest = text[...] }
  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest = rest.dropFirst()
    return true
  }
  mutating func digits(_ count: Int) -> Int? {
    let found = rest.prefix(count)
    guard found.count == count, found.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    rest = rest.dropFirst(count)
    return found.reduce(0) { $0 * 10 + Int($1) - 48 }
  }
  /// Milliseconds from the digits after a decimal point; nil when there are none.
  mutating func fraction() -> Int? {
    var value = 0, seen = 0
    while let digit = rest.first, digit >= 48, digit <= 57 {
      if seen < 3 { value = value * 10 + Int(digit) - 48 }
      seen += 1
      rest = rest.dropFirst()
    }
    guard seen > 0 else { return nil }
    for _ in seen..<max(seen, 3) { value *= 10 }
    return value
  }
  /// Seconds ahead of UTC from `Z`, `+01:00` or `-0830`.
  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = digits(2), hours < 24 else { return nil }
    _ = take(":")
    guard let minutes = digits(2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
