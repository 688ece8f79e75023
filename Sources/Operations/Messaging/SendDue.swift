public import Acts
public import Domain
import Exchange
public import Store

/// Takes the next mail that is due out of the queue, to be handed over.
public struct ClaimOutbox: Act {
  public static let about = About(
    Outbox.self, "claim", .manageStore, "Take a mail to be sent",
    help: "Takes the next mail that is due; the jobs hand it over.",
    undoing: .never(because: "It may have left.", instead: "Write another mail that sets it right."),
    isOffered: false)
  public static let form = Form { ClaimOutbox() }
  public init() {}

  /// The mail that was taken.
  public struct Claim: Codable, Equatable, Sendable {
    /// Its number in the outbox, nil when nothing is due; and how often it was tried, this time too.
    public let outbox: Int64?, attempt: Int
  }
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<ClaimOutbox> {
    // Only the leader sends: one that is being sent while nobody does was left by a process that was killed. It goes
    // again under the same Message-ID, by which whoever got it already drops the second.
    let next = try store.outboxBrokenOff() ?? store.outboxDue(at: context.now, limit: 1).first
    guard var mail = next else { return Done(Claim(outbox: nil, attempt: 0)) }
    if mail.state == .sending {
      mail.trouble = "Sending it broke off; it may arrive twice, as the same mail."
    }
    (mail.state, mail.attempts) = (.sending, mail.attempts + 1)
    try store.save(mail)
    return Done(Claim(outbox: mail.id.rawValue, attempt: mail.attempts))
  }
  public static func sentence(_ claim: Claim) -> String {
    claim.outbox.map { "Takes mail \($0) to be sent." } ?? "No mail is due."
  }
}

/// How handing a mail over ended.
public enum MailHandover: String, CaseIterable, Sendable, Codable, Choice {
  /// The mail server, or the folder, has it.
  case sent
  /// It was not taken now; it is tried again later.
  case later
  /// It will never be taken.
  case refused
  /// Nothing was handed over: the program is not there.
  case untried
}

/// Notes what became of a mail that was handed over.
public struct SettleOutbox: Act {
  public static let about = About(
    Outbox.self, "settle", .manageStore, "Note what became of a mail",
    help: "Notes how handing a mail over ended.",
    undoing: .never(because: "It may have left.", instead: "Write another mail that sets it right."),
    isOffered: false)
  public static let form = Form(
    Self.init, Field("outbox", \.outbox, "The number in the outbox.", .range(1...Int.max - 1)),
    Field("attempt", \.attempt, "Which try it was.", .range(0...Int.max - 1)),
    Field("outcome", \.outcome, "How it ended."),
    Field("trouble", \.trouble, "What went wrong."))

  /// Which mail, which try, how it ended and what went wrong.
  public let outbox: Int, attempt: Int, outcome: MailHandover, trouble: String?
  public init(outbox: Int, attempt: Int, outcome: MailHandover, trouble: String? = nil) {
    (self.outbox, self.attempt, self.outcome, self.trouble) = (outbox, attempt, outcome, trouble)
  }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SettleOutbox> {
    guard var mail = try store.outboxMessage(.init(Int64(outbox))), mail.state == .sending,
      mail.attempts == attempt
    else { throw Refusal(.conflict, "Mail \(outbox) was taken up by another process.") }
    mail.trouble = trouble
    switch outcome {
    case .sent: mail.state = .sent
    case .untried: (mail.state, mail.attempts) = (.waiting, attempt - 1)
    case .later where attempt < OutboxRetry.most:
      (mail.state, mail.notBefore) = (.waiting, context.now + OutboxRetry.pause(after: attempt))
    case .later, .refused: mail.state = .failed
    }
    try store.save(mail)
    if mail.state == .failed { try tell(mail, in: store, context) }
    return Done()
  }
  /// Colleagues read in the ticket that the customer did not get it.
  private func tell(_ mail: OutboxMessage, in store: WriteTransaction, _ context: Context) throws {
    guard let id = mail.message, let message = try store.message(id) else { return }
    let words =
      "The mail to \(mail.to.joined(separator: ", ")) was not sent: "
      + "\(trouble ?? "the mail server did not take it"). "
      + "Once that is mended: opsdeck mail retry \(mail.id.rawValue)"
    try store.add(
      Message(
        id: try store.newMessageID(), ticket: message.ticket, author: .system, kind: .note, body: words,
        at: context.now))
  }
}

/// A mail as it is handed over.
public struct MailParcel: Sendable {
  /// What becomes of it, its bytes, and the name of the file it is captured in: the same each time.
  public let mode: MailMode, bytes: [UInt8], fileName: String
}
extension ReadTransaction {
  /// A mail of the outbox as the desk is set now; nil where there is none of that number.
  /// - Throws: a refusal where it is to be redirected and nobody said where.
  public func parcel(_ id: Int64) throws -> MailParcel? {
    guard let waiting = try outboxMessage(.init(id)) else { return nil }
    let settings = try mailSettings
    let sender = try waiting.sender.flatMap { try agent($0) }
    let company = try setting(Setting.company.rawValue) ?? ""
    var mail = OutgoingMail(
      from: MailAddress(name: sender?.name ?? company, address: settings.address),
      to: waiting.to.map { MailAddress(name: "", address: $0) }, subject: waiting.subject,
      date: waiting.created, text: waiting.body,
      id: waiting.mailID ?? "<outbox.\(id).\(waiting.created.milliseconds)@\(settings.domain)>")
    mail.cc = waiting.cc.map { MailAddress(name: "", address: $0) }
    (mail.inReplyTo, mail.references) = (waiting.inReplyTo, waiting.references)
    mail.isAutomatic = sender == nil
    if settings.plus, let ticket = waiting.ticket, let at = settings.address.lastIndex(of: "@"),
      let token = try mailSigner()?.token(of: ticket)
    {
      let address = settings.address[..<at] + "+" + token + settings.address[at...]
      mail.replyTo = MailAddress(name: company, address: String(address))
    }
    if settings.mode == .redirect {
      guard let target = settings.redirect else {
        throw Refusal(
          .invalid, "Mail is to be redirected, and nobody said where.",
          remedy: "Say it: opsdeck mail mode redirect --to me@desk.example")
      }
      mail.divertedFrom = waiting.to + waiting.cc
      (mail.to, mail.cc) = ([MailAddress(name: "", address: target)], [])
    }
    let digits = String(id)
    return MailParcel(
      mode: settings.mode, bytes: mail.bytes,
      fileName: String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".eml")
  }
}
