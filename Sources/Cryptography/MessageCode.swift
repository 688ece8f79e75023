/// HMAC-SHA-256 (RFC 2104): what only who has the key can write under a text.
public enum MessageCode {
  /// The 32 bytes of the code of a text.
  public static func of(_ text: String, under key: [UInt8]) -> [UInt8] {
    var block = key.count > 64 ? SHA256.digest(key) : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    let inner = SHA256.digest(block.map { $0 ^ 0x36 } + Array(text.utf8))
    return SHA256.digest(block.map { $0 ^ 0x5c } + inner)
  }
  /// Whether two codes are the same; takes as long whether they differ early or late.
  public static func same(_ a: some Collection<UInt8>, _ b: some Collection<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
