/// Makes text from outside harmless for a terminal: what would act or hide is shown as what it is.
///
/// Controls become pictures (`␛`), bidirectional and invisible characters become tokens (`<RLO>`), rows of combining
/// marks are cut at four, sequences that terminals draw in different widths are simplified. `Surface` does the same
/// in its own pass; this is for text that leaves by another door: commands, logs, mail.
public enum Clean {
  /// One line: line ends and tabs become visible too.
  public static func line(_ text: String) -> String { cleaned(text, lines: false) }

  /// Several lines: LF and TAB stay, CR LF becomes LF.
  public static func text(_ text: String) -> String { cleaned(text, lines: true) }

  /// One line from raw bytes: each byte that is not UTF-8 becomes U+FFFD.
  public static func line(bytes: some Sequence<UInt8>) -> String { line(decode(bytes)) }

  /// Several lines from raw bytes: each byte that is not UTF-8 becomes U+FFFD.
  public static func text(bytes: some Sequence<UInt8>) -> String { text(decode(bytes)) }

  private static func cleaned(_ text: String, lines: Bool) -> String {
    TextWidth.withUTF8(text) { bytes in
      if bytes.allSatisfy({ 0x20..<0x7F ~= $0 || (lines && ($0 == 0x0A || $0 == 0x09)) }) { return text }
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count + 16)
      var start = 0
      while start < bytes.count {
        let end = lines ? lineEnd(bytes, from: start) : bytes.count
        append(UnsafeBufferPointer(rebasing: bytes[start..<end]), to: &out)
        start = end
        if start < bytes.count {
          if bytes[start] == 0x0D { start += 1 }
          out.append(bytes[start])
          start += 1
        }
      }
      return String(decoding: out, as: UTF8.self)
    }
  }

  /// The place of the next TAB, LF or CR LF.
  private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var i = start
    while i < bytes.count {
      let byte = bytes[i]
      if byte == 0x0A || byte == 0x09 { return i }
      if byte == 0x0D, i + 1 < bytes.count, bytes[i + 1] == 0x0A { return i }
      i += 1
    }
    return i
  }

  private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    var reader = ClusterReader(bytes, emoji: .simple)
    while reader.next() {
      for scalar in reader.scalars { encode(scalar, into: &out) }
    }
  }

  /// Whether a character would act on a terminal, or turn or hide what stands around it.
  public static func actsOrHides(_ scalar: Unicode.Scalar) -> Bool {
    ControlNames.shown(scalar.value) != nil
  }

  /// JSON in which every character that would act on a terminal, or turn or hide what stands around it, is written
  /// as `\u202e`: whoever reads it gets the same text, and whoever looks at it sees it.
  public static func json(_ text: String) -> String {
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x7F || ControlNames.shown(scalar.value) == nil
    }
    if text.utf8.allSatisfy({ $0 < 0x7F }) || text.unicodeScalars.allSatisfy(isPlain) { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      if isPlain(scalar) {
        out.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return out
  }

  /// UTF-8 of one code point.
  static func encode(_ scalar: UInt32, into out: inout [UInt8]) {
    if scalar < 0x80 {
      out.append(UInt8(scalar))
    } else if let encoded = Unicode.Scalar(scalar).flatMap({ UTF8.encode($0) }) {
      out.append(contentsOf: encoded)
    }
  }

  /// Text from bytes of which none need be valid: one U+FFFD for each byte that is not part of a character.
  public static func decode(_ bytes: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    var pending: [UInt8] = []
    for byte in bytes {
      if pending.isEmpty, byte < 0x80 {
        out.append(byte)
        continue
      }
      pending.append(byte)
      settle(&pending, &out)
    }
    for _ in pending { out.append(contentsOf: [0xEF, 0xBF, 0xBD]) }
    return String(decoding: out, as: UTF8.self)
  }

  /// Moves what is decided of the bytes seen so far to the output.
  private static func settle(_ pending: inout [UInt8], _ out: inout [UInt8]) {
    while !pending.isEmpty {
      switch UTF8Shape(pending) {
      case .whole:
        out.append(contentsOf: pending)
        pending.removeAll(keepingCapacity: true)
      case .partial: return
      case .broken:
        out.append(contentsOf: [0xEF, 0xBF, 0xBD])
        pending.removeFirst()
      }
    }
  }
}

/// What a few bytes are, taken as the beginning of one character.
enum UTF8Shape {
  case whole, partial, broken

  /// Overlong forms, surrogates and numbers past U+10FFFF are broken as soon as they can be told.
  init(_ bytes: [UInt8]) {
    let first = bytes[0]
    let length =
      switch first {
      case 0..<0x80: 1
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, bytes.count <= length else {
      self = .broken
      return
    }
    if bytes.count > 1 {
      let second = bytes[1]
      let lowest: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
      let highest: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
      guard lowest...highest ~= second, bytes.dropFirst(2).allSatisfy({ 0x80...0xBF ~= $0 }) else {
        self = .broken
        return
      }
    }
    self = bytes.count == length ? .whole : .partial
  }
}
