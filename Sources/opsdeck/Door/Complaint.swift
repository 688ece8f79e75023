/// Why a command leaves without having done it: an exit status and lines for people, on standard error.
struct Complaint: Error, Equatable {
  /// What the exit status tells a script.
  enum Status: Int32 {
    case done = 0
    /// Refused by a rule, or failed; nothing was changed.
    case failed = 1
    /// Written wrong: the same words will never work.
    case usage = 2
    /// The store cannot be used.
    case store = 3
    case interrupted = 130
  }
  let status: Status, lines: [String]
  /// What a mail server is told instead, where it asked.
  var mailStatus: Int32?
  init(_ status: Status, _ lines: String...) { (self.status, self.lines) = (status, lines) }
  init(_ status: Status, lines: [String]) { (self.status, self.lines) = (status, lines) }
}

/// The word of `words` that was most likely meant; a swap of two neighbours counts as one slip.
func suggestion(for text: String, among words: [String]) -> String? {
  guard text.count > 1 else { return nil }
  let limit = text.count < 4 ? 1 : 2
  let near = words.map { (word: $0, slips: slips(from: text.lowercased(), to: $0.lowercased())) }
  if let best = near.filter({ $0.slips <= limit }).min(by: { $0.slips < $1.slips }) { return best.word }
  let begun = words.filter { $0.hasPrefix(text) }
  return begun.count == 1 ? begun.first : nil
}
private func slips(from a: String, to b: String) -> Int {
  let a = Array(a), b = Array(b)
  var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
  for i in 0...a.count { rows[i][0] = i }
  for j in 0...b.count { rows[0][j] = j }
  for i in a.indices {
    for j in b.indices {
      var best = min(rows[i][j + 1] + 1, rows[i + 1][j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
      rows[i + 1][j + 1] = best
    }
  }
  return rows[a.count][b.count]
}
