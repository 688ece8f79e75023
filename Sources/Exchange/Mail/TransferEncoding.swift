/// How the bytes of a part were made fit for the road; each decoder takes what it can and never fails.
enum TransferEncoding: Equatable {
  case identity, quotedPrintable, base64, uuencode

  /// The encoding a header names, in whatever spelling; what is unknown is taken as it stands.
  init(_ header: String?) {
    switch (header ?? "").lowercased().filter({ $0.isLetter || $0.isNumber }) {
    case "quotedprintable", "qp", "xqp": self = .quotedPrintable
    case "base64", "b64", "xbase64": self = .base64
    case "xuuencode", "uuencode", "xuue", "uue": self = .uuencode
    default: self = .identity
    }
  }

  func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    switch self {
    case .identity: Array(bytes)
    case .quotedPrintable: TransferEncoding.fromQuotedPrintable(bytes)
    case .base64: TransferEncoding.fromBase64(bytes)
    case .uuencode: TransferEncoding.fromUUEncode(bytes)
    }
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
  private static func fromQuotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let byte = bytes[place]
      guard byte == 61 else { out.append(byte); place += 1; continue }
      if place + 2 < bytes.endIndex, let high = hex(bytes[place + 1]), let low = hex(bytes[place + 2]) {
        out.append(high << 4 | low)
        place += 3
        continue
      }
      // A soft line break: `=` and blanks before the line end. Anything else is an equals sign.
      var end = place + 1
      while end < bytes.endIndex, bytes[end] == 32 || bytes[end] == 9 || bytes[end] == 13 { end += 1 }
      if end == bytes.endIndex || bytes[end] == 10 {
        place = min(end + 1, bytes.endIndex)
      } else {
        out.append(byte)
        place += 1
      }
    }
    return out
  }

  private static let base64Values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated()
    {
      values[Int(byte)] = UInt8(value)
    }
    (values[Int(UInt8(ascii: "-"))], values[Int(UInt8(ascii: "_"))]) = (62, 63)
    return values
  }()
  private static func fromBase64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let values = base64Values
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 3 / 4)
    var word: UInt32 = 0
    var count = 0
    for byte in bytes {
      if byte == 61 {
        // Padding ends a run; what follows (two parts glued together) starts anew.
        if count == 2 { out.append(UInt8(truncatingIfNeeded: word >> 4)) }
        if count == 3 {
          out.append(UInt8(truncatingIfNeeded: word >> 10))
          out.append(UInt8(truncatingIfNeeded: word >> 2))
        }
        (word, count) = (0, 0)
        continue
      }
      let value = values[Int(byte)]
      if value == 255 { continue }
      word = word << 6 | UInt32(value)
      count += 1
      if count == 4 {
        out.append(UInt8(truncatingIfNeeded: word >> 16))
        out.append(UInt8(truncatingIfNeeded: word >> 8))
        out.append(UInt8(truncatingIfNeeded: word))
        (word, count) = (0, 0)
      }
    }
    if count == 2 { out.append(UInt8(truncatingIfNeeded: word >> 4)) }
    if count == 3 {
      out.append(UInt8(truncatingIfNeeded: word >> 10))
      out.append(UInt8(truncatingIfNeeded: word >> 2))
    }
    return out
  }

  private static func fromUUEncode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var hasBegun = false
    for line in bytes.split(separator: 10) {
      let line = line.last == 13 ? line.dropLast() : line
      if line.starts(with: Array("begin ".utf8)) { hasBegun = true; continue }
      if !hasBegun { continue }
      if line.starts(with: Array("end".utf8)) && line.count == 3 { break }
      guard let first = line.first, (32...96).contains(first) else { continue }
      let wanted = Int((first - 32) & 63)
      let digits = line.dropFirst().map { (32...96).contains($0) ? ($0 - 32) & 63 : 0 }
      var decoded: [UInt8] = []
      for group in stride(from: 0, to: digits.count, by: 4) {
        func digit(_ n: Int) -> UInt32 { group + n < digits.count ? UInt32(digits[group + n]) : 0 }
        let word = digit(0) << 18 | digit(1) << 12 | digit(2) << 6 | digit(3)
        decoded += [
          UInt8(truncatingIfNeeded: word >> 16), UInt8(truncatingIfNeeded: word >> 8),
          UInt8(truncatingIfNeeded: word),
        ]
      }
      out += decoded.prefix(wanted)
    }
    return out
  }
}
