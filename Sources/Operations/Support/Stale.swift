import Acts
import Domain
import Store

/// What others did to a ticket since somebody looked at it.
enum Stale {
  /// Refuses an act that was decided on an older version, and tells both: what was seen, and what is now and by
  /// whom. What the actor did herself, and who watches, does not make a version old.
  static func check(
    _ tickets: [Ticket.ID], _ version: Int?, in store: ReadTransaction, _ context: Context
  ) throws {
    guard let version, let id = tickets.first, tickets.count == 1 else { return }
    let ticket = try store.need(id)
    guard ticket.version != Int64(version) else { return }
    let news = try store.events(of: id, after: Int64(version)).filter {
      $0.actor != context.author && $0.field != "watchers" && $0.field != "created"
    }
    guard !news.isEmpty else { return }
    throw Refusal(
      .conflict,
      "\(id) changed since you looked at it (version \(version), now \(ticket.version)): "
        + (try told(news, in: store, context)) + ".",
      remedy: "Look at it again and decide anew.")
  }

  /// `status open → solved by cleo at 14:32; 2 messages by Kim Lee at 14:33`.
  static func told(
    _ events: [TicketEvent], in store: ReadTransaction, _ context: Context
  ) throws -> String {
    var parts: [String] = [], order: [String] = [],
      last: [String: (before: String?, event: TicketEvent)] = [:]
    var messages: [(event: TicketEvent, count: Int)] = []
    for event in events {
      if event.field == "message" {
        if let place = messages.firstIndex(where: { $0.event.actor == event.actor }) {
          messages[place] = (event, messages[place].count + 1)
        } else {
          messages.append((event, 1))
        }
      } else if let known = last[event.field] {
        last[event.field] = (known.before, event)
      } else {
        order.append(event.field)
        last[event.field] = (event.before, event)
      }
    }
    // The oldest value is the one that was seen, whatever lay between.
    for field in order {
      guard let (before, event) = last[field], field != "solved" else { continue }
      let who = try signed(event, in: store, context)
      guard let known = TicketField(field) else {
        parts.append("\(field.replacing(".", with: " ")) \(who)")
        continue
      }
      let old = try ShownField.text(before, of: known, in: store, context)
      let new = try ShownField.text(event.after, of: known, in: store, context)
      parts.append("\(known) \(old) → \(new) \(who)")
    }
    for (event, count) in messages {
      parts.append(
        "\(count == 1 ? "a message" : "\(count) messages") \(try signed(event, in: store, context))")
    }
    return parts.joined(separator: "; ")
  }
  /// `by cleo at 14:32`.
  static func signed(
    _ event: TicketEvent, in store: ReadTransaction, _ context: Context
  ) throws -> String {
    let when = TimeWords.when(event.at, now: context.now, in: context.zone)
    return "by \(try ShownField.name(of: event.actor, in: store)) at \(when)"
  }
}

/// Values of a ticket's fields as people read them.
enum ShownField {
  static func text(
    _ text: String?, of field: TicketField, in store: ReadTransaction, _ context: Context
  ) throws -> String {
    guard let text else { return "none" }
    let numbers = text.split(separator: " ").compactMap { Int64($0) }
    switch field {
    case .assignee, .watchers:
      return try numbers.map { try store.agent(Agent.ID($0))?.handle.name ?? "agent \($0)" }.joined(
        separator: " ")
    case .team: return try numbers.first.flatMap { try store.team(Team.ID($0))?.name } ?? text
    case .requester:
      return try numbers.first.flatMap { try store.customer(Customer.ID($0))?.name } ?? text
    case .merged, .parent: return numbers.first.map { "\(Ticket.ID($0))" } ?? text
    case .snoozed, .due, .solved:
      return numbers.first.map {
        TimeWords.when(Instant(milliseconds: $0), now: context.now, in: context.zone)
      } ?? text
    case .status: return Ticket.Status(rawValue: text)?.word ?? text
    case .subject: return "“\(text)”"
    default: return text
    }
  }
  static func name(of actor: TicketEvent.Actor, in store: ReadTransaction) throws -> String {
    switch actor {
    case .agent(let id): try store.agent(id)?.handle.name ?? "agent \(id.rawValue)"
    case .customer(let id): try store.customer(id)?.name ?? "the customer"
    case .system: "the system"
    }
  }
}
