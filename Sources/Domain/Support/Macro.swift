/// Several acts and a text in one key: what it changes is undone as one.
public struct Macro: Equatable, Sendable {
  /// The macro's number in the store.
  public struct ID: Hashable, Comparable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the macro with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// By number.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
  }
  /// `name` is what people type, `title` what they read.
  public var id: ID, name: String, title: String
  /// What it does to the ticket, in this order.
  public var steps: [MacroStep]
  /// What it says, with `{{variables}}`; nil or empty says nothing. And whether only colleagues read it.
  public var text: String?, isNote: Bool
  /// Makes a macro.
  public init(
    id: ID, name: String, title: String, steps: [MacroStep], text: String? = nil, isNote: Bool = false
  ) {
    (self.id, self.name, self.title, self.steps, self.text) = (id, name, title, steps, text)
    self.isNote = isNote
  }
}

/// One act of a macro, as text: the ticket is filled in when the macro is applied.
public struct MacroStep: Hashable, Sendable, Codable {
  /// The name of the act (`ticket.assign`) and its fields without the ticket.
  public var act: String, fields: [String: [String]]
  /// Makes a step.
  public init(act: String, fields: [String: [String]] = [:]) { (self.act, self.fields) = (act, fields) }
}

/// A text to insert into a reply, found by its name after `/`.
public struct CannedReply: Equatable, Sendable {
  /// The reply's number in the store.
  public struct ID: Hashable, Comparable, Sendable, Codable {
    /// The number itself.
    public let rawValue: Int64
    /// Names the canned reply with this number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    /// By number.
    public static func < (a: ID, b: ID) -> Bool { a.rawValue < b.rawValue }
  }
  /// `name` is what people type, `title` what they read, `text` holds `{{variables}}`.
  public var id: ID, name: String, title: String, text: String
  /// BCP 47 language of the text, empty when it fits any.
  public var language: String
  /// Makes a canned reply.
  public init(id: ID, name: String, title: String, text: String, language: String = "") {
    (self.id, self.name, self.title, self.text, self.language) = (id, name, title, text, language)
  }
}
