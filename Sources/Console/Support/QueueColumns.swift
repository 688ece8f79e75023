import Domain
import Store
import Terminal

/// The columns a queue can show, and what stands in them.
enum QueueColumn: String, CaseIterable, Sendable {
  case priority, ref, due, status, who, subject, from, company, team, updated, created, tags, snoozed

  static let usual: [QueueColumn] = [.priority, .ref, .updated, .status, .who, .subject]

  var table: TableColumn {
    switch self {
    case .priority: TableColumn(rawValue, "", .fixed(2))
    case .ref: TableColumn(rawValue, "REF", .fixed(8))
    case .due: TableColumn(rawValue, "DUE", .fixed(11, priority: 6), .right)
    case .status: TableColumn(rawValue, "STATUS", .fixed(8, priority: 8))
    case .who: TableColumn(rawValue, "WHO", Track(minimum: 4, maximum: 8, weight: 1, priority: 7))
    case .subject: TableColumn(rawValue, "SUBJECT", .flexible(16, weight: 20))
    case .from: TableColumn(rawValue, "FROM", Track(minimum: 10, maximum: 18, weight: 3, priority: 5))
    case .company: TableColumn(rawValue, "COMPANY", Track(minimum: 10, maximum: 20, weight: 3, priority: 4))
    case .team: TableColumn(rawValue, "TEAM", Track(minimum: 6, maximum: 10, weight: 1, priority: 3))
    case .updated: TableColumn(rawValue, "AGE", .fixed(5, priority: 6), .right)
    case .created: TableColumn(rawValue, "OPENED", .fixed(7, priority: 4), .right)
    case .tags:
      TableColumn(rawValue, "TAGS", Track(minimum: 8, maximum: 24, weight: 4, priority: 2), isSortable: false)
    case .snoozed: TableColumn(rawValue, "AWAKE", .fixed(9, priority: 5), .right)
    }
  }
  /// What the store sorts by for it.
  var key: TicketOrder.Key? {
    switch self {
    case .priority: .priority
    case .ref: .ref
    case .due: .due
    case .status: .status
    case .who: .assignee
    case .subject: .subject
    case .from: .requester
    case .company: .company
    case .team: .team
    case .updated: .updated
    case .created: .created
    case .snoozed: .snoozed
    case .tags: nil
    }
  }
}

/// How a ticket's properties look wherever they stand: one place for words, signs and roles.
enum Look {
  static func word(_ status: Ticket.Status) -> String {
    switch status {
    case .onHold: "hold"
    case .pending: "pend"
    default: status.rawValue
    }
  }
  static func role(_ status: Ticket.Status) -> ThemeRole {
    switch status {
    case .new: .statusNew
    case .open: .statusOK
    case .pending: .statusPending
    case .onHold: .statusOnHold
    case .solved, .closed: .statusSolved
    }
  }
  static func sign(_ status: Ticket.Status, _ theme: Theme) -> String {
    if theme.isASCII {
      return switch status {
      case .new: "n"
      case .open: "o"
      case .pending: "~"
      case .onHold: "="
      case .solved: "+"
      case .closed: "x"
      }
    }
    return switch status {
    case .new, .open: "●"
    case .pending: "◐"
    case .onHold: "◑"
    case .solved: "○"
    case .closed: "·"
    }
  }
  static func role(_ priority: Ticket.Priority) -> ThemeRole {
    switch priority {
    case .urgent: .priorityUrgent
    case .high: .priorityHigh
    case .normal: .priorityNormal
    case .low: .priorityLow
    }
  }
  static func sign(_ priority: Ticket.Priority, _ theme: Theme) -> String {
    switch priority {
    case .urgent: theme.isASCII ? "!!" : "‼"
    case .high: "!"
    case .normal: theme.isASCII ? "." : "·"
    case .low: theme.isASCII ? "_" : "˯"
    }
  }
}

/// The cell of a row of the queue.
struct QueueCells {
  let directory: Directory, now: Instant, zone: any ZoneRules, theme: Theme
  /// Tags stand beside the subject where the window is wide enough for both.
  var hasChips = true

  /// What cells are made from besides their ticket; theme and zone are the same as long as a console is open.
  struct Basis: Equatable, Sendable {
    let agents: [Agent], teams: [Team], now: Instant, hasChips: Bool
  }
  var basis: Basis {
    Basis(agents: directory.agents, teams: directory.teams, now: now, hasChips: hasChips)
  }

  func cell(_ row: TicketRow, _ column: TableColumn, _ state: RowState) -> TableCell {
    guard let what = QueueColumn(rawValue: column.id) else { return TableCell("") }
    // Bright and bold is what waits for us: new, or the customer spoke last.
    let waits = row.status == .new || (row.isLastByCustomer && row.status.isActive)
    switch what {
    case .priority: return TableCell(Look.sign(row.priority, theme), Look.role(row.priority))
    case .ref: return TableCell(row.id.description, waits ? .textBright : .textMuted)
    case .due:
      let due = DueWords(row.due, pausedSince: row.isPaused ? row.updated : nil, now: now, zone: zone)
      return due.map { TableCell($0.short, $0.role) } ?? TableCell("")
    case .status:
      return TableCell([
        TextRun(Look.sign(row.status, theme), Look.role(row.status)),
        TextRun(" " + Look.word(row.status), row.status == .new ? .accent : .text),
      ])
    case .who:
      guard let id = row.assignee else { return TableCell(theme.isASCII ? "-" : "—", .textFaint) }
      return TableCell(directory.handle(of: id), .text)
    case .subject:
      let chips = hasChips ? row.tags.prefix(1).map { TextRun($0, .chip) } : []
      return TableCell([TextRun(row.subject, waits ? .textBright : .text)], chips: chips)
    case .from: return TableCell(CustomerName.runs(row.requesterName, .text, ascii: theme.isASCII))
    case .company: return TableCell(row.company, .textMuted)
    case .team: return TableCell(row.team.map(directory.name(of:)) ?? "", .textMuted)
    case .updated: return TableCell(row.updated.age(at: now), .textMuted)
    case .created: return TableCell(row.created.age(at: now), .textMuted)
    case .tags: return TableCell(row.tags.joined(separator: " "), .textMuted)
    case .snoozed:
      return TableCell(row.snoozedUntil.map { $0.short(at: now, in: zone) } ?? "", .textMuted)
    }
  }
}
