public import Domain

/// What is done with a column whose header nobody knows.
public enum UnknownColumns: String, Sendable, Codable, CaseIterable { case custom, refuse, ignore }

/// Which column of a CSV file is what, with how sure that is; shown as a table before anything is imported.
public struct ColumnMapping: Sendable {
  /// One column and what it was taken for.
  public struct Column: Hashable, Sendable {
    /// The header as it stands in the file, and what it is to us.
    public var header: String, meaning: TicketColumn
    /// From 0 (a guess by nothing) to 1 (the export is known by name, or a profile says so), and why.
    public var confidence: Double, reason: String
    /// The first value that is not empty.
    public var sample: String
  }
  /// The columns in the order of the file.
  public var columns: [Column]
  /// The export whose headers these are, where one is known.
  public var origin: String?
  /// How the file is written.
  public var dialect: CSVDialect
  /// The zone of instants that name none, and the order of `03/04/2024`.
  public var zone: String, dayOrder: DayOrder?

  /// The place of a part of the ticket, nil when no column holds it.
  public func place(of part: TicketColumn.Part) -> Int? { columns.firstIndex { $0.meaning == .part(part) } }

  /// The mapping as rows for a table: header, meaning, sureness in percent, sample.
  public var table: [[String]] {
    columns.map {
      [
        $0.header, $0.meaning.description, "\(Int($0.confidence * 100 + 0.5)) % (\($0.reason))",
        String($0.sample.prefix(40)).onOneLine,
      ]
    }
  }

  /// Guesses what the columns of a file are.
  /// - Parameters:
  ///   - profile: what was saved before; it wins over any guess.
  ///   - unknown: what becomes of headers nobody knows.
  /// - Throws: a refusal when the file is no CSV, has no column for a subject or a text, or has columns that
  ///   are unknown while `unknown` is `.refuse`.
  public static func guess(
    _ file: InputFile, profile: ImportProfile? = nil, unknown: UnknownColumns = .custom
  ) throws(Refusal) -> ColumnMapping {
    var dialect = try CSVDialect.guess(file)
    if let name = profile?.encoding { dialect.encoding = try TextEncoding(named: name) }
    if let name = profile?.separator { dialect.separator = try CSVDialect.separator(named: name) }
    var reader = CSVReader(file, encoding: dialect.encoding, separator: dialect.separator)
    let header = try headerRow(&reader, file.name)
    var samples: [[String]] = []
    while samples.count < 200, let item = try reader.next() {
      if case .row(let row) = item { samples.append(row.fields) }
    }
    var mapping = ColumnMapping(
      columns: guessed(header, samples), origin: nil, dialect: dialect, zone: profile?.zone ?? "UTC",
      dayOrder: profile?.dayOrder)
    mapping.origin = mapping.recognise()
    try mapping.apply(profile, unknown: profile?.unknown ?? unknown, file: file.name)
    mapping.settleDayOrder(samples)
    return mapping
  }

  private static func headerRow(_ reader: inout CSVReader, _ name: String) throws(Refusal) -> [String] {
    switch try reader.next() {
    case .row(let row): return row.fields.map(\.trimmingSpaces)
    case .flawed(let flaw):
      throw Refusal(.invalid, "\(name) has no header row: \(flaw.reason)", remedy: flaw.remedy)
    case nil:
      throw Refusal(.invalid, "\(name) is empty.", remedy: "Export the tickets again, with a header row.")
    }
  }

  private static func guessed(_ header: [String], _ samples: [[String]]) -> [Column] {
    var taken: Set<TicketColumn.Part> = []
    return header.enumerated().map { place, name in
      let sample = samples.lazy.compactMap { place < $0.count && !$0[place].isEmpty ? $0[place] : nil }.first
      let key = ForeignWords.key(name)
      for part in TicketColumn.Part.allCases where HeaderSet.usual[part]?.contains(key) == true {
        guard taken.insert(part).inserted else { continue }
        return Column(
          header: name, meaning: .part(part), confidence: 0.8, reason: "usual name", sample: sample ?? "")
      }
      return Column(
        header: name, meaning: .custom(name.isEmpty ? "column \(place + 1)" : name), confidence: 0,
        reason: "unknown", sample: sample ?? "")
    }
  }

  /// Takes over the meanings of the known export that explains most columns, if it explains most of them.
  private mutating func recognise() -> String? {
    let headers = columns.map { $0.header.lowercased() }
    func explained(_ set: HeaderSet) -> Int { headers.count { set.columns[$0] != nil } }
    guard let best = HeaderSet.all.max(by: { explained($0) < explained($1) }),
      explained(best) * 10 >= columns.count * 7, explained(best) >= 3
    else { return nil }
    var taken: Set<TicketColumn> = []
    for place in columns.indices {
      guard let meaning = best.columns[headers[place]], taken.insert(meaning).inserted else { continue }
      (columns[place].meaning, columns[place].confidence) = (meaning, 1)
      columns[place].reason = best.name
    }
    // A usual name outside the set must not take a part that the set has given away.
    for place in columns.indices where columns[place].confidence < 1 && taken.contains(columns[place].meaning)
    {
      columns[place].meaning = .custom(columns[place].header)
    }
    return best.name
  }

  private mutating func apply(_ profile: ImportProfile?, unknown: UnknownColumns, file: String)
    throws(Refusal)
  {
    var byHeader: [String: TicketColumn] = [:]
    for (header, meaning) in profile?.columns ?? [:] { byHeader[header.lowercased()] = meaning }
    for place in columns.indices {
      guard let meaning = byHeader[columns[place].header.lowercased()] else { continue }
      for other in columns.indices where other != place && columns[other].meaning == meaning {
        columns[other].meaning = .custom(columns[other].header)
      }
      (columns[place].meaning, columns[place].confidence) = (meaning, 1)
      columns[place].reason = "profile"
    }
    let strangers = columns.indices.filter { columns[$0].confidence == 0 }
    if unknown == .refuse, !strangers.isEmpty {
      let names = strangers.map { "\"\(columns[$0].header)\"" }.joined(separator: ", ")
      throw Refusal(
        .invalid, "\(file) has columns that nothing is known of: \(names).",
        remedy: "Give them a meaning in a profile, or keep them with `--unknown custom`.")
    }
    if unknown == .ignore { for place in strangers { columns[place].meaning = .ignored } }
    guard place(of: .subject) != nil || place(of: .body) != nil else {
      let names = columns.prefix(12).map { "\"\($0.header)\"" }.joined(separator: ", ")
      throw Refusal(
        .invalid, "\(file) has no column for a subject or a text among \(names).",
        remedy: "Save a profile with `--save-map FILE`, name the column in it, and import with `--map FILE`.")
    }
  }

  private mutating func settleDayOrder(_ samples: [[String]]) {
    guard dayOrder == nil else { return }
    for part in [TicketColumn.Part.created, .updated, .solved, .due] {
      guard let place = place(of: part) else { continue }
      let values = samples.compactMap { place < $0.count ? $0[place] : nil }
      if let order = InstantText.dayOrder(among: values) { dayOrder = order; return }
    }
  }
}
