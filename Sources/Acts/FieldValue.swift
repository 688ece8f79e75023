public import Domain

/// How a field is written: what a form draws, what completion offers, what the schema says.
public enum FieldKind: Sendable {
  case line, prose, flag, number(ClosedRange<Int>), date, money, secret
  case choice([String])
  /// Names a thing in the store; the door asks the store for suggestions while one types.
  case reference(any Noun.Type)
}
/// How many values a field takes.
public enum FieldCount: Sendable { case one, optional, many }

/// What a stored property of an act may be: a written value, an optional of one, or several.
public protocol FieldValue: Equatable, Sendable {
  /// How it is written, and how many.
  static var kind: FieldKind { get }
  static var count: FieldCount { get }
  /// Two different values: what tests walk the catalogue with, and the schema's example.
  static var samples: [Self] { get }
  /// Reads what was written; a refusal says what is wrong with it.
  init(texts: [String]) throws(Refusal)
  /// What `init(texts:)` reads as the same value.
  var texts: [String] { get }
}

/// One value a person can write. `init(text:)` and `text` are inverse to each other.
public protocol WrittenValue: FieldValue {
  /// Reads one text; a refusal says what is wrong with it.
  init(text: String) throws(Refusal)
  /// What `init(text:)` reads as the same value.
  var text: String { get }
}
extension WrittenValue {
  public static var count: FieldCount { .one }
  public init(texts: [String]) throws(Refusal) {
    guard texts.count < 2 else { throw Refusal(.invalid, "One value is enough here, not \(texts.count).") }
    guard let text = texts.first, !text.isEmpty else { throw Refusal(.invalid, "This is needed.") }
    try self.init(text: text)
  }
  public var texts: [String] { [text] }
}
extension Optional: FieldValue where Wrapped: WrittenValue {
  public static var kind: FieldKind { Wrapped.kind }
  public static var count: FieldCount { .optional }
  public static var samples: [Self] { [nil] + Wrapped.samples }
  public init(texts: [String]) throws(Refusal) {
    self = texts == [] || texts == [""] ? nil : try Wrapped(texts: texts)
  }
  public var texts: [String] { map { [$0.text] } ?? [] }
}
extension Array: FieldValue where Element: WrittenValue {
  public static var kind: FieldKind { Element.kind }
  public static var count: FieldCount { .many }
  public static var samples: [Self] { [[Element.samples[1]], Element.samples] }
  /// An empty list is a value; whether it is enough is for the field to say.
  public init(texts: [String]) throws(Refusal) {
    self = []
    for text in texts { append(try Element(text: text)) }
  }
  public var texts: [String] { map(\.text) }
}
