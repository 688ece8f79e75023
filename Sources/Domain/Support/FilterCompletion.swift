/// What may be written at a place of a filter.
public struct FilterCompletion: Equatable, Sendable {
  /// What sort of word a candidate is; lists show it by colour and letter.
  public enum Kind: String, Sendable { case field, value, person, team, tag, time, word }
  /// One word that fits.
  public struct Candidate: Equatable, Sendable {
    /// What is written when it is taken, what sort it is, and a line of help.
    public let text: String, kind: Kind, help: String
    /// Makes a candidate.
    public init(_ text: String, _ kind: Kind, _ help: String = "") {
      (self.text, self.kind, self.help) = (text, kind, help)
    }
  }
  /// The characters that a candidate replaces, as offsets from the start of the text.
  public let replaced: Range<Int>
  /// What fits, the likeliest first.
  public let candidates: [Candidate]

  /// What may be written where the cursor stands (an offset in characters).
  public init(of text: String, at cursor: Int, using vocabulary: FilterVocabulary) {
    let before = Array(text.prefix(max(0, cursor)))
    var start = before.count
    var isQuoted = before.count { $0 == "\"" } % 2 == 1
    while start > 0 {
      let character = before[start - 1]
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character.isWhitespace || "()".contains(character) { break }
      start -= 1
    }
    while start < before.count, "-!".contains(before[start]) { start += 1 }
    let token = String(before[start...])
    guard let operation = token.firstIndex(where: { ":<>=".contains($0) }) else {
      let fits = Self.fields(beginning: token.lowercased(), vocabulary)
      (replaced, candidates) = (start..<before.count, fits)
      return
    }
    let name = String(token[..<operation])
    let last = token[operation...].lastIndex { ":<>=,".contains($0) } ?? operation
    let typed = String(token[token.index(after: last)...])
    replaced = (before.count - typed.count)..<before.count
    candidates = Self.values(of: name, vocabulary).filter { candidate in
      let bare = typed.hasPrefix("\"") ? String(typed.dropFirst()) : typed
      return candidate.text.lowercased().drop { $0 == "\"" || $0 == "@" }
        .hasPrefix(bare.lowercased().drop { $0 == "@" })
    }
  }

  private static func fields(beginning start: String, _ vocabulary: FilterVocabulary) -> [Candidate] {
    let fields = FilterField.allCases.compactMap { field -> Candidate? in
      guard ([field.rawValue] + field.aliases).contains(where: { $0.hasPrefix(start) }) else { return nil }
      return Candidate(field.rawValue + (field.clock == nil ? ":" : "<"), .field, field.help)
    }
    let custom = vocabulary.customFields.map {
      Candidate("custom.\(Filter.customName($0)):", .field, "a field of this desk")
    }
    .filter { $0.text.lowercased().hasPrefix(start) }
    let words =
      start.isEmpty
      ? []
      : [("or", "one of both"), ("not", "the opposite")].filter { $0.0.hasPrefix(start) }
        .map { Candidate($0.0, .word, $0.1) }
    return fields.sorted { $0.text.hasPrefix(start) && !$1.text.hasPrefix(start) } + custom + words
  }
  private static func values(of name: String, _ vocabulary: FilterVocabulary) -> [Candidate] {
    guard let field = FilterField(named: name) else { return [] }
    switch field {
    case .status, .priority, .channel, .kind, .is, .has: return field.words.map { Candidate($0, .value) }
    case .assignee, .watcher:
      let people = vocabulary.directory.agents.filter { !$0.isDisabled }
      return [Candidate("me", .person, "whoever looks"), Candidate("none", .person, "nobody")]
        + people.map { Candidate("@" + $0.handle.name, .person, $0.name) }
    case .team:
      return vocabulary.directory.teams.map { Candidate(Filter.quoted($0.name), .team, $0.title) } + [
        Candidate("none", .team)
      ]
    case .tag:
      return vocabulary.tags.map { Candidate(Filter.quoted($0), .tag) } + [
        Candidate("none", .tag, "no tag at all")
      ]
    case .tier: return vocabulary.tiers.map { Candidate(Filter.quoted($0), .value) }
    case .company:
      return vocabulary.companies.map { Candidate(Filter.quoted($0), .value) } + [Candidate("none", .value)]
    case .due, .snoozed: return ["1h", "8h", "today", "tomorrow", "mon", "none"].map { Candidate($0, .time) }
    case .created, .updated, .solved:
      return ["-1h", "-1d", "-7d", "today", "yesterday", "none"].map { Candidate($0, .time) }
    case .from, .ref: return []
    }
  }
}
