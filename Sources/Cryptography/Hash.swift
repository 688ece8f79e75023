import COpenSSL

/// SHA-256 as OpenSSL computes it.
public enum SHA256 {
  /// The 32 bytes of the digest.
  public static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.withContiguousStorageIfAvailable { digest(UnsafeRawBufferPointer($0)) }
      ?? Array(bytes).withUnsafeBytes { digest($0) }
  }
  /// The 32 bytes of the digest of bytes where they lie.
  public static func digest(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { output, count in
      COpenSSL_sha256(bytes.baseAddress, bytes.count, output.baseAddress)
      count = 32
    }
  }
  /// Writes the digest's 64 lower-case hexadecimal digits to `digits`, which must have room for them.
  public static func hex(_ bytes: UnsafeRawBufferPointer, into digits: UnsafeMutablePointer<UInt8>) {
    COpenSSL_sha256_hex(bytes.baseAddress, bytes.count, digits)
  }
  /// The digest in lower-case hexadecimal, 64 characters.
  public static func hex(_ bytes: some Sequence<UInt8>) -> String { Hex.text(digest(bytes)) }
  /// The digest of a text's UTF-8 in lower-case hexadecimal, 64 characters.
  public static func hex(_ text: String) -> String {
    var text = text
    return text.withUTF8 { Hex.text(digest(UnsafeRawBufferPointer($0))) }
  }
}

/// Bytes as lower-case hexadecimal digits.
public enum Hex {
  private static let digits = Array("0123456789abcdef".utf8)
  /// Two digits a byte.
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.underestimatedCount * 2)
    for byte in bytes { out.append(digits[Int(byte >> 4)]); out.append(digits[Int(byte & 15)]) }
    return String(decoding: out, as: UTF8.self)
  }
  /// The bytes that such digits, in either case, stand for; nil when they are none.
  public static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    func value(_ digit: UInt8) -> UInt8? {
      switch digit {
      case 0x30...0x39: digit - 0x30
      case 0x61...0x66: digit - 0x61 + 10
      case 0x41...0x46: digit - 0x41 + 10
      default: nil
      }
    }
    var out: [UInt8] = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[place]), let low = value(digits[place + 1]) else { return nil }
      out.append(high << 4 | low)
    }
    return out
  }
}
