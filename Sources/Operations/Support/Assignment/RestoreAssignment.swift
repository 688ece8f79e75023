public import Acts
import Domain
public import Store

/// Puts a rule, an order, a profile or an absence back to what it was: what undoing their acts runs.
public struct RestoreAssignment: Act {
  public static let about = About(
    Assignments.self, "restore", .assignTickets, "Put a part of assignment back",
    help: "Puts a rule, an order, a profile or an absence back; it is what undoing runs.", isOffered: false)
  public static let form = Form(
    Self.init,
    Field("kind", \.kind, "What it is."),
    Field("which", \.key, "Which one.", .mayBeEmpty),
    Field("thing", \.thing, "What the audit log calls it."),
    Field("expected", \.expected, "What it must be now; empty: not there.", .prose, .mayBeEmpty),
    Field("value", \.value, "What it becomes; empty: it goes.", .prose, .mayBeEmpty))

  /// The sort of part, its key and name, what it must be now and what it becomes; empty: not there.
  public let kind: String, key: String, thing: String, expected: String, value: String
  public init(kind: String, key: String, thing: String, expected: String, value: String) {
    (self.kind, self.key, self.thing, self.expected, self.value) = (kind, key, thing, expected, value)
  }

  public typealias Inverse = RestoreAssignment
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RestoreAssignment> {
    guard let part = AssignmentPart(rawValue: kind) else {
      throw Self.refusal(at: \.kind, .invalid, "“\(kind)” is no part of assignment.")
    }
    guard (try store.assignmentPart(part, key) ?? "") == expected else {
      throw Refusal(
        .conflict, "\(thing) was changed since.", remedy: "Look at it and set it by hand.")
    }
    return Done(
      undoneBy: try store.keepAssignment(part, key, value.isEmpty ? nil : value, as: thing))
  }
}
