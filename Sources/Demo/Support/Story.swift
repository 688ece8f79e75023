import Domain

/// The life of one ticket that nobody has written by hand: drawn from the talk of its customer's language.
struct Story {
  /// How it stands in the end.
  enum Fate { case new, open, pending, onHold, solved, closed, merged(into: Int) }

  let desk: DemoDesk, number: Int, requester: Customer, talk: Talk, topic: Topic, fate: Fate, created: Instant
  private(set) var random: SplitMix
  private(set) var facts = Facts()

  init(_ number: Int, on desk: DemoDesk) {
    (self.desk, self.number) = (desk, number)
    let target = Self.mergeTarget(of: number, on: desk)
    // A duplicate is the same person writing about the same matter once more.
    var matter = SplitMix(seed: desk.seed, stream: 2, target ?? number)
    let share = matter.unit()
    requester = desk.customer(1 + Int(Double(desk.customerCount - 1) * share * share.squareRoot()))
    let language = requester.language ?? "en"
    talk = Talk.all.first { $0.talk.language == language }?.talk ?? .english
    topic = matter.pick(talk.topics)
    random = SplitMix(seed: desk.seed, stream: 4, number)
    let place = Double(desk.rank(of: number)) + random.unit()
    created = min(desk.now - .minutes(3), desk.time.instant(at: 1 - place / Double(desk.ticketCount)))
    fate =
      target.map { .merged(into: $0) }
      ?? Self.fate(&random, age: place / Double(desk.ticketCount), desk.now - created)
    facts = Self.facts(&random, requester, topic, at: created)
  }

  private static func fate(_ random: inout SplitMix, age: Double, _ old: Int64) -> Fate {
    let active = age < 0.03 ? 0.93 : age < 0.08 ? 0.6 : age < 0.16 ? 0.22 : 0.045
    if random.chance(active) {
      let weights = old < .hours(20) ? [52, 30, 15, 3] : age < 0.08 ? [10, 42, 36, 12] : [0, 26, 44, 30]
      return [.new, .open, .pending, .onHold][random.weighted(weights)]
    }
    return old < .days(6) || random.chance(0.06) ? .solved : .closed
  }
  /// One of some sixty tickets turned out to be a duplicate of the one before it.
  static func mergeTarget(of number: Int, on desk: DemoDesk) -> Int? {
    guard number % 61 == 17, desk.exists(number - 1), desk.messageCount == nil else { return nil }
    return NamedStory.by(number) == nil && NamedStory.by(number - 1) == nil ? number - 1 : nil
  }
  private static func facts(
    _ random: inout SplitMix, _ customer: Customer, _ topic: Topic, at instant: Instant
  ) -> Facts {
    let codes =
      topic.tags.contains("coupon")
      ? ["SPRING20", "WELCOME", "PARTNER15"]
      : topic.tags.contains("api")
        ? ["x7Qd", "9fKa", "Tz02"] : ["403", "E-1042", "500", "timeout", "org_mismatch"]
    let domain = customer.email.drop { $0 != "@" }.dropFirst()
    let language = customer.language ?? "en", invoice = 300 + random.below(9000)
    var facts = Facts()
    facts[.name] = customer.name
    facts[.first] = customer.name.split(separator: " ").first.map(String.init) ?? customer.name
    facts[.company] = customer.company
    facts[.invoice] = "in_\(invoice)"
    facts[.otherInvoice] = "in_\(invoice + 3)"
    facts[.amount] = random.pick([
      "29.00 EUR", "89.00 EUR", "145.00 EUR", "348.00 EUR", "42.00 USD", "1,260.00 EUR",
    ])
    facts[.count] = "\(2 + random.below(38))"
    facts[.limit] = random.pick(["25", "40", "100", "500", "10,000"])
    facts[.code] = random.pick(codes)
    facts[.date] = DeskTime.date(instant - .days(1 + random.below(20)), language)
    facts[.time] = DeskTime.clock(instant - .minutes(random.below(300)))
    facts[.workspace] = String(domain.prefix { $0 != "." })
    facts[.host] = "app." + domain
    return facts
  }
}
