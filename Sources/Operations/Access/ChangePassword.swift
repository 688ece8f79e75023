public import Acts
import Cryptography
public import Domain
public import Store

/// Changes the own password.
public struct ChangePassword: Act, PreparedAct {
  public static let about = About(
    Sessions.self, "password", .ownSession, "Change your password",
    help: "Takes a new password; your other sessions end.",
    examples: ["session password --old-from old.txt --new-from new.txt"], log: .authentication,
    undoing: .never(
      because: "The old password is not kept.", instead: "Change it again."))
  public static let form = Form(
    Self.init, Field("old", \.old, "The password you have."),
    Field("new", \.new, "The one to take; a sentence of four or five words is best."))

  /// The password that counts now, and the one that shall.
  public let old: Secret, new: Secret
  private var hash: String?
  public init(old: Secret, new: Secret) { (self.old, self.new) = (old, new) }

  public func validate(_ check: inout Check<Self>) {
    check.that(old != new, \.new, "That is the password you have.", remedy: "Take another one.")
  }
  func prepared(_ database: Database, _ context: Context) throws -> ChangePassword {
    try Self.at(\.old) { try PasswordCheck.require(old, of: context.actor.id, database, at: context.now) }
    try Self.at(\.new) {
      if let refusal = PasswordRules.refusal(of: new, for: context.actor, company: try database.company) {
        throw refusal
      }
    }
    var ready = self
    ready.hash = try PasswordHash(of: new.revealed).description
    return ready
  }
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<ChangePassword> {
    guard let hash else { throw PasswordHash.unprepared }
    try store.keep(hash, of: context.actor.id, at: context.now)
    try store.endSessions(
      of: context.actor.id, because: .passwordChanged, but: context.session, at: context.now)
    return Done()
  }
  public static func sentence(_: Nothing) -> String {
    "Your password is changed; your other sessions are over."
  }
}

extension PasswordHash {
  /// A password cannot be set by a macro or an undo, which do no slow work.
  static var unprepared: Refusal {
    Refusal(.invalid, "A password cannot be set within another act.", remedy: "Set it by itself.")
  }
}
