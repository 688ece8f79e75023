/// The right to one kind of act; its name stands in refusals, in the permission table and in the audit log.
public struct Permission: Hashable, Sendable {
  /// `noun.verb`, never changed once shipped.
  public let name: String
  /// Names a permission.
  public init(_ name: String) { self.name = name }
}
