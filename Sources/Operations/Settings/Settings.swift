public import Acts
public import Domain
public import Store

/// What the desk as a whole is set to.
public enum Settings: Noun { public static let name = "setting", help = "What the whole desk is set to." }

let settingRequests: [any Request.Type] = [SetSetting.self, ListSettings.self]

/// The settings there are. A setting is a text in the store; what it may be is said here.
enum Setting: String, CaseIterable, Sendable, Choice {
  case mailDomain = "mail.domain"
  case mailAddress = "mail.address"
  case mailPlus = "mail.plus"
  case mailMode = "mail.mode"
  case mailRedirect = "mail.redirect"
  case mailLargest = "mail.largest"
  case mailRate = "mail.rate"
  case company = "company.name"
  case replyHold = "reply.hold"
  case sessionIdle = "session.idle"
  case sessionLongest = "session.longest"
  case backupKeep = "backup.keep"

  var help: String {
    switch self {
    case .mailDomain: "the domain in the Message-ID of replies, such as desk.example"
    case .mailAddress: "the address customers write to, and mail comes from, such as support@desk.example"
    case .mailPlus: "yes: answers go to the address with +TOKEN in it; the mail server must know that"
    case .mailMode: "what becomes of mail that is due: capture, redirect or live; see: mail mode"
    case .mailRedirect: "where all mail goes in the mode redirect"
    case .mailLargest: "the largest mail that is taken in, in megabytes"
    case .mailRate: "how many mails of one sender are taken in an hour; further ones wait at the mail server"
    case .company: "the name of the company; passwords may not lean on it"
    case .replyHold: "how long a reply waits in the outbox and can be taken back"
    case .sessionIdle: "how long a session may lie unused before it is over"
    case .sessionLongest: "how long a session may last at all"
    case .backupKeep: "how many daily backups the jobs keep beside the store; 0: they make none"
    }
  }
  /// What it is where nothing was set; nil where that is nothing.
  var usual: String? {
    switch self {
    case .mailDomain: "opsdeck.invalid"
    case .backupKeep: "7"
    case .mailMode: MailMode.capture.rawValue
    case .mailPlus: "no"
    case .mailLargest: "25"
    case .mailRate: "60"
    default: span.map { WrittenTime.offset($0.usual).description }
    }
  }
  /// Of a setting that is a time: the usual one, the shortest and the longest, in milliseconds.
  private var span: (usual: Int64, range: ClosedRange<Int64>)? {
    switch self {
    case .mailDomain, .company, .backupKeep, .mailAddress, .mailPlus, .mailMode, .mailRedirect, .mailLargest,
      .mailRate:
      nil
    case .replyHold: (.seconds(10), 0 ... .minutes(10))
    case .sessionIdle: (SessionLimits().idle, .minutes(1) ... .days(7))
    case .sessionLongest: (SessionLimits().absolute, .minutes(5) ... .days(30))
    }
  }

  /// Why it cannot be this, or nil.
  func flaw(of text: String) -> String? {
    switch self {
    case .company: return text.count <= 100 ? nil : "The name is longer than 100 characters."
    case .mailDomain: return Self.isDomain(text) ? nil : "“\(text)” is not a domain."
    case .mailAddress, .mailRedirect: return Sender(text)?.email == text ? nil : "“\(text)” is no address."
    case .mailPlus: return ["yes", "no"].contains(text) ? nil : "“\(text)” is neither yes nor no."
    case .mailMode:
      return MailMode(rawValue: text) != nil ? nil : "“\(text)” is not one of capture, redirect, live."
    case .mailLargest:
      return Int(text).map((1...200).contains) == true ? nil : "“\(text)” is not a number from 1 to 200."
    case .mailRate:
      return Int(text).map((1...100_000).contains) == true
        ? nil : "“\(text)” is not a number from 1 to 100000."
    case .backupKeep:
      return Int(text).map((0...365).contains) == true ? nil : "“\(text)” is not a number from 0 to 365."
    case .replyHold, .sessionIdle, .sessionLongest:
      guard let range = span?.range, Self.milliseconds(text).map(range.contains) != true else { return nil }
      func word(_ span: Int64) -> String { span == 0 ? "0s" : WrittenTime.offset(span).description }
      return "“\(text)” is not a time from \(word(range.lowerBound)) to \(word(range.upperBound))."
    }
  }
  private static func isDomain(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1
      && labels.allSatisfy { label in
        !label.isEmpty && label.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      }
  }
  private static func milliseconds(_ text: String) -> Int64? {
    if case .offset(let span) = try? WrittenTime(text) { span } else { nil }
  }
  /// The time that holds, in milliseconds: what is set, or the usual. A store that says something else than a time
  /// there was written by hand, and counts for nothing.
  func span(in store: ReadTransaction) throws -> Int64 {
    guard let span else { return 0 }
    guard let set = try store.setting(rawValue).flatMap(Self.milliseconds), span.range.contains(set) else {
      return span.usual
    }
    return set
  }
}

extension ReadTransaction {
  /// How long sessions of this desk last.
  public var sessionLimits: SessionLimits {
    get throws {
      SessionLimits(
        idle: try Setting.sessionIdle.span(in: self), absolute: try Setting.sessionLongest.span(in: self))
    }
  }
  /// How many daily backups are kept; 0: none are made.
  public var backupsKept: Int {
    get throws {
      let setting = Setting.backupKeep
      return try self.setting(setting.rawValue).flatMap(Int.init) ?? setting.usual.flatMap(Int.init) ?? 0
    }
  }
}

/// What the desk is set to about mail.
public struct MailSettings: Equatable, Sendable {
  /// What becomes of mail that is due, and where all of it goes in the mode `redirect` (nil: nowhere was said).
  public let mode: MailMode, redirect: String?
  /// The domain of Message-IDs, and the address mail comes from.
  public let domain: String, address: String
  /// Whether an address was set, so that mail for others is refused; and whether answers carry a token in it.
  public let hasAddress: Bool, plus: Bool
  /// The largest mail that is taken in bytes, and how many of one sender in an hour.
  public let largest: Int, rate: Int
}
extension ReadTransaction {
  /// What the desk is set to about mail.
  public var mailSettings: MailSettings {
    get throws {
      func text(_ setting: Setting) throws -> String? { try self.setting(setting.rawValue) ?? setting.usual }
      let domain = try text(.mailDomain) ?? "", address = try text(.mailAddress)
      return MailSettings(
        mode: try text(.mailMode).flatMap(MailMode.init) ?? .capture, redirect: try text(.mailRedirect),
        domain: domain, address: address ?? "support@" + domain, hasAddress: address != nil,
        plus: try text(.mailPlus) == "yes", largest: (try text(.mailLargest).flatMap(Int.init) ?? 25) << 20,
        rate: try text(.mailRate).flatMap(Int.init) ?? 60)
    }
  }
}
