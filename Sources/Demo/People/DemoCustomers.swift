import Domain

/// The customers of the demo: any of them can be made from its number alone, so millions need no memory.
struct DemoCustomers: Sendable {
  /// People a story names come first, numbers 1 to `named.count`.
  static let named: [NamedCustomer] = NamedCustomer.all
  let seed: UInt64, now: Instant, count: Int

  /// - Parameter tickets: some 2.5 of them are written by each customer.
  init(seed: UInt64, now: Instant, tickets: Int) {
    (self.seed, self.now) = (seed, now)
    count = max(Self.named.count + 30, tickets * 2 / 5)
  }

  /// Customers of the same company are beside each other, three to a company.
  func customer(_ number: Int) -> Customer {
    if number <= Self.named.count { return Self.named[number - 1].customer(number, now: now) }
    let place = number - Self.named.count - 1, company = place / 3
    var random = SplitMix(seed: seed, stream: 1, company)
    let language = Talk.all[random.weighted(Self.languages)].talk.language
    let names = DemoNames.of(language)
    let kind = random.pick(names.companies), home = random.pick(names.places),
      founder = random.pick(names.last)
    let label = [home.shown, founder.shown, "\(home.shown) \(founder.shown)"][random.below(3)]
    let plan = DemoPlan.all[random.weighted(Self.plans)]
    let seats = plan.seats.lowerBound + random.below(plan.seats.count)
    let zone = random.pick(names.zones)
    let since = now - Int64.days(20 + random.below(1500))
    let start = random.below(names.first.count), family = random.below(names.last.count)
    let first = names.first[(start + place % 3) % names.first.count]
    let last = names.last[(family + place % 3 * 2) % names.last.count]
    let paid = place % 3 == 0 || plan.tier != "standard"
    return Customer(
      id: Customer.ID(Int64(number)), name: names.shown(first, last),
      // The number keeps addresses apart where two companies are called alike.
      email: "\(first.latin).\(last.latin)@\(slug(home.latin))\(company + 1).example",
      company: kind.replacing("{}", with: label), tier: plan.tier, timeZone: zone, language: language,
      since: since, plan: plan.title(seats),
      mrr: paid && plan.cents > 0 ? Money(minor: plan.cents * seats, "EUR") : nil)
  }
  private static let languages = Talk.all.map(\.share), plans = DemoPlan.all.map(\.share)
  private func slug(_ name: String) -> String {
    // Most are plain letters, and a million tickets ask for theirs.
    if name.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }) { return name }
    return String(name.map { $0.isASCII && $0.isLetter ? $0 : "-" })
  }
}

/// What customers of the demo buy; prices are the demo's own.
struct DemoPlan: Sendable {
  let name: String, tier: String, share: Int, cents: Int, seats: ClosedRange<Int>
  static let all = [
    DemoPlan(name: "Free", tier: "standard", share: 30, cents: 0, seats: 1...3),
    DemoPlan(name: "Pro monthly", tier: "standard", share: 40, cents: 2900, seats: 2...30),
    DemoPlan(name: "Business yearly", tier: "premium", share: 22, cents: 4200, seats: 10...120),
    DemoPlan(name: "Enterprise", tier: "enterprise", share: 8, cents: 6100, seats: 80...900),
  ]
  func title(_ seats: Int) -> String { cents == 0 ? name : "\(name) ×\(seats)" }
}

/// A customer who is named in one of the told stories.
struct NamedCustomer: Sendable {
  let name: String, email: String, company: String, language: String, zone: String, plan: String, cents: Int
  var tier = "standard", years = 2

  func customer(_ number: Int, now: Instant) -> Customer {
    Customer(
      id: Customer.ID(Int64(number)), name: name, email: email, company: company, tier: tier, timeZone: zone,
      language: language, since: now - Int64.days(years * 365 + number * 11), plan: plan,
      mrr: cents > 0 ? Money(minor: cents, "EUR") : nil)
  }
  static let all = [
    NamedCustomer(
      name: "Ozan Gündüz", email: "ozan@ozan.example", company: "Ozan GmbH", language: "en",
      zone: "Europe/Berlin", plan: "Pro monthly ×25", cents: 72_500),
    NamedCustomer(
      name: "Marta Ruiz", email: "marta@ruiz-studio.example", company: "Ruiz Studio", language: "es",
      zone: "Europe/Madrid", plan: "Pro yearly", cents: 742, years: 3),
    NamedCustomer(
      name: "高橋 美咲", email: "misaki.takahashi@aoba.example", company: "あおば株式会社", language: "ja",
      zone: "Asia/Tokyo", plan: "Business yearly ×12", cents: 50_400, tier: "premium"),
    NamedCustomer(
      name: "Grace Brooks", email: "grace@northgate.example", company: "Northgate Logistics", language: "en",
      zone: "Europe/London", plan: "Business yearly ×40", cents: 168_000, tier: "premium", years: 4),
    NamedCustomer(
      name: "Jürgen Vogel", email: "j.vogel@elbtal.example", company: "Elbtal Technik AG", language: "de",
      zone: "Europe/Berlin", plan: "Enterprise ×120", cents: 732_000, tier: "enterprise", years: 5),
    NamedCustomer(
      name: "Μαρία Βλάχου", email: "maria@irida.example", company: "Ίριδα ΑΕ", language: "el",
      zone: "Europe/Athens", plan: "Pro monthly ×6", cents: 17_400),
    NamedCustomer(
      name: "陈静", email: "chen.jing@yunfan.example", company: "云帆科技有限公司", language: "zh",
      zone: "Asia/Shanghai", plan: "Business yearly ×30", cents: 126_000, tier: "premium"),
    NamedCustomer(
      name: "Hélène Moreau", email: "helene@mistral.example", company: "Mistral Conseil", language: "fr",
      zone: "Europe/Paris", plan: "Pro monthly ×9", cents: 26_100),
    NamedCustomer(
      name: "Liam Foster", email: "liam@lantern.example", company: "Lantern Labs", language: "en",
      zone: "America/New_York", plan: "Enterprise ×300", cents: 1_830_000, tier: "enterprise"),
    NamedCustomer(
      name: "ليلى حداد", email: "layla@oasis.example", company: "Oasis Trading", language: "ar",
      zone: "Asia/Dubai", plan: "Pro monthly ×15", cents: 43_500),
    NamedCustomer(
      name: "Priya Patel", email: "priya@maple-health.example", company: "Maple Health", language: "en",
      zone: "America/Chicago", plan: "Business yearly ×55", cents: 231_000, tier: "premium"),
    NamedCustomer(
      name: "Noah Reid", email: "noah@fairway.example", company: "Fairway Media", language: "en",
      zone: "Australia/Sydney", plan: "Free", cents: 0, years: 0),
  ]
}
