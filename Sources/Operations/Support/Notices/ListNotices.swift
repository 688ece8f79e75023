public import Acts
public import Domain
public import Store

/// What one is told of.
public enum Notices: Noun {
  public static let name = "notice", help = "What you are told of, and how."
}

let noticeRequests: [any Request.Type] = [
  ListNotices.self, ReadNotices.self, MuteTicket.self, UnmuteTicket.self, ChooseNotices.self,
  ShowNoticeChoices.self, PruneNotices.self,
]

/// What one was told of.
public struct ListNotices: Query {
  public static let about = About(
    Notices.self, "list", .ownSession, "List your notices", help: "What you were told of, the newest first.",
    examples: ["notice list", "notice list --unread --limit 20"])
  public static let form = Form(
    Self.init,
    Field("unread", \.unread, "Only those you have not read."),
    Field("limit", \.limit, "How many at most.", .range(1...1000), .initially("50"), .short("n")))

  /// Only those that were not read, and how many at most.
  public let unread: Bool, limit: Int
  public init(unread: Bool = false, limit: Int = 50) { (self.unread, self.limit) = (unread, limit) }

  /// One notice; instants are RFC 3339.
  public struct Row: Codable, Equatable, Sendable {
    /// Its number, when it came, what it is about, whether it was read.
    public let notice: Int64, at: String, kind: String, read: Bool
    /// The ticket, its subject, who did it, and the words.
    public let ticket: String?, subject: String?, by: String?, words: String
    /// When the promise is due, how many milliseconds late it was told, and how many things it stands for.
    public let due: String?, late: Int64, count: Int
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    let directory = try store.directory()
    return try store.notices(of: context.actor.id, at: context.now, onlyUnread: unread, limit: limit).map {
      notice in
      Row(
        notice: notice.id.rawValue, at: RFC3339.text(notice.at), kind: notice.kind.rawValue,
        read: notice.read != nil, ticket: notice.ticket.map { "\($0)" },
        subject: try notice.ticket.flatMap { try store.ticket($0)?.subject },
        by: notice.actor.flatMap { $0.handle(in: directory) }, words: notice.words,
        due: notice.due.map { RFC3339.text($0) }, late: notice.late, count: notice.count)
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    Columns.text(
      rows.map { row in
        [
          "\(row.notice)", row.read ? "" : "new", row.kind, row.ticket ?? "-",
          row.words + (row.by.map { " (\($0))" } ?? ""), row.subject ?? "",
        ]
      }, none: "Nobody has told you anything.")
  }
}

extension TicketEvent.Actor {
  /// The login of an agent; nil for others.
  fileprivate func handle(in directory: Directory) -> String? {
    if case .agent(let id) = self { directory.handle(of: id) } else { nil }
  }
}

extension Notice {
  /// What it tells, without the ticket: `first response is over, told 3 h late`.
  public var words: String {
    var words: String
    switch kind {
    case .warning: words = "\(detail) is due soon"
    case .breached: words = "\(detail) is over"
    case .escalated: words = detail
    case .page: words = "CALL: \(detail)"
    case .digest: words = "\(count) notices, \(detail)"
    case .updated: words = detail + (count > 1 ? " (\(count) changes)" : "")
    default: words = detail
    }
    if late > 0 { words += ", told \(Self.span(late)) late" }
    return words
  }
  private static func span(_ milliseconds: Int64) -> String {
    let minutes = milliseconds / 60_000
    return minutes < 120 ? "\(minutes) min" : minutes < 2880 ? "\(minutes / 60) h" : "\(minutes / 1440) d"
  }
}
