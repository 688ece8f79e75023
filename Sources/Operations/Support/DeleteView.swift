public import Acts
import Domain
public import Store

/// Takes a view out of the list.
public struct DeleteView: Act {
  public static let about = About(
    Views.self, "delete", .keepViews, "Delete a view",
    help: "Takes a view out of the list; its tickets stay.", examples: ["view delete overdue"])
  public static let form = Form(
    Self.init, Field("name", \.name, "The view.", .position, .names(Views.self)))

  /// Which one.
  public let name: String
  public init(name: String) { self.name = name }

  public typealias Inverse = RestoreDesk
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<DeleteView> {
    let old = try Self.at(\.name) { try DeskRights.view(name, in: store, context) }
    try DeskRights.toShare(old.owner == nil, context)
    try store.remove(old.id)
    return Done(
      "Deleted the view “\(old.title)”.", undoneBy: RestoreDesk.from(nil, to: .view(old)))
  }
  public static func sentence(_ text: String) -> String { text }
}
