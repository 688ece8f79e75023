import COpenSSL

/// Numbers nobody can guess, from OpenSSL's generator.
public enum Randomness {
  /// That many random bytes.
  /// - Throws: ``CryptographyTrouble`` when the system gives no randomness; then nothing secret may be made.
  public static func bytes(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard count == 0 || RAND_bytes(&bytes, Int32(count)) == 1 else {
      throw CryptographyTrouble("The system gave no random numbers.")
    }
    return bytes
  }
  /// A secret of 256 bits for a session, in 64 hexadecimal digits.
  public static func token() throws -> String { Hex.text(try bytes(32)) }
}

/// OpenSSL did not do what it was asked for.
public struct CryptographyTrouble: Error, Equatable, Sendable, CustomStringConvertible {
  /// What did not work, as a sentence.
  public let description: String
  /// Describes a trouble.
  public init(_ description: String) { self.description = description }
}
