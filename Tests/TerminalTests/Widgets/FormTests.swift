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
