import Terminal
import TestSupport
import Testing

@Suite struct FuzzyMatching {
  @Test(arguments: [
    ("asgn kim", "Assign 2 tickets to kim", true), ("asgnkim", "Assign 2 tickets to kim", true),
    ("kim asgn", "Assign 2 tickets to kim", true), ("zz", "Assign", false), ("gunduz", "Ozan Gündüz", true),
    ("GMB", "Ozan GmbH", false), ("GmbH", "Ozan GmbH", true), ("解約", "解約について", true), ("", "anything", true),
    ("assignn", "Assign", false),
  ])
  func fits(pattern: String, candidate: String, fits: Bool) {
    #expect((Fuzzy(pattern).match(candidate) != nil) == fits)
  }
  @Test(
    "the better one stands first",
    arguments: [
      ("st", ["Cost of tickets", "Status", "Set time"], "Status"),
      ("gq", ["Big query", "Go to queues"], "Go to queues"),
      ("close", ["Cancel lost escalation", "Close ticket"], "Close ticket"),
      ("rt", ["Report", "Reply to ticket"], "Reply to ticket"),
      ("tag", ["Take again", "Tag", "Tag, untag"], "Tag"),
    ])
  func ranking(pattern: String, candidates: [String], first: String) {
    #expect(Fuzzy(pattern).ranked(candidates) { $0 }.first?.item == first)
  }
  @Test func ofAPastedPageOnlyTheBeginningCounts() {
    let page = String(repeating: "x", count: 5000)
    #expect(Fuzzy(page).match("xx") == nil)
    #expect(Fuzzy("x" + String(repeating: " ", count: 500) + "never").match("x")?.positions == [0])
  }
  @Test func whatWasFoundIsMarked() throws {
    let match = try #require(Fuzzy("as kim").match("Assign to kim"))
    #expect(match.positions == [0, 1, 10, 11, 12])
    #expect(
      match.runs(of: "Assign to kim", .text) == [
        TextRun("As", .match), TextRun("sign to ", .text), TextRun("kim", .match),
      ])
  }
  @Test("positions spell the pattern", arguments: 0..<200) func positions(seed: UInt64) {
    var random = Seeded(seed)
    let letters = Array("abcAB -é日")
    let text = String(
      (0..<Int.random(in: 0...60, using: &random)).map { _ in letters.randomElement(using: &random)! })
    let word = String(
      (0..<Int.random(in: 1...5, using: &random)).map { _ in "abc".randomElement(using: &random)! })
    guard let match = Fuzzy(word).match(text) else {
      var rest = Substring(text.lowercased())
      let fits = word.allSatisfy { letter in
        guard let place = rest.firstIndex(of: letter) else { return false }
        rest = rest[rest.index(after: place)...]
        return true
      }
      #expect(!fits)
      return
    }
    let characters = Array(text.lowercased())
    #expect(String(match.positions.map { characters[$0] }) == word)
  }
}
