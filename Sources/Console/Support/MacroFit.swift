import Domain

/// Which macro is likely the right one for a ticket: the one that sets, or is named after, tags the ticket has.
enum MacroFit {
  static func score(_ macro: Macro, _ ticket: Ticket) -> Int {
    let tags = Set(ticket.tags)
    let added = macro.steps.filter { $0.act == "ticket.tag" }.flatMap { $0.fields["add"] ?? [] }
    let words = (macro.name + " " + macro.title).lowercased().split { !$0.isLetter && !$0.isNumber }
    return 2 * added.count(where: tags.contains) + Set(words.map(String.init)).count(where: tags.contains)
  }
  /// The best one, if any fits; none for a ticket that is done.
  static func best(_ macros: [Macro], for ticket: Ticket) -> Macro? {
    guard ticket.status.isActive, ticket.mergedInto == nil else { return nil }
    return sorted(macros, for: ticket).first.flatMap { score($0, ticket) > 0 ? $0 : nil }
  }
  /// The fitting ones first; equal ones stay in their order.
  static func sorted(_ macros: [Macro], for ticket: Ticket) -> [Macro] {
    macros.enumerated().map { ($0.element, score($0.element, ticket), $0.offset) }
      .sorted { ($1.1, $0.2) < ($0.1, $1.2) }.map(\.0)
  }
}
