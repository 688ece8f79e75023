import Glibc

/// How far something long has come: one line on a terminal's standard error, drawn over; nothing where nobody looks.
struct ProgressLine {
  private let start = Clock.steady, isShown: Bool, what: String
  private var last = 0.0

  /// - Parameter what: in the plural, as in "12,000 of 30,000 tickets".
  init(_ what: String, quiet: Bool = false) {
    self.what = what
    isShown = !quiet && isatty(STDERR_FILENO) == 1
  }
  /// Draws it, ten times a second at most, and not before half a second has gone by.
  mutating func show(_ done: Int, of all: Int, stage: String = "") {
    let now = Clock.steady
    guard isShown, now - start > 0.5, now - last > 0.1 else { return }
    last = now
    Printer.write(
      "\r\u{1b}[K" + Self.text(done, all, what, seconds: now - start, stage: stage), to: STDERR_FILENO)
  }
  /// Takes the line away.
  func end() {
    if isShown, last > 0 {
      Printer.write("\r\u{1b}[K", to: STDERR_FILENO)
    }
  }

  static func text(_ done: Int, _ all: Int, _ what: String, seconds: Double, stage: String) -> String {
    var text = "\(grouped(done)) of \(grouped(all)) \(what)"
    if !stage.isEmpty { return text + "  " + stage }
    guard done > 0, seconds > 0 else { return text }
    let rate = Double(done) / seconds, left = Int((Double(all - done) / rate).rounded(.up))
    text += "  \(grouped(Int(rate)))/s"
    if left > 0 { text += left < 100 ? "  \(left) s left" : "  \((left + 59) / 60) min left" }
    return text
  }
  /// `1,204,331`.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(abs(number)).reversed().enumerated() {
      if place > 0, place % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }
}
