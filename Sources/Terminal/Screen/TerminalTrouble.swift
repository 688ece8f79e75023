/// Why the full screen cannot be shown, for a person: one sentence each. Nothing has been written when it is thrown.
public struct TerminalTrouble: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, with the value that was seen.
  public let problem: String
  /// What to do about it.
  public let remedy: String
  /// Makes a trouble of two sentences.
  public init(_ problem: String, remedy: String) { (self.problem, self.remedy) = (problem, remedy) }
  /// Both sentences.
  public var description: String { problem + " " + remedy }
}
