public import Acts
import Domain
public import Store

/// Keeps a filter as a view: for oneself, for a team or for everybody.
public struct SaveView: Act {
  /// Who finds the view in the list.
  public enum Scope: String, Choice { case personal, team, shared }

  public static let about = About(
    Views.self, "save", .keepViews, "Save a view",
    help: "Keeps a filter, its order and its columns under a name; a view of that name is replaced.",
    examples: ["view save overdue --filter \"is:overdue assignee:me\" --order due"])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "The word people type for it.", .position, rule: FieldRule.name),
    Field("title", \.title, "What people read; left out: the name."),
    Field(
      "filter", \.filter, "Which tickets, in the filter language.", .short("f"), .mayBeEmpty,
      rule: FieldRule.filter),
    Field("order", \.order, "By what they are sorted; with - before it backwards.", .initially("due")) {
      FieldRule.order($0)
    },
    Field("columns", \.columns, "A column to show; again for more.", .mayBeEmpty),
    Field("scope", \.scope, "Who finds it.", .initially("personal")),
    Field("team", \.team, "Whose, when it is for a team; left out: yours.", .names(Teams.self)))

  /// What is typed, what people read, which tickets in which order with which columns, and who sees it.
  public let name: String, title: String?, filter: String, order: String, columns: [String], scope: Scope
  /// The team that sees it, where the scope says so.
  public let team: String?
  public init(
    name: String, title: String? = nil, filter: String, order: String = "due", columns: [String] = [],
    scope: Scope = .personal, team: String? = nil
  ) {
    (self.name, self.title, self.filter, self.order) = (name, title, filter, order)
    (self.columns, self.scope, self.team) = (columns, scope, team)
  }

  public typealias Inverse = RestoreDesk
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SaveView> {
    try DeskRights.toShare(scope != .personal, context)
    var (owner, group): (Agent.ID?, Team.ID?) = (nil, nil)
    switch scope {
    case .personal: owner = context.actor.id
    case .team: group = try Self.at(\.team) { try ownTeam(in: store, context) }
    case .shared: break
    }
    let same = try store.savedViews().first { $0.name == name && $0.owner == owner && $0.team == group }
    let view = SavedView(
      id: try same?.id ?? store.newViewID(), name: name, title: title ?? same?.title ?? name, filter: filter,
      order: TicketOrder(order) ?? TicketOrder(.due), columns: columns, owner: owner, team: group,
      rank: same?.rank ?? 100)
    try store.save(view)
    return Done(
      "Saved the view “\(view.title)”.", undoneBy: RestoreDesk.from(.view(view), to: same.map(DeskThing.view))
    )
  }
  private func ownTeam(in store: ReadTransaction, _ context: Context) throws -> Team.ID {
    if let team { return try store.team(called: team).id }
    guard let only = context.actor.teams.first, context.actor.teams.count == 1 else {
      throw Refusal(
        .invalid, "You are in \(context.actor.teams.count) teams.", remedy: "Say for which one the view is.")
    }
    return only
  }
  public static func sentence(_ text: String) -> String { text }
}

/// The right to what others see in their lists.
enum DeskRights {
  static func toShare(_ isShared: Bool, _ context: Context) throws {
    guard isShared else { return }
    if let refusal = Gate(role: context.actor.role).refusal(of: .shareViews, to: "Share views") {
      throw refusal
    }
  }
  /// The view the actor means by a name: her own before her team's before everybody's.
  static func view(_ name: String, in store: ReadTransaction, _ context: Context) throws -> SavedView {
    let seen = try store.savedViews(for: context.actor)
    func closeness(_ view: SavedView) -> Int { view.owner != nil ? 0 : view.team != nil ? 1 : 2 }
    if let found = seen.filter({ $0.name == name }).min(by: { closeness($0) < closeness($1) }) {
      return found
    }
    throw Refusal(
      .unknown, "There is no view “\(name)”.",
      remedy: Words.nearest(to: name, in: seen.map(\.name)).map { "Did you mean “\($0)”?" })
  }
}
