import Acts
import Domain
import Store
import Testing

private enum Boxes: Noun { static let name = "box", help = "Boxes." }
private enum Size: String, Choice {
  case small
  case veryLarge = "very_large"
}
private struct PackBox: Act {
  static let about = About(Boxes.self, "pack", .changeTickets, "Pack a box", help: "Packs.")
  static let form = Form(
    Self.init,
    Field("things", \.things, "What goes in.", .position),
    Field("labels", \.labels, "Words on it.", .mayBeEmpty),
    Field("size", \.size, "How large.", .initially("small")),
    Field("weight", \.weight, "In kilograms.", .range(1...30)),
    Field("code", \.code, "The code of its lock."),
    Field("letter", \.letter, "What is written inside.", .prose))

  let things: [String], labels: [String], size: Size, weight: Int?, code: Secret?, letter: String?
  func validate(_ check: inout Check<Self>) {
    check.that(things.count < 3 || size != .small, \.size, "Three things do not fit into a small box.")
  }
  func perform(in store: WriteTransaction, _ context: Context) throws -> Done<PackBox> { Done() }
}

@Suite struct FormTests {
  @Test func anOptionalListMayBeEmptyAndAnotherMayNot() {
    guard case .complete(let act) = PackBox.form.read(["things": ["a"]]) else {
      Issue.record("flawed"); return
    }
    #expect(act.labels.isEmpty && act.size == .small)
    guard case .flawed(let flaws) = PackBox.form.read(Texts()) else { Issue.record("complete"); return }
    #expect(flaws == [Refusal(.invalid, "At least one is needed.", field: "things")])
    let field = PackBox.form.fields[1]
    #expect(!field.isRequired && PackBox.form.fields[0].isRequired)
  }
  @Test func everyFlawIsToldAtOnceEachAtItsField() {
    guard
      case .flawed(let flaws) = PackBox.form.read([
        "things": ["a\nb"], "size": ["smal"], "weight": ["31"], "lid": ["x"],
      ])
    else { Issue.record("complete"); return }
    #expect(flaws.map(\.field) == ["things", "size", "weight", "lid"])
    #expect(flaws[0].problem == "This must be one line.")
    #expect(flaws[1].remedy == "Did you mean small?")
    #expect(flaws[2].problem == "31 is not from 1 to 30.")
  }
  @Test func anActMadeInCodeIsHeldToTheRulesOfItsFieldsToo() {
    let act = PackBox(things: [], labels: [], size: .small, weight: 99, code: nil, letter: nil)
    #expect(act.flaws.map(\.field) == ["things", "weight"])
    let other = PackBox(
      things: ["a", "b", "c"], labels: [], size: .small, weight: nil, code: nil, letter: "two\nlines")
    #expect(other.flaws.map(\.field) == ["size"])
  }
  @Test func aTextHasALengthBeyondWhichItIsRefusedWithBoth() {
    let line = String(repeating: "é", count: FieldInfo.longestLine / 2)
    let prose = String(repeating: "x\n", count: FieldInfo.longestProse / 2)
    func flaws(_ thing: String, _ letter: String) -> [Refusal] {
      PackBox(things: [thing], labels: [], size: .small, weight: nil, code: nil, letter: letter).flaws
    }
    #expect(flaws(line, prose) == [])
    let refused = flaws(line + "x", prose + "x")
    #expect(refused.map(\.field) == ["things", "letter"])
    #expect(refused.first?.problem == "This has 2001 bytes; 2000 are the most that is taken.")
  }
  @Test(arguments: ["very_large", "very-large", "Very large"]) func aChoiceIsReadAsPeopleWriteIt(
    _ text: String
  ) {
    #expect((try? Size(text: text)) == .veryLarge)
  }
  @Test func secretsAreMaskedAndEmptyFieldsLeftOutOfWhatIsShown() {
    let act = PackBox(
      things: ["a"], labels: [], size: .small, weight: nil, code: Secret("1234"), letter: nil)
    #expect(PackBox.form.shown(act) == ["things": ["a"], "size": ["small"], "code": ["••••"]])
    #expect(PackBox.form.texts(of: act)["code"] == ["1234"])
  }
  @Test func theSchemaFollowsTheForm() {
    guard case .object(let schema) = PackBox.form.schema, case .object(let fields)? = schema["properties"]
    else {
      Issue.record("no schema")
      return
    }
    #expect(schema["required"] == .list([.text("things")]))
    #expect(
      fields["weight"]
        == .object([
          "type": .text("integer"), "minimum": .number(1), "maximum": .number(30),
          "description": .text("In kilograms."),
        ]))
    #expect(
      fields["labels"]
        == .object([
          "type": .text("array"), "minItems": .number(0),
          "items": .object(["type": .text("string"), "description": .text("Words on it.")]),
        ]))
  }
  @Test func aFormShowsTheFlawOfATouchedFieldOnly() {
    var form = ActForm<PackBox>()
    #expect(form.flaw(at: form.fields[3]) == nil)
    form.write(["31"], in: form.fields[3])
    #expect(form.flaw(at: form.fields[3])?.problem == "31 is not from 1 to 30.")
    form.write(["3"], in: form.fields[3])
    form.write(["a"], in: form.fields[0])
    guard case .complete(let act) = form.reading else { Issue.record("flawed"); return }
    #expect(act.weight == 3)
  }
  @Test func wrappedActsAreEqualWhenWhatTheyWrapIs() {
    let act = PackBox(things: ["a"], labels: [], size: .small, weight: nil, code: nil, letter: nil)
    #expect(SomeAct(act) == SomeAct(act))
    #expect(
      SomeAct(act)
        != SomeAct(PackBox(things: ["b"], labels: [], size: .small, weight: nil, code: nil, letter: nil)))
  }
}
