public import Acts
public import Domain
public import Store

/// What an automation would have done: a dry run over what has happened.
public struct TryAutomation: Query {
  public static let about = About(
    Automations.self, "try", .readTickets, "Try an automation",
    help:
      "Goes through what happened to tickets in the last days and tells for which events a rule, saved or not, would have "
      + "been run. Each ticket is judged as it was then. Nothing is done.",
    examples: [
      "automation try --on created --filter \"priority>=high\"",
      "automation try --on time --filter \"status:pending updated<-7d\"",
    ])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "A saved one."),
    Field("on", \.on, "Otherwise: what makes it look; again for more.", .mayBeEmpty),
    Field("filter", \.filter, "Otherwise: which tickets, in the filter language.", .short("f")) { text in
      text.flatMap { FieldRule.filter($0) ?? FieldRule.unattended($0) }
    },
    Field("days", \.days, "How many days back.", .range(1...366), .initially("30")),
    Field("limit", \.limit, "How many finds are listed.", .range(1...1000), .initially("50"), .short("n")))

  /// A saved one (nil: by trigger and filter), how far back in days, and how many finds are listed.
  public let name: String?, on: [Automation.Trigger], filter: String?, days: Int, limit: Int
  public init(
    name: String? = nil, on: [Automation.Trigger] = [], filter: String? = nil, days: Int = 30, limit: Int = 50
  ) {
    (self.name, self.on, self.filter, self.days, self.limit) = (name, on, filter, days, limit)
  }
  public func validate(_ check: inout Check<Self>) {
    check.that(
      name != nil || !on.isEmpty, \.on, "It waits for nothing.",
      remedy:
        "Name an automation, or give it one of \(Automation.Trigger.allCases.map(\.rawValue).joined(separator: ", "))."
    )
  }

  /// What would have happened.
  public struct Answer: Codable, Equatable, Sendable {
    /// How many tickets were looked at, how many events would have made it run and on how many tickets; and whether all
    /// that changed in those days was looked at.
    public let looked: Int, runs: Int, tickets: Int, complete: Bool
    /// The newest of them.
    public let finds: [Find]
  }
  /// An event that would have made it run.
  public struct Find: Codable, Equatable, Sendable {
    /// When, RFC 3339; which ticket; what had happened; the ticket's subject now.
    public let at: String, ticket: String, on: String, subject: String
  }

  /// More tickets than this are not looked at.
  private static let mostTickets = 50_000

  public func read(in store: ReadTransaction, _ context: Context) throws -> Answer {
    var (triggers, filter) = (on, Filter.everything)
    if let name {
      let rule = try Self.at(\.name) { try store.need(automation: name) }
      (triggers, filter) = (rule.triggers, try AutomationWatch.filter(of: rule))
    } else if let text = self.filter {
      let directory = try store.directory()
      do throws(FilterFlaw) {
        filter = try Filter(text, using: FilterVocabulary(directory: directory))
      } catch { throw error.refusal(at: "filter") }
    }
    let from = context.now - .days(days)
    var finds: [(at: Instant, ticket: Ticket, trigger: Automation.Trigger)] = []
    let since = try Filter("updated>=-\(days)d")
    let ids = try store.ticketIDs(
      since, viewer: nil, now: context.now, zone: context.zone, cap: Self.mostTickets + 1)
    let directory = try store.directory()
    for id in ids.prefix(Self.mostTickets) {
      finds += try past(of: id, from: from, triggers, in: store).filter { find in
        filter.resolved(for: nil, at: find.at, in: context.zone, directory: directory).matches(
          try store.facts(of: find.ticket, at: find.at))
      }
    }
    if triggers.contains(.time) {
      for id in try store.ticketIDs(filter, viewer: nil, now: context.now, zone: context.zone) {
        guard let ticket = try store.ticket(id), ticket.mergedInto == nil else { continue }
        finds.append((context.now, ticket, .time))
      }
    }
    finds.sort { ($0.at, $0.ticket.id) > ($1.at, $1.ticket.id) }
    return Answer(
      looked: min(ids.count, Self.mostTickets), runs: finds.count, tickets: Set(finds.map(\.ticket.id)).count,
      complete: ids.count <= Self.mostTickets,
      finds: finds.prefix(limit).map {
        Find(
          at: RFC3339.text($0.at), ticket: "\($0.ticket.id)", on: $0.trigger.rawValue,
          subject: $0.ticket.subject)
      })
  }
  /// The ticket as it stood after each thing that happened to it and makes the rule look, the newest first; of several
  /// changes made together the first counts.
  private func past(
    of id: Ticket.ID, from: Instant, _ triggers: [Automation.Trigger], in store: ReadTransaction
  ) throws -> [(at: Instant, ticket: Ticket, trigger: Automation.Trigger)] {
    guard var ticket = try store.ticket(id) else { return [] }
    var found: [(at: Instant, ticket: Ticket, trigger: Automation.Trigger)] = []
    var together: (at: Instant, audit: Int64)?
    for event in try store.events(of: id).reversed() {
      guard event.at >= from else { break }
      let isNew = together.map { $0 != (event.at, event.audit) } ?? true
      together = (event.at, event.audit)
      if let trigger = try store.trigger(event), triggers.contains(trigger), ticket.mergedInto == nil {
        if isNew || found.last.map({ $0.at != event.at }) ?? true {
          var then = ticket
          then.updated = event.at
          found.append((event.at, then, trigger))
        } else {
          found[found.count - 1].trigger = trigger
        }
      }
      TicketField.revert(event, from: &ticket)
    }
    return found
  }
  public static func sentence(_ answer: Answer) -> String {
    let all = answer.complete ? "" : " Not all tickets that changed were looked at."
    let head =
      "\(answer.runs) runs on \(answer.tickets) tickets, of \(answer.looked) that changed in that time.\(all)"
    guard !answer.finds.isEmpty else { return head }
    return head + "\n" + Columns.text(answer.finds.map { [$0.at, $0.ticket, $0.on, $0.subject] })
  }
}

extension ReadTransaction {
  /// What a filter may ask of a ticket as it was: what was written until then counts.
  fileprivate func facts(of ticket: Ticket, at instant: Instant) throws -> TicketFacts {
    let said = try messages(of: ticket.id).filter { $0.at <= instant }
    return TicketFacts(
      ticket: ticket, requester: try customer(ticket.requester),
      hasAttachment: said.contains { !$0.attachments.isEmpty }, hasNote: said.contains { $0.kind == .note },
      hasLink: try !links(of: ticket.id).isEmpty, texts: [ticket.subject] + said.map(\.body))
  }
}
