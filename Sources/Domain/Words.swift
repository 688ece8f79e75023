/// Words that look alike, for "did you mean".
public enum Words {
  /// The word of `words` that differs least from `text`, if by no more than two letters and less than half of it.
  public static func nearest(to text: String, in words: [String]) -> String? {
    // Long texts are never a typing error for a short word, and the distance costs length times length.
    guard text.utf8.count <= 64 else { return nil }
    let text = text.lowercased()
    return words.map { ($0, distance(text, $0.lowercased())) }
      .filter { $0.1 <= 2 && $0.1 * 2 <= max(text.count, $0.0.count) }
      .min { $0.1 < $1.1 }?.0
  }
  /// How many letters must be put in, left out or changed to turn one word into the other (Levenshtein).
  public static func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var last = row[0]
      row[0] = i + 1
      for j in b.indices {
        (last, row[j + 1]) = (row[j + 1], x == b[j] ? last : Swift.min(last, row[j], row[j + 1]) + 1)
      }
    }
    return row[b.count]
  }
}
