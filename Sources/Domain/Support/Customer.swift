/// A person who writes to the desk; what they buy comes with billing.
public struct Customer: Equatable, Sendable {
  /// The customer's number in the store.
  public struct ID: Hashable, Comparable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the customer with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// By number.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
  }
  /// The parts of a customer; `email` is lower-case and unique, empty when none is known.
  public var id: ID, name: String, email: String, company: String
  /// How much the company pays for: steers SLA rows and views. `standard` when unknown.
  public var tier: String
  /// IANA time zone and BCP 47 language, where known; and since when they are a customer.
  public var timeZone: String?, language: String?, since: Instant
  /// Plan and monthly recurring revenue as the card shows them, until billing brings the real ones.
  public var plan: String?, mrr: Money?
  /// Makes a customer.
  public init(
    id: ID, name: String, email: String, company: String = "", tier: String = "standard",
    timeZone: String? = nil, language: String? = nil, since: Instant, plan: String? = nil, mrr: Money? = nil
  ) {
    (self.id, self.name, self.email, self.company, self.tier) = (id, name, email, company, tier)
    (self.timeZone, self.language, self.since, self.plan, self.mrr) = (timeZone, language, since, plan, mrr)
  }
}
