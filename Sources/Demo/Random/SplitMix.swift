/// A small generator of random numbers that gives the same numbers for the same seed, on every machine
/// (SplitMix64, Steele, Lea and Flood 2014).
public struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64
  /// Starts the sequence of that seed.
  public init(seed: UInt64) { state = seed }
  /// Starts a sequence of its own for one thing of many, so that any thing can be made without the others.
  public init(seed: UInt64, stream: UInt64, _ number: Int) {
    var mix = SplitMix(seed: seed ^ stream &* 0x9E37_79B9_7F4A_7C15)
    state = mix.next() ^ (UInt64(bitPattern: Int64(number)) &* 0xD134_2543_DE82_EF95)
    _ = next()
  }
  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension SplitMix {
  /// A number from 0 up to, but without, `bound`.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
  }
  /// From 0 up to, but without, 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
  /// True that often: `0.25` is one time in four.
  mutating func chance(_ share: Double) -> Bool { unit() < share }
  /// One of them, each as likely as the others.
  mutating func pick<T>(_ from: [T]) -> T { from[below(from.count)] }
  /// The place in `weights` that was drawn, each as likely as its weight.
  mutating func weighted(_ weights: [Int]) -> Int {
    var left = below(weights.reduce(0, +))
    for (place, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return place }
    }
    return weights.count - 1
  }
}
