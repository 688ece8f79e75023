/// Letters in their order, not necessarily side by side: `asgn kim` finds "Assign 2 tickets to kim".
///
/// Words of the pattern are looked for one by one, each anywhere. The beginnings of words count most, then
/// letters side by side, then early places; a capital in the pattern asks for a capital.
public struct Fuzzy: Sendable {
  /// How well a candidate fits, and where.
  public struct Match: Hashable, Sendable {
    /// More is better; to be compared for one pattern only.
    public var score: Int
    /// The places of the letters found, counted in characters, in order.
    public var positions: [Int]
  }
  private let words: [[Letter]]
  private struct Letter: Sendable { let folded: UInt32, exact: UInt32? }

  /// Makes a pattern; blanks set words apart.
  public init(_ pattern: String) {
    words = pattern.split(separator: " ").map { word in
      word.map { character in
        let scalar = character.unicodeScalars.first?.value ?? 0
        let folded = Fuzzy.fold(scalar)
        return Letter(folded: folded, exact: character.isUppercase ? scalar : nil)
      }
    }
  }
  /// Nothing is looked for: everything fits equally.
  public var isEmpty: Bool { words.isEmpty }

  /// Where and how well the pattern fits; `nil` where a letter is missing.
  public func match(_ candidate: String) -> Match? {
    guard !isEmpty else { return Match(score: 0, positions: []) }
    var text: [UInt32] = []
    text.reserveCapacity(candidate.utf8.count)
    if candidate.utf8.allSatisfy({ $0 < 0x80 }) {
      for byte in candidate.utf8 { text.append(UInt32(byte)) }
    } else {
      for character in candidate { text.append(character.unicodeScalars.first?.value ?? 0) }
    }
    return match(text)
  }
  /// The fitting ones of many, the best first; equals stay in their order.
  public func ranked<T>(_ candidates: [T], by text: (T) -> String) -> [(item: T, match: Match)] {
    var found: [(index: Int, item: T, match: Match)] = []
    for (index, item) in candidates.enumerated() {
      if let match = match(text(item)) { found.append((index, item, match)) }
    }
    found.sort { $0.match.score != $1.match.score ? $0.match.score > $1.match.score : $0.index < $1.index }
    return found.map { ($0.item, $0.match) }
  }

  private func match(_ text: [UInt32]) -> Match? {
    let folded = text.map(Fuzzy.fold)
    var total = Match(score: 0, positions: [])
    for word in words {
      guard let found = Fuzzy.place(word, text, folded) else { return nil }
      total.score += found.score
      total.positions += found.positions
    }
    // Of two that fit alike the shorter one is meant.
    total.score = total.score * 4 - min(text.count, 200) / 8
    total.positions = Array(Set(total.positions)).sorted()
    return total
  }

  /// The best places of one word: for each letter the best score that ends there.
  private static func place(_ word: [Letter], _ text: [UInt32], _ folded: [UInt32]) -> Match? {
    guard word.count <= text.count, isSubsequence(word, text, folded) else { return nil }
    let width = min(text.count, 400), none = Int.min / 2
    if width < text.count, !isSubsequence(word, Array(text.prefix(width)), folded) { return nil }
    var best = [Int](repeating: none, count: word.count * width),
      from = [Int](repeating: -1, count: word.count * width)
    for (row, letter) in word.enumerated() {
      var reach = none, reachFrom = -1
      for column in 0..<width {
        // The best end of the letters before, with a gap that costs a little for each place.
        if row > 0, column > 0 {
          let above = best[(row - 1) * width + column - 1]
          if above > none, above >= reach - 1 {
            (reach, reachFrom) = (above, column - 1)
          } else if reach > none {
            reach -= 1
          }
        }
        guard letter.folded == folded[column], letter.exact == nil || letter.exact == text[column] else {
          continue
        }
        let bonus = bonus(text, at: column)
        if row == 0 {
          best[column] = 16 + bonus * 2 - min(column, 15)
        } else if reach > none {
          let isBeside = reachFrom == column - 1
          let beside = best[(row - 1) * width + column - 1]
          var score = reach + 16 + bonus - (isBeside ? 0 : 3)
          var origin = reachFrom
          if beside > none, beside + 16 + max(bonus, 12) >= score {
            (score, origin) = (beside + 16 + max(bonus, 12), column - 1)
          }
          (best[row * width + column], from[row * width + column]) = (score, origin)
        }
      }
    }
    let last = (word.count - 1) * width
    guard
      var end = (0..<width).filter({ best[last + $0] > none }).max(by: { best[last + $0] < best[last + $1] })
    else {
      return nil
    }
    let score = best[last + end]
    var positions = [end]
    for row in stride(from: word.count - 1, to: 0, by: -1) {
      end = from[row * width + end]
      positions.append(end)
    }
    return Match(score: score, positions: positions.reversed())
  }
  private static func isSubsequence(_ word: [Letter], _ text: [UInt32], _ folded: [UInt32]) -> Bool {
    var index = 0
    for (place, scalar) in text.enumerated() {
      let letter = word[index]
      if letter.folded == folded[place], letter.exact == nil || letter.exact == scalar {
        index += 1
        if index == word.count { return true }
      }
    }
    return false
  }
  /// The beginning of a word, a capital behind a small letter, a digit behind a letter.
  private static func bonus(_ text: [UInt32], at place: Int) -> Int {
    guard place > 0 else { return 14 }
    let before = text[place - 1], here = text[place]
    switch before {
    case 0x20, 0x2D, 0x5F, 0x2E, 0x2F, 0x3A, 0x40, 0x23, 0x28, 0x22: return 12
    case 0x61...0x7A where (0x41...0x5A).contains(here): return 10
    case 0x41...0x5A, 0x61...0x7A: return (0x30...0x39).contains(here) ? 6 : 0
    default: return before < 0x80 && !(0x30...0x39).contains(before) ? 8 : 0
    }
  }
  /// Small letters without marks, for Latin; others in small letters.
  static func fold(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return (0x41...0x5A).contains(scalar) ? scalar + 32 : scalar }
    if scalar < 0x180 {
      if let base = latin[scalar] { return base }
    }
    guard let known = Unicode.Scalar(scalar) else { return scalar }
    return known.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar
  }
  private static let latin: [UInt32: UInt32] = {
    let groups = [
      "aàáâãäåāăąÀÁÂÃÄÅĀĂĄ", "cçćĉċčÇĆĈĊČ", "dďđĎĐ", "eèéêëēĕėęěÈÉÊËĒĔĖĘĚ", "gĝğġģĜĞĠĢ",
      "iìíîïĩīĭįıÌÍÎÏĨĪĬĮİ",
      "lĺļľłĹĻĽŁ", "nñńņňÑŃŅŇ", "oòóôõöøōŏőÒÓÔÕÖØŌŎŐ", "rŕŗřŔŖŘ", "sśŝşšŚŜŞŠ", "tţťŢŤ",
      "uùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ",
      "yýÿŷÝŶŸ", "zźżžŹŻŽ",
    ]
    var table: [UInt32: UInt32] = [:]
    for group in groups {
      guard let base = group.unicodeScalars.first else { continue }
      for scalar in group.unicodeScalars.dropFirst() { table[scalar.value] = base.value }
    }
    return table
  }()
}

extension Fuzzy.Match {
  /// The text with what was found in the role `match`.
  public func runs(of text: String, _ role: ThemeRole) -> [TextRun] {
    guard !positions.isEmpty else { return [TextRun(text, role)] }
    var runs: [TextRun] = [], next = positions.startIndex
    for (index, character) in text.enumerated() {
      let isFound = next < positions.endIndex && positions[next] == index
      if isFound { next += 1 }
      let role: ThemeRole = isFound ? .match : role
      if runs.last?.role == role {
        runs[runs.count - 1].text.append(character)
      } else {
        runs.append(TextRun(String(character), role))
      }
    }
    return runs
  }
}
