import COpenSSL
import Synchronization

/// A password as it is kept: scrypt with its parameters, a salt and the key, `scrypt$17$8$1$<salt>$<key>` in
/// hexadecimal. The parameters stand beside the key, so that they can be raised and old hashes still be checked.
public struct PasswordHash: Equatable, Sendable, CustomStringConvertible {
  /// How hard a guess is: 2^`cost` rounds of blocks of 128 · `block` bytes, `lanes` times.
  public struct Parameters: Equatable, Sendable {
    /// See above.
    public let cost: Int, block: Int, lanes: Int
    /// Makes parameters.
    public init(cost: Int, block: Int, lanes: Int) {
      (self.cost, self.block, self.lanes) = (cost, block, lanes)
    }
    /// What new hashes are made with: half a second and 128 MiB a guess (ASVS 5, appendix C).
    public static let current = Parameters(cost: 17, block: 8, lanes: 1)
    /// Whether a stored hash may ask for this much: a broken store must not make a log-in eat the machine.
    var isReasonable: Bool {
      (10...20).contains(cost) && (1...32).contains(block) && (1...16).contains(lanes)
    }
    /// OpenSSL's default limit refuses ours by a few bytes; this is what scrypt needs and some room.
    var memory: UInt64 { UInt64(128 * block) << UInt64(cost) + UInt64(128 * block * lanes) + 1 << 20 }
  }
  /// The parts.
  public let parameters: Parameters, salt: [UInt8], key: [UInt8]

  /// Hashes a password with a salt of its own. Takes half a second: never inside a transaction.
  public init(of password: String, parameters: Parameters = .current) throws {
    try self.init(password, parameters, salt: try Randomness.bytes(16))
  }
  init(_ password: String, _ parameters: Parameters, salt: [UInt8], length: Int = 32) throws {
    (self.parameters, self.salt) = (parameters, salt)
    key = try Self.key(password, parameters, salt, length)
  }
  /// Reads what `description` writes; nil for anything else.
  public init?(stored text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "scrypt", let cost = Int(parts[1]), let block = Int(parts[2]),
      let lanes = Int(parts[3]), let salt = Hex.bytes(parts[4]), let key = Hex.bytes(parts[5]),
      salt.count >= 8, (16...64).contains(key.count)
    else { return nil }
    parameters = Parameters(cost: cost, block: block, lanes: lanes)
    guard parameters.isReasonable else { return nil }
    (self.salt, self.key) = (salt, key)
  }
  /// The text to keep.
  public var description: String {
    "scrypt$\(parameters.cost)$\(parameters.block)$\(parameters.lanes)$\(Hex.text(salt))$\(Hex.text(key))"
  }

  /// Whether it is the hash of this password; takes as long either way.
  public func matches(_ password: String) throws -> Bool {
    let other = try Self.key(password, parameters, salt, key.count)
    return CRYPTO_memcmp(other, key, key.count) == 0
  }
  /// Whether it was made with weaker parameters than new ones are: the next log-in writes it anew.
  public var isOutdated: Bool { parameters != .current }
  /// A hash that no password matches, with the parameters of new ones: checking a name that does not exist takes
  /// as long as checking one that does.
  public static let nobody = PasswordHash(
    parameters: .current, salt: [UInt8](repeating: 0, count: 16), key: [UInt8](repeating: 0, count: 32))
  private init(parameters: Parameters, salt: [UInt8], key: [UInt8]) {
    (self.parameters, self.salt, self.key) = (parameters, salt, key)
  }

  /// One at a time in a process: many log-ins at once must not exhaust the memory.
  private static let turn = Mutex(())
  private static func key(
    _ password: String, _ parameters: Parameters, _ salt: [UInt8], _ length: Int
  ) throws -> [UInt8] {
    let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
    var key = [UInt8](repeating: 0, count: length)
    let done = turn.withLock { _ in
      EVP_PBE_scrypt(
        bytes, bytes.count, salt, salt.count, 1 << UInt64(parameters.cost), UInt64(parameters.block),
        UInt64(parameters.lanes), parameters.memory, &key, length)
    }
    guard done == 1 else { throw CryptographyTrouble("The password could not be hashed; is memory short?") }
    return key
  }
}
