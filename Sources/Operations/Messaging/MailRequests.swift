public import Acts
public import Domain
public import Store

let mailRequests: [any Request.Type] = [
  DeliverMail.self, ClaimOutbox.self, SettleOutbox.self, SetMailMode.self, RetryMail.self, MailStatus.self,
  ListMail.self, ShowMail.self,
]

extension MailMode: Choice {}
extension ArrivedMail.Outcome: Choice {}

/// Says what becomes of mail that is due to leave.
public struct SetMailMode: Act {
  public static let about = About(
    Mail.self, "mode", .manageStore, "Choose what becomes of mail",
    help:
      "capture writes mail to a folder beside the store; redirect sends all of it to one address; live sends it to whom "
      + "it is for.",
    examples: ["mail mode capture", "mail mode redirect --to me@desk.example", "mail mode live"])
  public static let form = Form(
    Self.init, Field("mode", \.mode, "capture, redirect or live.", .position),
    Field("to", \.to, "Where redirected mail goes.") { text in
      text.flatMap { Sender($0)?.email == $0 ? nil : Sender.refusal(of: $0) }
    })

  /// The mode, and where redirected mail goes (nil: where it went last).
  public let mode: MailMode, to: String?
  public init(mode: MailMode, to: String? = nil) { (self.mode, self.to) = (mode, to) }

  public typealias Inverse = SetSetting
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SetMailMode> {
    if mode == .redirect, to == nil, try store.mailSettings.redirect == nil {
      throw Self.refusal(at: \.to, .invalid, "Nobody said where mail is to go.", remedy: "Name an address.")
    }
    if mode == .live {
      guard try !store.isDemo() else {
        throw Refusal(
          .conflict, "A demo writes to nobody: its customers are made up.",
          remedy: "Look at its mail with: opsdeck mail mode capture")
      }
      guard try store.mailSettings.hasAddress else {
        throw Refusal(
          .conflict, "The desk has no address yet.",
          remedy: "Set one: opsdeck setting set mail.address --to support@desk.example")
      }
    }
    var inverse: [SetSetting] = []
    func set(_ setting: Setting, _ value: String) throws {
      let old = try store.setting(setting.rawValue)
      guard old != value else { return }
      try store.set(setting.rawValue, to: value)
      inverse.append(SetSetting(name: setting.rawValue, to: old, expected: value))
    }
    try set(.mailMode, mode.rawValue)
    if let to { try set(.mailRedirect, to) }
    let target = mode == .redirect ? " to " + (try store.mailSettings.redirect ?? "") : ""
    return Done("Mail is \(mode.word)\(target) from now on", undoneBy: inverse)
  }
  public static func sentence(_ what: String) -> String { what + "." }
}

extension MailMode {
  /// What becomes of mail in this mode: `captured`.
  public var word: String {
    switch self {
    case .capture: "captured"
    case .redirect: "redirected"
    case .live: "sent"
    }
  }
}

/// Tries a mail again that was given up.
public struct RetryMail: Act {
  public static let about = About(
    Mail.self, "retry", .handMailOn, "Try a mail again",
    help: "Puts mail that failed back into the queue, under the same Message-ID.",
    examples: ["mail retry 17"],
    undoing: .never(because: "It may have left.", instead: "Take it back while it waits: outbox cancel."))
  public static let form = Form(
    Self.init,
    Field("outbox", \.outbox, "The number in the outbox; again for more.", .position))

  /// Numbers in the outbox.
  public let outbox: [Int]
  public init(outbox: [Int]) { self.outbox = outbox }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<RetryMail> {
    for number in outbox {
      guard var mail = try store.outboxMessage(.init(Int64(number))) else {
        throw Self.refusal(at: \.outbox, .unknown, "There is no mail \(number) in the outbox.")
      }
      guard mail.state == .failed || mail.state == .waiting && mail.attempts > 0 else {
        throw Self.refusal(
          at: \.outbox, .conflict,
          "Mail \(number) is \(mail.state.rawValue); only what failed is tried again.")
      }
      (mail.state, mail.attempts, mail.notBefore) = (.waiting, 0, context.now)
      try store.save(mail)
    }
    return Done(outbox.count)
  }
  public static func sentence(_ count: Int) -> String {
    count == 1 ? "It is tried again." : "\(count) are tried again."
  }
}

/// How mail stands.
public struct MailStatus: Query {
  public static let about = About(
    Mail.self, "status", .readOutbox, "Show how mail stands",
    help: "What becomes of mail, where it comes from, how much waits, went and failed, and what came last.",
    examples: ["mail status", "mail status --json"])
  public static let form = Form { MailStatus() }
  public init() {}

  /// What is told; instants are RFC 3339.
  public struct Answer: Codable, Equatable, Sendable {
    /// The mode, where redirected mail goes, the desk's address and the domain of its Message-IDs.
    public let mode: String, redirect: String?, address: String, domain: String
    /// How many mails are in each state of the outbox, and when the next one is due.
    public let waiting: Int, sending: Int, sent: Int, failed: Int, cancelled: Int, next: String?
    /// When mail came last, and how many were set aside, a thousand at most.
    public let arrived: String?, setAside: Int
    /// Why Message-IDs cannot be signed.
    public let trouble: String?
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> Answer {
    let settings = try store.mailSettings, counts = try store.outboxCounts()
    return Answer(
      mode: settings.mode.rawValue, redirect: settings.mode == .redirect ? settings.redirect : nil,
      address: settings.address, domain: settings.domain, waiting: counts[.waiting] ?? 0,
      sending: counts[.sending] ?? 0, sent: counts[.sent] ?? 0, failed: counts[.failed] ?? 0,
      cancelled: counts[.cancelled] ?? 0, next: try store.firstMailDue().map { RFC3339.text($0) },
      arrived: try store.arrivedMails(limit: 1).first.map { RFC3339.text($0.at) },
      setAside: try store.arrivedMails(.setAside, limit: 1000).count, trouble: try store.mailSignerTrouble())
  }
  public static func sentence(_ answer: Answer) -> String {
    let mode = MailMode(rawValue: answer.mode) ?? .capture
    return [
      "Mail of \(answer.address) is \(mode.word)\(answer.redirect.map { " to \($0)" } ?? "").",
      "Waiting \(answer.waiting), being sent \(answer.sending), sent \(answer.sent), failed \(answer.failed).",
      answer.next.map { "The next is due at \($0)." },
      answer.arrived.map { "Mail came last at \($0); \(answer.setAside) were set aside." }
        ?? "No mail has come yet.", answer.trouble,
    ].compactMap { $0 }.joined(separator: "\n")
  }
}

/// What came, and what became of it.
public struct ListMail: Query {
  public static let about = About(
    Mail.self, "list", .readOutbox, "List mail that came",
    help:
      "What came by the mail server and what became of it, the newest first. What goes out is in: outbox list.",
    examples: ["mail list", "mail list --outcome set-aside"])
  public static let form = Form(
    Self.init, Field("outcome", \.outcome, "Only these.", .short("o")),
    Field("limit", \.limit, "How many at most.", .range(1...1000), .initially("50"), .short("n")))

  /// Only those with this outcome (nil: all), and how many at most.
  public let outcome: ArrivedMail.Outcome?, limit: Int
  public init(outcome: ArrivedMail.Outcome? = nil, limit: Int = 50) {
    (self.outcome, self.limit) = (outcome, limit)
  }

  /// One of them; instants are RFC 3339.
  public struct Row: Codable, Equatable, Sendable {
    /// Its number, when it came, what became of it and where.
    public let mail: Int64, at: String, outcome: String, ticket: String?
    /// Whose it is, what it is about, why that became of it, and its Message-ID without angles.
    public let from: String, subject: String, reason: String, mailID: String
    init(_ mail: ArrivedMail) {
      (self.mail, at, outcome) = (mail.id, RFC3339.text(mail.at), mail.outcome.rawValue)
      (ticket, from, subject) = (mail.ticket.map { "\($0)" }, mail.from, mail.subject)
      (reason, mailID) = (mail.reason, mail.mailID)
    }
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    try store.arrivedMails(outcome, limit: limit).map(Row.init)
  }
  public static func sentence(_ rows: [Row]) -> String {
    Columns.text(
      rows.map { ["\($0.mail)", $0.at, $0.outcome, $0.ticket ?? "-", $0.from, $0.subject, $0.reason] },
      none: "No mail has come.")
  }
}

/// A mail that came; one that was set aside as it came.
public struct ShowMail: Query {
  public static let about = About(
    Mail.self, "show", .readOutbox, "Show a mail that came",
    help: "What became of a mail, and its text as it came where it is kept nowhere else.",
    examples: ["mail show 7"])
  public static let form = Form(
    Self.init, Field("mail", \.mail, "The number of the mail.", .position, .range(1...Int.max - 1)))

  /// The number of the mail.
  public let mail: Int
  public init(mail: Int) { self.mail = mail }

  /// What is told.
  public struct Answer: Codable, Equatable, Sendable {
    /// The line of the ledger, and the mail as it came where it was set aside.
    public let line: ListMail.Row, source: String?
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> Answer {
    guard let found = try store.arrivedMail(Int64(mail)) else {
      throw Self.refusal(at: \.mail, .unknown, "There is no mail \(mail).")
    }
    return Answer(
      line: ListMail.Row(found),
      source: try store.source(ofMail: found.id).map { String(decoding: $0, as: UTF8.self) })
  }
  public static func sentence(_ answer: Answer) -> String {
    let line = answer.line
    let head =
      "Mail \(line.mail) of \(line.from), \(line.at): \(line.outcome)"
      + (line.ticket.map { " in \($0)" } ?? "") + (line.reason.isEmpty ? "" : ", \(line.reason)") + "."
    return answer.source.map { head + "\n\n" + $0 } ?? head
  }
}
