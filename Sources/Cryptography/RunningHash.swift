import COpenSSL

/// SHA-256 over bytes that come piece by piece, as OpenSSL computes it.
public final class RunningHash {
  private let context: OpaquePointer?
  /// Starts with nothing.
  public init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }
  deinit { EVP_MD_CTX_free(context) }
  /// Adds bytes.
  public func add(_ bytes: [UInt8]) { EVP_DigestUpdate(context, bytes, bytes.count) }
  /// The digest of all bytes so far in lower-case hexadecimal; nothing can be added after it.
  public func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    return Hex.text(digest)
  }
}
