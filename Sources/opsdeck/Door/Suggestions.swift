import Acts
import Domain
import Store

/// What the shell completes a reference with: asked of the store, read only; where that fails, nothing.
enum Suggestions {
  static func current(_ noun: any Noun.Type, _ prefix: String) -> [String] {
    guard
      let place = try? StoreChoice.find(flag: nil, config: Config.load(Places()).config, places: Places()),
      let database = try? Database.open(at: place.path, mode: .readOnly)
    else { return [] }
    defer { database.close() }
    let found = try? database.read { store in try words(noun.name, in: store) }
    return (found ?? []).filter { $0.hasPrefix(prefix) }
  }
  private static func words(_ noun: String, in store: ReadTransaction) throws -> [String] {
    switch noun {
    case "agent": try store.directory().assignable.map(\.handle.name)
    case "team": try store.directory().teams.map(\.name)
    case "view": try store.savedViews().map(\.name)
    case "macro": try store.macros().map(\.name)
    case "canned": try store.cannedReplies().map(\.name)
    case "schedule", "policy": try store.levelNames(noun == "policy" ? .policy : .schedule)
    case "rule": try store.assignmentRuleNames()
    case "tag": try store.tags().map(\.name)
    default: []
    }
  }
}
