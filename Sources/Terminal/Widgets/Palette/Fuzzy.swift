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
  private struct Letter: Sendable {
    let folded: UInt32, exact: UInt32?
    func fits(_ scalar: UInt32, _ folded: UInt32) -> Bool {
      self.folded == folded && (exact == nil || exact == scalar)
    }
  }

  /// Letters that are looked at, of a pattern and of a text. Nobody names a thing by more.
  static let longest = 400

  /// Makes a pattern; blanks set words apart. Only its first 400 characters count.
  public init(_ pattern: String) {
    words = pattern.prefix(Fuzzy.longest).split(separator: " ").map { word in
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
    var room = Room()
    return match(candidate, in: &room)
  }
  /// The fitting ones of many, the best first; equals stay in their order.
  public func ranked<T>(_ candidates: [T], by text: (T) -> String) -> [(item: T, match: Match)] {
    var found: [(index: Int, match: Match)] = [], room = Room()
    for (index, item) in candidates.enumerated() {
      if let match = match(text(item), in: &room) { found.append((index, match)) }
    }
    found.sort { $0.match.score != $1.match.score ? $0.match.score > $1.match.score : $0.index < $1.index }
    return found.map { (candidates[$0.index], $0.match) }
  }

  /// What one match needs for its figures, kept for the next: ten thousand candidates take no memory each.
  private struct Room {
    var text: [UInt32] = [], folded: [UInt32] = []
    /// For each letter of a word and each place of the text the best score that ends there, and where the letter
    /// before it stands.
    var best: [Int] = [], from: [Int] = []

    mutating func take(_ candidate: String) {
      text.removeAll(keepingCapacity: true)
      folded.removeAll(keepingCapacity: true)
      if candidate.utf8.allSatisfy({ $0 < 0x80 }) {
        for byte in candidate.utf8 { text.append(UInt32(byte)) }
      } else {
        for character in candidate { text.append(character.unicodeScalars.first?.value ?? 0) }
      }
      for scalar in text { folded.append(Fuzzy.fold(scalar)) }
    }
    mutating func clear(_ count: Int, to none: Int) {
      best.removeAll(keepingCapacity: true)
      from.removeAll(keepingCapacity: true)
      best.append(contentsOf: repeatElement(none, count: count))
      from.append(contentsOf: repeatElement(-1, count: count))
    }
  }
  private func match(_ candidate: String, in room: inout Room) -> Match? {
    guard !isEmpty else { return Match(score: 0, positions: []) }
    room.take(candidate)
    for word in words where !Fuzzy.isSubsequence(word, room) { return nil }
    var total = Match(score: 0, positions: [])
    for word in words {
      guard let score = Fuzzy.place(word, &room, &total.positions) else { return nil }
      total.score += score
    }
    // Of two that fit alike the shorter one is meant.
    total.score = total.score * 4 - min(room.text.count, 200) / 8
    if words.count > 1 { total.positions = Array(Set(total.positions)).sorted() }
    return total
  }

  /// The best places of one word.
  private static func place(_ word: [Letter], _ room: inout Room, _ positions: inout [Int]) -> Int? {
    let width = min(room.text.count, longest), none = Int.min / 2
    room.clear(word.count * width, to: none)
    for (row, letter) in word.enumerated() {
      var reach = none, reachFrom = -1
      for column in 0..<width {
        // The best end of the letters before, with a gap that costs a little for each place.
        let beside = row > 0 && column > 0 ? room.best[(row - 1) * width + column - 1] : none
        if beside > none, beside >= reach - 1 {
          (reach, reachFrom) = (beside, column - 1)
        } else if reach > none {
          reach -= 1
        }
        guard letter.fits(room.text[column], room.folded[column]) else { continue }
        let bonus = bonus(room.text, at: column)
        if row == 0 {
          room.best[column] = 16 + bonus * 2 - min(column, 15)
        } else if reach > none {
          var (score, origin) = (reach + 16 + bonus - (reachFrom == column - 1 ? 0 : 3), reachFrom)
          let joined = beside + 16 + max(bonus, 12)
          if beside > none, joined >= score { (score, origin) = (joined, column - 1) }
          (room.best[row * width + column], room.from[row * width + column]) = (score, origin)
        }
      }
    }
    let last = (word.count - 1) * width
    var end = -1
    for column in 0..<width where room.best[last + column] > (end < 0 ? none : room.best[last + end]) {
      end = column
    }
    guard end >= 0 else { return nil }
    let score = room.best[last + end], first = positions.count
    positions.append(end)
    for row in stride(from: word.count - 1, to: 0, by: -1) {
      end = room.from[row * width + end]
      positions.append(end)
    }
    positions[first...].reverse()
    return score
  }
  private static func isSubsequence(_ word: [Letter], _ room: Room) -> Bool {
    var index = 0
    for (place, scalar) in room.text.prefix(longest).enumerated()
    where word[index].fits(scalar, room.folded[place]) {
      index += 1
      if index == word.count { return true }
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
