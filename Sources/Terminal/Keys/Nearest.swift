/// The nearest of some words, for "did you mean".
enum Nearest {
  static func of(_ word: String, in words: some Collection<String>) -> String? {
    let found = words.map { ($0, distance(Array(word.utf8), Array($0.utf8))) }.min {
      ($0.1, $0.0) < ($1.1, $1.0)
    }
    return found.flatMap { $0.1 <= max(2, word.utf8.count / 3) ? $0.0 : nil }
  }

  /// Levenshtein's.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, corner + (x == y ? 0 : 1))
        corner = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
