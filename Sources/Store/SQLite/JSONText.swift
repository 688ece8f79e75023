/// JSON as the store keeps it in text columns: written with sorted keys, read strictly. Own code, because
/// JSONDecoder costs half a millisecond at its first use and custom fields are on the way to the first frame.
enum JSONText: Equatable {
  case text(String), list([JSONText]), object([String: JSONText]), number(Int64), flag(Bool), null

  var written: String {
    var out = ""
    write(into: &out)
    return out
  }
  private func write(into out: inout String) {
    switch self {
    case .text(let text): Self.quote(text, into: &out)
    case .number(let number): out += String(number)
    case .flag(let flag): out += flag ? "true" : "false"
    case .null: out += "null"
    case .list(let items):
      out += "["
      for (index, item) in items.enumerated() {
        if index > 0 { out += "," }
        item.write(into: &out)
      }
      out += "]"
    case .object(let members):
      out += "{"
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { out += "," }
        Self.quote(member.key, into: &out)
        out += ":"
        member.value.write(into: &out)
      }
      out += "}"
    }
  }
  private static func quote(_ text: String, into out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }

  /// Reads what ``written`` wrote, or any JSON without fractions; nil when it is none.
  init?(_ text: String) {
    var reader = Reader(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    self = value
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0
    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { mutating get { skipBlanks(); return place == bytes.count } }
    private mutating func skipBlanks() {
      while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
    }
    private mutating func take(_ byte: UInt8) -> Bool {
      skipBlanks()
      guard place < bytes.count, bytes[place] == byte else { return false }
      place += 1
      return true
    }
    private mutating func take(word: StaticString) -> Bool {
      let wanted = Array(word.description.utf8)
      guard bytes[place...].starts(with: wanted) else { return false }
      place += wanted.count
      return true
    }
    mutating func value(depth: Int) -> JSONText? {
      skipBlanks()
      guard depth < 64, place < bytes.count else { return nil }
      switch bytes[place] {
      case UInt8(ascii: "\""): return text().map(JSONText.text)
      case UInt8(ascii: "["):
        place += 1
        var items: [JSONText] = []
        if take(UInt8(ascii: "]")) { return .list([]) }
        repeat {
          guard let item = value(depth: depth + 1) else { return nil }
          items.append(item)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? .list(items) : nil
      case UInt8(ascii: "{"):
        place += 1
        var members: [String: JSONText] = [:]
        if take(UInt8(ascii: "}")) { return .object([:]) }
        repeat {
          skipBlanks()
          guard let key = text(), take(UInt8(ascii: ":")), let value = value(depth: depth + 1) else {
            return nil
          }
          members[key] = value
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? .object(members) : nil
      case UInt8(ascii: "t"): return take(word: "true") ? .flag(true) : nil
      case UInt8(ascii: "f"): return take(word: "false") ? .flag(false) : nil
      case UInt8(ascii: "n"): return take(word: "null") ? .null : nil
      default: return number()
      }
    }
    private mutating func number() -> JSONText? {
      let start = place
      while place < bytes.count, bytes[place] == UInt8(ascii: "-") || (0x30...0x39).contains(bytes[place]) {
        place += 1
      }
      return Int64(String(decoding: bytes[start..<place], as: UTF8.self)).map(JSONText.number)
    }
    private mutating func text() -> String? {
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return nil }
      place += 1
      var out: [UInt8] = []
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        if byte == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
        guard byte == UInt8(ascii: "\\") else { out.append(byte); continue }
        guard place < bytes.count else { return nil }
        let kind = bytes[place]
        place += 1
        switch kind {
        case UInt8(ascii: "n"): out.append(0x0a)
        case UInt8(ascii: "r"): out.append(0x0d)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0c)
        case UInt8(ascii: "u"):
          guard let scalar = scalar() else { return nil }
          out.append(contentsOf: String(Character(scalar)).utf8)
        default: out.append(kind)
        }
      }
      return nil
    }
    private mutating func unit() -> UInt32? {
      guard place + 4 <= bytes.count,
        let unit = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
      else { return nil }
      place += 4
      return unit
    }
    private mutating func scalar() -> Unicode.Scalar? {
      guard let first = unit() else { return nil }
      guard (0xd800..<0xdc00).contains(first) else { return Unicode.Scalar(first) }
      guard take(word: "\\u"), let second = unit(), (0xdc00..<0xe000).contains(second) else { return nil }
      return Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    }
  }
}

extension JSONText {
  init(_ texts: [String: String]) { self = .object(texts.mapValues(JSONText.text)) }
  init(_ texts: [String]) { self = .list(texts.map(JSONText.text)) }
  init(_ texts: [String: [String]]) { self = .object(texts.mapValues { JSONText($0) }) }
  var asText: String? { if case .text(let text) = self { text } else { nil } }
  var asTexts: [String]? { if case .list(let items) = self { items.compactMap(\.asText) } else { nil } }
  var members: [String: JSONText] { if case .object(let members) = self { members } else { [:] } }
  var textMembers: [String: String] { members.compactMapValues(\.asText) }
  var listMembers: [String: [String]] { members.compactMapValues(\.asTexts) }
}
