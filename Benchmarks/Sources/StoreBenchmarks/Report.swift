import Glibc

/// One measured figure, printed as a line of JSON for Benchmarks/run.
struct Figure {
  var what: String, value: Double, unit: String
  /// The processor time within `value`, in the same unit: what is left of it when others use the machine too.
  var cpu: Double?
  /// `<=` or `>=` and the figure to hold; nil where there is none.
  var sense = "<=", target: Double?
  var peer: String?, peerValue: Double?

  func report() {
    func quoted(_ text: String) -> String { "\"" + text.filter { $0 != "\"" && $0 != "\\" } + "\"" }
    // Of what happened too seldom there is no figure, which JSON calls null.
    func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "null" }
    var fields = [
      "\"what\":\(quoted(what))", "\"value\":\(number(value))", "\"unit\":\(quoted(unit))",
      "\"sense\":\(quoted(sense))",
    ]
    if let cpu { fields.append("\"cpu\":\(number(cpu))") }
    if let target { fields.append("\"target\":\(target)") }
    if let peer, let peerValue {
      fields += ["\"peer\":\(quoted(peer))", "\"peerValue\":\(number(peerValue))"]
    }
    print("{" + fields.joined(separator: ",") + "}")
    fflush(nil)
  }
}

/// What a clock of the system shows, in milliseconds.
private func reading(_ clock: clockid_t) -> Double {
  var now = timespec()
  clock_gettime(clock, &now)
  return Double(now.tv_sec) * 1000 + Double(now.tv_nsec) / 1_000_000
}

/// How long something took by the wall's clock, and how much of that a processor worked for it; milliseconds.
struct Lap {
  private(set) var wall = 0.0, cpu = 0.0
  /// Milliseconds that processors have worked for this process.
  static func now() -> Double { reading(CLOCK_PROCESS_CPUTIME_ID) }
  static func of<T>(_ body: () throws -> T) rethrows -> (T, Lap) {
    let wall = reading(CLOCK_MONOTONIC), cpu = reading(CLOCK_PROCESS_CPUTIME_ID)
    let result = try body()
    return (result, Lap(wall: reading(CLOCK_MONOTONIC) - wall, cpu: reading(CLOCK_PROCESS_CPUTIME_ID) - cpu))
  }
}

/// Durations of one thing done many times.
struct Times {
  private(set) var all: [Lap] = []

  /// What `body` took, noted; its result.
  @discardableResult mutating func measure<T>(_ body: () throws -> T) rethrows -> T {
    let (result, lap) = try Lap.of(body)
    all.append(lap)
    return result
  }
  mutating func note(_ lap: Lap) { all.append(lap) }
  /// The value below which this share of them lies, in milliseconds.
  func percentile(_ share: Double) -> Double { Self.percentile(share, all.map(\.wall)) }
  func cpu(_ share: Double) -> Double { Self.percentile(share, all.map(\.cpu)) }
  private static func percentile(_ share: Double, _ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }
  var median: Double { percentile(0.5) }

  /// Reports a share of them as a figure.
  func report(_ what: String, _ share: Double, target: Double? = nil) {
    Figure(what: what, value: percentile(share), unit: "ms", cpu: cpu(share), target: target).report()
  }
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
