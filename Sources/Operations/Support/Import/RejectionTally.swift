import Domain
import Exchange

/// Why records were rejected, counted while none has been taken: where that is all of the first thousand, it is not
/// the records that are wrong but the file or how it is read, and millions more would say the same.
struct RejectionTally {
  /// Records that must all have been rejected before a run stops.
  static let enough = 1000
  private var reasons: [String: (count: Int, first: Rejection)] = [:]
  private var order: [String] = []

  mutating func add(_ rejection: Rejection) {
    let kind = Self.kind(of: rejection.reason)
    if reasons[kind] == nil { order.append(kind) }
    reasons[kind, default: (0, rejection)].count += rejection.count
  }
  /// A reason without the values in it: what is said of many records with the value of each is one reason.
  private static func kind(of reason: String) -> String {
    var kind = "", isQuoted = false
    for character in reason {
      if isQuoted {
        isQuoted = character != "”" && character != "\""
      } else if character == "“" || character == "\"" {
        isQuoted = true
      } else if !character.isNumber {
        kind.append(character)
      }
    }
    return kind
  }
  /// What is said when a run stops; nil as long as it goes on.
  func refusal(of report: ImportReport) -> Refusal? {
    guard report.read >= Self.enough, report.rejected == report.read else { return nil }
    // Of reasons that are as frequent, the one that came first.
    let most = order.compactMap { reasons[$0] }.max { $0.count < $1.count } ?? nil
    guard let most else { return nil }
    let times = most.count == report.read ? "every time" : "\(Self.grouped(most.count)) times"
    let look =
      report.unit == "rows"
      ? "--show-map shows what its columns are taken for, and --map says otherwise."
      : "--format says what it is."
    return Refusal(
      .invalid,
      "None of the first \(Self.grouped(report.read)) \(report.unit) could be taken, so the rest was not read. "
        + "Most frequent (\(times), first on line \(most.first.place.line)): \(most.first.reason)",
      remedy: "\(most.first.remedy) Or is it another file than was meant? \(look) --keep-going reads on.")
  }
  private static func grouped(_ number: Int) -> String {
    number < 1000 ? "\(number)" : "\(number / 1000)," + String("\(number % 1000 + 1000)".dropFirst())
  }
}
