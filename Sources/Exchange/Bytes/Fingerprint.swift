/// A 128-bit digest that says whether a record is the one seen before. Fast and stable between versions and
/// machines; not a cryptographic hash, and nothing that must resist forgery may rest on it.
public struct Fingerprint: Sendable {
  private var a: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var b: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  /// Starts empty.
  public init() {}
  /// Adds a text and its end, so that ("ab","c") and ("a","bc") differ.
  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }
  /// Adds bytes and their end.
  public mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }
  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var place = 0
    while place + 8 <= bytes.count {
      mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      place += 8
    }
    var rest: UInt64 = 0
    while place < bytes.count { rest = rest << 8 | UInt64(bytes[place]); place += 1 }
    mix(rest)
    mix(UInt64(bytes.count) ^ 0x5851_F42D_4C95_7F2D)
  }
  private mutating func mix(_ word: UInt64) {
    a = fold(a ^ word, 0xA076_1D64_78BD_642F)
    b = fold(b &+ word, 0xE703_7ED1_A0B4_28DB) ^ a
  }
  private func fold(_ x: UInt64, _ y: UInt64) -> UInt64 {
    let product = x.multipliedFullWidth(by: y)
    return product.high ^ product.low ^ x
  }
  /// 32 hexadecimal digits.
  public var text: String { digits(a) + digits(b) }
  private func digits(_ word: UInt64) -> String {
    let text = String(word, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
  /// 64 bits of the digest.
  var number: UInt64 { a }
  /// 64 bits of the digest of a text.
  static func number(_ text: String) -> UInt64 {
    var print = Fingerprint()
    print.add(text)
    return print.a
  }
  /// The digest of some texts in order.
  public static func of(_ texts: String...) -> String {
    var print = Fingerprint()
    for text in texts { print.add(text) }
    return print.text
  }
}
