public import Domain
public import Store

/// The lock of a console whose store may only be read: no session can be marked as locked there, no wrong password
/// counted, no row written. It is opened by the same password all the same, and counts the tries itself, by the same
/// rule as log-in, as long as the console runs.
public struct UnrecordedLock: Sendable {
  /// Wrong tries; nil before the first: then those that the store knows of count.
  private var throttle: LoginThrottle?
  /// Why it is still shut; nil before the first try, and once the right password was given.
  public private(set) var refusal: Refusal?
  /// A lock nobody has tried yet.
  public init() {}

  /// The lock after one more password. Takes half a second; only reads.
  /// - Throws: what the store throws when it cannot be read.
  public func tried(
    _ password: Secret, of agent: Agent.ID, in database: Database, at now: Instant
  ) throws -> UnrecordedLock {
    let (found, seen) = try database.read { (try $0.agent(agent), try $0.credential(of: agent)) }
    var tries = throttle ?? seen?.throttle ?? LoginThrottle()
    // Shut in the store since, by tries elsewhere, is shut here.
    if let elsewhere = seen?.throttle, elsewhere.shutUntil > tries.shutUntil { tries = elsewhere }
    var credential = seen
    credential?.throttle = tries
    let verdict = try PasswordCheck.look(password, at: credential, now: now)
    var next = self
    next.refusal = nil
    if verdict == .wrong { tries.fail(at: now) }
    if case .right = verdict, found?.isDisabled == false {
      tries.succeed()
    } else {
      next.refusal = tries.refusal(at: now) ?? PasswordCheck.wrong
    }
    next.throttle = tries
    return next
  }
}
