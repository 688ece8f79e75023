public import Acts
import Domain
public import Store

/// The macros there are.
public struct ListMacros: Query {
  public static let about = About(
    Macros.self, "list", .readTickets, "List macros", help: "The macros, with what they do and say.",
    examples: ["macro list"])
  public static let form = Form { ListMacros() }

  public init() {}

  /// A macro.
  public struct Row: Codable, Equatable, Sendable {
    /// What people type and read, its steps as they are written, and what it says, as a note or a reply.
    public let name: String, title: String, steps: [String], text: String?, note: Bool
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    try store.macros().map {
      Row(name: $0.name, title: $0.title, steps: $0.steps.map(\.text), text: $0.text, note: $0.isNote)
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    rows.isEmpty
      ? "There are no macros yet."
      : Columns.text(rows.map { [$0.name, $0.title, $0.steps.joined(separator: "; ")] })
  }
}
