import Cryptography

/// One numbered step of the schema, in both directions. A shipped one is never edited: the store keeps the
/// checksum of what was applied, and a program whose text differs refuses to go on.
public struct Migration: Sendable {
  /// Its place, from 1 without gaps, and what it is about.
  public let number: Int, name: String
  /// The statements that make it and those that take it back.
  let up: String, down: String
  /// The oldest schema whose program may still write a store that has this step.
  let compatible: Int
  init(_ number: Int, _ name: String, compatible: Int? = nil, up: String, down: String) {
    (self.number, self.name, self.up, self.down) = (number, name, up, down)
    self.compatible = compatible ?? number
  }
  /// SHA-256 over the text of both directions, in hex.
  public var checksum: String { SHA256.hex(Array("\(number)\n\(name)\n\(up)\n\(down)".utf8)) }

  /// All steps, in order.
  public static let all: [Migration] = [
    .access, .support, .search, .desk, .messaging, .audit, .lists, .jobs, .serviceLevels, .notices, .mail,
    .automations, .assignment,
  ]
  /// What this program writes.
  static let current = all.count
}
