import Acts
import Domain
import Operations
import Store
import Terminal

/// What the fields of a form may name, to be offered while one types.
enum FormNames {
  private static let few: Set = [
    "agent", "team", "view", "macro", "canned", "tag", "schedule", "policy", "escalation",
  ]
  /// The nouns that are few enough to be offered all at once. Tickets are not: they are named by their number.
  static func nouns(of fields: [FieldInfo]) -> Set<String> {
    Set(fields.compactMap(noun)).intersection(few)
  }
  /// What a field names, if it names something.
  static func noun(of field: FieldInfo) -> String? {
    guard case .reference(let noun) = field.kind else { return nil }
    return noun.name
  }
  /// The names there are, by noun.
  static func read(_ nouns: Set<String>, _ desk: Desk) throws -> [String: [PickerItem]] {
    let me = desk.context.actor
    return try desk.look { store in
      var names: [String: [PickerItem]] = [:]
      for noun in nouns { names[noun] = try items(noun, me, store) }
      return names
    }
  }
  private static func items(_ noun: String, _ me: Agent, _ store: ReadTransaction) throws -> [PickerItem] {
    switch noun {
    case "agent":
      try store.directory().assignable.map { PickerItem($0.handle.name, $0.handle.name, detail: $0.name) }
    case "team": try store.directory().teams.map { PickerItem($0.name, $0.name, detail: $0.title) }
    case "view": try store.savedViews(for: me).map { PickerItem($0.name, $0.name, detail: $0.title) }
    case "macro": try store.macros().map { PickerItem($0.name, $0.name, detail: $0.title) }
    case "canned": try store.cannedReplies().map { PickerItem($0.name, $0.name, detail: $0.title) }
    case "schedule", "policy":
      try store.levelNames(noun == "policy" ? .policy : .schedule).map { PickerItem($0, $0) }
    case "escalation": try store.escalations().map { PickerItem($0.name, $0.name) }
    case "rule": try store.assignmentRuleNames().map { PickerItem($0, $0) }
    case "tag": try store.tags().map { PickerItem($0.name, $0.name) }
    default: []
    }
  }
  /// What fits the word that is being typed, the best first; nothing where it stands there already.
  static func fitting(_ word: String, in items: [PickerItem]) -> [PickerItem] {
    let word = word.hasPrefix("@") ? String(word.dropFirst()) : word
    guard !word.isEmpty, !items.contains(where: { $0.id == word }) else { return [] }
    return Fuzzy(word).ranked(items) { "\($0.id) \($0.detail)" }.prefix(FormView.suggestionRows).map(\.item)
  }
}
