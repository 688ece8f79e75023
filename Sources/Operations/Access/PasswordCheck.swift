import Cryptography
import Domain
import Store

/// Looks at a typed password: slow, outside of any transaction, and as long for whoever does not exist or is shut out.
enum PasswordCheck {
  enum Verdict: Equatable {
    /// It is right; and the hash to keep from now on where the old one was made with weaker parameters.
    case right(renewed: String?)
    case wrong, shut
  }

  /// - Parameter compare: the slow part, done once whoever comes; a test counts it.
  static func look(
    _ password: Secret, at credential: Credential?, now: Instant,
    compare: (PasswordHash, String) throws -> Bool = { try $0.matches($1) }
  ) throws -> Verdict {
    let isShut = credential?.throttle.isShut(at: now) ?? false
    let hash = credential?.password.flatMap { PasswordHash(stored: $0) }
    let matches = try compare(isShut ? .nobody : hash ?? .nobody, password.revealed)
    if isShut { return .shut }
    guard matches, let hash else { return .wrong }
    return .right(renewed: hash.isOutdated ? try PasswordHash(of: password.revealed).description : nil)
  }

  /// Keeps what follows from a verdict. What was looked at may have changed meanwhile: then nothing is right.
  /// - Returns: whether the password counts as right.
  static func settle(
    _ verdict: Verdict, for agent: Agent.ID, seen: Credential?, in store: WriteTransaction, at now: Instant
  ) throws -> Bool {
    guard var credential = try store.credential(of: agent), credential.password == seen?.password else {
      return false
    }
    var throttle = credential.throttle
    let wasShut = throttle.isShut(at: now)
    switch verdict {
    case .right(let renewed) where !wasShut:
      throttle.succeed()
      if let renewed { credential.password = renewed }
    case .wrong: throttle.fail(at: now)
    case .right, .shut: break
    }
    if credential.throttle != throttle || credential.password != seen?.password {
      credential.throttle = throttle
      try store.save(credential, of: agent)
    }
    if case .right = verdict { return !wasShut }
    return false
  }

  /// The same to all who come with a wrong name, a wrong password, a shut or a disabled account: nobody learns
  /// which accounts there are.
  static let refusal = Refusal(
    .forbidden, "The name or the password is wrong, or the account is shut after too many tries.",
    remedy: "Wait a minute and try again, or ask an admin.")

  /// Said to who is in already.
  static let wrong = Refusal(.forbidden, "The password is wrong.", remedy: "Type it again.")

  /// Refuses unless this is the agent's password; a wrong one counts against the account.
  static func require(
    _ password: Secret, of agent: Agent.ID, _ database: Database, at now: Instant
  ) throws {
    let seen = try database.read { try $0.credential(of: agent) }
    let verdict = try look(password, at: seen, now: now)
    let isRight = try database.write { try settle(verdict, for: agent, seen: seen, in: $0, at: now) }
    if let refusal = seen?.throttle.refusal(at: now) { throw refusal }
    guard isRight else {
      throw wrong
    }
  }
}

extension Credential {
  /// The failed log-ins as the rule knows them.
  var throttle: LoginThrottle {
    get { LoginThrottle(failures: failures, lastFailure: failed, shutUntil: lockedUntil) }
    set { (failures, failed, lockedUntil) = (newValue.failures, newValue.lastFailure, newValue.shutUntil) }
  }
}

extension WriteTransaction {
  /// Ends the sessions of an agent that are still open, but for one.
  func endSessions(of agent: Agent.ID, because end: Session.End, but kept: Session.ID? = nil, at now: Instant)
    throws
  {
    for var session in try openSessions(of: agent) where session.id != kept {
      (session.ended, session.end) = (now, end)
      try save(session)
    }
  }
  /// Keeps a new password, and forgives failed log-ins.
  func keep(_ hash: String, of agent: Agent.ID, at now: Instant) throws {
    try save(Credential(password: hash, changed: now), of: agent)
  }
}

extension Database {
  /// The name of the company, on which passwords may not lean; empty when none is set.
  var company: String {
    get throws { try read { try $0.setting(Setting.company.rawValue) } ?? "" }
  }
}
