public import Acts
public import Domain
public import Store

/// Opens a locked session again.
public struct UnlockSession: Act, PreparedAct {
  public static let about = About(
    Sessions.self, "unlock", .ownSession, "Unlock the console",
    help: "Opens your locked session again. A wrong password counts as at log-in.",
    examples: ["session unlock --password-from -"], log: .authentication,
    undoing: .never(
      because: "Being let in is nothing to take back.", instead: "Lock it again."))
  public static let form = Form(Self.init, Field("password", \.password, "Your password."))

  /// What was typed to unlock.
  public let password: Secret
  public init(password: Secret) { self.password = password }

  func prepared(_ database: Database, _ context: Context) throws -> UnlockSession {
    try Self.at(\.password) {
      try PasswordCheck.require(password, of: context.actor.id, database, at: context.now)
    }
    return self
  }
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<UnlockSession> {
    var session = try store.ownSession(context)
    session.isLocked = false
    try store.save(session)
    return Done()
  }
  public static func sentence(_: Nothing) -> String { "Unlocked." }
}
