/// An amount in minor units (cents) of one currency.
public struct Money: Hashable, Sendable, CustomStringConvertible {
  /// The amount in minor units, and the ISO 4217 code.
  public let minor: Int, currency: String
  /// Makes an amount; negative is a credit.
  public init(minor: Int, _ currency: String) { (self.minor, self.currency) = (minor, currency) }
  /// `12.50 EUR`.
  public var description: String {
    let cents = "\(abs(minor) % 100)"
    return
      "\(minor < 0 ? "-" : "")\(abs(minor) / 100).\(cents.count == 1 ? "0" + cents : cents) \(currency)"
  }
}
