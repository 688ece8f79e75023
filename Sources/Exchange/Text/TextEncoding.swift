public import Domain

/// How the text of a whole file is written, guessed from its beginning.
public enum TextEncoding: Hashable, Sendable, CustomStringConvertible {
  case utf8, utf16LittleEndian, utf16BigEndian, windows1252
  case other(Charset)

  /// The name to show and to write in a profile.
  public var description: String {
    switch self {
    case .utf8: "utf-8"
    case .utf16LittleEndian: "utf-16le"
    case .utf16BigEndian: "utf-16be"
    case .windows1252: "windows-1252"
    case .other(let charset): charset.name.lowercased()
    }
  }
  /// The encoding that a person or a profile names.
  /// - Throws: a refusal with the names that are known.
  public init(named name: String) throws(Refusal) {
    switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
    case "utf8": self = .utf8
    case "utf16", "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "windows1252", "cp1252", "latin1", "iso88591": self = .windows1252
    default:
      guard let charset = Charset(named: name) else {
        throw Refusal(
          .invalid, "\"\(name)\" is no encoding that is known here.",
          remedy: "Write utf-8, windows-1252, utf-16le, shift_jis, euc-kr, gb18030, koi8-r or iso-8859-2.")
      }
      self = .other(charset)
    }
  }

  /// The encoding the beginning of a file looks like: by its byte order mark, by the zeros of UTF-16, by
  /// being valid UTF-8, and Windows-1252 (which holds all of Latin-1's print) when nothing else fits.
  public static func guess(_ head: [UInt8]) -> TextEncoding {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    if isUTF16(head) {
      let odd = stride(from: 1, to: head.count, by: 2).count { head[$0] == 0 }
      return odd * 4 > head.count ? .utf16LittleEndian : .utf16BigEndian
    }
    // A head may be cut inside a character: the last three bytes may be the beginning of one.
    for cut in 0...3 where String(validating: head.dropLast(cut), as: UTF8.self) != nil { return .utf8 }
    return .windows1252
  }
  /// UTF-16 text in an alphabet: every other byte is mostly zero. Or a byte order mark says so.
  static func isUTF16(_ head: [UInt8]) -> Bool {
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return true }
    guard head.count >= 8 else { return false }
    var zeros = (even: 0, odd: 0)
    for (place, byte) in head.enumerated() where byte == 0 {
      if place % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let (most, least) = (max(zeros.even, zeros.odd), min(zeros.even, zeros.odd))
    return most * 5 > head.count && least * 20 < most
  }
}

/// A file as UTF-8, chunk by chunk, whatever it is written in; a byte order mark is left out.
struct TextStream {
  private var stream: ByteStream
  private let encoding: TextEncoding
  private let conversion: Conversion?
  private var carried: [UInt8] = []
  private var highSurrogate: UInt16?
  private var isStart = true
  private var isFinished = false
  /// Bytes of the file read so far.
  var position: Int { stream.position }

  init(_ file: InputFile, encoding: TextEncoding) {
    stream = ByteStream(file)
    self.encoding = encoding
    if case .other(let charset) = encoding { conversion = Conversion(charset) } else { conversion = nil }
  }

  mutating func next() throws(Refusal) -> [UInt8]? {
    while !isFinished {
      guard var chunk = try stream.next() else {
        isFinished = true
        let rest = conversion?.finish() ?? (carried.isEmpty ? [] : [0xEF, 0xBF, 0xBD])
        return rest.isEmpty ? nil : rest
      }
      if isStart {
        isStart = false
        if encoding == .utf8 && chunk.starts(with: [0xEF, 0xBB, 0xBF]) { chunk.removeFirst(3) }
      }
      let text = converted(chunk)
      if !text.isEmpty { return text }
    }
    return nil
  }

  private mutating func converted(_ chunk: [UInt8]) -> [UInt8] {
    switch encoding {
    case .utf8: return chunk
    case .windows1252: return Array(Charset.windows1252Text(chunk).utf8)
    case .utf16LittleEndian: return fromUTF16(chunk, low: 0)
    case .utf16BigEndian: return fromUTF16(chunk, low: 1)
    case .other: return conversion?.convert(chunk) ?? Array(Charset.windows1252Text(chunk).utf8)
    }
  }
  private mutating func fromUTF16(_ chunk: [UInt8], low: Int) -> [UInt8] {
    let bytes = carried + chunk
    carried = bytes.count % 2 == 1 ? [bytes[bytes.count - 1]] : []
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2 + 1)
    if let high = highSurrogate { units.append(high) }
    highSurrogate = nil
    for place in stride(from: 0, to: bytes.count - 1, by: 2) {
      let unit = UInt16(bytes[place + low]) | UInt16(bytes[place + 1 - low]) << 8
      if unit != 0xFEFF { units.append(unit) }
    }
    if let last = units.last, (0xD800..<0xDC00).contains(last) { highSurrogate = units.removeLast() }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
