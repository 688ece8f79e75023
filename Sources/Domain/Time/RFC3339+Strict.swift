extension RFC3339 {
  /// Reads an instant to the letter of RFC 3339, in whole seconds, out of bytes.
  /// - Throws: ``Refusal`` for anything else, fractions of a second included.
  public static func wholeSecond(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> Instant {
    var reader = ByteDigits(bytes)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
      let day = reader.number(2), let date = Day(checking: year, month, day),
      reader.take("T") || reader.take("t") || reader.take(" "),
      let hour = reader.number(2), hour < 24, reader.take(":"), let minute = reader.number(2), minute < 60,
      reader.take(":"), let second = reader.number(2), second <= 60
    else { throw noInstant(bytes) }
    if reader.take(".") || reader.take(",") {
      throw Refusal(
        .invalid, "“\(shown(bytes))” has a fraction of a second.",
        remedy: "Write whole seconds, such as 2026-11-24T10:00:00Z.")
    }
    guard let offset = reader.offset(), reader.isAtEnd else { throw noInstant(bytes) }
    return Instant(
      seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset))
  }
  private static func noInstant(_ bytes: ArraySlice<UInt8>) -> Refusal {
    Refusal(
      .invalid, "“\(shown(bytes))” is no instant.",
      remedy: "Write it as 2026-11-24T10:00:00+01:00 or 2026-11-24T09:00:00Z.")
  }
  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix(60), as: UTF8.self)
  }
  /// Appends an instant in UTC, `2026-11-24T09:00:00Z`, fractions dropped.
  public static func write(_ instant: Instant, to out: inout [UInt8]) {
    let local = FixedZone.utc.local(instant)
    func digits(_ number: Int, _ width: Int) {
      var unit = 1
      for _ in 1..<width { unit *= 10 }
      var rest = number
      while unit > 0 {
        out.append(48 + UInt8(rest / unit))
        rest %= unit
        unit /= 10
      }
    }
    digits(min(max(local.day.year, 0), 9999), 4)
    out.append(45)
    digits(local.day.month, 2)
    out.append(45)
    digits(local.day.day, 2)
    out.append(84)
    digits(local.second / 3600, 2)
    out.append(58)
    digits(local.second / 60 % 60, 2)
    out.append(58)
    digits(local.second % 60, 2)
    out.append(90)
  }
}

/// Takes digits and signs off the front of bytes.
private struct ByteDigits {
  private let bytes: ArraySlice<UInt8>
  private var place: Int
  init(_ bytes: ArraySlice<UInt8>) { (self.bytes, place) = (bytes, bytes.startIndex) }
  var isAtEnd: Bool { place == bytes.endIndex }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard place < bytes.endIndex, bytes[place] == UInt8(ascii: sign) else { return false }
    place += 1
    return true
  }
  mutating func number(_ count: Int) -> Int? {
    guard place + count <= bytes.endIndex else { return nil }
    var value = 0
    for byte in bytes[place..<(place + count)] {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte) - 48
    }
    place += count
    return value
  }
  /// Seconds ahead of UTC from `Z` or `+01:00`.
  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = number(2), hours < 24, take(":"), let minutes = number(2), minutes < 60
    else {
      return nil
    }
    return sign * (hours * 3600 + minutes * 60)
  }
}
