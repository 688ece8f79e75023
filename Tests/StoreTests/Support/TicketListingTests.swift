import Domain
import TestSupport
import Testing

@testable import Store

/// A store of some hundred random tickets, and the same in memory: what SQL finds is judged by the Domain.
private final class RandomDesk {
  let test: TestStore
  private(set) var facts: [TicketFacts] = []
  let handles: [Agent.ID: String] = [Agent.ID(1): "ada", Agent.ID(2): "bob", Agent.ID(3): "cleo"]
  let teams: [Team.ID: String] = [Team.ID(1): "billing", Team.ID(2): "product"]

  init(_ number: Int, seed: UInt64) throws {
    test = try TestStore()
    try test.furnish(customers: 9)
    var dice = Seeded(seed)
    let words = ["printer", "invoice", "Größe", "refund", "log-in", "crash"]
    try test.database.write { store in
      for _ in 0..<number {
        func some<T>(_ values: [T]) -> T { values.randomElement(using: &dice) ?? values[0] }
        func when() -> Instant { test.now + .hours(Int.random(in: -50...50, using: &dice)) }
        var ticket = Ticket(
          id: try store.newTicketID(), subject: "\(some(words)) \(some(words)) \(some(["a", "B", "c"]))",
          requester: Customer.ID(Int64.random(in: 1...9, using: &dice)), created: when())
        ticket.assignee = some([nil, Agent.ID(1), Agent.ID(2), Agent.ID(3)])
        ticket.team = some([nil, Team.ID(1), Team.ID(2)])
        (ticket.status, ticket.priority) = (some(Ticket.Status.allCases), some(Ticket.Priority.allCases))
        (ticket.channel, ticket.kind) = (some(Ticket.Channel.allCases), some(Ticket.Kind.allCases))
        ticket.tags = ["fire", "vip", "x-ray"].filter { _ in Int.random(in: 0..<3, using: &dice) == 0 }
        ticket.watchers = [1, 2, 3].filter { _ in Int.random(in: 0..<4, using: &dice) == 0 }.map {
          Agent.ID($0)
        }
        if Bool.random(using: &dice) { ticket.due = when() }
        if Int.random(in: 0..<4, using: &dice) == 0 { ticket.snoozedUntil = when() }
        if Bool.random(using: &dice) { ticket.solved = when() }
        if Int.random(in: 0..<3, using: &dice) == 0 { ticket.custom["Product"] = some(["Alpha", "BETA"]) }
        if let first = facts.first, Int.random(in: 0..<9, using: &dice) == 0 {
          ticket.parent = first.ticket.id
        }
        if let first = facts.first, Int.random(in: 0..<9, using: &dice) == 0 {
          ticket.mergedInto = first.ticket.id
        }
        ticket = try store.save(ticket, by: .system, at: ticket.created)
        var about = TicketFacts(
          ticket: ticket, requester: try store.customer(ticket.requester), texts: [ticket.subject])
        for _ in 0..<Int.random(in: 0...2, using: &dice) {
          let message = Message(
            id: try store.newMessageID(), ticket: ticket.id, author: .agent(Agent.ID(1)),
            kind: some([.public, .note]), body: "\(some(words)), \(some(words))!", at: ticket.updated + 1)
          let file = NewAttachment(name: "a", type: "text/plain", bytes: [1])
          try store.add(message, files: Int.random(in: 0..<5, using: &dice) == 0 ? [file] : [])
          about.texts.append(message.body)
          about.hasNote = about.hasNote || message.kind == .note
          about.hasAttachment = try about.hasAttachment || !store.attachments(of: message.id).isEmpty
        }
        if let other = facts.last, Int.random(in: 0..<9, using: &dice) == 0 {
          try store.add(TicketLink(from: ticket.id, to: other.ticket.id, kind: .related))
          about.hasLink = true
          facts[facts.count - 1].hasLink = true
        }
        about.ticket = try store.ticket(ticket.id) ?? ticket
        facts.append(about)
      }
    }
  }

  func key(_ about: TicketFacts, _ order: TicketOrder.Key) -> TicketKey {
    let ticket = about.ticket
    let value: TicketKey.Value =
      switch order {
      case .due: .number(ticket.due.milliseconds)
      case .updated: .number(ticket.updated.milliseconds)
      case .created: .number(ticket.created.milliseconds)
      case .priority: .number(Int64(ticket.priority.number))
      case .status: .number(Int64(ticket.status.number))
      case .ref: .number(ticket.id.rawValue)
      case .subject: .text(sortingKey(ticket.subject))
      case .requester: .text(sortingKey(about.requester?.name ?? ""))
      case .company: .text(sortingKey(about.requester?.company ?? ""))
      case .assignee: .text(ticket.assignee.flatMap { handles[$0] } ?? "")
      case .team: .text(ticket.team.flatMap { teams[$0] } ?? "")
      case .snoozed: .number((ticket.snoozedUntil ?? .never).milliseconds)
      }
    return TicketKey(value, ticket.id)
  }
  func expected(_ filter: Filter, _ order: TicketOrder) throws -> [TicketKey] {
    let directory = try test.database.read { try $0.directory() }
    let condition = filter.resolved(for: Agent.ID(1), at: test.now, directory: directory)
    return facts.filter { condition.matches($0) }.map { key($0, order.key) }
      .sorted { $0.precedes($1, descending: order.descending) }
  }
  func page(_ filter: Filter, _ order: TicketOrder, _ start: TicketQuery.Start, _ limit: Int) throws
    -> TicketPage
  {
    try test.database.read { store in
      try store.ticketRows(
        TicketQuery(
          filter: filter, order: order, start: start, limit: limit, viewer: Agent.ID(1), now: test.now))
    }
  }
}

private let filters = [
  "", "status:open", "is:active", "-is:active", "team:billing is:active", "assignee:me", "assignee:none",
  "assignee:@bob,@cleo status:new,open", "-assignee:none", "priority:urgent,high", "tag:fire",
  "-tag:fire,vip",
  "tag:none", "is:snoozed", "is:awake is:active", "is:overdue", "due<8h", "due:none", "-due:none created>-1d",
  "updated<-1h is:active", "from:c2@corp2.example", "from:@corp1.example", "from:customer", "company:corp",
  "has:note", "has:attachment", "has:link", "has:watcher", "is:watched", "is:merged", "is:child",
  "ref:T-0003..T-0040",
  "custom.Product:alpha", "custom.Product:*", "printer", "\"printer invoice\"", "inv*", "printer -refund",
  "(status:open or tag:vip) -team:product", "kind:incident channel:mail,web", "solved<-1h", "-solved<-1h",
  "team:none or assignee:@ada", "log-in", "team:product,billing priority:low",
  "-status:closed,solved -tag:x-ray",
]

@Suite struct TicketListingTests {
  @Test func `every filter finds in SQL what it finds in memory, in every order, page by page`() throws {
    let desk = try RandomDesk(260, seed: 7)
    for text in filters {
      let filter = try Filter(text)
      for key in TicketOrder.Key.allCases {
        for descending in [false, true] {
          let order = TicketOrder(key, descending: descending), expected = try desk.expected(filter, order)
          var found: [TicketKey] = [], start = TicketQuery.Start.top, pages = 0
          repeat {
            let page = try desk.page(filter, order, start, 37)
            found += page.rows.map(\.key)
            #expect(page.hasMoreAfter == (found.count < expected.count))
            guard page.hasMoreAfter, let last = page.rows.last else { break }
            start = .after(last.key)
            pages += 1
          } while pages < 20
          let isSame = found == expected
          #expect(isSame, "\(text) by \(order)")
        }
      }
    }
  }
  @Test func `a walk along the index and a gathering give the same windows`() throws {
    let desk = try RandomDesk(200, seed: 3)
    for text in filters {
      let filter = try Filter(text)
      for key in TicketOrder.Key.allCases {
        for descending in [false, true] {
          let order = TicketOrder(key, descending: descending), expected = try desk.expected(filter, order)
          let both = try desk.test.database.read { store in
            let plan = try TicketPlan(
              store.condition(filter, Agent.ID(1), desk.test.now, FixedZone.utc), in: store)
            let lane = TicketLane(plan: plan, order: key, descending: descending)
            let middle = expected.count > 20 ? expected[10] : nil
            return plan.scope.isEmpty
              ? [[], []]
              : [try lane.walked(after: middle, limit: 30), try lane.gathered(after: middle, limit: 30)]
          }
          let wanted = Array((expected.count > 20 ? expected.dropFirst(11) : expected[...]).prefix(30))
          // Compared outside the expectation: a failure would print hundreds of keys.
          let (isWalked, isGathered) = (both[0] == wanted, both[1] == wanted)
          #expect(isWalked, "walking \(text) by \(order)")
          #expect(isGathered, "gathering \(text) by \(order)")
        }
      }
    }
  }
  @Test
  func `a walk reads along an index and sorts nothing, and looks at no ticket that the columns rule out`()
    throws
  {
    let desk = try RandomDesk(60, seed: 9)
    let some = [
      "", "is:active", "status:open", "-is:active", "status:solved", "assignee:me is:active",
      "assignee:me,none",
      "team:billing is:active", "priority:urgent,high is:active", "status:open team:billing priority:low",
      "assignee:@bob team:product", "-assignee:none",
    ]
    for text in some {
      for key in TicketOrder.Key.allCases where ![.assignee, .team, .snoozed].contains(key) {
        for descending in [false, true] {
          let steps = try desk.test.database.read { store in
            let condition = try store.condition(try Filter(text), Agent.ID(1), desk.test.now, FixedZone.utc)
            let lane = TicketLane(
              plan: try TicketPlan(condition, in: store), order: key, descending: descending)
            return try store.connection.rows("EXPLAIN QUERY PLAN \(lane.walk(after: nil, limit: 40))") {
              row in
              for _ in 0..<3 { row.skip() }
              return row.text()
            }
          }
          let isSorted = steps.allSatisfy { !$0.contains("TEMP B-TREE") }
          #expect(isSorted, "\(text) by \(key) sorts: \(steps)")
          // A due of all tickets of a priority has no index of its own, and needs none: they are few or all.
          guard key != .due else { continue }
          let isCovered = steps.allSatisfy {
            !$0.contains("ticket") || $0.contains("COVERING INDEX") || text.isEmpty
          }
          #expect(isCovered, "\(text) by \(key) looks at tickets: \(steps)")
        }
      }
    }
  }
  @Test func `a walk that takes too long is given up, and what it looked for is gathered`() throws {
    let desk = try RandomDesk(120, seed: 13)
    let filter = try Filter("tag:fire"), order = TicketOrder(.subject)
    let expected = try desk.expected(filter, order)
    let keys = try desk.test.database.read { store in
      let plan = try TicketPlan(
        store.condition(filter, Agent.ID(1), desk.test.now, FixedZone.utc), in: store)
      // So short that the first look at the clock is one too many.
      return try plan.walked(
        TicketLane(plan: plan, order: .subject, descending: false), after: nil, limit: 500, microseconds: 0)
    }
    let isSame = keys == expected
    #expect(isSame)
  }
  @Test func `a list is read backwards and around a ticket as it is read forwards`() throws {
    let desk = try RandomDesk(150, seed: 11)
    for text in ["", "is:active", "tag:fire", "assignee:me"] {
      let filter = try Filter(text)
      for key in TicketOrder.Key.allCases {
        for descending in [false, true] {
          let order = TicketOrder(key, descending: descending), all = try desk.expected(filter, order)
          let bottom = try desk.page(filter, order, .bottom, 7)
          #expect(bottom.rows.map(\.key) == all.suffix(7))
          #expect(bottom.hasMoreBefore == (all.count > 7))
          guard all.count > 12 else { continue }
          let before = try desk.page(filter, order, .before(all[9]), 5)
          #expect(before.rows.map(\.key) == Array(all[4..<9]))
          let around = try desk.page(filter, order, .around(all[8].id), 9)
          #expect(around.rows.map(\.key) == Array(all[4..<13]), "\(text) around by \(order)")
          #expect(around.place == 4)
        }
      }
    }
  }
  @Test func `counts of views are right, and those that are capped say so`() throws {
    let desk = try RandomDesk(260, seed: 5)
    let counts = try desk.test.database.read { store in
      try store.viewCounts(
        try filters.map { try Filter($0) }, viewer: Agent.ID(1), now: desk.test.now, cap: 25)
    }
    for (text, count) in zip(filters, counts) {
      let expected = try desk.expected(try Filter(text), TicketOrder(.ref)).count
      if count.isCapped {
        #expect(count.number == 25 && expected > 25, "\(text)")
      } else {
        #expect(count.number == expected, "\(text)")
      }
    }
    #expect(try desk.test.database.read { try $0.connection.countFlawsOrNone($0) } == [])
  }
  @Test func `a row shows what the ticket and its customer hold`() throws {
    let test = try TestStore()
    try test.furnish()
    let ticket = try test.ticket { ticket in
      (ticket.assignee, ticket.team, ticket.tags) = (Agent.ID(2), Team.ID(1), ["a", "b"])
      ticket.snoozedUntil = test.now + 9
    }
    _ = try test.database.write { store in
      try store.add(
        Message(
          id: try store.newMessageID(), ticket: ticket.id, author: .customer(Customer.ID(1)), kind: .public,
          body: "Hello", at: test.now + 7))
    }
    let page = try test.database.read { try $0.ticketRows(TicketQuery(now: test.now)) }
    let row = try #require(page.rows.first)
    #expect(row.requesterName == "Customer 1")
    #expect(row.company == "Corp 1")
    #expect(row.tags == ["a", "b"])
    #expect(row.assignee == Agent.ID(2))
    #expect(row.updated == test.now + 7)
    #expect(row.isLastByCustomer)
    #expect(row.messageCount == 1)
    #expect(row.version == 2)
  }
}
extension Connection {
  fileprivate func countFlawsOrNone(_ store: ReadTransaction) throws -> [String] { try store.countFlaws() }
}
