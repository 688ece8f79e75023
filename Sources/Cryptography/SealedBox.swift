import COpenSSL
import Glibc

/// Why something sealed cannot be opened, or a key not be used: for a person, without a word of the secret.
public struct SealTrouble: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, and what to do, as sentences.
  public let problem: String, remedy: String
  init(_ problem: String, remedy: String) { (self.problem, self.remedy) = (problem, remedy) }
  /// Problem and remedy as one text.
  public var description: String { problem + " " + remedy }
}

/// The master key under which secrets lie in the store: 32 bytes in a file of its own, never in the store, never
/// in the environment.
public struct MasterKey: Sendable {
  let bytes: [UInt8]
  /// Takes a key of 32 bytes.
  public init(_ bytes: [UInt8]) throws {
    guard bytes.count == 32 else {
      throw SealTrouble("A master key has 32 bytes, not \(bytes.count).", remedy: "Restore the key file.")
    }
    self.bytes = bytes
  }
  /// Reads the key file (64 hexadecimal digits), which must belong to this user and be readable by nobody else.
  public init(file path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      throw SealTrouble(
        "The key file \(path) cannot be read.", remedy: "Restore it, or make one with: opsdeck setup.")
    }
    defer { close(descriptor) }
    var found = stat()
    guard fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG, found.st_uid == geteuid() else {
      throw SealTrouble(
        "The key file \(path) belongs to somebody else.", remedy: "Run: chown \(geteuid()) \(path)")
    }
    guard found.st_mode & 0o077 == 0 else {
      throw SealTrouble("Others may read the key file \(path).", remedy: "Run: chmod 600 \(path)")
    }
    var digits = [UInt8](repeating: 0, count: 65)
    let count = read(descriptor, &digits, digits.count)
    guard count >= 64, let bytes = Hex.bytes(String(decoding: digits.prefix(64), as: UTF8.self)) else {
      throw SealTrouble(
        "The key file \(path) does not hold a key.", remedy: "Restore it from where keys are kept.")
    }
    try self.init(bytes)
  }
  /// Makes a new key in a new file, 0600; an old one is never overwritten.
  public static func make(in path: String) throws -> MasterKey {
    var bytes = [UInt8](repeating: 0, count: 32)
    guard RAND_bytes(&bytes, 32) == 1 else {
      throw SealTrouble("There is no randomness.", remedy: "Try again.")
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw SealTrouble("The key file \(path) cannot be made.", remedy: "Look whether it is there already.")
    }
    defer { close(descriptor) }
    let text = Array((Hex.text(bytes) + "\n").utf8)
    guard write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
      throw SealTrouble("The key file \(path) cannot be written.", remedy: "Make room on the disk.")
    }
    return try MasterKey(bytes)
  }
}

/// AES-256-GCM: what is sealed can be opened only with the same key and in the same place, unchanged.
public enum SealedBox {
  private static let version: UInt8 = 1
  /// Seals bytes for one place. The result is a version byte, 12 random bytes, the tag and the sealed bytes.
  /// - Parameter place: table, row and column it will lie in; moved elsewhere it cannot be opened.
  public static func seal(_ secret: [UInt8], for place: String, under key: MasterKey) throws -> [UInt8] {
    var nonce = [UInt8](repeating: 0, count: 12), tag = [UInt8](repeating: 0, count: 16)
    var sealed = [UInt8](repeating: 0, count: secret.count + 16), count: Int32 = 0, tail: Int32 = 0
    let context = EVP_CIPHER_CTX_new(), extra = Array(place.utf8)
    defer { EVP_CIPHER_CTX_free(context) }
    guard RAND_bytes(&nonce, 12) == 1,
      EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key.bytes, nonce) == 1,
      EVP_EncryptUpdate(context, nil, &count, extra, Int32(extra.count)) == 1,
      EVP_EncryptUpdate(context, &sealed, &count, secret, Int32(secret.count)) == 1,
      EVP_EncryptFinal_ex(context, &tag, &tail) == 1,
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, &tag) == 1
    else { throw SealTrouble("The secret cannot be sealed.", remedy: "Look at the OpenSSL installation.") }
    return [version] + nonce + tag + sealed.prefix(Int(count))
  }
  /// Opens what ``seal(_:for:under:)`` sealed for the same place.
  public static func open(_ box: [UInt8], for place: String, under key: MasterKey) throws -> [UInt8] {
    let wrong = SealTrouble(
      "A secret cannot be opened: it was changed, moved, or sealed under another key.",
      remedy: "Restore the key file that belongs to this store, or enter the secret anew.")
    guard box.count >= 29, box[0] == version else { throw wrong }
    let nonce = Array(box[1..<13]), sealed = Array(box[29...]), extra = Array(place.utf8)
    var tag = Array(box[13..<29]), secret = [UInt8](repeating: 0, count: sealed.count + 16)
    var count: Int32 = 0, tail: Int32 = 0, rest = [UInt8](repeating: 0, count: 16)
    let context = EVP_CIPHER_CTX_new()
    defer { EVP_CIPHER_CTX_free(context) }
    guard EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key.bytes, nonce) == 1,
      EVP_DecryptUpdate(context, nil, &count, extra, Int32(extra.count)) == 1,
      EVP_DecryptUpdate(context, &secret, &count, sealed, Int32(sealed.count)) == 1,
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, &tag) == 1,
      EVP_DecryptFinal_ex(context, &rest, &tail) == 1
    else { throw wrong }
    return Array(secret.prefix(Int(count)))
  }
}
