/// A mark on the way of a clock at which somebody is told or something is done.
public enum ClockLevel: Hashable, Sendable {
  /// The warning that the policy itself sets.
  case warning
  /// So much of the target has passed, in percent.
  case percent(Int)
  /// So many seconds of open time before the due.
  case before(Int64)
  /// More than the target has passed.
  case breach
  /// So many seconds of open time after the due.
  case after(Int64)

  /// How many seconds of open time have passed at it; nil for the warning, whose instant the clock knows.
  func elapsed(of target: Int64) -> Int64? {
    switch self {
    case .warning: nil
    case .percent(let part): target / 100 * Int64(part) + target % 100 * Int64(part) / 100
    case .before(let seconds): max(0, target - seconds)
    // Exactly the target is in time, so the first second over it is the breach.
    case .breach: target + 1
    case .after(let seconds): target + seconds
    }
  }
  /// Comes only once the target is used up.
  public var isOver: Bool {
    switch self {
    case .breach, .after: true
    default: false
    }
  }
}

extension ClockLevel {
  /// The longest span that is taken, in seconds: a year of hours.
  public static let longest: Int64 = 8784 * 3600

  /// As it is written and kept: `warning`, `80%`, `-30m`, `breach`, `+2h`.
  public var text: String {
    switch self {
    case .warning: "warning"
    case .percent(let part): "\(part)%"
    case .before(let seconds): "-" + Self.span(seconds)
    case .breach: "breach"
    case .after(let seconds): "+" + Self.span(seconds)
    }
  }
  /// Reads what ``text`` writes; also `90m` for `1h30m`.
  /// - Throws: ``Refusal`` that says how a level is written.
  public init(text: String) throws(Refusal) {
    let refusal = Refusal(
      .invalid, "“\(text.prefix(40))” is no moment of a clock.",
      remedy: "Write 80% (of the target), -30m (before the due), breach, or +2h (of open time after it).")
    if text == "warning" { self = .warning; return }
    if text == "breach" { self = .breach; return }
    if text.hasSuffix("%") {
      guard let part = Int(text.dropLast()), (1...99).contains(part) else {
        throw Refusal(
          .invalid, "“\(text.prefix(40))” is not from 1% to 99%.", remedy: "What is full is called breach.")
      }
      self = .percent(part)
      return
    }
    guard let sign = text.first, sign == "-" || sign == "+" else { throw refusal }
    guard let seconds = Self.seconds(text.dropFirst()) else { throw refusal }
    guard (1...Self.longest).contains(seconds) else {
      throw Refusal(
        .invalid, "“\(text.prefix(40))” is not from 1s to \(Self.longest / 3600)h.",
        remedy: "At the due itself it is called breach.")
    }
    self = sign == "-" ? .before(seconds) : .after(seconds)
  }
  private static func seconds(_ text: Substring) -> Int64? {
    var rest = text, sum: Int64 = 0
    let units: [Character: Int64] = ["h": 3600, "m": 60, "s": 1]
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard digits.count <= 8, let number = Int64(digits), let unit = rest.first.flatMap({ units[$0] }) else {
        return nil
      }
      rest = rest.dropFirst()
      sum += number * unit
    }
    return sum
  }
  private static func span(_ seconds: Int64) -> String {
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")].filter { $0.0 > 0 }
    return parts.isEmpty ? "0s" : parts.map { "\($0.0)\($0.1)" }.joined()
  }
}

/// A level of a clock and when it is reached.
public struct LevelMark: Hashable, Sendable {
  /// Which, and when.
  public let level: ClockLevel, at: Instant
  /// Makes a mark.
  public init(level: ClockLevel, at: Instant) { (self.level, self.at) = (level, at) }
}

extension SLAStanding.Clock {
  /// All levels of the clock in the order of time, as far as they can be told; none while it stands still or has stopped.
  ///
  /// Every clock has the policy's warning and the breach; the chain it is under adds its own.
  public var marks: [LevelMark] {
    guard state.isRunning, let due = clock.due else { return [] }
    var marks: [LevelMark] = []
    if let warnAt = clock.warnAt, warnAt <= due { marks.append(LevelMark(level: .warning, at: warnAt)) }
    var levels: [ClockLevel] = [.breach]
    for step in chain?.steps ?? [] where !levels.contains(step.level) && step.level != .warning {
      levels.append(step.level)
    }
    for level in levels {
      // What lies beyond all reach of the schedule is never reached.
      guard let elapsed = level.elapsed(of: clock.target), let time,
        let at = try? time.add(elapsed, to: clock.start, pauses: clock.pauses.map(\.span))
      else { continue }
      marks.append(LevelMark(level: level, at: at))
    }
    return marks.sorted { ($0.at, $0.level.isOver ? 1 : 0) < ($1.at, $1.level.isOver ? 1 : 0) }
  }
}

/// Which clock of a ticket something was done for, once: the metric, and which of its kind it is.
public struct ClockKey: Hashable, Sendable {
  /// The metric, and the cycle; of the clock that begins anew with every reply, the second it began at.
  public let metric: SLAMetric, cycle: Int64
  /// Makes a key.
  public init(metric: SLAMetric, cycle: Int64) { (self.metric, self.cycle) = (metric, cycle) }
}
extension SLAClock {
  /// What its effects are kept by.
  public var key: ClockKey {
    ClockKey(metric: metric, cycle: metric == .updateEvery ? start.milliseconds / 1000 : Int64(cycle))
  }
}
extension SLARecord {
  /// What its effects are kept by.
  public var key: ClockKey {
    ClockKey(metric: metric, cycle: metric == .updateEvery ? start.milliseconds / 1000 : Int64(cycle))
  }
}
