import Terminal
import Testing

@Suite struct Prompts {
  private let area = Rect(0, 0, 60, 16)
  private func press(_ written: String, in prompt: inout Prompt) -> PromptOutcome {
    keys(written).map { prompt.handle(.key($0), in: area) }.last ?? .none
  }
  private func shown(_ prompt: Prompt, _ width: Int = 60, _ height: Int = 8) -> String {
    frame(width, height, ascii: true) { prompt.draw(into: &$0, area: $0.all) }
  }
  @Test("a flaw has a mark under its place, and its words go on in the next row") func flaw() {
    var prompt = Prompt("Filter", sign: "/", text: "解約 stat:open")
    prompt.flaw = PromptFlaw("Column 4: There is no field “stat”. Did you mean “status”?", at: 7..<11)
    expectFrame(
      shown(prompt, 44),
      """


      +- Filter ---------------------------------+
      | / 解約 stat:open                         |
      |        ^^^^                              |
      |   Column 4: There is no field "stat".    |
      |   Did you mean "status"?                 |
      +------------------------------------------+
      """)
    #expect(prompt.plain[1] == "Column 4: There is no field “stat”. Did you mean “status”?")
    prompt.flaw = PromptFlaw("far too long " + String(repeating: "and longer ", count: 20))
    #expect(shown(prompt, 44).contains("~"))
    #expect(press("x", in: &prompt) == .changed("解約 stat:openx"))
    #expect(prompt.flaw == nil)
  }
  @Test("the mark stays under its place when the line is longer than its room") func scrolled() throws {
    var prompt = Prompt("Filter", sign: "/", text: String(repeating: "long ", count: 20) + "colour:red")
    prompt.flaw = PromptFlaw("There is no field “colour”.", at: 100..<106)
    let rows = shown(prompt).split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(rows.firstIndex { $0.contains("colour:red") })
    let place = try #require(rows[line].firstRange(of: "colour")).lowerBound
    let mark = try #require(rows[line + 1].firstIndex(of: "^"))
    #expect(rows[line][..<place].count == rows[line + 1][..<mark].count)
    #expect(rows[line + 1].contains("^^^^^^ "))
  }
  @Test("what the line means stands below it, and ready answers come with Tab") func meaning() {
    var prompt = Prompt("Defer until", hint: "tomorrow 9:00", offers: ["2h", "mon 9:00"])
    #expect(shown(prompt).contains("2h   mon 9:00"))
    #expect(press("Tab", in: &prompt) == .changed("2h"))
    prompt.told = [TextRun("Monday at 11:00", .statusOK)]
    #expect(shown(prompt).contains("Monday at 11:00") && !shown(prompt).contains("mon 9:00"))
    #expect(press("Tab", in: &prompt) == .changed("mon 9:00"))
    #expect(press("Tab", in: &prompt) == .changed("2h"))
    #expect(prompt.plain == ["Defer until: 2h", "Monday at 11:00"])
  }
  @Test func tabTakesACompletionEnterTheLine() {
    var prompt = Prompt("Filter", sign: "/", text: "tag:bi", completionRows: 4)
    prompt.completions = [
      PromptCompletion("billing", detail: "41", text: "billing ", replacing: 4..<6),
      PromptCompletion("bilateral", text: "bilateral ", replacing: 4..<6),
    ]
    var second = prompt
    #expect(press("Enter", in: &prompt) == .submitted("tag:bi"))
    #expect(press("Tab", in: &prompt) == .changed("tag:billing "))
    #expect(press("Down Down Enter", in: &second) == .changed("tag:bilateral "))
    #expect(press("Esc", in: &second) == .close)
    #expect(press("Ctrl-C", in: &second) == .close)
  }
  @Test("what is said about a completion is not cut, and more than fits is told") func completions() {
    var prompt = Prompt("Filter", sign: "/", completionRows: 4)
    prompt.completions = (1...6).map {
      PromptCompletion(
        "field\($0):", detail: "what it holds, in more words than one row has room for", text: "",
        replacing: 0..<0)
    }
    #expect(shown(prompt, 60, 12).contains("room for"))
    #expect(shown(prompt, 60, 12).contains("5 more below"))
    for _ in 0..<6 { _ = press("Down", in: &prompt) }
    #expect(shown(prompt, 60, 12).contains("field6:") && shown(prompt, 60, 12).contains("5 more above"))
  }
  @Test func earlierLinesComeBack() {
    var prompt = Prompt("Filter", history: ["a", "b"])
    #expect(press("Ctrl-R Ctrl-R", in: &prompt) == .changed("a"))
    #expect(press("Ctrl-R", in: &prompt) == .none)
  }
  @Test func aClickPutsTheCursorThere() {
    var prompt = Prompt("Filter", sign: "/", text: "status:open")
    _ = prompt.handle(.mouse(Mouse(.press(1), at: Point(10, 11))), in: area)
    #expect(prompt.cursor == 6)
  }
}
