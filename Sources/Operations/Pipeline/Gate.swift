public import Acts
public import Domain

/// What the actor may do now: small enough to ask for every key of every frame.
public struct Gate: Sendable {
  /// The rights, and acts that are switched off, by name, with the reason.
  public var granted: Set<Permission>, suspended: [String: String]
  /// A gate that lets through what the rights allow.
  public init(granted: Set<Permission>, suspended: [String: String] = [:]) {
    (self.granted, self.suspended) = (granted, suspended)
  }
  /// A gate with the rights of a role.
  public init(role: Role, suspended: [String: String] = [:]) {
    self.init(granted: role.permissions, suspended: suspended)
  }

  /// Why this kind of request is refused now whatever its values, or nothing: for keys, menus and the palette.
  public func refusal(of request: any Request.Type) -> Refusal? {
    let about = request.about
    if let refusal = refusal(of: about.permission, to: about.title) { return refusal }
    return suspended[about.name].map {
      Refusal(
        .suspended, "\(about.title) is switched off: \($0)", remedy: "Wait until an admin switches it on.")
    }
  }
  /// Why something that needs a right is refused, or nothing; `title` is a verb phrase.
  public func refusal(of permission: Permission, to title: String) -> Refusal? {
    guard !granted.contains(permission) else { return nil }
    let first = title.prefix(1).lowercased() + title.dropFirst()
    return Refusal(
      .forbidden, "You may not \(first).", remedy: "Ask somebody with the right “\(permission.name)”.")
  }
  /// The same for one value, its own flaws included: for a key whose act is already known, and for the pipeline.
  public func refusal(of request: some Request) -> Refusal? {
    refusal(of: type(of: request)) ?? request.flaws.first
  }
}
