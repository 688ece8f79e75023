public import Acts
import Domain
public import Store

/// Finds tickets by words, the best first.
public struct SearchTickets: Query {
  public static let about = About(
    Tickets.self, "search", .readTickets, "Search tickets",
    help: "Finds tickets by the words in their subjects and messages; fields narrow it.",
    examples: ["ticket search printer fire", "ticket search refund status:open --limit 5"])
  public static let form = Form(
    Self.init,
    Field(
      "text", \.text, "Words to find, and fields that narrow: refund status:open.", .words,
      rule: FieldRule.filter),
    Field("limit", \.limit, "How many at most.", .range(1...500), .initially("20"), .short("n")))

  /// What is looked for, with fields as in a filter, and how many hits at most.
  public let text: String, limit: Int
  public init(text: String, limit: Int = 20) { (self.text, self.limit) = (text, limit) }

  /// A ticket that was found.
  public struct Hit: Codable, Equatable, Sendable {
    /// The ticket, its best message where the words are in one, and the piece of text around them.
    public let ticket: String, subject: String, status: String, message: Int64?, snippet: String
    /// False where older messages were left out for time: narrow the search to see them.
    public let complete: Bool
    /// The same in each hit: how many tickets were found in all, which may be more than the limit; where not
    /// everything was searched, how many there are at least.
    public let found: Int?, foundAtLeast: Int?
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Hit] {
    let filter: Filter, vocabulary = FilterVocabulary(directory: try store.directory())
    do throws(FilterFlaw) { filter = try Filter(text, using: vocabulary) } catch {
      throw error.refusal(at: "text")
    }
    let found = try store.search(
      SearchQuery(
        filter, limit: limit, budget: 1000, viewer: context.actor.id, now: context.now,
        zone: context.zone))
    return found.hits.map { hit in
      Hit(
        ticket: "\(hit.row.id)", subject: hit.row.subject, status: hit.row.status.rawValue,
        message: hit.message?.rawValue, snippet: hit.snippet, complete: found.isComplete,
        found: found.isComplete ? found.found : nil, foundAtLeast: found.isComplete ? nil : found.found)
    }
  }
  /// What stands below the hits: that not everything was searched, and how many there are at least.
  public static func footnote(_ hits: [Hit]) -> String? {
    guard let first = hits.first else { return nil }
    if let least = first.foundAtLeast {
      return "Found at least \(least); not everything was searched. More words or fields narrow it."
    }
    guard let found = first.found, found > hits.count else { return nil }
    return
      "Found \(found); these are the best \(hits.count). More words or fields narrow it, --limit shows more."
  }
  public static func sentence(_ hits: [Hit]) -> String {
    if hits.isEmpty { return "Nothing was found." }
    let lines = hits.map { hit in
      hit.snippet.isEmpty
        ? "\(hit.ticket)  \(hit.status)  \(hit.subject)"
        : "\(hit.ticket)  \(hit.status)  \(hit.subject)\n        \(hit.snippet)"
    }
    return (lines + (footnote(hits).map { [$0] } ?? [])).joined(separator: "\n")
  }
}
