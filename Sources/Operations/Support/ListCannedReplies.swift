public import Acts
import Domain
public import Store

/// The canned replies there are.
public struct ListCannedReplies: Query {
  public static let about = About(
    CannedReplies.self, "list", .readTickets, "List canned replies",
    help: "The texts to insert into replies.",
    examples: ["canned list"])
  public static let form = Form { ListCannedReplies() }

  public init() {}

  /// A canned reply.
  public struct Row: Codable, Equatable, Sendable {
    /// What people type and read, its language (empty: any) and its text.
    public let name: String, title: String, language: String, text: String
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    try store.cannedReplies().map {
      Row(name: $0.name, title: $0.title, language: $0.language, text: $0.text)
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    rows.isEmpty
      ? "There are no canned replies yet."
      : Columns.text(rows.map { [$0.name, $0.language.isEmpty ? "any" : $0.language, $0.title] })
  }
}
