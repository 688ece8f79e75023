import COpenSSL

/// SHA-256 as OpenSSL computes it.
public enum SHA256 {
  /// The 32 bytes of the digest.
  public static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let input = Array(bytes)
    var output = [UInt8](repeating: 0, count: 32)
    _ = COpenSSL.SHA256(input, input.count, &output)
    return output
  }
  /// The digest in lower-case hexadecimal, 64 characters.
  public static func hex(_ bytes: some Sequence<UInt8>) -> String { Hex.text(digest(bytes)) }
}

/// Bytes as lower-case hexadecimal digits.
public enum Hex {
  /// Two digits a byte.
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for byte in bytes { out.append(digits[Int(byte >> 4)]); out.append(digits[Int(byte & 15)]) }
    return String(decoding: out, as: UTF8.self)
  }
}
