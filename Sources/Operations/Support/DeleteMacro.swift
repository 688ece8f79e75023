public import Acts
import Domain
public import Store

/// Throws a macro away.
public struct DeleteMacro: Act {
  public static let about = About(
    Macros.self, "delete", .manageMacros, "Delete a macro",
    help: "Throws a macro away; what it did stays.", examples: ["macro delete refund"])
  public static let form = Form(
    Self.init, Field("name", \.name, "The macro.", .position, .names(Macros.self)))

  /// Which one.
  public let name: String
  public init(name: String) { self.name = name }

  public typealias Inverse = RestoreDesk
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<DeleteMacro> {
    let old = try Self.at(\.name) { try store.need(macro: name) }
    try store.remove(old.id)
    return Done("Deleted the macro “\(old.title)”.", undoneBy: RestoreDesk.from(nil, to: .macro(old)))
  }
  public static func sentence(_ text: String) -> String { text }
}
extension ReadTransaction {
  /// The macro of this name, or a refusal that says there is none.
  func need(macro name: String) throws -> Macro {
    if let found = try macro(named: name) { return found }
    throw Refusal(
      .unknown, "There is no macro “\(name)”.",
      remedy: Words.nearest(to: name, in: try macros().map(\.name)).map { "Did you mean “\($0)”?" })
  }
}
