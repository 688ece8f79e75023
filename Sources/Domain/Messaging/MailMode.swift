/// What becomes of mail that is due to leave.
public enum MailMode: String, CaseIterable, Sendable, Codable {
  /// It is written to a folder beside the store, and goes nowhere.
  case capture
  /// All of it goes to one address, whomever it is for.
  case redirect
  /// It goes to whom it is for.
  case live
}

/// When a mail that could not be handed over is tried again.
public enum OutboxRetry {
  /// How long to wait after so many tries, in milliseconds: longer each time, six hours at most.
  public static func pause(after attempts: Int) -> Int64 {
    let minutes = [1, 5, 15, 60, 240]
    return .minutes(attempts < 1 ? 1 : attempts <= minutes.count ? minutes[attempts - 1] : 360)
  }
  /// After so many tries, three days and some hours, it is given up.
  public static let most = 16
}

/// A mail that came in, as the ledger keeps it: so that none is taken twice and none vanishes.
public struct ArrivedMail: Equatable, Sendable {
  /// What became of it.
  public enum Outcome: String, CaseIterable, Sendable, Codable {
    /// It opened a ticket, went on in one, or opened one that follows a closed one.
    case opened, continued
    case followedUp = "followed-up"
    /// It became a note: an automatic message, a report of a failed delivery, a colleague's mail.
    case noted
    /// It is kept here alone, as it came.
    case setAside = "set-aside"
  }
  /// Its number, when it came, its Message-ID without angles (empty: none), and the digest of what it says.
  public var id: Int64, at: Instant, mailID: String, digest: String
  /// The author's address, the subject, what became of it and why.
  public var from: String, subject: String, outcome: Outcome, reason: String
  /// Where it went, if anywhere.
  public var ticket: Ticket.ID?, message: Message.ID?
  /// A line of the ledger.
  public init(
    id: Int64 = 0, at: Instant, mailID: String, digest: String, from: String, subject: String,
    outcome: Outcome, reason: String = "", ticket: Ticket.ID? = nil, message: Message.ID? = nil
  ) {
    (self.id, self.at, self.mailID, self.digest, self.from) = (id, at, mailID, digest, from)
    (self.subject, self.outcome, self.reason) = (subject, outcome, reason)
    (self.ticket, self.message) = (ticket, message)
  }
}
