import Terminal
import Testing

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
