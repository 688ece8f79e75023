import Domain

/// Which macro is likely the right one for a ticket: the one that sets, or is named after, tags the ticket has.
struct MacroFit: Sendable {
  /// What of a macro is compared with tags; worked out once, for it is asked at every step in a list.
  private struct Words: Sendable {
    let macro: Macro, added: [String], words: Set<String>

    init(_ macro: Macro) {
      self.macro = macro
      added = macro.steps.filter { $0.act == "ticket.tag" }.flatMap { $0.fields["add"] ?? [] }
      let split = (macro.name + " " + macro.title).lowercased().split { !$0.isLetter && !$0.isNumber }
      words = Set(split.map(String.init))
    }
    func score(_ tags: Set<String>) -> Int {
      2 * added.count(where: tags.contains) + tags.count(where: words.contains)
    }
  }
  private let all: [Words]

  /// For some macros, in the order that equal ones keep.
  init(_ macros: [Macro]) { all = macros.map(Words.init) }

  /// The best one, if any fits; none for a ticket that is done.
  func best(for ticket: Ticket) -> Macro? {
    guard ticket.status.isActive, ticket.mergedInto == nil, !ticket.tags.isEmpty else { return nil }
    let tags = Set(ticket.tags)
    var best: (macro: Macro, score: Int)?
    for one in all {
      let score = one.score(tags)
      if score > best?.score ?? 0 { best = (one.macro, score) }
    }
    return best?.macro
  }
  /// The fitting ones first; equal ones stay in their order.
  func sorted(for ticket: Ticket) -> [Macro] {
    let tags = Set(ticket.tags)
    return all.enumerated().map { ($0.element.macro, $0.element.score(tags), $0.offset) }
      .sorted { ($1.1, $0.2) < ($0.1, $1.2) }.map(\.0)
  }
}
