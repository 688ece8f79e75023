public import Acts
import Domain
public import Store

/// Gives a view another name.
public struct RenameView: Act {
  public static let about = About(
    Views.self, "rename", .keepViews, "Rename a view", help: "Gives a view another name or title.",
    examples: ["view rename overdue --to late --title \"Late ones\""])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "The view.", .position, .names(Views.self)),
    Field("to", \.to, "The new word people type; left out: it stays.") { $0.flatMap { FieldRule.name($0) } },
    Field("title", \.title, "What people read; left out: it stays."))

  /// Which view, and its new name and title; nil: as they are.
  public let name: String, to: String?, title: String?
  public init(name: String, to: String? = nil, title: String? = nil) {
    (self.name, self.to, self.title) = (name, to, title)
  }

  public func validate(_ check: inout Check<Self>) {
    check.that(
      to != nil || title != nil, \.to, "Neither name nor title is given.", remedy: "Give one of them.")
  }
  public typealias Inverse = RestoreDesk
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RenameView> {
    let old = try Self.at(\.name) { try DeskRights.view(name, in: store, context) }
    try DeskRights.toShare(old.owner == nil, context)
    if let to,
      try store.savedViews().contains(where: {
        $0.name == to && $0.id != old.id && $0.owner == old.owner && $0.team == old.team
      })
    {
      throw Self.refusal(
        at: \.to, .conflict, "There is a view “\(to)” already.", remedy: "Choose another name.")
    }
    var new = old
    (new.name, new.title) = (to ?? old.name, title ?? old.title)
    try store.save(new)
    return Done(
      "Renamed the view “\(old.title)” to “\(new.title)”.",
      undoneBy: RestoreDesk.from(.view(new), to: .view(old)))
  }
  public static func sentence(_ text: String) -> String { text }
}
