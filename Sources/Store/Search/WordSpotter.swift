import Domain

/// Finds the words of a search again in a text, to show where they stand. As the index does, it takes letters
/// with and without accents, upper and lower case for the same.
struct WordSpotter {
  private let wanted: [(words: [String], isPrefix: Bool)]
  init(_ words: [FilterWords]) {
    wanted = words.map { (Self.folded(FilterWords.words(of: $0.text)), $0.isPrefix) }.filter { !$0.0.isEmpty }
  }
  private static func folded(_ words: [String]) -> [String] { words.map(fold) }
  private static func fold(_ word: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in word.lowercased().decomposed where !scalar.properties.isDiacritic { out.append(scalar) }
    return String(out)
  }

  private struct Word {
    let text: String, range: Range<Int>
  }
  private func words(of text: [Character]) -> [Word] {
    var found: [Word] = [], start: Int?
    for (place, character) in text.enumerated() {
      if character.isLetter || character.isNumber {
        start = start ?? place
      } else if let from = start {
        found.append(Word(text: Self.fold(String(text[from..<place])), range: from..<place))
        start = nil
      }
    }
    if let from = start {
      found.append(Word(text: Self.fold(String(text[from...])), range: from..<text.count))
    }
    return found
  }
  /// Where the words stand in a text, in characters, from the left, none over another.
  func places(in text: [Character]) -> [Range<Int>] {
    let there = words(of: text)
    var found: [Range<Int>] = []
    for one in wanted where one.words.count <= there.count {
      for start in 0...(there.count - one.words.count) {
        let fits = one.words.indices.allSatisfy { place in
          let word = there[start + place].text
          return word == one.words[place]
            || one.isPrefix && place == one.words.count - 1 && word.hasPrefix(one.words[place])
        }
        if fits {
          found.append(there[start].range.lowerBound..<there[start + one.words.count - 1].range.upperBound)
        }
      }
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { kept, range in
      if let last = kept.last, range.lowerBound < last.upperBound {
        kept[kept.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        kept.append(range)
      }
    }
  }
  /// The piece of a text around the first place, on one line, and where the words stand in it.
  func snippet(of body: String, length: Int = 160) -> (text: String, highlights: [Range<Int>]) {
    // A mail of megabytes is shown by its beginning; the words may stand further down.
    let text = body.prefix(20_000).map { $0.isWhitespace ? " " : $0 }
    let places = places(in: text)
    let start = max(0, (places.first?.lowerBound ?? 0) - length / 4), end = min(text.count, start + length)
    let lead = start > 0 ? "…" : "", tail = end < text.count ? "…" : ""
    let shift = lead.count - start
    return (
      lead + String(text[start..<end]) + tail,
      places.filter { $0.lowerBound >= start && $0.upperBound <= end }
        .map { ($0.lowerBound + shift)..<($0.upperBound + shift) }
    )
  }
}

extension String {
  /// Letters apart from their accents, as far as the standard library can tell without Foundation.
  fileprivate var decomposed: [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    for character in self {
      // Canonical equivalence is what String compares by: a letter with its accent equals the two scalars.
      let scalars = Array(character.unicodeScalars)
      if scalars.count == 1, scalars[0].value < 0x80 { out.append(scalars[0]); continue }
      out += Accents.apart(scalars)
    }
    return out
  }
}

/// The Latin letters with accents that the index folds, by their plain letter.
enum Accents {
  private static let plain: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    let groups: [(Unicode.Scalar, String)] = [
      ("a", "àáâãäåāăąǎ"), ("c", "çćĉċč"), ("d", "ď"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥ"),
      ("i", "ìíîïĩīĭį"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľ"), ("n", "ñńņň"), ("o", "òóôõöōŏő"),
      ("r", "ŕŗř"), ("s", "śŝşš"), ("t", "ţť"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
    ]
    for (letter, accented) in groups {
      for character in accented { if let scalar = character.unicodeScalars.first { table[scalar] = letter } }
    }
    return table
  }()
  static func apart(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] { scalars.map { plain[$0] ?? $0 } }
}
