/// Why something was not done, for a person: what is wrong, with which value, and what to do next.
public struct Refusal: Error, Equatable, Sendable, CustomStringConvertible {
  /// What sort of trouble it is; doors choose a status code or a colour by it.
  public enum Kind: String, Sendable { case invalid, unknown, forbidden, conflict, suspended, needsApproval }
  /// What sort of trouble it is.
  public let kind: Kind
  /// What is wrong, with the value that was seen, as a sentence.
  public let problem: String
  /// What to do about it, as a sentence.
  public let remedy: String?
  /// The public name of the field to put the cursor in; set by whoever knows the form.
  public var field: String?
  /// Makes a refusal; `problem` and `remedy` are whole sentences.
  public init(_ kind: Kind, _ problem: String, remedy: String? = nil, field: String? = nil) {
    (self.kind, self.problem, self.remedy, self.field) = (kind, problem, remedy, field)
  }
  /// Problem and remedy as one text.
  public var description: String { [problem, remedy].compactMap { $0 }.joined(separator: " ") }
}
