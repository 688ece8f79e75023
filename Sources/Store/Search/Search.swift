import Domain

extension ReadTransaction {
  /// Finds tickets by the words in their subjects and messages, the best first.
  ///
  /// The newest thousand hits are ranked, not all of them: the rank of a common word over its whole list takes
  /// seconds. When there were more, or the time was up, the result says that it is not complete.
  public func search(_ query: SearchQuery) throws -> SearchResult {
    let condition = try condition(query.filter, query.viewer, query.now, query.zone)
    let (words, rest) = condition.wordsAndRest
    guard !words.isEmpty else {
      let page = try ticketRows(
        TicketQuery(
          filter: query.filter, order: TicketOrder(.updated, descending: true), limit: query.limit,
          viewer: query.viewer, now: query.now, zone: query.zone))
      let hits = page.rows.map {
        SearchResult.Hit(row: $0, message: nil, snippet: "", highlights: [], subjectHighlights: [], rank: 0)
      }
      return SearchResult(hits: hits, found: hits.count, isComplete: !page.hasMoreAfter)
    }
    return try TextSearch(store: self, words: words, rest: rest, limit: query.limit).run(budget: query.budget)
  }
}

extension FilterCondition {
  /// The words that must all be found, and what else must hold.
  var wordsAndRest: (words: [FilterWords], rest: FilterCondition) {
    switch self {
    case .text(let words): return ([words], .always)
    case .all(let parts):
      let both = parts.map(\.wordsAndRest)
      return (both.flatMap(\.words), .all(both.map(\.rest)))
    default: return ([], self)
    }
  }
}

/// One search under way.
private struct TextSearch {
  let store: ReadTransaction, words: [FilterWords], rest: FilterCondition, limit: Int
  /// How many of the newest hits are ranked.
  private static let ranked = 1000

  private struct Found {
    var rank: Double, message: Message.ID?
  }

  func run(budget: Int) throws -> SearchResult {
    try store.connection.needRank()
    let match = words.map(\.match).joined(separator: " AND ")
    var found: [Ticket.ID: Found] = [:], isComplete = true
    // Subjects first: few, quick, and what people remember.
    for place in [Place.subject, .message] {
      do {
        let isWhole = try store.connection.within(microseconds: budget * 1000) {
          try gather(match, place, into: &found)
        }
        isComplete = isComplete && isWhole
      } catch let trouble as StoreTrouble where trouble.kind == .interrupted {
        isComplete = false
      }
    }
    let best = found.sorted { ($0.value.rank, $1.key.rawValue) < ($1.value.rank, $0.key.rawValue) }
    let spotter = WordSpotter(words)
    let hits = try best.prefix(limit).compactMap { id, found -> SearchResult.Hit? in
      guard let row = try store.rows([TicketKey(.number(id.rawValue), id)]).first else { return nil }
      let body = try found.message.flatMap { try store.body(of: $0) } ?? ""
      let (snippet, highlights) = spotter.snippet(of: body)
      return SearchResult.Hit(
        row: row, message: found.message, snippet: snippet, highlights: highlights,
        subjectHighlights: spotter.places(in: row.subject), rank: found.rank)
    }
    return SearchResult(hits: hits, found: best.count, isComplete: isComplete)
  }

  private enum Place { case subject, message }

  /// Ranks the newest hits of one index and keeps the best of each ticket. Whether all hits were ranked.
  private func gather(_ match: String, _ place: Place, into found: inout [Ticket.ID: Found]) throws -> Bool {
    let weights = try words.map { try weight(of: $0, place) }
    let rank: SQL =
      switch place {
      case .subject: "hit_rank(ticket_text, 6.0\(Self.list(weights)))"
      case .message: "hit_rank(message_text, 60.0\(Self.list(weights)))"
      }
    let terms = try FilterSQL(store: store).sql(rest)
    var seen = 0, newest = Set<Ticket.ID>()
    switch place {
    case .subject:
      try store.connection.each(
        """
        SELECT hit.id, hit.r, EXISTS (SELECT 1 FROM ticket WHERE ticket.id = hit.id AND \(terms))
        FROM (SELECT rowid AS id, \(rank) AS r FROM ticket_text WHERE ticket_text MATCH \(match)
          ORDER BY rowid DESC LIMIT \(Self.ranked)) AS hit
        """
      ) { row in
        seen += 1
        // A word in the subject says more than one in the text.
        let id = Ticket.ID(row.integer()), rank = row.real() * 2
        if row.flag() { newest.insert(id); found[id] = Found(rank: rank, message: nil) }
      }
    case .message:
      try store.connection.each(
        """
        SELECT ticket.id, hit.r, hit.id, (\(terms)) FROM (
          SELECT rowid AS id, \(rank) AS r FROM message_text WHERE message_text MATCH \(match)
          ORDER BY rowid DESC LIMIT \(Self.ranked)) AS hit
        CROSS JOIN message ON message.id = hit.id CROSS JOIN ticket ON ticket.id = message.ticket_id
        """
      ) { row in
        seen += 1
        let id = Ticket.ID(row.integer()), rank = row.real(), message = Message.ID(row.integer())
        guard row.flag() else { return }
        if let old = found[id] {
          let best = min(old.rank, rank)
          found[id] = Found(
            rank: best, message: old.message == nil || rank < old.rank ? message : old.message)
        } else {
          found[id] = Found(rank: rank, message: message)
        }
      }
    }
    return seen < Self.ranked
  }
  private static func list(_ weights: [Double]) -> SQL {
    weights.map { weight -> SQL in ", \(weight)" }.joined(by: "")
  }

  /// The inverse frequency of a word, told from how far back its newest two hundred hits reach: exact for rare
  /// ones, and for common ones as good as counting them all.
  private func weight(of words: FilterWords, _ place: Place) throws -> Double {
    let sample = 200, match = words.match
    let newest: SQL =
      switch place {
      case .subject:
        "SELECT rowid AS id FROM ticket_text WHERE ticket_text MATCH \(match) ORDER BY rowid DESC LIMIT \(sample)"
      case .message:
        "SELECT rowid AS id FROM message_text WHERE message_text MATCH \(match) ORDER BY rowid DESC LIMIT \(sample)"
      }
    let table: SQL = place == .subject ? "ticket" : "message"
    let (count, oldest) =
      try store.connection.first("SELECT count(*), coalesce(min(id), 0) FROM (\(newest))") {
        (Double($0.integer()), Double($0.integer()))
      } ?? (0, 0)
    let last = Double(
      try store.connection.first("SELECT coalesce(max(id), 0) FROM \(table)") { $0.integer() } ?? 0)
    let share = Int(count) < sample ? count : min(last, count * last / max(1, last - oldest + 1))
    return max(0.05, Self.logarithm((last - share + 0.5) / (share + 0.5) + 1))
  }
  /// The natural logarithm to four digits; the C library's would be the only thing imported for it.
  private static func logarithm(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let y = (x.significand - 1) / (x.significand + 1), y2 = y * y
    return Double(x.exponent) * 0.693147180559945 + 2 * y * (1 + y2 * (1 / 3.0 + y2 * (0.2 + y2 / 7)))
  }
}

extension ReadTransaction {
  fileprivate func body(of message: Message.ID) throws -> String? {
    try connection.first("SELECT body FROM message WHERE id = \(message)") { $0.text() }
  }
}
