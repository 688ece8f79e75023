import Testing

@testable import Domain

@Suite struct MailGuardTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String, signs: MailSigns, isOurs: Bool, sort: String
    init(_ name: String, _ sort: String, isOurs: Bool = false, _ change: (inout MailSigns) -> Void) {
      var signs = MailSigns(from: "kim@corp.example", returnPath: "kim@corp.example")
      change(&signs)
      (self.name, self.signs, self.isOurs, self.sort) = (name, signs, isOurs, sort)
    }
    var testDescription: String { name }
  }
  static let cases: [Case] = [
    Case("a person", "personal") { _ in },
    Case("a person whose mailer says so", "personal") { $0.autoSubmitted = "no" },
    Case("a person on a list", "personal") { ($0.isListed, $0.precedence) = (true, "list") },
    Case("a list that calls itself bulk", "personal") { ($0.isListed, $0.precedence) = (true, "bulk") },
    Case("first-class mail", "personal") { $0.precedence = "first-class" },
    Case("an out-of-office notice", "answered") { $0.autoSubmitted = "auto-replied" },
    Case("an unknown word counts as an answer", "answered") { $0.autoSubmitted = "auto-whatever" },
    Case("old out-of-office notice", "answered") { $0.precedence = "auto_reply" },
    Case("marked by its program", "answered") { $0.isMarked = true },
    Case("an empty return path", "answered") { $0.returnPath = "" },
    Case("a postmaster with a return path", "answered") { $0.from = "postmaster@corp.example" },
    Case("a monitor", "automatic") { $0.autoSubmitted = "auto-generated" },
    Case("a notification", "automatic") { $0.autoSubmitted = "auto-notified" },
    Case("a mass mailing", "automatic") { $0.precedence = "bulk" },
    Case("junk", "automatic") { $0.precedence = "junk" },
    Case("a report", "bounce") { $0.isReport = true },
    Case("a report that calls itself an answer", "bounce") {
      ($0.isReport, $0.autoSubmitted, $0.returnPath) = (true, "auto-replied", "")
    },
    Case("an old report", "bounce") { ($0.from, $0.returnPath) = ("mailer-daemon@corp.example", "") },
    Case("from the desk itself", "own") { $0.from = "support@desk.example" },
    Case("from the desk with a token", "own") { $0.from = "support+t-1.abc@desk.example" },
    Case("a mail of the desk that came back", "own", isOurs: true) { _ in },
    Case("a name that begins like the desk's", "personal") { $0.from = "support@desk.example.org" },
  ]
  @Test("what RFC 3834 tells to look at decides", arguments: cases)
  func sorts(_ one: Case) {
    let sort = MailSort.of(one.signs, isOurs: one.isOurs, addresses: ["support@desk.example"])
    let word: String =
      switch sort {
      case .personal: "personal"
      case .automatic: "automatic"
      case .answered: "answered"
      case .bounce: "bounce"
      case .own: "own"
      }
    #expect(word == one.sort)
  }
  @Test("a mail that is not taken waits longer each time, six hours at most")
  func pauses() {
    let pauses = (1...20).map(OutboxRetry.pause)
    #expect(pauses.first == .minutes(1) && pauses.last == .hours(6))
    #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(pauses.prefix(OutboxRetry.most - 1).reduce(0, +) > .days(2))
  }
}
