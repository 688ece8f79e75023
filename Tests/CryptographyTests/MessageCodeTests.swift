import Testing

@testable import Cryptography

@Suite struct MessageCodeTests {
  @Test(
    "the codes are those of RFC 4231",
    arguments: [
      (
        [UInt8](repeating: 0x0b, count: 20), "Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), "what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
    ])
  func cases(_ key: [UInt8], _ text: String, _ code: String) {
    #expect(Hex.text(MessageCode.of(text, under: key)) == code)
  }
  @Test("codes are the same only when all of them is") func same() {
    #expect(MessageCode.same([1, 2, 3], [1, 2, 3]))
    for other in [[1, 2, 4], [0, 2, 3], [1, 2], []] as [[UInt8]] {
      #expect(!MessageCode.same([1, 2, 3], other))
    }
  }
}
