/// Says what was done and, for as long as it can be, how to take it back. Instants are milliseconds.
public struct Toast: Hashable, Sendable {
  /// What was done.
  public var text: String
  /// The role it is said in.
  public var role: ThemeRole
  /// When it stops being said.
  public var until: Int64
  /// The key that takes it back, where there is one.
  public var undoKey: String?
  /// Makes a message.
  public init(_ text: String, _ role: ThemeRole = .text, until: Int64, undoKey: String? = nil) {
    (self.text, self.role, self.until, self.undoKey) = (text, role, until, undoKey)
  }
  /// Nothing is said any more at this instant.
  public func isOver(at now: Int64) -> Bool { now >= until }
  /// The pieces for a status row: the text, the key, and the seconds that are left.
  public func runs(at now: Int64) -> [TextRun] {
    guard !isOver(at: now) else { return [] }
    guard let undoKey else { return [TextRun(text, role)] }
    let seconds = (until - now + 999) / 1000
    return [
      TextRun(text, role), TextRun("   "), TextRun(undoKey, .accent), TextRun(" undo", .textMuted),
      TextRun("  \(seconds) s", .textFaint),
    ]
  }
  /// In words, without the countdown: nothing is read aloud every second.
  public var plain: String { Clean.line(text) + (undoKey.map { ". \($0) undoes it." } ?? "") }
}

/// How far something long is, how fast it goes, and how long it will take. Instants are milliseconds.
public struct Progress: Sendable {
  /// What is going on.
  public var title: String
  /// What is counted: "tickets", "messages".
  public var unit: String
  /// So many are done, of so many where that is known.
  public private(set) var done: Int, total: Int?
  private let began: Int64
  private var now: Int64
  /// The last seconds, so that the rate follows a change of speed.
  private var samples: [(at: Int64, done: Int)]

  /// Begins at an instant.
  public init(_ title: String, unit: String = "", total: Int? = nil, at now: Int64) {
    (self.title, self.unit, self.total) = (title, unit, total)
    (done, began, self.now, samples) = (0, now, now, [(now, 0)])
  }
  /// Takes how far it is.
  public mutating func advance(to done: Int, of total: Int? = nil, at now: Int64) {
    self.done = done
    self.total = total ?? self.total
    self.now = max(self.now, now)
    if let last = samples.last, now - last.at >= 500 { samples.append((now, done)) }
    if samples.count > 20 { samples.removeFirst() }
  }
  /// It has taken so long that one wants to know more than that it goes on.
  public var isLong: Bool { now - began >= 500 }
  /// A second; `nil` before half a second is over.
  public var rate: Double? {
    guard let first = samples.first, now - first.at >= 500 else { return nil }
    return Double(max(0, done - first.done)) * 1000 / Double(now - first.at)
  }
  /// Seconds that are left, where total and rate are known.
  public var secondsLeft: Int? {
    guard let total, let rate, rate > 0, done <= total else { return nil }
    return Int((Double(total - done) / rate).rounded(.up))
  }
  /// From 0 to 1, where the total is known.
  public var fraction: Double? { total.map { $0 > 0 ? min(1, Double(done) / Double($0)) : 1 } }

  private var facts: [String] {
    var facts: [String] = []
    let counted = Figures.grouped(done) + (total.map { " of \(Figures.grouped($0))" } ?? "")
    facts.append(unit.isEmpty ? counted : "\(counted) \(unit)")
    if let fraction { facts.append("\(Int(fraction * 100)) %") }
    if let rate { facts.append("\(Figures.grouped(Int(rate.rounded())))/s") }
    if let secondsLeft { facts.append("\(Figures.clock(secondsLeft)) left") }
    return facts
  }
  /// Draws one row: title, gauge, figures, and the key that stops it; what does not fit leaves from the right.
  public func draw(into surface: inout Surface, area: Rect, cancelKey: String? = "Ctrl-C") {
    guard !area.isEmpty else { return }
    var right = facts.map { [TextRun($0, .text)] }
    if let cancelKey { right.append([TextRun(cancelKey, .accent), TextRun(" cancel", .textMuted)]) }
    let width = right.reduce(0) { $0 + $1.width + 2 } + TextWidth.of(title) + 4
    let room = area.width - width
    StatusBar([TextRun(title, .textBright)], right: right, gap: 2).draw(into: &surface, area: area)
    if let fraction, room >= 8 {
      let gauge = Rect(area.x + TextWidth.of(title) + 3, area.y, min(30, room - 2), 1)
      Gauge(fraction).draw(into: &surface, area: gauge)
    }
  }
  /// One line for a terminal without a screen, or for a log.
  public var plain: String { Clean.line("\(title): \(facts.joined(separator: ", "))") }
}
