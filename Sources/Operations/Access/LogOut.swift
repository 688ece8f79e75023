public import Acts
import Domain
public import Store

/// Ends the own session.
public struct LogOut: Act {
  public static let about = About(
    Sessions.self, "logout", .ownSession, "Log out",
    help: "Ends your session; its token opens nothing any more.",
    examples: ["session logout"], log: .login,
    undoing: .never(
      because: "The token of a session that ended opens nothing.", instead: "Log in again."))
  public static let form = Form(
    Self.init, Field("hangup", \.hangup, "The terminal went away; the door says so, not a person."))

  /// The terminal went away by itself; it is noted as the reason.
  public let hangup: Bool
  public init(hangup: Bool = false) { self.hangup = hangup }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<LogOut> {
    var session = try store.ownSession(context)
    (session.ended, session.end) = (context.now, hangup ? .hangup : .logout)
    try store.save(session)
    return Done()
  }
  public static func sentence(_: Nothing) -> String { "Logged out." }
}

extension ReadTransaction {
  /// The session the actor acts in, while it is open.
  func ownSession(_ context: Context) throws -> Session {
    guard let id = context.session, let session = try session(id), session.agent == context.actor.id,
      try sessionLimits.end(of: session, at: context.now) == nil
    else { throw Refusal(.conflict, "You have no session here.", remedy: "Log in first.") }
    return session
  }
}
