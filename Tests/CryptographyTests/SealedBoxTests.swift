import Foundation
import Testing

@testable import Cryptography

@Suite struct SealedBoxTests {
  private func key(_ byte: UInt8) throws -> MasterKey { try MasterKey([UInt8](repeating: byte, count: 32)) }

  @Test(arguments: [0, 1, 15, 16, 17, 5000])
  func `what is sealed is opened again in its place`(length: Int) throws {
    let secret = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
    let box = try SealedBox.seal(secret, for: "integration/7/token", under: key(1))
    #expect(try SealedBox.open(box, for: "integration/7/token", under: key(1)) == secret)
    #expect(try SealedBox.seal(secret, for: "integration/7/token", under: key(1)) != box)
  }
  @Test func `another place, another key or one changed bit opens nothing`() throws {
    let box = try SealedBox.seal(Array("hunter2".utf8), for: "a/1/x", under: key(1))
    #expect(throws: SealTrouble.self) { try SealedBox.open(box, for: "a/2/x", under: key(1)) }
    #expect(throws: SealTrouble.self) { try SealedBox.open(box, for: "a/1/x", under: key(2)) }
    for place in box.indices {
      var changed = box
      changed[place] ^= 1
      #expect(throws: SealTrouble.self) { try SealedBox.open(changed, for: "a/1/x", under: key(1)) }
    }
    #expect(throws: SealTrouble.self) {
      try SealedBox.open(Array(box.prefix(20)), for: "a/1/x", under: key(1))
    }
  }
  @Test func `a key file is private or refused, and never overwritten`() throws {
    let path = NSTemporaryDirectory() + "opsdeck-key-" + UUID().uuidString
    defer { unlink(path) }
    let made = try MasterKey.make(in: path)
    #expect(try MasterKey(file: path).bytes == made.bytes)
    #expect(throws: SealTrouble.self) { try MasterKey.make(in: path) }
    chmod(path, 0o640)
    #expect(throws: SealTrouble.self) { try MasterKey(file: path) }
    chmod(path, 0o600)
    try Data("short".utf8).write(to: URL(fileURLWithPath: path))
    chmod(path, 0o600)
    #expect(throws: SealTrouble.self) { try MasterKey(file: path) }
  }
}
