/// A JSON value with its keys in the order of the text.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case decimal(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key and its value.
  public struct Member: Hashable, Sendable {
    /// The parts.
    public let key: String, value: JSONValue
    /// Makes a member.
    public init(_ key: String, _ value: JSONValue) { (self.key, self.value) = (key, value) }
  }
  /// The value of a key; `null` and a missing key are nil.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self, let found = members.first(where: { $0.key == key })?.value,
      found != .null
    else { return nil }
    return found
  }
  /// The text of a string, nil for anything else.
  public var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }
  /// A whole number, also where it is written as a string or with `.0`.
  public var integer: Int64? {
    switch self {
    case .integer(let number): number
    case .decimal(let number): Int64(exactly: number)
    case .string(let text): Int64(text)
    default: nil
    }
  }
  /// True or false, nil for anything else.
  public var bool: Bool? {
    if case .bool(let value) = self { return value }
    return nil
  }
  /// The elements of an array, nothing for anything else.
  public var elements: [JSONValue] {
    if case .array(let elements) = self { return elements }
    return []
  }
  /// The members of an object, nothing for anything else.
  public var members: [Member] {
    if case .object(let members) = self { return members }
    return []
  }
  /// Strings, numbers and booleans as people read them; lists joined with commas; nil for null and objects.
  public var words: String? {
    switch self {
    case .null, .object: nil
    case .bool(let value): value ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let number): "\(number)"
    case .string(let text): text
    case .array(let elements): elements.compactMap(\.words).joined(separator: ", ").nilIfEmpty
    }
  }

  /// The value as JSON on one line, keys in their order.
  public var text: String {
    var out: [UInt8] = []
    write(to: &out)
    return String(decoding: out, as: UTF8.self)
  }
  /// Appends the value as JSON.
  public func write(to out: inout [UInt8]) {
    switch self {
    case .null: out += Array("null".utf8)
    case .bool(let value): out += Array((value ? "true" : "false").utf8)
    case .integer(let number): out += Array(String(number).utf8)
    case .decimal(let number): out += Array((number.isFinite ? "\(number)" : "null").utf8)
    case .string(let text): JSONValue.write(text, to: &out)
    case .array(let elements):
      out.append(UInt8(ascii: "["))
      for (place, element) in elements.enumerated() {
        if place > 0 { out.append(UInt8(ascii: ",")) }
        element.write(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (place, member) in members.enumerated() {
        if place > 0 { out.append(UInt8(ascii: ",")) }
        JSONValue.write(member.key, to: &out)
        out.append(UInt8(ascii: ":"))
        member.value.write(to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }
  private static func write(_ text: String, to out: inout [UInt8]) {
    out.append(34)
    for byte in text.utf8 {
      switch byte {
      case 34: out += [92, 34]
      case 92: out += [92, 92]
      case 10: out += [92, 110]
      case 13: out += [92, 114]
      case 9: out += [92, 116]
      case 0..<32, 127:
        let digits = Array("0123456789abcdef".utf8)
        out += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(34)
  }
}

extension JSONValue {
  /// Reads one JSON value; nil when the text is none.
  public init?(json text: String) {
    guard let value = try? JSONReader.value(Array(text.utf8)[...]) else { return nil }
    self = value
  }
}
