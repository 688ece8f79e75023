import Terminal
import Testing

@Suite struct Forms {
  private let area = Rect(0, 0, 60, 14)
  private func form() -> FormView {
    FormView(
      [
        FormField("subject", "Subject", help: "What the customer sees.", isRequired: true),
        FormField("priority", "Priority", .choice(["low", "normal", "high"])),
        FormField("tags", "Tags", .reference, takesSeveral: true), FormField("quiet", "Quiet", .flag),
        FormField("due", "Due", .date, width: 12), FormField("text", "Text", .prose(rows: 3)),
      ], texts: ["priority": ["normal"], "text": ["Dear Marta,"]])
  }
  private func press(_ written: String, in form: inout FormView) -> FormOutcome {
    keys(written).map { form.handle(.key($0), in: area) }.last ?? .none
  }
  private func shown(_ form: FormView, _ width: Int = 60, _ height: Int = 14) -> String {
    frame(width, height, ascii: true) { form.draw(into: &$0, area: $0.all) }
  }

  @Test func fieldsStandBelowEachOther() {
    expectFrame(
      shown(form()),
      """
      Subject   needed
                What the customer sees.
      Priority  ( ) low  (*) normal  ( ) high

      Tags      type to find

      Quiet     [ ]

      Due       2027-04-30,~

      Text      Dear Marta,
      """)
  }
  @Test func typingTellsWhichFieldChanged() {
    var form = form()
    #expect(press("Refund", in: &form) == .changed("subject"))
    #expect(press("Tab h", in: &form) == .changed("priority"))
    #expect(press("Tab Tab Space", in: &form) == .changed("quiet"))
    #expect(
      form.texts == [
        "subject": ["Refund"], "priority": ["high"], "tags": [], "quiet": ["true"], "due": [],
        "text": ["Dear Marta,"],
      ])
    #expect(press("S-Tab S-Tab Left Left Left", in: &form) == .changed("priority"))
    #expect(form.texts["priority"] == ["high"])
    #expect(press("Backspace", in: &form) == .changed("priority"))
    #expect(form.texts["priority"] == [], "what need not be chosen can be nothing again")
  }
  @Test("a flaw is shown once its field was touched, and saving shows all and goes to the first") func flaws()
  {
    var form = form()
    form.setFlaws([("subject", "This is needed."), ("due", "“x” is no day.")])
    #expect(!shown(form).contains("This is needed."))
    #expect(press("Tab", in: &form) == .none)
    #expect(shown(form).contains("\n          x This is needed.\n"))
    #expect(!shown(form).contains("no day"))
    #expect(press("Ctrl-S", in: &form) == .refused("2 to mend: Subject, Due"))
    #expect(form.focused?.id == "subject")
    #expect(shown(form).contains("no day"))
    form.setFlaws([("", "The ticket was closed meanwhile.")])
    #expect(press("Ctrl-S", in: &form) == .refused("The ticket was closed meanwhile."))
    form.setFlaws([])
    #expect(press("Ctrl-S", in: &form) == .submitted)
  }
  @Test func suggestionsAreTakenIntoTheLastWord() {
    var form = form()
    form.focus(on: "tags")
    #expect(press("vip Space bil", in: &form) == .changed("tags"))
    form.setSuggestions(
      [PickerItem("billing", "billing", detail: "41 tickets"), PickerItem("bilateral", "bilateral")],
      for: "tags")
    #expect(shown(form).contains("            billing  41 tickets"))
    #expect(press("Down Down Up Enter", in: &form) == .changed("tags"))
    #expect(form.texts["tags"] == ["vip", "billing"])
    #expect(press(", bulk", in: &form) == .changed("tags"))
    #expect(form.texts["tags"] == ["vip", "billing", "bulk"])
    form.setSuggestions([PickerItem("billing", "billing")], for: "tags")
    #expect(press("Esc", in: &form) == .none)
    #expect(!shown(form).contains("billing  "))
    #expect(press("Esc", in: &form) == .close)
  }
  @Test func proseKeepsEnterAndGoesToAnEditorAndBack() {
    var form = form()
    form.focus(on: "text")
    #expect(press("Ctrl-E Enter x", in: &form) == .changed("text"))
    #expect(form.texts["text"] == ["Dear Marta,\nx"])
    #expect(press("Ctrl-X Ctrl-E", in: &form) == .edit("text"))
    form.setTexts(["From the editor"], of: "text")
    #expect(press("Ctrl-_", in: &form) == .changed("text"))
    #expect(form.texts["text"] == ["Dear Marta,\nx"], "undo brings back what stood there")
    _ = form.handle(.paste("a\nb"), in: area)
    #expect(form.texts["text"]?.first?.contains("a\nb") == true)
  }
  @Test func helpAndEffectAreAskedFor() {
    var form = form()
    #expect(press("F1", in: &form) == .help("subject"))
    form.effect = [.paragraph(Paragraph("412 customers are told."))]
    #expect(shown(form, 120, 12).split(separator: "\n")[0].hasSuffix("412 customers are told."))
    #expect(shown(form, 60, 20).contains("\n412 customers"))
    #expect(!shown(form, 60, 9).contains("412 customers"))
    #expect(press("Ctrl-G", in: &form) == .preview)
    #expect(shown(form, 60, 9) == "412 customers are told.")
    #expect(press("Esc", in: &form) == .none)
  }
  @Test("Enter goes on, and in the last field does it; with nothing to ask it does it at once") func enter() {
    var form = FormView([FormField("a", "A", isRequired: true), FormField("b", "B", .flag)])
    #expect(press("x Enter", in: &form) == .none)
    #expect(form.focused?.id == "b")
    form.setFlaws([("a", "Too short.")])
    #expect(press("Enter", in: &form) == .refused("1 to mend: A"))
    form.setFlaws([])
    #expect(press("Enter", in: &form) == .none, "the focus is on the flawed field")
    #expect(press("Enter", in: &form) == .submitted)
    #expect(press("Ctrl-G", in: &form) == .none, "there is no effect to show")
    #expect(press("Ctrl-C", in: &form) == .close)
    var empty = FormView([])
    #expect(press("Enter", in: &empty) == .submitted)
  }
  @Test("fields that lie beyond the area are counted") func beyond() {
    var form = form()
    #expect(form.height == 14 && form.beyond(in: area) == nil)
    #expect(form.beyond(in: Rect(0, 0, 60, 6)) == "3 more below")
    for _ in 0..<3 { _ = press("Tab", in: &form) }
    #expect(form.beyond(in: Rect(0, 0, 60, 6)) == "1 more above, 2 below")
  }
  @Test func theFieldWithTheFocusIsAlwaysSeen() {
    var form = form()
    for _ in 0..<12 {
      #expect(shown(form, 40, 3).contains(form.focused!.label))
      _ = press("Tab", in: &form)
    }
  }
  @Test func secretsAreNeitherDrawnNorSpoken() {
    var form = FormView([FormField("code", "Code", .secret)])
    _ = press("1234", in: &form)
    #expect(shown(form) == "Code  ****")
    #expect(form.plain == ["field 1 of 1: Code empty"])
    #expect(form.texts == ["code": ["1234"]])
  }
}

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

@Suite struct Helps {
  private let map = KeyMap(
    KeyBinding.built("list", "j | Down", "list.down", "row", group: "Move")
      + KeyBinding.built("list", "gg", "list.first", "first", group: "Move")
      + KeyBinding.built("list", "a", "assign", "assign to", group: "On the ticket")
      + KeyBinding.built("list", "X", "close", "close", group: "On the ticket")
      + KeyBinding.built("global", "?", "help", "help", group: "Everywhere")
      + KeyBinding.built("global", "gq", "go.queues", "queues", group: "Everywhere"))
  private var entries: [HelpEntry] {
    HelpEntry.entries(from: map, in: ["list", "global"]) { $0 == "close" ? "needs role lead" : nil }
  }
  private func press(_ written: String, in help: inout Help) -> Help.Outcome {
    keys(written).map { help.handle(.key($0), in: Rect(0, 0, 80, 24)) }.last ?? .none
  }

  @Test func itIsMadeFromTheKeyMapInTwoColumns() {
    let help = Help("Help: Queues", entries)
    expectFrame(
      frame(80, 14, ascii: true) { help.draw(into: &$0, area: $0.all) },
      """

      +- Help: Queues ---------------------------------------------------------------+
      | > type to search                                                             |
      |                                                                              |
      | Move                                                                         |
      | >j  Down   row                         Everywhere                            |
      |  gg        first                        ?         help                       |
      |                                         gq        queues                     |
      | On the ticket                                                                |
      |  a         assign to                                                         |
      |  X         close: needs role lead                                            |
      +------------------------------------------------------------------------------+
      """)
  }
  @Test func typingFindsWordsAndKeysAndEnterRuns() {
    var help = Help("Help", entries)
    #expect(press("queu Enter", in: &help) == .run("go.queues"))
    #expect(press("Esc", in: &help) == .none)
    #expect(press("Esc", in: &help) == .close)
    #expect(press("gg Enter", in: &help) == .run("list.first"))
    var shut = Help("Help", entries)
    #expect(press("close Enter", in: &shut) == .refused("needs role lead"))
    #expect(shut.trouble == "needs role lead")
    #expect(help.plain == ["Help: gg: first", "gg: first"])
    #expect(press("F1", in: &help) == .close)
  }
  @Test("in ASCII the titles of keys end in dots, and what a column cuts is whole once it is chosen")
  func narrow() {
    let entries = [
      HelpEntry("a", "assign to …", group: "On the ticket"),
      HelpEntry("e", "history, and any past instant", group: "On the ticket", unavailable: "not for guests"),
    ]
    var help = Help("Help", entries)
    #expect(frame(60, 12, ascii: true) { help.draw(into: &$0, area: $0.all) }.contains("assign to ..."))
    func shown() -> String { frame(56, 12) { help.draw(into: &$0, area: $0.all) } }
    #expect(!shown().contains("not for guests"))
    _ = press("Down", in: &help)
    #expect(shown().contains("history, and any past instant: not for guests"))
  }
  @Test func whatMayFollowAHalfTypedSequenceIsShown() {
    var reader = KeyReader(map)
    guard case .pending(let pending) = reader.feed(Key(.character("g")), contexts: ["list", "global"]) else {
      Issue.record("g begins a sequence")
      return
    }
    expectFrame(
      frame(60, 6) { WhichKey.draw(pending, into: &$0, area: $0.all) },
      """




       g, then
        g  first          q  queues
      """)
    #expect(WhichKey.plain(pending) == "g, then g first, q queues")
  }
}
