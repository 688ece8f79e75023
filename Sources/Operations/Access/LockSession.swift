public import Acts
import Domain
public import Store

/// Asks for the password before the next act.
public struct LockSession: Act {
  public static let about = About(
    Sessions.self, "lock", .ownSession, "Lock the console",
    help: "Shuts your session until you give your password; what you were writing is kept.",
    examples: ["session lock"], log: .authentication,
    undoing: .never(
      because: "Only the password opens it.", instead: "Unlock it."))
  public static let form = Form { LockSession() }

  public init() {}

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<LockSession> {
    var session = try store.ownSession(context)
    session.isLocked = true
    try store.save(session)
    return Done()
  }
  public static func sentence(_: Nothing) -> String { "Locked." }
}
