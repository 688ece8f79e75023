import CIconv

/// A character set by the names that mails and files give it.
///
/// Names reach the system's converter only through this list, never straight from a mail.
public struct Charset: Hashable, Sendable {
  /// The name to show, and the one the converter takes.
  public let name: String
  private init(_ name: String) { self.name = name }
  /// UTF-8, which needs no converter.
  public static let utf8 = Charset("UTF-8")
  /// What undeclared western text most often is; a superset of ISO 8859-1 in print.
  public static let windows1252 = Charset("CP1252")

  /// The charset that a header or a person names; nil when the name means nothing (`x-unknown`, `none`).
  public init?(named label: String) {
    var key = label.lowercased().filter { $0.isLetter || $0.isNumber }
    if key.hasPrefix("cs") { key.removeFirst(2) }
    if key.hasPrefix("x") && key != "xunknown" { key.removeFirst() }
    if let name = Charset.names[key] { self.name = name; return }
    if key.hasPrefix("iso8859") {
      let part = key.dropFirst(7).prefix { $0.isNumber }
      guard let number = Int(part), (2...16).contains(number), number != 12 else { return nil }
      name = number == 9 ? "CP1254" : number == 11 ? "CP874" : "ISO-8859-\(number)"
      return
    }
    for prefix in ["windows", "cp", "win"] where key.hasPrefix(prefix) {
      guard let number = Int(key.dropFirst(prefix.count)) else { continue }
      if (1250...1258).contains(number) || [437, 850, 852, 866, 874, 932, 936, 949, 950].contains(number) {
        name = number == 936 ? "GB18030" : "CP\(number)"
        return
      }
    }
    return nil
  }
  private static let names: [String: String] = [
    "utf8": "UTF-8", "unicode11utf8": "UTF-8", "utf7": "UTF-7", "unicode11utf7": "UTF-7",
    "utf16": "UTF-16", "utf16le": "UTF-16LE", "utf16be": "UTF-16BE", "ucs2": "UTF-16", "utf32": "UTF-32",
    "usascii": "CP1252", "ascii": "CP1252", "ansix341968": "CP1252", "646": "CP1252",
    "iso88591": "CP1252", "latin1": "CP1252", "l1": "CP1252", "iso885915": "ISO-8859-15",
    "latin2": "ISO-8859-2", "latin5": "CP1254", "latin9": "ISO-8859-15",
    "euckr": "CP949", "ksc56011987": "CP949", "ksc5601": "CP949", "ks56011987": "CP949", "uhc": "CP949",
    "korean": "CP949", "johab": "JOHAB", "iso2022kr": "ISO-2022-KR",
    "iso2022jp": "ISO-2022-JP-3", "iso2022jp2": "ISO-2022-JP-2", "iso2022jp3": "ISO-2022-JP-3",
    "shiftjis": "CP932", "sjis": "CP932", "mskanji": "CP932", "windows31j": "CP932", "eucjp": "EUC-JP-MS",
    "big5": "CP950", "big5hkscs": "BIG5-HKSCS", "cnbig5": "CP950",
    "gb2312": "GB18030", "gbk": "GB18030", "gb18030": "GB18030", "chinese": "GB18030", "euccn": "GB18030",
    "hzgb2312": "HZ", "koi8r": "KOI8-R", "koi8u": "KOI8-U", "koi8": "KOI8-R", "tis620": "CP874",
    "macintosh": "MACINTOSH", "macroman": "MACINTOSH", "ibm437": "CP437", "ibm850": "CP850",
    "ibm866": "CP866",
  ]

  /// The charset that bytes without a declaration look like: UTF-8 when they are valid, ISO-2022-JP when they
  /// shift with ESC `$`, and Windows-1252 otherwise.
  public static func guess(_ bytes: [UInt8]) -> Charset {
    if String(validating: bytes, as: UTF8.self) != nil {
      let shifts = bytes.indices.dropLast().contains { bytes[$0] == 27 && bytes[$0 + 1] == 36 }
      return shifts ? Charset("ISO-2022-JP-3") : .utf8
    }
    return .windows1252
  }

  /// The bytes as text; each byte without a meaning becomes U+FFFD, so nothing is lost silently.
  public func decode(_ bytes: [UInt8]) -> String {
    if self == .utf8 { return String(decoding: bytes, as: UTF8.self) }
    if self == .windows1252 && bytes.allSatisfy({ $0 < 128 }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    guard let conversion = Conversion(self) else { return Charset.windows1252Text(bytes) }
    var out = conversion.convert(bytes)
    out += conversion.finish()
    return String(decoding: out, as: UTF8.self)
  }

  /// Windows-1252 without a converter: the five unassigned bytes stand for the C1 control of their number.
  static func windows1252Text(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      let code = (0x80..<0xA0).contains(byte) ? windows1252High[Int(byte) - 0x80] : UInt32(byte)
      text.append(Unicode.Scalar(code) ?? "\u{FFFD}")
    }
    return String(text)
  }
  static let windows1252High: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,
    0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A,
    0x153, 0x9D, 0x17E, 0x178,
  ]
}

/// A running conversion to UTF-8 that keeps what is cut at the end of a chunk for the next one.
final class Conversion {
  private let handle: UnsafeMutableRawPointer
  private var pending: [UInt8] = []
  /// Nil where the system's converter does not know the charset.
  init?(_ charset: Charset) {
    guard let handle = ciconv_open(charset.name) else { return nil }
    self.handle = handle
  }
  deinit { ciconv_close(handle) }
  /// The bytes as UTF-8; a byte without a meaning becomes U+FFFD.
  func convert(_ bytes: [UInt8]) -> [UInt8] {
    let input = pending.isEmpty ? bytes : pending + bytes
    pending = []
    var out: [UInt8] = []
    out.reserveCapacity(input.count * 2)
    var room = [UInt8](repeating: 0, count: max(256, min(input.count * 4, 1 << 16)))
    var place = 0
    while place < input.count {
      let step = input[place...].withUnsafeBufferPointer { source in
        ciconv_feed(handle, source.baseAddress, source.count, &room, room.count)
      }
      out.append(contentsOf: room.prefix(step.written))
      place += step.taken
      if step.state == Int32(CICONV_BAD) {
        out.append(contentsOf: [0xEF, 0xBF, 0xBD])
        place += 1
      } else if step.state == Int32(CICONV_CUT) {
        pending = Array(input[place...])
        return out
      }
    }
    return out
  }
  /// What a cut character at the very end becomes: U+FFFD for each of its bytes.
  func finish() -> [UInt8] {
    defer { pending = [] }
    return pending.flatMap { _ in [0xEF, 0xBF, 0xBD] as [UInt8] }
  }
}
