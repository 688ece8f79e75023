extension Filter {
  /// Reads a filter.
  /// - Throws: ``FilterFlaw`` with the place of the first thing that is wrong.
  public init(_ text: String, using vocabulary: FilterVocabulary = FilterVocabulary()) throws(FilterFlaw) {
    var parser = FilterParser(text, vocabulary)
    self = try parser.whole()
  }
}

/// Reads a filter by descent; every loop moves on, and depth and number of questions are bounded, so no text can trap
/// or hang it, nor make a statement that the store labours over.
struct FilterParser {
  static let deepest = 60
  /// Words, phrases and fields in one filter. More is a text that was pasted by mistake.
  static let mostTests = 64
  let text: [Character], vocabulary: FilterVocabulary
  var place = 0
  private var depth = 0
  private var tests = 0

  init(_ text: String, _ vocabulary: FilterVocabulary) {
    (self.text, self.vocabulary) = (Array(text), vocabulary)
  }

  mutating func whole() throws(FilterFlaw) -> Filter {
    skipBlanks()
    guard place < text.count else { return .everything }
    let filter = try either()
    skipBlanks()
    guard place >= text.count else {
      throw flaw(
        "This “)” closes nothing.", "Leave it out, or put it in quotes to look for it.", at: place, 1)
    }
    return filter
  }

  // MARK: or, and, not, parentheses

  private mutating func either() throws(FilterFlaw) -> Filter {
    var choices = [try every()]
    while takeWord("or") { choices.append(try every()) }
    return choices.count == 1 ? choices[0] : .any(choices)
  }
  private mutating func every() throws(FilterFlaw) -> Filter {
    var parts: [Filter] = []
    while true {
      skipBlanks()
      if takeWord("and") {
        guard !parts.isEmpty else { throw flaw("Something must stand before “and”.", nil, at: place - 3, 3) }
        skipBlanks()
      }
      if place >= text.count || text[place] == ")" || nextWord() == "or" { break }
      parts.append(try one())
    }
    guard !parts.isEmpty else {
      let at = min(place, max(0, text.count - 1))
      throw flaw("Something is missing here.", "Write a word, or a field such as status:open.", at: at, 1)
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }
  private mutating func one() throws(FilterFlaw) -> Filter {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw flaw("This is nested too deeply.", "Use fewer parentheses.", at: place, 1)
    }
    let start = place
    if text[place] == "-" || text[place] == "!" {
      place += 1
      guard place < text.count, !isBlank(text[place]), text[place] != ")" else {
        throw flaw(
          "Nothing follows “\(text[start])”.", "Write it before a word or a field, as in -tag:spam.",
          at: start, 1)
      }
      return .not(try one())
    }
    if takeWord("not") {
      skipBlanks()
      guard place < text.count, text[place] != ")" else {
        throw flaw("Nothing follows “not”.", nil, at: start, 3)
      }
      return .not(try one())
    }
    guard text[place] == "(" else { return try test() }
    place += 1
    skipBlanks()
    if place < text.count, text[place] == ")" {
      throw flaw(
        "These parentheses are empty.", "Write something between them.", at: start, place - start + 1)
    }
    let inner = try either()
    skipBlanks()
    guard place < text.count, text[place] == ")" else {
      throw flaw("This “(” is never closed.", "Add a “)”.", at: start, 1)
    }
    place += 1
    return inner
  }

  // MARK: fields and words

  private mutating func test() throws(FilterFlaw) -> Filter {
    let start = place
    tests += 1
    guard tests <= Self.mostTests else {
      throw flaw(
        "This is more than \(Self.mostTests) words and conditions.",
        "Leave some out, or put words that stand side by side in quotes.", at: start, 1)
    }
    if let (name, operation) = try quotedCustom() {
      return .test(try custom(name, operation, try values(of: "custom", from: start), from: start))
    }
    guard let (name, operation, length) = fieldHead() else { return try words() }
    place += length
    let values = try self.values(of: name, from: start)
    if name.lowercased().hasPrefix("custom.") {
      return .test(try custom(String(name.dropFirst(7)), operation, values, from: start))
    }
    guard let field = FilterField(named: name) else {
      let known = FilterField.allCases.flatMap { [$0.rawValue] + $0.aliases } + ["custom."]
      throw flaw(
        "There is no field “\(name)”.",
        Words.nearest(to: name, in: known).map { "Did you mean “\($0)”?" }
          ?? "Put it in quotes to look for it as text.", at: start, name.count)
    }
    return .test(try reading(field, operation, values, at: start))
  }

  /// `status:`, `due<=` at this place: the name, the comparison and how many characters they take.
  private func fieldHead() -> (name: String, FilterComparison, length: Int)? {
    var end = place
    while end < text.count, text[end].isLetter || text[end].isNumber || "._-".contains(text[end]) { end += 1 }
    guard end > place, end < text.count, text[place].isLetter else { return nil }
    let name = String(text[place..<end])
    return comparison(at: end).map { (name, $0.operation, $0.end - place) }
  }
  /// `custom."Order ID":` at this place, for names with blanks; moves behind it.
  private mutating func quotedCustom() throws(FilterFlaw) -> (name: String, FilterComparison)? {
    let start = place
    guard place + 8 < text.count, text[place + 7] == "\"",
      String(text[place..<(place + 7)]).lowercased() == "custom."
    else { return nil }
    place += 7
    let name = try quoted()
    guard let found = comparison(at: place) else {
      throw flaw(
        "A value for this field is missing.", "Write it as custom.\"\(name)\":value.", at: start,
        place - start)
    }
    place = found.end
    return (name, found.operation)
  }
  private func comparison(at start: Int) -> (operation: FilterComparison, end: Int)? {
    var end = start, operation = ""
    while end < text.count, ":<>=".contains(text[end]), operation.count < 3 {
      operation.append(text[end]); end += 1
    }
    // `due:<2h` and `priority:>=high` are understood as well.
    if operation.count > 1, operation.hasPrefix(":") { operation.removeFirst() }
    if operation == "=" || operation == "==" { operation = ":" }
    return FilterComparison(rawValue: operation).map { ($0, end) }
  }

  struct Value {
    let text: String, start: Int, length: Int, isQuoted: Bool
  }
  private mutating func values(of name: String, from start: Int) throws(FilterFlaw) -> [Value] {
    var found: [Value] = []
    while true {
      let from = place
      if place < text.count, text[place] == "\"" {
        found.append(Value(text: try quoted(), start: from, length: place - from, isQuoted: true))
      } else {
        while place < text.count, !isBlank(text[place]), !",)(\"".contains(text[place]) { place += 1 }
        guard place > from else {
          throw flaw(
            "“\(name)” has no value here.", "Write one right behind it, without a blank.", at: start,
            max(1, from - start))
        }
        found.append(
          Value(text: String(text[from..<place]), start: from, length: place - from, isQuoted: false))
      }
      guard place < text.count, text[place] == "," else { return found }
      place += 1
    }
  }
  /// A text in quotes; `\"` is a quote and `\\` a backslash in it.
  private mutating func quoted() throws(FilterFlaw) -> String {
    let start = place
    var found = ""
    place += 1
    while place < text.count, text[place] != "\"" {
      if text[place] == "\\", place + 1 < text.count, "\"\\".contains(text[place + 1]) { place += 1 }
      found.append(text[place])
      place += 1
    }
    guard place < text.count else { throw flaw("This quote is never closed.", "Add a “\"”.", at: start, 1) }
    place += 1
    return found
  }
  private mutating func words() throws(FilterFlaw) -> Filter {
    let start = place
    if text[place] == "\"" {
      let phrase = try quoted()
      guard phrase.contains(where: { $0.isLetter || $0.isNumber }) else {
        throw flaw("There is no word in these quotes.", nil, at: start, place - start)
      }
      return .test(.text(FilterWords(phrase, isPhrase: true)))
    }
    while place < text.count, !isBlank(text[place]), !"()\"".contains(text[place]) { place += 1 }
    var word = String(text[start..<place])
    if let range = Self.references(word), word.first == "T" || word.first == "t" {
      return .test(.reference([range]))
    }
    let isPrefix = word.hasSuffix("*")
    if isPrefix { word.removeLast() }
    guard word.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw flaw(
        "“\(word)” is no word.", "Only letters and digits can be looked for.", at: start, place - start)
    }
    return .test(.text(FilterWords(word, isPrefix: isPrefix)))
  }

  // MARK: small things

  /// A blank, or a mark that has no letter to sit on: printed behind another blank it would melt into that.
  func isBlank(_ character: Character) -> Bool {
    if character.isWhitespace { return true }
    guard let first = character.unicodeScalars.first, !first.isASCII else { return false }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .format: return true
    default: return false
    }
  }
  private mutating func skipBlanks() { while place < text.count, isBlank(text[place]) { place += 1 } }
  /// The lower-case word at this place if blanks or parentheses end it.
  private func nextWord() -> String? {
    var end = place
    while end < text.count, text[end].isLetter { end += 1 }
    guard end > place, end - place <= 3, end == text.count || isBlank(text[end]) || "()\"".contains(text[end])
    else {
      return nil
    }
    return String(text[place..<end]).lowercased()
  }
  private mutating func takeWord(_ word: String) -> Bool {
    skipBlanks()
    guard nextWord() == word else { return false }
    place += word.count
    return true
  }
  func flaw(_ problem: String, _ remedy: String?, at start: Int, _ length: Int) -> FilterFlaw {
    FilterFlaw(problem, remedy: remedy, column: start + 1, length: max(1, length))
  }
  /// `T-1042`, `1042` or `T-1000..T-1099`.
  static func references(_ text: String) -> ClosedRange<Int64>? {
    if let one = Ticket.ID(text) { return one.rawValue...one.rawValue }
    guard let dots = text.firstRange(of: ".."), let first = Ticket.ID(text[..<dots.lowerBound]),
      let last = Ticket.ID(text[dots.upperBound...]), first <= last
    else { return nil }
    return first.rawValue...last.rawValue
  }
}
