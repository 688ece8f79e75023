import Domain

/// Finds the words of a search again in a text, to show where they stand. As the index does, it takes letters
/// with and without accents, upper and lower case for the same.
struct WordSpotter {
  private let wanted: [(words: [[UInt8]], isPrefix: Bool)]
  init(_ words: [FilterWords]) {
    wanted = words.map { word in (FilterWords.words(of: word.text).map { Self.fold($0) }, word.isPrefix) }
      .filter { !$0.0.isEmpty }
  }

  private static func fold(_ word: some StringProtocol) -> [UInt8] {
    var out = String.UnicodeScalarView()
    for scalar in word.lowercased().decomposed where !scalar.properties.isDiacritic { out.append(scalar) }
    return Array(String(out).utf8)
  }

  private struct Word {
    let text: [UInt8], range: Range<Int>
  }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// The words of a text with their places in characters.
  private func words(of text: [Character]) -> [Word] {
    var found: [Word] = [], start = -1, letters: [UInt8] = [], isPlain = true
    func end(_ place: Int) {
      guard start >= 0 else { return }
      found.append(
        Word(text: isPlain ? letters : Self.fold(String(text[start..<place])), range: start..<place))
      (start, isPlain) = (-1, true)
      letters.removeAll(keepingCapacity: true)
    }
    for (place, character) in text.enumerated() {
      // Most characters are plain ones, and a page of results has tens of thousands.
      if let byte = character.asciiValue {
        guard Self.isLetter(byte) else { end(place); continue }
        letters.append(Self.lowered(byte))
      } else {
        guard character.isLetter || character.isNumber else { end(place); continue }
        isPlain = false
      }
      if start < 0 { start = place }
    }
    end(text.count)
    return found
  }
  /// The words of a text that has nothing but ASCII in it and no line end of two bytes: its characters are its
  /// bytes. Nothing is copied for a word that cannot be meant.
  private func words(ofPlain bytes: UnsafeBufferPointer<UInt8>) -> [Word] {
    let first = Set(wanted.flatMap { $0.words.compactMap(\.first) })
    var found: [Word] = [], place = 0
    while place < bytes.count {
      guard Self.isLetter(bytes[place]) else { place += 1; continue }
      let start = place
      while place < bytes.count, Self.isLetter(bytes[place]) { place += 1 }
      let isMeant = first.contains(Self.lowered(bytes[start]))
      found.append(Word(text: isMeant ? bytes[start..<place].map(Self.lowered) : [], range: start..<place))
    }
    return found
  }

  /// Where the words stand in a text, in characters, from the left, none over another.
  func places(in text: [Character]) -> [Range<Int>] { places(among: words(of: text)) }
  /// The same for a text as it is stored.
  func places(in text: String) -> [Range<Int>] {
    plain(text) { places(among: words(ofPlain: $0)) } ?? places(in: Array(text))
  }
  private func plain<T>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T? {
    let found: T?? = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 < 0x80 && $0 != 0x0d } ? body(bytes) : nil
    }
    return found ?? nil
  }
  private func places(among there: [Word]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for one in wanted where one.words.count <= there.count {
      for start in 0...(there.count - one.words.count) {
        let fits = one.words.indices.allSatisfy { place in
          let word = there[start + place].text
          return word == one.words[place]
            || one.isPrefix && place == one.words.count - 1 && word.starts(with: one.words[place])
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

  /// The piece of a text around the first place, on one line, and where the words stand in it. It begins and ends
  /// with a whole word where one is near, and with `…` where text was cut off.
  func snippet(of body: String, length: Int = 160) -> (text: String, highlights: [Range<Int>]) {
    // A mail of megabytes is shown by its beginning; the words may stand further down.
    let body = body.utf8.count > 20_000 ? String(body.prefix(20_000)) : body
    let cut = plain(body) { bytes in
      cutting(
        places(among: words(ofPlain: bytes)), bytes.count, length, isBlank: { bytes[$0] <= 0x20 },
        isLetter: { Self.isLetter(bytes[$0]) }
      ) {
        String(decoding: bytes[$0].map { $0 <= 0x20 ? 0x20 : $0 }, as: UTF8.self)
      }
    }
    if let cut { return cut }
    let text = Array(body)
    return cutting(
      places(in: text), text.count, length, isBlank: { text[$0].isWhitespace },
      isLetter: { text[$0].isLetter || text[$0].isNumber }
    ) {
      String(text[$0].map { $0.isWhitespace ? " " : $0 })
    }
  }
  private func cutting(
    _ places: [Range<Int>], _ count: Int, _ length: Int, isBlank: (Int) -> Bool, isLetter: (Int) -> Bool,
    _ piece: (Range<Int>) -> String
  ) -> (text: String, highlights: [Range<Int>]) {
    let first = places.first ?? 0..<0, near = 24
    var start = max(0, first.lowerBound - length / 4), end = min(count, start + length)
    // Scripts without blanks, and words without end, are cut where the length says.
    if start > 0 {
      func begins(_ place: Int) -> Bool { isBlank(place - 1) && !isBlank(place) }
      let ahead = start...min(start + near, first.lowerBound)
      start =
        ahead.first(where: begins) ?? (max(1, start - near)..<start).last(where: begins)
        // An address or the like: at one of its words.
        ?? (start..<first.lowerBound).first { !isLetter($0 - 1) && isLetter($0) } ?? start
    }
    if end < count, end > first.upperBound {
      let least = max(end - near, first.upperBound)
      end = (least...end).last { isBlank($0) && !isBlank($0 - 1) } ?? end
    }
    let lead = start > 0 ? "…" : "", tail = end < count ? "…" : ""
    let shift = lead.count - start
    return (
      lead + piece(start..<end) + tail,
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
