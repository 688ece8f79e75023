public import Domain

extension ReadTransaction {
  /// One customer, or nil.
  public func customer(_ id: Customer.ID) throws -> Customer? {
    try connection.first("SELECT \(Customer.columns) FROM customer WHERE id = \(id)", Customer.init)
  }
  /// The customer with this address, in any case; nil for the empty one.
  public func customer(email: String) throws -> Customer? {
    guard !email.isEmpty else { return nil }
    return try connection.first(
      "SELECT \(Customer.columns) FROM customer WHERE email = \(email.lowercased()) AND email <> ''",
      Customer.init)
  }
  /// Customers whose name, address or company begins with a text, by name: what a form offers while one types.
  public func customers(like start: String, limit: Int = 20) throws -> [Customer] {
    let low = start.lowercased(), high = low + "\u{10ffff}"
    let found = try connection.rows(
      """
      SELECT \(Customer.columns) FROM customer WHERE id IN (
        SELECT id FROM (SELECT id FROM customer WHERE name_key >= \(low) AND name_key < \(high)
          ORDER BY name_key, id LIMIT \(limit))
        UNION SELECT id FROM (SELECT id FROM customer WHERE email <> '' AND email >= \(low) AND email < \(high)
          ORDER BY email LIMIT \(limit))
        UNION SELECT id FROM (SELECT id FROM customer WHERE company_key >= \(low) AND company_key < \(high)
          ORDER BY company_key, id LIMIT \(limit)))
      ORDER BY name_key, id LIMIT \(limit)
      """, Customer.init)
    return found
  }
  /// How many customers there are.
  public func customerCount() throws -> Int {
    try connection.first("SELECT count(*) FROM customer") { $0.int() } ?? 0
  }
}

extension WriteTransaction {
  /// A number for a new customer.
  public func newCustomerID() throws -> Customer.ID { Customer.ID(try next(.customer)) }

  /// Saves a customer; the address is kept in lower case. Lists that are sorted by name or company follow.
  public func save(_ customer: Customer) throws {
    let old = try self.customer(customer.id), email = customer.email.lowercased()
    let thing = "customer \(email.isEmpty ? customer.name : email)"
    note(thing, "name", old?.name, customer.name)
    note(thing, "email", old?.email, email)
    note(thing, "company", old?.company ?? "", customer.company)
    note(thing, "tier", old?.tier ?? "standard", customer.tier)
    note(thing, "timezone", old?.timeZone, customer.timeZone)
    note(thing, "language", old?.language, customer.language)
    note(thing, "plan", old?.plan, customer.plan)
    note(thing, "mrr", old?.mrr?.description, customer.mrr?.description)
    try reserve(.customer, upTo: customer.id.rawValue)
    try upsertRow(customer)
    if let old, old.name != customer.name || old.company != customer.company {
      try connection.run(
        """
        UPDATE ticket SET requester_key = \(sortingKey(customer.name)),
          company_key = \(sortingKey(customer.company)) WHERE requester_id = \(customer.id)
        """)
    }
    touch(.support)
  }
  func upsertRow(_ customer: Customer) throws {
    try connection.run(
      """
      INSERT INTO customer (id, name, name_key, email, domain, company, company_key, tier, time_zone, language, since,
        plan, mrr_minor, mrr_currency)
      VALUES (\(customer.id), \(customer.name), \(customer.name.lowercased()), \(customer.email.lowercased()),
        \(Customer.domain(of: customer.email)), \(customer.company), \(customer.company.lowercased()), \(customer.tier), \(customer.timeZone.sql),
        \(customer.language.sql), \(customer.since), \(customer.plan.sql), \(customer.mrr.map(\.minor).sql),
        \(customer.mrr.map(\.currency).sql))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
        email = excluded.email, domain = excluded.domain, company = excluded.company, company_key = excluded.company_key,
        tier = excluded.tier, time_zone = excluded.time_zone, language = excluded.language,
        since = excluded.since, plan = excluded.plan, mrr_minor = excluded.mrr_minor,
        mrr_currency = excluded.mrr_currency
      """)
  }
}

extension Customer {
  static let columns: SQL =
    "id, name, email, company, tier, time_zone, language, since, plan, mrr_minor, mrr_currency"
  /// What follows the last `@`, lower-case; empty without one.
  static func domain(of email: String) -> String {
    guard let at = email.lastIndex(of: "@") else { return "" }
    return email[email.index(after: at)...].lowercased()
  }
  init(_ row: inout Row) {
    self.init(
      id: ID(row.integer()), name: row.text(), email: row.text(), company: row.text(), tier: row.text(),
      timeZone: row.optionalText(), language: row.optionalText(), since: row.instant(),
      plan: row.optionalText())
    if let minor = row.optionalInteger(), let currency = row.optionalText() {
      mrr = Money(minor: Int(minor), currency)
    }
  }
}
