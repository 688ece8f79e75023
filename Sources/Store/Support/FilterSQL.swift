import Domain

/// A condition as SQL over the table `ticket`, for rows that were found by another road.
///
/// Each column of the ticket stands behind a plus sign, which keeps SQLite from choosing an index for it: which
/// index leads is decided in ``TicketPlan``, by counters, not guessed. Nothing here can be NULL, so that NOT
/// means the opposite.
struct FilterSQL {
  let store: ReadTransaction

  func sql(_ condition: FilterCondition) throws -> SQL {
    switch condition {
    case .always: return "1 = 1"
    case .never: return "1 = 0"
    case .all(let parts): return try joined(parts, by: " AND ", empty: "1 = 1")
    case .any(let parts): return try joined(parts, by: " OR ", empty: "1 = 0")
    case .not(let inner): return "NOT (\(try sql(inner)))"
    case .status(let words): return "+ticket.status IN \(list: words.map(\.number))"
    case .priority(let words): return "+ticket.priority IN \(list: words.map(\.number))"
    case .channel(let words): return "+ticket.channel IN \(list: words.map(\.number))"
    case .kind(let words): return "+ticket.kind IN \(list: words.map(\.number))"
    case .assignee(let agents): return "+ticket.assignee_id IN \(list: agents.map { $0?.rawValue ?? 0 })"
    case .team(let teams): return "+ticket.team_id IN \(list: teams.map { $0?.rawValue ?? 0 })"
    case .watcher(let agents): return watched(by: agents)
    case .unwatched: return "ticket.watchers = ''"
    case .email, .emailDomain, .name, .company, .noCompany, .tier:
      let which = try customers(condition)
      return "EXISTS (SELECT 1 FROM customer AS c WHERE c.id = ticket.requester_id AND \(which))"
    case .tag(let names): return try tagged(names)
    case .untagged: return "ticket.tags = ''"
    case .time(let clock, let from, let to): return time(clock, from, to)
    case .noTime(let clock): return noTime(clock)
    case .has(let thing): return has(thing)
    case .merged: return "ticket.merged_into IS NOT NULL"
    case .reference(let ranges): return referenced(ranges)
    case .custom(let name, let values): return custom(name, values)
    case .text(let words): return saying(words.match)
    }
  }
  private func joined(_ parts: [FilterCondition], by separator: SQL, empty: SQL) throws -> SQL {
    guard !parts.isEmpty else { return empty }
    return try parts.map(sql).joinedInParentheses(by: separator)
  }

  private func watched(by agents: [Agent.ID]) -> SQL {
    """
    EXISTS (SELECT 1 FROM ticket_watcher AS w WHERE w.agent_id IN \(list: agents) AND w.ticket_id = ticket.id)
    """
  }
  private func tagged(_ names: [String]) throws -> SQL {
    let tags = try tags(names)
    if tags.isEmpty { return "1 = 0" }
    return
      "EXISTS (SELECT 1 FROM ticket_tag AS t WHERE t.tag_id IN \(list: tags) AND t.ticket_id = ticket.id)"
  }
  private func referenced(_ ranges: [ClosedRange<Int64>]) -> SQL {
    if ranges.isEmpty { return "1 = 0" }
    return ranges.map { range -> SQL in "+ticket.id BETWEEN \(range.lowerBound) AND \(range.upperBound)" }
      .joinedInParentheses(by: " OR ")
  }
  private func custom(_ name: String, _ values: [String]) -> SQL {
    let equal: SQL = values.isEmpty ? "" : "AND f.value_key IN \(list: values.map { $0.lowercased() })"
    return """
      EXISTS (SELECT 1 FROM ticket_custom AS f
        WHERE f.name = \(name) AND f.ticket_id = ticket.id \(equal))
      """
  }
  private func saying(_ match: String) -> SQL {
    """
    (EXISTS (SELECT 1 FROM ticket_text WHERE ticket_text MATCH \(match) AND ticket_text.rowid = ticket.id)
      OR EXISTS (SELECT 1 FROM message AS m CROSS JOIN message_text
        WHERE m.ticket_id = ticket.id AND message_text.rowid = m.id AND message_text MATCH \(match)))
    """
  }

  /// What a condition says of a customer `c`.
  func customers(_ condition: FilterCondition) throws -> SQL {
    switch condition {
    case .email(let address): "c.email = \(address) AND c.email <> ''"
    case .emailDomain(let domain): "c.domain = \(domain)"
    case .name(let start):
      "(instr(' ' || c.name_key, \(" " + start)) > 0 OR instr(' ' || c.email, \(" " + start)) > 0)"
    case .company(let start): "instr(' ' || c.company_key, \(" " + start)) > 0"
    case .noCompany: "c.company_key = ''"
    case .tier(let names): "c.tier IN \(list: names)"
    default: "1 = 1"
    }
  }
  func tags(_ names: [String]) throws -> [Int64] {
    try names.compactMap { name in
      try store.connection.first("SELECT id FROM tag WHERE name = \(name) AND uses > 0") { $0.integer() }
    }
  }
  private func time(_ clock: FilterClock, _ from: Instant, _ to: Instant) -> SQL {
    switch clock {
    case .due:
      "(+ticket.due_at >= \(from) AND +ticket.due_at < \(to) AND +ticket.due_at <> \(Instant.never))"
    case .snoozed:
      """
      (+ticket.snoozed_until >= \(from) AND +ticket.snoozed_until < \(to)
        AND +ticket.snoozed_until <> \(Instant.never))
      """
    case .created: "(+ticket.created_at >= \(from) AND +ticket.created_at < \(to))"
    case .updated: "(+ticket.updated_at >= \(from) AND +ticket.updated_at < \(to))"
    case .solved:
      "(ticket.solved_at IS NOT NULL AND ticket.solved_at >= \(from) AND ticket.solved_at < \(to))"
    }
  }
  private func noTime(_ clock: FilterClock) -> SQL {
    switch clock {
    case .due: "+ticket.due_at = \(Instant.never)"
    case .snoozed: "+ticket.snoozed_until = \(Instant.never)"
    case .solved: "ticket.solved_at IS NULL"
    case .created, .updated: "1 = 0"
    }
  }
  private func has(_ thing: FilterPossession) -> SQL {
    switch thing {
    case .attachment:
      """
      EXISTS (SELECT 1 FROM message AS m JOIN attachment AS a ON a.message_id = m.id
        WHERE m.ticket_id = ticket.id)
      """
    case .note: "EXISTS (SELECT 1 FROM message AS m WHERE m.ticket_id = ticket.id AND m.kind = 1)"
    case .link:
      """
      (EXISTS (SELECT 1 FROM ticket_link AS l WHERE l.from_id = ticket.id)
        OR EXISTS (SELECT 1 FROM ticket_link AS l WHERE l.to_id = ticket.id))
      """
    case .tag: "ticket.tags <> ''"
    case .watcher: "ticket.watchers <> ''"
    case .parent: "ticket.parent_id IS NOT NULL"
    }
  }
}

extension [SQL] {
  func joinedInParentheses(by separator: SQL) -> SQL {
    map { part -> SQL in "(\(part))" }.joined(by: separator)
  }
}

extension FilterWords {
  /// The words as the full-text index takes them: always in quotes, so that nothing in them is an operator.
  var match: String {
    "\"" + text.replacing("\"", with: "\"\"").replacing("\0", with: " ") + "\"" + (isPrefix ? " *" : "")
  }
}
extension String {
  /// Every occurrence of a character replaced; without Foundation.
  fileprivate func replacing(_ old: Character, with new: String) -> String {
    reduce(into: "") { if $1 == old { $0 += new } else { $0.append($1) } }
  }
}
