import Testing

@testable import Cryptography

@Suite struct PasswordHashes {
  /// The vectors of RFC 7914, section 12.
  @Test(
    "scrypt is that of the RFC",
    arguments: [
      ("", "", 4, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"),
      ("password", "NaCl", 10, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"),
      (
        "pleaseletmein", "SodiumChloride", 14, 8, 1,
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
      ),
    ]) func vectors(
      _ password: String, _ salt: String, _ cost: Int, _ block: Int, _ lanes: Int, _ key: String
    ) throws
  {
    let hash = try PasswordHash(
      password, .init(cost: cost, block: block, lanes: lanes), salt: Array(salt.utf8), length: 64)
    #expect(Hex.text(hash.key.prefix(32)) == key)
  }
  @Test("a hash at full strength works, names its parameters and matches its password only")
  func current() throws {
    let hash = try PasswordHash(of: "correct horse – バッテリー")
    #expect(hash.description.hasPrefix("scrypt$17$8$1$") && !hash.isOutdated)
    let back = try #require(PasswordHash(stored: hash.description))
    #expect(back == hash)
    #expect(try back.matches("correct horse – バッテリー") && !back.matches("correct horse - バッテリー"))
    #expect(try PasswordHash(of: "correct horse – バッテリー").salt != hash.salt)
  }
  @Test("weaker hashes are still checked and known as outdated")
  func old() throws {
    let hash = try PasswordHash(of: "a", parameters: .init(cost: 12, block: 8, lanes: 1))
    #expect(hash.isOutdated)
    #expect(try PasswordHash(stored: hash.description)?.matches("a") == true)
  }
  @Test(
    "what is no hash, or would eat the machine, is none",
    arguments: [
      "", "scrypt", "scrypt$17$8$1$00$00", "md5$17$8$1$0011223344556677$00112233445566770011223344556677",
      "scrypt$40$8$1$0011223344556677$00112233445566770011223344556677",
      "scrypt$17$8$1$zz$00112233445566770011223344556677",
    ]) func broken(_ text: String)
  { #expect(PasswordHash(stored: text) == nil) }

  @Test("nobody's hash matches nothing; tokens differ")
  func others() throws {
    #expect(try !PasswordHash.nobody.matches(""))
    #expect(try Randomness.token().count == 64 && Randomness.token() != Randomness.token())
  }
}
