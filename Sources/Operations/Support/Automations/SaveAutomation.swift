public import Acts
public import Domain
public import Store

extension Automation.Trigger: Choice {}

/// Keeps a rule that acts by itself.
public struct SaveAutomation: Act {
  public static let about = About(
    Automations.self, "save", .manageLevels, "Save an automation",
    help:
      "Keeps a rule: on what happens to a ticket, or as time passes, tickets that a filter means get the steps done. It "
      + "counts for what happens from now on; a rule of that name is replaced and keeps its place.",
    examples: [
      "automation save vip --on created --filter \"tier:enterprise\" --steps \"priority to=high\"",
      "automation save silent --on time --filter \"status:pending updated<-7d\" --steps \"status to=solved\"",
    ])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "The word people type.", .position, rule: FieldRule.name),
    Field("title", \.title, "What people read; left out: the name."),
    Field("on", \.on, "What makes it look; again for more."),
    Field("filter", \.filter, "Which tickets, in the filter language.", .short("f"), .mayBeEmpty) {
      FieldRule.filter($0) ?? FieldRule.unattended($0)
    },
    Field("steps", \.steps, "An act with its fields, as status to=pending; again for more.", .mayBeEmpty) {
      FieldRule.steps($0)
    },
    Field("text", \.text, "What it says, with variables in double braces.", .prose) { text in
      text.flatMap { FieldRule.template($0) }
    },
    Field("note", \.note, "The text is a note, not a reply."))

  /// What is typed and read, what makes it look, which tickets, what is done in order, what is said (nil: nothing), and
  /// whether as a note.
  public let name: String, title: String?, on: [Automation.Trigger], filter: String, steps: [MacroStep]
  /// See above.
  public let text: String?, note: Bool
  public init(
    name: String, title: String? = nil, on: [Automation.Trigger], filter: String, steps: [MacroStep] = [],
    text: String? = nil, note: Bool = false
  ) {
    (self.name, self.title, self.on, self.filter) = (name, title, on, filter)
    (self.steps, self.text, self.note) = (steps, text, note)
  }

  public func validate(_ check: inout Check<Self>) {
    check.that(
      !steps.isEmpty || text != nil, \.steps, "It does nothing and says nothing.",
      remedy: "Give it a step or a text.")
  }
  public typealias Inverse = RestoreDesk
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SaveAutomation> {
    // Whom it names must be there now: nobody reads the refusal later.
    let directory = try store.directory()
    do throws(FilterFlaw) {
      _ = try Filter(filter, using: FilterVocabulary(directory: directory))
    } catch { throw error.refusal(at: "filter") }
    let same = try store.automation(named: name)
    let rule = Automation(
      id: try same?.id ?? store.newAutomationID(), name: name, title: title ?? same?.title ?? name,
      rank: try same?.rank ?? (store.automations().map(\.rank).max() ?? 0) + 1,
      triggers: Automation.Trigger.allCases.filter { on.contains($0) }, filter: filter,
      steps: try steps.map { try $0.underWholeName },
      text: text, isNote: note, since: try store.nextAuditID + 1)
    try store.save(rule)
    return Done(
      "Saved the automation “\(rule.title)”.",
      undoneBy: RestoreDesk.from(.automation(rule), to: same.map(DeskThing.automation)))
  }
  public static func sentence(_ text: String) -> String { text }
}

/// Says in which order automations are tried.
public struct OrderAutomations: Act {
  public static let about = About(
    Automations.self, "order", .manageLevels, "Order automations",
    help: "Says in which order automations are tried. Those that are not named come behind, as they stand.",
    examples: ["automation order vip silent"])
  public static let form = Form(
    Self.init, Field("names", \.names, "The automations, the one that is tried first in front.", .position))

  /// Automations in their order; the others come behind.
  public let names: [String]
  public init(names: [String]) { self.names = names }

  public typealias Inverse = RestoreDesk
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<OrderAutomations> {
    guard Set(names).count == names.count else {
      throw Self.refusal(at: \.names, .invalid, "An automation stands twice.", remedy: "Name each once.")
    }
    let named = try Self.at(\.names) { try names.map { try store.need(automation: $0) } }
    let others = try store.automations().filter { !names.contains($0.name) }
    var inverse: [RestoreDesk] = []
    for (place, old) in (named + others).enumerated() where old.rank != place + 1 {
      var new = old
      new.rank = place + 1
      try store.save(new)
      inverse += RestoreDesk.from(.automation(new), to: .automation(old))
    }
    return Done(
      "Automations are tried in this order: \((named + others).map(\.name).joined(separator: ", ")).",
      undoneBy: inverse)
  }
  public static func sentence(_ text: String) -> String { text }
}

/// Throws an automation away.
public struct DeleteAutomation: Act {
  public static let about = About(
    Automations.self, "delete", .manageLevels, "Delete an automation",
    help: "Throws an automation away; what it did stays.", examples: ["automation delete silent"])
  public static let form = Form(Self.init, Field("name", \.name, "The automation.", .position))

  /// Which one.
  public let name: String
  public init(name: String) { self.name = name }

  public typealias Inverse = RestoreDesk
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<DeleteAutomation> {
    let old = try Self.at(\.name) { try store.need(automation: name) }
    try store.remove(old.id)
    return Done(
      "Deleted the automation “\(old.title)”.", undoneBy: RestoreDesk.from(nil, to: .automation(old)))
  }
  public static func sentence(_ text: String) -> String { text }
}
