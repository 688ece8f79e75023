import Terminal
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

@Suite struct Palettes {
  private let entries = [
    PaletteEntry(
      "assign", "Assign 2 tickets to kim", key: "a", command: "opsdeck ticket assign T-1042 T-1057 --to kim"),
    PaletteEntry("auto", "Assign by rule …", command: "opsdeck ticket auto-assign --dry-run"),
    PaletteEntry("agent", "Go to agent kim", key: "gx", unavailable: "needs role lead"),
    PaletteEntry("close", "Close", key: "X", command: "opsdeck ticket close T-1042"),
  ]
  private func type(_ text: String, in palette: inout Palette) {
    for character in text { _ = palette.handle(.key(Key(.character(character)))) }
  }
  private func press(_ name: String, in palette: inout Palette) -> PaletteOutcome {
    palette.handle(.key(keys(name)[0]))
  }

  @Test("at 80 columns the chosen entry's command line stands in the last row") func narrow() {
    var palette = Palette("Palette", entries)
    type("asi", in: &palette)
    expectFrame(
      frame(80, 12, ascii: true) { palette.draw(into: &$0, area: $0.all) },
      """
      +- Palette --------------------------------------------------------------------+
      | : asi                                                                        |
      |                                                                              |
      |> Assign 2 tickets to kim                                          a          |
      |  Assign by rule ...                                                          |
      |                                                                              |
      |                                                                              |
      |                                                                              |
      |                                                                              |
      |                                                                              |
      |  opsdeck ticket assign T-1042 T-1057 --to kim                                |
      +------------------------------------------------------------------------------+
      """)
  }
  @Test func wideScreensShowKeyAndCommandBeside() {
    var palette = Palette("Palette", entries)
    type("kim", in: &palette)
    let lines = frame(120, 16) { palette.draw(into: &$0, area: $0.all) }.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[3].contains("▌ Assign 2 tickets to kim"))
    #expect(lines[3].contains("a         opsdeck ticket assign T-1042 T-1057 --to kim"))
    #expect(lines[4].contains("  Go to agent kim  (needs role lead)"))
  }
  @Test("what is found by a word that is not shown, and what lies beyond the rows, is told") func beyond() {
    let many = (1...30).map { PaletteEntry("\($0)", "Act \($0)", keywords: "number \($0)") }
    var palette = Palette("Palette", many)
    func shown() -> String { frame(80, 16) { palette.draw(into: &$0, area: $0.all) } }
    #expect(shown().contains("20 more below"))
    type("number 30", in: &palette)
    #expect(palette.found.map(\.entry.id) == ["30"])
    #expect(!shown().contains("more"))
    type("x", in: &palette)
    #expect(shown().contains("nothing fits"))
  }
  @Test func nothingTypedShowsWhatWasDoneLately() {
    var palette = Palette("Palette", entries, recent: ["close", "gone"])
    #expect(palette.found.map(\.entry.id) == ["close", "assign", "auto", "agent"])
    #expect(press("Enter", in: &palette) == .run(entries[3]))
  }
  @Test func whatIsNotAllowedSaysWhyAndStandsLast() {
    var palette = Palette("Palette", entries)
    type("kim", in: &palette)
    #expect(palette.found.map(\.entry.id) == ["assign", "agent"])
    #expect(press("Down", in: &palette) == .none)
    #expect(press("Enter", in: &palette) == .refused("needs role lead"))
    #expect(palette.trouble == "needs role lead")
    #expect(press("Esc", in: &palette) == .close)
    #expect(press("Ctrl-C", in: &palette) == .close && palette.trouble == nil)
  }
  @Test func tabCompletesAndCommandsAreCopied() {
    var palette = Palette("Palette", entries)
    type("rule", in: &palette)
    #expect(press("Ctrl-Y", in: &palette) == .copy("opsdeck ticket auto-assign --dry-run"))
    #expect(press("Tab", in: &palette) == .changed)
    #expect(palette.text == "Assign by rule …")
  }
  @Test func historyIsSearchedBackwards() {
    var palette = Palette("Palette", entries, history: ["assign T-1", "close T-2", "assign T-3"])
    type("ass", in: &palette)
    var seen: [String] = []
    for _ in 0..<3 { _ = press("Ctrl-R", in: &palette); seen.append(palette.text) }
    #expect(seen == ["assign T-3", "assign T-1", "assign T-1"])
  }
  @Test func referencesArePassedOnAndTheirTargetsStandFirst() {
    var palette = Palette("Palette", entries)
    type("T-1042 @kim #tag S-7x @ close", in: &palette)
    #expect(palette.jumpTokens == ["T-1042", "@kim", "#tag"])
    palette.jumps = [PaletteEntry("T-1042", "T-1042 Refund for double charge")]
    #expect(palette.chosen?.id == "T-1042")
    #expect(press("Tab", in: &palette) == .none, "a reference is complete as it is")
  }
  @Test func clicksChooseThenRun() {
    var palette = Palette("Palette", entries)
    let area = Rect(0, 0, 80, 24)
    let click = Event.mouse(Mouse(.press(1), at: Point(10, 4)))
    #expect(palette.handle(click, in: area) == .none)
    #expect(palette.chosen?.id == "auto")
    #expect(palette.handle(click, in: area) == .run(entries[1]))
  }
}

@Suite struct Pickers {
  private let area = Rect(0, 0, 60, 16)
  private let agents = [
    PickerItem("ada", "ada", detail: "7 of 10"), PickerItem("bo", "bo", detail: "10 of 10, full"),
    PickerItem("kim", "kim", detail: "2 of 6"), PickerItem("lee", "lee", unavailable: "off until Thu"),
  ]
  private func press(_ written: String, in picker: inout Picker) -> PickerOutcome {
    keys(written).map { picker.handle(.key($0), in: area) }.last ?? .none
  }
  @Test func typingNarrowsAndEnterTakes() {
    var picker = Picker("Assign T-1042", agents)
    expectFrame(
      frame(60, 12, ascii: true) { picker.draw(into: &$0, area: $0.all) },
      """

      +- Assign T-1042 ------------------------------------------+
      | > type to find                                           |
      |                                                          |
      |> ada   7 of 10                                           |
      |  bo    10 of 10, full                                    |
      |  kim   2 of 6                                            |
      |  lee   off until Thu                                     |
      |                                                          |
      +----------------------------------------------------------+
      """)
    #expect(press("ki Enter", in: &picker) == .picked(["kim"]))
  }
  @Test func whatCannotBeChosenSaysWhy() {
    var picker = Picker("Assign", agents)
    #expect(press("lee Enter", in: &picker) == .refused("off until Thu"))
  }
  @Test func severalAreMarked() {
    var picker = Picker("Tags", agents, takesSeveral: true, marked: ["ada"])
    #expect(press("Down Space Space Enter", in: &picker) == .picked(["ada", "bo", "kim"]))
  }
  @Test("what lies beyond the rows is told, on both sides") func beyond() {
    var picker = Picker("Number", (1...40).map { PickerItem("\($0)", "number \($0)") })
    func shown() -> String { frame(60, 16) { picker.draw(into: &$0, area: $0.all) } }
    #expect(shown().contains("29 more below"))
    for _ in 0..<20 { _ = press("Down", in: &picker) }
    #expect(shown().contains("10 more above, 19 below"))
    _ = press("Up", in: &picker)
    for _ in 0..<20 { _ = press("Down", in: &picker) }
    #expect(shown().contains("29 more above"))
    _ = picker.handle(.paste("40"), in: area)
    #expect(!shown().contains("more"))
  }
  @Test("a click moves the bar, one on the bar takes") func clicks() throws {
    var picker = Picker("Assign", agents)
    let text = frame(60, 16) { picker.draw(into: &$0, area: $0.all) }
    let row = try #require(
      text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("kim") })
    let click = Event.mouse(Mouse(.press(1), at: Point(10, row)))
    #expect(picker.handle(click, in: area) == .none)
    #expect(picker.handle(click, in: area) == .picked(["kim"]))
  }
  @Test("while items are read, none is not all") func waiting() {
    var picker = Picker("Macro", [])
    picker.isWaiting = true
    #expect(press("Enter", in: &picker) == .none)
    #expect(frame(60, 16) { picker.draw(into: &$0, area: $0.all) }.contains("one moment"))
    picker.setItems(agents)
    #expect(press("Enter", in: &picker) == .picked(["ada"]))
  }
  @Test func aNewWordIsTakenWhereItMay() {
    var picker = Picker("Tags", agents, takesNew: true)
    #expect(press("vip Enter", in: &picker) == .created("vip"))
    var strict = Picker("Tags", agents)
    #expect(press("vip Enter", in: &strict) == .refused("Nothing here fits “vip”."))
    #expect(strict.trouble != nil)
    #expect(press("Esc", in: &strict) == .close)
  }
  @Test func popupsLeaveFreeWhatTheyMustNotHide() {
    let diff = Rect(0, 3, 80, 8)
    #expect(Popup.place(Size(40, 6), in: Rect(0, 0, 80, 24)) == Rect(20, 9, 40, 6))
    let place = Popup.place(Size(40, 6), in: Rect(0, 0, 80, 24), avoiding: diff)
    #expect(place.intersection(diff).isEmpty)
    #expect(Popup.place(Size(300, 90), in: Rect(0, 0, 200, 24)).width == 104)
    #expect(Popup.place(Size(60, 6), in: Rect(0, 0, 20, 4)) == Rect(0, 0, 20, 4))
    #expect(Popup.place(Size(40, 6), in: Rect(0, 1, 80, 24), standing: .lower) == Rect(20, 19, 40, 6))
    #expect(Popup.place(Size(40, 6), in: Rect(0, 1, 80, 24), standing: .upper) == Rect(20, 7, 40, 6))
  }
}
