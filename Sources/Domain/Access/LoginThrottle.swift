/// Failed log-ins of one account and what follows from them; whatever the address they came from.
///
/// The sixth failure within a quarter of an hour shuts the account for a minute, each further one for twice as
/// long, up to an hour: about thirty guesses a day. Pure; the store keeps its three numbers.
public struct LoginThrottle: Equatable, Sendable {
  /// Failures without a rest between them, when the last one was, and until when the account is shut.
  public private(set) var failures: Int, lastFailure: Instant, shutUntil: Instant
  /// How many failures are free, how long a rest forgives them, and the shortest and longest time shut.
  public static let free = 5, rest: Int64 = .minutes(15), shortest: Int64 = .minutes(1),
    longest: Int64 = .hours(1)

  /// Goes on from what was kept; nothing has failed yet by default.
  public init(failures: Int = 0, lastFailure: Instant = .epoch, shutUntil: Instant = .epoch) {
    (self.failures, self.lastFailure, self.shutUntil) = (failures, lastFailure, shutUntil)
  }
  /// Whether no password is looked at now.
  public func isShut(at now: Instant) -> Bool { now < shutUntil }
  /// Why no password is looked at now, or nil. It says the same for accounts that do not exist.
  public func refusal(at now: Instant) -> Refusal? {
    guard isShut(at: now) else { return nil }
    let minutes = max(1, (shutUntil - now + 59_999) / 60_000)
    return Refusal(
      .forbidden,
      "Too many wrong passwords; this account is shut for \(minutes) more minute\(minutes == 1 ? "" : "s").",
      remedy: "Wait, or ask an admin to set a new password.")
  }
  /// A wrong password. While the account is shut none is looked at, so none is counted.
  public mutating func fail(at now: Instant) {
    guard !isShut(at: now) else { return }
    if now - max(lastFailure, shutUntil) > Self.rest { failures = 0 }
    failures += 1
    lastFailure = now
    let over = failures - Self.free
    if over > 0 { shutUntil = now + min(Self.longest, Self.shortest << Int64(min(over - 1, 20))) }
  }
  /// The right password: all is forgiven.
  public mutating func succeed() { self = LoginThrottle() }
}
