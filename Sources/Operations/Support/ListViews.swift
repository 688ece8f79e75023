public import Acts
import Domain
public import Store

/// The views one has.
public struct ListViews: Query {
  public static let about = About(
    Views.self, "list", .readTickets, "List views",
    help: "Your views, those of your teams and everybody's, with the number of tickets.",
    examples: ["view list"])
  public static let form = Form { ListViews() }

  public init() {}

  /// A view.
  public struct Row: Codable, Equatable, Sendable {
    /// What people type and read, its filter, order and columns.
    public let name: String, title: String, filter: String, order: String, columns: [String]
    /// `personal`, `team` or `shared`; and how many tickets it has, `1000+` where counting stopped.
    public let scope: String, count: String
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    let views = try store.savedViews(for: context.actor)
    // A filter that no longer reads, as of a newer opsdeck, counts nothing and is still listed.
    let filters = views.map { try? Filter($0.filter) }
    var counts = try store.viewCounts(
      filters.compactMap { $0 }, viewer: context.actor.id, now: context.now, zone: context.zone)[...]
    return zip(views, filters).map { view, filter in
      Row(
        name: view.name, title: view.title, filter: view.filter, order: view.order.description,
        columns: view.columns, scope: view.owner != nil ? "personal" : view.team != nil ? "team" : "shared",
        count: filter == nil ? "?" : counts.popFirst()?.description ?? "?")
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    rows.isEmpty
      ? "There are no views yet."
      : Columns.text(rows.map { [$0.name, $0.count, $0.scope, $0.title, $0.filter] })
  }
}
