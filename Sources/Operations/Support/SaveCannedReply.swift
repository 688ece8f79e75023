public import Acts
import Domain
public import Store

/// Keeps a text to insert into replies.
public struct SaveCannedReply: Act {
  public static let about = About(
    CannedReplies.self, "save", .manageCannedReplies, "Save a canned reply",
    help:
      "Keeps a text under a name; {{customer.first_name|there}} and the like are filled in when it is used.",
    examples: ["canned save thanks --text \"Dear {{customer.first_name|there}}, thank you.\" --language en"])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "The word people type after /.", .position, rule: FieldRule.name),
    Field("title", \.title, "What people read; left out: the name."),
    Field("text", \.text, "The text, with variables in double braces.", .prose, rule: FieldRule.template),
    Field("language", \.language, "The language of the text, as en or pt-BR; left out: any."))

  /// What is typed, what people read, the words with their variables, and the language (nil: for all).
  public let name: String, title: String?, text: String, language: String?
  public init(name: String, title: String? = nil, text: String, language: String? = nil) {
    (self.name, self.title, self.text, self.language) = (name, title, text, language)
  }

  public typealias Inverse = RestoreDesk
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SaveCannedReply> {
    let same = try store.cannedReplies().first { $0.name == name && $0.language == language ?? "" }
    let reply = CannedReply(
      id: try same?.id ?? store.newCannedReplyID(), name: name, title: title ?? same?.title ?? name,
      text: text,
      language: language ?? "")
    try store.save(reply)
    return Done(
      "Saved the canned reply “\(reply.title)”.",
      undoneBy: RestoreDesk.from(.canned(reply), to: same.map(DeskThing.canned)))
  }
  public static func sentence(_ text: String) -> String { text }
}
