import Domain
import Testing

@testable import Store

@Suite struct SearchTests {
  private func desk() throws -> TestStore {
    let test = try TestStore()
    try test.furnish()
    let said =
      [
        ("Refund for order 17", "The blender never came. I want a refund, please.", nil),
        ("Blender smells", "It smells of fire.\nNo refund needed, a new blender would do.", Agent.ID(2)),
        ("Größe falsch", "Die Größe passt nicht, bitte umtauschen.", nil),
        ("Quotes", "He said \"NEAR(fire, 3)\" and left: col:umn OR *", Agent.ID(2)),
        ("Nothing", "Quite another matter.", nil),
      ] as [(String, String, Agent.ID?)]
    for (subject, body, assignee) in said {
      let ticket = try test.ticket { ($0.subject, $0.assignee) = (subject, assignee) }
      _ = try test.database.write { store in
        try store.add(
          Message(
            id: try store.newMessageID(), ticket: ticket.id, author: .customer(Customer.ID(1)), kind: .public,
            body: body, at: test.now))
      }
    }
    return test
  }
  private func found(_ text: String, _ test: TestStore) throws -> [Int64] {
    try test.database.read { store in
      try store.search(SearchQuery(try Filter(text), viewer: Agent.ID(1), now: test.now)).hits.map(
        \.id.rawValue)
    }
  }

  @Test func `words are found in subjects and messages, and fields narrow`() throws {
    let test = try desk()
    #expect(try found("blender", test).sorted() == [1, 2])
    #expect(try found("blender", test).first == 2)
    #expect(try found("refund blender", test).sorted() == [1, 2])
    #expect(try found("blender assignee:@bob", test) == [2])
    #expect(try found("blender -assignee:@bob", test) == [1])
    #expect(try found("\"new blender\"", test) == [2])
    #expect(try found("blend*", test).sorted() == [1, 2])
    #expect(try found("blend", test) == [])
    #expect(try found("groesse", test) == [])
    #expect(try found("grosse", test) == [])
    #expect(try found("größe", test) == [3])
    #expect(try found("grösse", test) == [])
    #expect(try found("GROßE", test) == [3])
    #expect(try found("umtauschen passt", test) == [3])
  }
  @Test(arguments: [
    "NEAR(fire, 3)", "col:umn", "*", "OR", "\"", "AND AND", "fire\"", "{a b} : c", "^fire", "a + b", "NOT",
    "x\0y",
    "-", "(((", "fire -", "' OR 1=1 --", "\u{1F525}",
  ])
  func `nothing that is typed is an operator of the index`(text: String) throws {
    let test = try desk()
    let words = FilterWords(text)
    let result = try test.database.read { store in
      try store.search(SearchQuery(.test(.text(words)), now: test.now))
    }
    #expect(result.isComplete)
  }
  @Test func `more hits than asked for are no reason to say that something was not searched`() throws {
    let test = try desk()
    func search(_ text: String, limit: Int) throws -> SearchResult {
      try test.database.read { try $0.search(SearchQuery(try Filter(text), limit: limit, now: test.now)) }
    }
    let cut = try search("blender", limit: 1), whole = try search("blender", limit: 9)
    #expect(cut.hits.map(\.id) == Array(whole.hits.map(\.id).prefix(1)))
    #expect(cut.isComplete && cut.found == 2)
    #expect(whole.isComplete && whole.found == 2)
    // Without words it is a list: what is beyond its end was not looked at.
    let list = try search("status:new", limit: 2)
    #expect(list.hits.count == 2 && !list.isComplete)
    #expect(try search("status:new", limit: 9).isComplete)
  }
  @Test func `a word with more hits than are ranked says that not everything was searched`() throws {
    let test = try desk()
    try test.database.write { store in
      for number in 0..<1001 {
        try store.add(
          Message(
            id: try store.newMessageID(), ticket: Ticket.ID(5), author: .system, kind: .note,
            body: "flood \(number)", at: test.now))
      }
    }
    func search(_ text: String) throws -> SearchResult {
      try test.database.read { try $0.search(SearchQuery(try Filter(text), budget: 60_000, now: test.now)) }
    }
    #expect(try !search("flood").isComplete)
    #expect(try search("flood").hits.map(\.id) == [Ticket.ID(5)])
    #expect(try search("\"flood 7\"").isComplete)
    // No time at all: nothing is found, and it is said.
    let none = try test.database.read {
      try $0.search(SearchQuery(try Filter("blender"), budget: 0, now: test.now))
    }
    #expect(!none.isComplete || none.found == 2)
  }
  @Test func `words stand at the same places however a text is read`() {
    let spotter = WordSpotter([
      FilterWords("fire alarm"), FilterWords("re", isPrefix: true), FilterWords("7"),
    ])
    for text in [
      "", "fire", "Fire alarm!", "the FIRE  alarm and the refund", "a7 7 7b", "re-fire alarm 7",
      "x\ty\nfire\nalarm",
      "fire alarm\r\nrefund",
    ] {
      let slowly = spotter.places(in: Array(text)), places = spotter.places(in: text)
      #expect(places == slowly, "\(text)")
    }
    #expect(spotter.snippet(of: "a\tfire\nalarm").text == "a fire alarm")
    #expect(spotter.snippet(of: "ä\tfire\nalarm").text == "ä fire alarm")
  }
  @Test func `a piece of text begins and ends with whole words, however it is written`() throws {
    let spotter = WordSpotter([FilterWords("alarm")])
    for word in ["evening", "Äpfel", "e\u{301}te\u{301}", "👩‍👩‍👧‍👦x"] {
      let around = String(repeating: word + " ", count: 60),
        (text, marks) = spotter.snippet(
          of: around + "Alarm " + around)
      let words = text.split(separator: " ")
      #expect(text.hasPrefix("…\(word) ") && text.hasSuffix(" \(word)…"), "\(text)")
      #expect(words.dropFirst().dropLast().allSatisfy { $0 == word || $0 == "Alarm" })
      #expect(marks.map { String(Array(text)[$0]) } == ["Alarm"])
    }
    for (text, begins) in [
      // A word so long that its end is not near: from its beginning, or from the next one.
      ("some words before Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk alarm", "…Donaudampf"),
      (
        "see https://shop.example/orders/list?customer=4711&sort=date&state=waiting&kind=alarm", "…4711&sort="
      ),
      ("Ää https://shöp.example/orders/list?customer=4711&sort=date&state=waiting&kind=alarm", "…4711&sort="),
    ] {
      let words = spotter.snippet(of: text)
      #expect(words.text.hasPrefix(begins), "\(words.text)")
      #expect(words.highlights.map { String(Array(words.text)[$0]) } == ["alarm"])
    }
    // Without a blank near, it is cut where the length says, between two characters.
    let endless = spotter.snippet(
      of: String(repeating: "語", count: 99) + " alarm " + String(repeating: "x", count: 900))
    #expect(endless.text.count == 162 && endless.text.hasPrefix("…語") && endless.text.hasSuffix("x…"))
    #expect(endless.highlights.map { String(Array(endless.text)[$0]) } == ["alarm"])
  }
  @Test func `a hit shows the piece of text and where the words stand`() throws {
    let test = try desk()
    let result = try test.database.read { store in
      try store.search(SearchQuery(try Filter("smells fire"), now: test.now))
    }
    let hit = try #require(result.hits.first)
    #expect(hit.snippet == "It smells of fire. No refund needed, a new blender would do.")
    #expect(hit.highlights.map { String(Array(hit.snippet)[$0]) } == ["smells", "fire"])
    #expect(hit.subjectHighlights.map { String(Array(hit.row.subject)[$0]) } == ["smells"])
    #expect(hit.message == Message.ID(2))
  }
  @Test func `accents and case do not matter to marks, prefixes are marked whole`() {
    let spotter = WordSpotter([FilterWords("cafe"), FilterWords("umt", isPrefix: true)])
    let text = Array("Le CAFÉ, umtauschen")
    #expect(spotter.places(in: text).map { String(text[$0]) } == ["CAFÉ", "umtauschen"])
  }
  @Test func `the index follows edits and removals`() throws {
    let test = try desk()
    try test.database.write { store in
      var ticket = try #require(try store.ticket(Ticket.ID(5)))
      ticket.subject = "Blender again"
      try store.save(ticket, by: .system, at: test.now + 1)
      try store.remove(Message.ID(1), by: .system, at: test.now + 2)
    }
    #expect(try found("blender", test).sorted() == [2, 5])
    #expect(try found("nothing", test) == [])
    #expect(try found("refund", test).sorted() == [1, 2])
    try test.database.write { store in
      // Compares index and texts; an error when they differ.
      try store.connection.run("INSERT INTO message_text (message_text, rank) VALUES ('integrity-check', 1)")
      try store.connection.run("INSERT INTO ticket_text (ticket_text, rank) VALUES ('integrity-check', 1)")
    }
  }
  @Test func `merging the index changes nothing that is found, and says when there is nothing to do`() throws
  {
    let test = try desk()
    for n in 0..<40 {
      let ticket = try test.ticket { $0.subject = "Filler \(n)" }
      _ = try test.database.write { store in
        try store.add(
          Message(
            id: try store.newMessageID(), ticket: ticket.id, author: .system, kind: .note,
            body: "filler \(n)",
            at: test.now))
      }
    }
    var rounds = 0
    func merge() throws -> Bool { try test.database.write { try $0.mergeText() } }
    while try merge(), rounds < 100 { rounds += 1 }
    #expect(rounds < 100)
    #expect(try found("blender", test).sorted() == [1, 2])
    #expect(try found("filler", test).count == 40)
  }
}
