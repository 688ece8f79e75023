public import Acts
public import Domain
import Exchange
public import Store

/// Mail that comes and goes by a mail server.
public enum Mail: Noun {
  /// The word, and a line of help.
  public static let name = "mail", help = "Mail that comes and goes by a mail server."
}

/// Takes in one mail: opens a ticket, goes on with one, or keeps it aside.
public struct DeliverMail: Act {
  public static let about = About(
    Mail.self, "deliver", .createTickets, "Take a mail in",
    help: "Opens a ticket for a mail, or continues the one it answers.",
    undoing: .never(
      because: "The mail server has been told that it was taken.",
      instead: "Close the ticket, or merge it into the right one."), isOffered: false)
  public static let form = Form(
    Self.init(from:subject:mailID:digest:),
    Field("from", \.from, "The author's address.", .mayBeEmpty),
    Field("subject", \.subject, "What it is about.", .mayBeEmpty),
    Field("mail-id", \.mailID, "Its Message-ID.", .mayBeEmpty),
    Field("digest", \.digest, "The digest of what it says."))

  /// What the audit log tells of it: author, subject, Message-ID without angles, digest.
  public let from: String, subject: String, mailID: String, digest: String
  let mail: ArrivingMail?
  /// A mail that was named only: it is refused when it is run.
  public init(from: String, subject: String, mailID: String, digest: String) {
    (self.from, self.subject, self.mailID, self.digest, mail) = (from, subject, mailID, digest, nil)
  }
  /// A mail.
  public init(_ mail: ArrivingMail) {
    from = String((mail.mail.from?.address ?? "").prefix(254)).filter { !$0.isNewline }
    (subject, digest, self.mail) = (mail.subject, mail.digest, mail)
    mailID = String((mail.mail.id ?? "").filter { !$0.isWhitespace }.prefix(500))
  }

  /// What became of it.
  public struct Delivered: Codable, Equatable, Sendable {
    /// Its number in the ledger, what became of it and why.
    public let mail: Int64, outcome: ArrivedMail.Outcome, reason: String
    /// Where it went; nil where it was set aside.
    public let ticket: String?, message: Int64?
    /// It had come before; nothing was done.
    public let again: Bool
    init(_ mail: ArrivedMail, again: Bool) {
      (self.mail, outcome, reason, self.again) = (mail.id, mail.outcome, mail.reason, again)
      (ticket, message) = (mail.ticket.map { "\($0)" }, mail.message?.rawValue)
    }
  }
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<DeliverMail> {
    guard let mail else {
      throw Refusal(
        .invalid, "Only the name of the mail is here.", remedy: "Hand it in with: opsdeck mail deliver")
    }
    if let old = try store.arrivedMail(mailID, digest: digest) { return Done(Delivered(old, again: true)) }
    let intake = try MailIntake(mail, in: store, context)
    let line = try intake.take(
      ArrivedMail(
        at: context.now, mailID: mailID, digest: digest, from: from, subject: subject, outcome: .setAside))
    return Done(Delivered(line, again: false))
  }
  public static func sentence(_ done: Delivered) -> String {
    let reason = done.reason.isEmpty ? "" : " (\(done.reason))"
    if done.again { return "Mail \(done.mail) had come before\(done.ticket.map { ", in \($0)" } ?? "")." }
    switch (done.outcome, done.ticket) {
    case (.opened, let ticket?): return "Opened \(ticket)\(reason)."
    case (.continued, let ticket?): return "Continued \(ticket)\(reason)."
    case (.followedUp, let ticket?): return "Opened \(ticket)\(reason)."
    case (.noted, let ticket?): return "Noted in \(ticket)\(reason)."
    default: return "Set aside as mail \(done.mail)\(reason)."
    }
  }
}
