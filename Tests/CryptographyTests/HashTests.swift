import Testing

@testable import Cryptography

@Suite struct HashTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func `SHA-256 gives the published digests`(text: String, digest: String) {
    #expect(SHA256.hex(text) == digest)
    #expect(SHA256.hex(AnySequence(text.utf8)) == digest)
  }
  @Test func `hexadecimal is read back, and what is none is refused`() {
    #expect(Hex.bytes("00fFa1") == [0, 255, 161])
    #expect(Hex.bytes(Hex.text([1, 2, 254])) == [1, 2, 254])
    #expect(Hex.bytes("abc") == nil)
    #expect(Hex.bytes("zz") == nil)
  }
}
