/// One measured figure, printed as a line of JSON for Benchmarks/run.
struct Figure {
  var what: String, value: Double, unit: String
  /// `<=` or `>=` and the figure to hold; nil where there is none.
  var sense = "<=", target: Double?
  var peer: String?, peerValue: Double?

  func report() {
    func quoted(_ text: String) -> String { "\"" + text.filter { $0 != "\"" && $0 != "\\" } + "\"" }
    var fields = [
      "\"what\":\(quoted(what))", "\"value\":\(value)", "\"unit\":\(quoted(unit))",
      "\"sense\":\(quoted(sense))",
    ]
    if let target { fields.append("\"target\":\(target)") }
    if let peer, let peerValue { fields += ["\"peer\":\(quoted(peer))", "\"peerValue\":\(peerValue)"] }
    print("{" + fields.joined(separator: ",") + "}")
  }
}

/// Durations of one thing done many times.
struct Times {
  private(set) var all: [Double] = []

  /// Milliseconds that `body` took, noted; its result.
  @discardableResult mutating func measure<T>(_ body: () throws -> T) rethrows -> T {
    let start = ContinuousClock.now
    let result = try body()
    all.append((ContinuousClock.now - start) / .milliseconds(1))
    return result
  }
  /// The value below which this share of them lies, in milliseconds.
  func percentile(_ share: Double) -> Double {
    let sorted = all.sorted()
    return sorted.isEmpty ? .nan : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }
  var median: Double { percentile(0.5) }
}

/// A small seeded generator, so that each run asks the same.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
