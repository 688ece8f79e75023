public import Acts
import Domain
public import Store

/// Throws a canned reply away.
public struct DeleteCannedReply: Act {
  public static let about = About(
    CannedReplies.self, "delete", .manageCannedReplies, "Delete a canned reply",
    help: "Throws a canned reply away, in one language where it is named.",
    examples: ["canned delete thanks --language en"])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "The canned reply.", .position, .names(CannedReplies.self)),
    Field("language", \.language, "In which language; left out: the one without."))

  /// Which one, and in which language; nil: the one without, or the only one.
  public let name: String, language: String?
  public init(name: String, language: String? = nil) { (self.name, self.language) = (name, language) }

  public typealias Inverse = RestoreDesk
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<DeleteCannedReply> {
    let all = try store.cannedReplies().filter { $0.name == name }
    // Where there is only one of the name, its language need not be said.
    let found =
      all.first { $0.language == language ?? "" } ?? (language == nil && all.count == 1 ? all[0] : nil)
    guard let found else {
      throw Self.refusal(
        at: \.name, .unknown,
        all.isEmpty ? "There is no canned reply “\(name)”." : "“\(name)” is not there in that language.",
        remedy: all.isEmpty ? nil : "There is: \(all.map(\.language).joined(separator: ", ")).")
    }
    try store.remove(found.id)
    return Done(
      "Deleted the canned reply “\(found.title)”.", undoneBy: RestoreDesk.from(nil, to: .canned(found)))
  }
  public static func sentence(_ text: String) -> String { text }
}
