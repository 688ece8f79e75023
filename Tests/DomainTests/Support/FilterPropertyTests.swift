import Domain
import TestSupport
import Testing

/// Random filters and texts; the store's test of SQL against memory may take the same shapes.
struct FilterMaker {
  var random: Seeded
  mutating func pick<T>(_ things: [T]) -> T { things.randomElement(using: &random)! }
  mutating func filter(_ depth: Int) -> Filter {
    switch depth > 0 ? Int.random(in: 0..<5, using: &random) : 4 {
    case 0: return .all([filter(depth - 1), filter(depth - 1)])
    case 1: return .any([filter(depth - 1), filter(depth - 1)])
    case 2: return .not(filter(depth - 1))
    default: return .test(test())
    }
  }
  mutating func test() -> FilterTest {
    let times: [WrittenTime] = [
      .offset(-86_400_000), .offset(-5_000), .day(.today, minute: nil), .day(.yesterday, minute: 540),
      .clock(minute: 61),
      .day(.date(Day(1970, 1, 2)), minute: nil), .day(.weekday(2), minute: 0), .day(.nextWeek, minute: nil),
    ]
    switch Int.random(in: 0..<18, using: &random) {
    case 0: return .status([pick(Ticket.Status.allCases), pick(Ticket.Status.allCases)])
    case 1: return .priority([pick(Ticket.Priority.allCases)])
    case 2: return .channel([pick(Ticket.Channel.allCases)])
    case 3: return .kind([pick(Ticket.Kind.allCases)])
    case 4: return .assignee([pick([.me, .nobody, .agent(.init("kim"))])])
    case 5: return .watcher([pick([.me, .nobody, .agent(.init("ada"))])])
    case 6: return .team([pick(["billing", "tech", nil])])
    case 7: return .requester([pick(["marta", "@ozan.example", "m@x.example", "a\"b,c"])])
    case 8: return .company([pick(["ozan gmbh", "none", nil])])
    case 9: return .tier([pick(["gold", "standard"])])
    case 10: return .tag([pick(["refund", "none", nil]), "vip"])
    case 11: return .time(pick(FilterClock.allCases), pick(FilterComparison.allCases), pick(times))
    case 12: return .between(pick(FilterClock.allCases), pick(times), pick(times))
    case 13: return .noTime(pick(FilterClock.allCases))
    case 14: return .state([pick(FilterState.allCases)])
    case 15: return .has([pick(FilterPossession.allCases)])
    case 16:
      return pick([
        .reference([1...1, 7...9]), .custom(pick(["order", "Order ID"]), pick([[], ["2"], ["*"]])),
      ])
    default:
      return .text(
        pick([.init("refund"), .init("double charge", isPhrase: true), .init("inv", isPrefix: true)]))
    }
  }
}

@Suite struct FilterProperties {
  static let facts: [TicketFacts] = (UInt64(0)..<60).map { seed in
    var random = Seeded(seed)
    let ticket = Ticket.random(Int64(seed % 12) + 1, &random)
    let customer = Customer(
      id: ticket.requester, name: ["Marta Ruiz", "Ozan Kaya", "山田太郎"][Int(ticket.requester.rawValue) - 1],
      email: ["m@x.example", "ozan@ozan.example", ""][Int(ticket.requester.rawValue) - 1],
      company: ["", "Ozan GmbH", "none"][Int(ticket.requester.rawValue) - 1], tier: "gold", since: .epoch)
    return TicketFacts(
      ticket: ticket, requester: customer, hasAttachment: seed % 3 == 0, hasNote: seed % 4 == 0,
      hasLink: seed % 5 == 0,
      texts: [ticket.subject, "a double charge on my card"])
  }
  func judged(_ filter: Filter) -> [Bool] {
    let condition = filter.resolved(for: .init(1), at: Instant(seconds: 100_000), directory: .sample)
    return Self.facts.map(condition.matches)
  }

  @Test("what is printed is read back with the same meaning", arguments: 0..<400)
  func roundTrip(seed: UInt64) throws {
    var maker = FilterMaker(random: Seeded(seed))
    let filter = maker.filter(3)
    let back = try Filter(filter.description)
    #expect(judged(back) == judged(filter), "\(filter)")
    #expect(back.normalized == filter.normalized, "\(filter)")
    #expect(try Filter(back.description) == back)
  }
  @Test("the normal form means the same and is its own normal form", arguments: 0..<200)
  func normal(seed: UInt64) {
    var maker = FilterMaker(random: Seeded(seed &+ 7_000))
    let filter = maker.filter(4)
    #expect(judged(filter.normalized) == judged(filter))
    #expect(filter.normalized.normalized == filter.normalized)
  }
  @Test("no text traps, hangs or points beside itself", arguments: 0..<60)
  func fuzz(seed: UInt64) {
    var random = Seeded(seed)
    let pieces = [
      "status", ":", "<", ">=", "open", ",", "(", ")", "\"", "\\", "-", "!", " ", "or", "and", "not", "due",
      "99999999999999d",
      "T-", "..", "9223372036854775808", "*", "é", "\u{301}", "👩‍👩‍👧", "\u{0}", "\n", "custom.", "custom.\"", ".",
      "@",
      "created", "2026-02-30",
      "mon", "tag", "=", "none", "me", "\u{202e}", "s", "25:00", "next",
    ]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...25, using: &random)).map { _ in pieces.randomElement(using: &random)!
      }.joined()
      do {
        let filter = try Filter(text)
        let printed = filter.description
        #expect((try? Filter(printed))?.normalized == filter.normalized, "\(text) is printed as \(printed)")
      } catch {
        let flaw = error
        #expect(
          flaw.column >= 1 && flaw.column + flaw.length - 1 <= max(1, text.count) && flaw.length >= 1,
          "\(text): \(flaw)")
        #expect(flaw.problem.hasSuffix("."))
      }
      _ = FilterCompletion(
        of: text, at: Int.random(in: -1...(text.count + 2), using: &random), using: FilterVocabulary())
    }
  }
  @Test("depth is bounded")
  func depth() {
    for opener in ["(", "-", "not ", "!("] {
      #expect(throws: FilterFlaw.self) { try Filter(String(repeating: opener, count: 100_000) + "a") }
    }
  }
}

@Suite struct FilterMeaning {
  let now = Instant(seconds: 1_700_000_000)  // Tue 14 Nov 2023, 22:13:20 UTC
  func matches(_ text: String, _ change: (inout Ticket) -> Void = { _ in }) throws -> Bool {
    var ticket = Ticket.sample()
    change(&ticket)
    let customer = Customer(
      id: .init(1), name: "Marta Ruiz", email: "marta@ozan.example", company: "Ozan GmbH", since: .epoch)
    let facts = TicketFacts(ticket: ticket, requester: customer, texts: [ticket.subject])
    return try Filter(text).resolved(for: .init(1), at: now, directory: .sample).matches(facts)
  }
  @Test("times mean what people mean by them")
  func times() throws {
    #expect(
      try matches("due<8h") { $0.due = now + .hours(7) } && !matches("due<8h") { $0.due = now + .hours(9) })
    #expect(
      try !matches("due<8h") && matches("due:none") && !matches("due>1h"), "without a clock nothing is due")
    #expect(
      try matches("due:8h") { $0.due = now + .hours(7) } && !matches("due:8h") { $0.due = now - .hours(1) })
    #expect(
      try matches("created>-2d") {
        $0 = Ticket(id: $0.id, subject: "", requester: $0.requester, created: now - .hours(47))
      })
    #expect(
      try matches("updated:today") { $0.updated = now - .hours(22) }
        && !matches("updated:today") { $0.updated = now - .hours(23) })
    #expect(try matches("updated:yesterday") { $0.updated = now - .hours(23) })
    #expect(
      try matches("updated<=yesterday") { $0.updated = now - .hours(23) }
        && !matches("updated<yesterday") { $0.updated = now - .hours(23) })
    #expect(try matches("updated:2023-11-01..2023-11-14") { $0.updated = now })
    #expect(try matches("is:overdue") { $0.due = now - 1 } && !matches("is:overdue") { $0.due = now })
    #expect(
      try matches("is:snoozed") { $0.snoozedUntil = now + 1 } && matches("is:awake") { $0.snoozedUntil = now }
    )
  }
  @Test("people, words and tags")
  func others() throws {
    #expect(
      try matches("assignee:none is:unassigned") && matches("is:mine who:me") { $0.assignee = .init(1) })
    #expect(
      try matches("who:kim,none") && !matches("who:kim") && matches("is:watched") { $0.watchers = [.init(1)] }
    )
    #expect(try matches("from:marta from:ruiz from:marta@ozan.example from:@ozan.example -from:zan"))
    #expect(
      try matches("company:gmbh -company:none") && matches("tag:none")
        && matches("tag:a,b") { $0.tags = ["b"] })
    #expect(try matches("DOUBLE \"double charge\" ref* -\"charge double\" -doubl"))
    #expect(try matches("T-1042") && matches("ref:1000..1100") && !matches("ref:T-1"))
    #expect(try matches("custom.order:AB") { $0.custom = ["order": "ab"] } && !matches("custom.order:*"))
    #expect(try matches("priority>=normal -priority>normal (status:solved or status:open)"))
  }
  @Test("completion offers fields, then values, and says what it replaces")
  func completion() {
    let vocabulary = FilterVocabulary(directory: .sample, tags: ["refund", "two words"])
    func offered(_ text: String) -> [String] {
      FilterCompletion(of: text, at: text.count, using: vocabulary).candidates.map(\.text)
    }
    #expect(offered("sta").first == "status:" && offered("who").first == "assignee:")
    #expect(
      offered("status:open,pe") == ["pending"] && offered("assignee:@k") == ["@kim"]
        && offered("who:n") == ["none"])
    #expect(offered("-tag:tw") == ["\"two words\""] && offered("due<to") == ["today", "tomorrow"])
    #expect(offered("(team:b") == ["billing"])
    #expect(FilterCompletion(of: "a status:op b", at: 11, using: vocabulary).replaced == 9..<11)
    #expect(FilterCompletion(of: "-sta", at: 4, using: vocabulary).replaced == 1..<4)
  }
}
