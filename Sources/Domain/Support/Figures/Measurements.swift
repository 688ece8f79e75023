/// Measured amounts, from which a percentile is taken exactly: four bytes for each, whatever there is of them.
public struct Measurements: Hashable, Sendable {
  private var values: [Int32]
  private var total: Int64

  /// None yet.
  public init() { (values, total) = ([], 0) }
  /// Those of a list.
  public init(_ amounts: some Sequence<Int64>) {
    self.init()
    for amount in amounts { add(amount) }
  }
  /// How many there are.
  public var count: Int { values.count }
  /// Notes one; what is over 68 years of seconds, or under none, counts as that.
  public mutating func add(_ amount: Int64) {
    let value = Int32(clamping: max(0, amount))
    values.append(value)
    total += Int64(value)
  }
  /// Takes all of another; the order of merging does not matter for what is told of them.
  public mutating func merge(_ other: Measurements) {
    values += other.values
    total += other.total
  }
  /// What is told of them; nil where there are none.
  public var spread: Spread? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return Spread(
      mean: Double(total) / Double(sorted.count), p50: Self.percentile(0.50, of: sorted),
      p90: Self.percentile(0.90, of: sorted), p95: Self.percentile(0.95, of: sorted))
  }

  /// The percentile as numpy takes it when nothing else is said (`linear`): of n sorted numbers it lies at place
  /// `(n − 1) · share` from 0, and between two places as far along as the fraction says.
  /// - Parameters:
  ///   - share: from 0 to 1.
  ///   - sorted: at least one number, smallest first.
  public static func percentile(_ share: Double, of sorted: [Int32]) -> Double {
    let place = Double(sorted.count - 1) * min(1, max(0, share))
    let low = Int(place), high = min(low + 1, sorted.count - 1)
    let from = Double(sorted[low]), to = Double(sorted[high])
    return from + (to - from) * (place - Double(low))
  }
}

/// Mean and percentiles of some amounts; percentiles first, since one long wait moves a mean.
public struct Spread: Hashable, Sendable, Codable {
  /// In the unit of what was measured: seconds for times.
  public let mean: Double, p50: Double, p90: Double, p95: Double
}
