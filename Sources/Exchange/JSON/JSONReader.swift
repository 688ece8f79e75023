/// Why a text is no JSON, and at which byte.
struct JSONFlaw: Error, Equatable {
  let problem: String, offset: Int
}

/// Reads one JSON value (RFC 8259) out of bytes that are in memory; nesting is bounded.
struct JSONReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int
  static let deepest = 100

  /// The value that fills `bytes`.
  static func value(_ bytes: ArraySlice<UInt8>) throws(JSONFlaw) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    if reader.place < bytes.endIndex { throw reader.flaw("something stands behind the value") }
    return value
  }
  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }
  private func flaw(_ problem: String) -> JSONFlaw {
    JSONFlaw(problem: problem, offset: place - bytes.startIndex)
  }
  private var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }
  private mutating func skipBlanks() {
    while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 { place += 1 }
  }
  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONFlaw) -> JSONValue {
    guard depth < JSONReader.deepest else { throw flaw("it is nested deeper than \(JSONReader.deepest)") }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case 34: return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw flaw("it ends where a value should be")
    default: return try number()
    }
  }
  private mutating func word(_ text: String, _ value: JSONValue) throws(JSONFlaw) -> JSONValue {
    guard bytes[place...].starts(with: text.utf8) else { throw flaw("a value was expected") }
    place += text.utf8.count
    return value
  }
  private mutating func object(_ depth: Int) throws(JSONFlaw) -> JSONValue {
    place += 1
    var members: [JSONValue.Member] = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipBlanks()
      guard next == 34 else { throw flaw("a key in quotes was expected") }
      let key = try string()
      skipBlanks()
      guard take(58) else { throw flaw("a colon was expected behind the key \"\(key.prefix(40))\"") }
      members.append(JSONValue.Member(key, try value(depth: depth + 1)))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(44) else { throw flaw("a comma or } was expected") }
    }
  }
  private mutating func array(_ depth: Int) throws(JSONFlaw) -> JSONValue {
    place += 1
    var elements: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(44) else { throw flaw("a comma or ] was expected") }
    }
  }
  private mutating func number() throws(JSONFlaw) -> JSONValue {
    let start = place
    while let byte = next, (48...57).contains(byte) || [43, 45, 46, 69, 101].contains(byte) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if let whole = Int64(text) { return .integer(whole) }
    guard let number = Double(text), number.isFinite else {
      place = start
      throw flaw("a value was expected")
    }
    return .decimal(number)
  }

  private mutating func string() throws(JSONFlaw) -> String {
    place += 1
    let start = place
    while let byte = next, byte != 34, byte != 92 { place += 1 }
    if next == 34 {
      defer { place += 1 }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }
    var out = Array(bytes[start..<place])
    while let byte = next {
      place += 1
      if byte == 34 { return String(decoding: out, as: UTF8.self) }
      if byte != 92 { out.append(byte); continue }
      guard let code = next else { break }
      place += 1
      switch code {
      case 110: out.append(10)
      case 116: out.append(9)
      case 114: out.append(13)
      case 98: out.append(8)
      case 102: out.append(12)
      case 117: out += Array(String(Character(try scalar())).utf8)
      case 34, 92, 47: out.append(code)
      default: throw flaw("\\\(Character(Unicode.Scalar(code))) is no escape")
      }
    }
    throw flaw("a text is not closed")
  }
  private mutating func scalar() throws(JSONFlaw) -> Unicode.Scalar {
    let high = try fourDigits()
    guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    guard place + 1 < bytes.endIndex, bytes[place] == 92, bytes[place + 1] == 117 else { return "\u{FFFD}" }
    place += 2
    let low = try fourDigits()
    guard (0xDC00..<0xE000).contains(low) else { return Unicode.Scalar(low) ?? "\u{FFFD}" }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
  }
  private mutating func fourDigits() throws(JSONFlaw) -> UInt32 {
    guard place + 4 <= bytes.endIndex,
      let value = UInt32(String(decoding: bytes[place..<(place + 4)], as: UTF8.self), radix: 16)
    else { throw flaw("four hexadecimal digits were expected") }
    place += 4
    return value
  }
}
