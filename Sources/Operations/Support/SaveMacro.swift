public import Acts
public import Domain
public import Store

/// Keeps several acts and a text under one name.
public struct SaveMacro: Act {
  public static let about = About(
    Macros.self, "save", .manageMacros, "Save a macro",
    help: "Keeps acts on a ticket and a text under a name, to be applied as one and undone as one.",
    examples: [
      "macro save refund --steps \"status to=pending\" --steps \"tag add=refund\" --text \"It is on its way.\""
    ])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "The word people type.", .position, rule: FieldRule.name),
    Field("title", \.title, "What people read; left out: the name."),
    Field("steps", \.steps, "An act with its fields, as status to=pending; again for more.", .mayBeEmpty) {
      FieldRule.steps($0)
    },
    Field("text", \.text, "What it says, with variables in double braces.", .prose) { text in
      text.flatMap { FieldRule.template($0) }
    },
    Field("note", \.note, "The text is a note, not a reply."))

  /// What is typed, what people read, what is done in order, what is said (nil: nothing), and whether as a note.
  public let name: String, title: String?, steps: [MacroStep], text: String?, note: Bool
  public init(
    name: String, title: String? = nil, steps: [MacroStep] = [], text: String? = nil, note: Bool = false
  ) {
    (self.name, self.title, self.steps, self.text, self.note) = (name, title, steps, text, note)
  }

  public func validate(_ check: inout Check<Self>) {
    check.that(
      !steps.isEmpty || text != nil, \.steps, "It does nothing and says nothing.",
      remedy: "Give it a step or a text.")
  }
  public typealias Inverse = RestoreDesk
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SaveMacro> {
    let same = try store.macro(named: name)
    let macro = Macro(
      id: try same?.id ?? store.newMacroID(), name: name, title: title ?? same?.title ?? name,
      steps: try steps.map { try $0.underWholeName },
      text: text, isNote: note)
    try store.save(macro)
    return Done(
      "Saved the macro “\(macro.title)”.",
      undoneBy: RestoreDesk.from(.macro(macro), to: same.map(DeskThing.macro)))
  }
  public static func sentence(_ text: String) -> String { text }
}
