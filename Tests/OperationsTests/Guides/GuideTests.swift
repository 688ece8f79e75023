import Cryptography
import Domain
import Foundation
import Testing

/// The guide's numbers are those of the rules.
@Suite struct LoggingInGuide {
  @Test("the guide tells the limits that hold")
  func limits() throws {
    let room = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Sources/Operations")
    let text = try String(contentsOf: room.appending(path: "Operations.docc/LoggingIn.md"), encoding: .utf8)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let hash = PasswordHash.Parameters.current, sessions = SessionLimits()
    for sentence in [
      "A password has \(PasswordRules.lengths.lowerBound) to \(PasswordRules.lengths.upperBound) characters",
      "with 2^\(hash.cost) rounds of \(hash.block) blocks and \(hash.lanes) lane",
      "\(LoginThrottle.free) wrong passwords within \(LoginThrottle.rest / 60_000) minutes are free",
      "for \(LoginThrottle.shortest / 60_000) minute, each",
      "up to \(LoginThrottle.longest / 60_000) minutes",
      "after \(sessions.idle / 60_000) minutes without an act, after \(sessions.absolute / 3_600_000) hours",
    ] { #expect(words.contains(sentence), "\(sentence)") }
  }
}
