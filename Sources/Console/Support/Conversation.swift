import Domain
import Store
import Terminal

/// The conversation of a ticket as rows: messages with their folds, and between them what happened.
///
/// A pure function of the ticket, the width and which folds are open; both the preview and the ticket pane draw it.
struct Conversation {
  let detail: TicketDetail, facts: Facts, theme: Theme
  /// Folds by number, from 0 in the order of the text.
  var foldsOpen: Set<Int> = []
  var isRelative = false
  /// Columns before the text of a message; the time stands in them.
  var indent = 7
  var showsEvents = true

  private enum Entry {
    case message(Message, Int)
    case event([TicketEvent])
    var at: Instant {
      switch self {
      case .message(let message, _): message.at
      case .event(let events): events[0].at
      }
    }
  }

  func lines(width: Int) -> [TextLine] {
    var lines: [TextLine] = [], fold = 0
    if detail.isPartial {
      lines.append(
        TextLine([
          TextRun("Older messages are not shown: opsdeck ticket show \(detail.ticket.id) --all", .textMuted)
        ]))
      lines.append(.blank)
    }
    for entry in entries() {
      switch entry {
      case .message(let message, let place):
        if let last = lines.last, !last.runs.isEmpty || last.ground != nil { lines.append(.blank) }
        add(message, place, width: width, fold: &fold, to: &lines)
      case .event(let events):
        if let last = lines.last, last.anchor != nil { lines.append(.blank) }
        lines += told(events, width: width)
      }
    }
    return lines
  }

  private func entries() -> [Entry] {
    var all: [Entry] = detail.messages.enumerated().map { .message($1, $0) }
    if showsEvents {
      // What one save changed is told in one row.
      var groups: [[TicketEvent]] = []
      for event in detail.events where event.field != "created" && event.field != "message" {
        if let last = groups.last?[0], last.at == event.at, last.actor == event.actor {
          groups[groups.count - 1].append(event)
        } else {
          groups.append([event])
        }
      }
      all += groups.map { .event($0) }
    }
    // Equal instants: the message first, then what it caused.
    return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  // MARK: messages

  private func add(_ message: Message, _ place: Int, width: Int, fold: inout Int, to lines: inout [TextLine])
  {
    let isNote = message.kind == .note
    let start = lines.count
    let margin = 1
    var head = TextLine(
      [
        TextRun(when(message.at) + "  ", .textMuted),
        TextRun(author(message), isNote ? .notePrivateBar : .accentName(message)),
      ],
      indent: margin, anchor: place)
    if isNote {
      head.runs.append(TextRun("  private note", .notePrivateBar))
    } else if let via = via(message) {
      head.runs.append(TextRun("  " + via, .textMuted))
    }
    lines.append(head)
    let inner = max(8, width - 1)
    for part in detail.parts[place] {
      let text = part.lines.joined(separator: "\n")
      if part.kind == .text {
        lines.add(text, isNote ? .notePrivate : .text, indent: indent + margin, width: inner, anchor: place)
        continue
      }
      let isOpen = foldsOpen.contains(fold)
      let arrow = theme.isASCII ? (isOpen ? "v" : ">") : isOpen ? "▾" : "▸"
      let line = TextLine(
        [TextRun("\(arrow) \(summary(part))", .textFaint)], indent: indent + margin, anchor: place, fold: fold
      )
      lines.append(line)
      if isOpen { lines.add(text, .textMuted, indent: indent + margin, width: inner, anchor: place) }
      fold += 1
    }
    if !message.attachments.isEmpty {
      var runs: [TextRun] = []
      for file in message.attachments {
        if !runs.isEmpty { runs.append(TextRun("   ", .text)) }
        runs += [TextRun(file.name, .link), TextRun("  " + Digits.bytes(file.size), .textMuted)]
      }
      lines.append(TextLine(runs, indent: indent + margin, anchor: place))
    }
    if isNote {
      for index in start..<lines.count {
        lines[index].ground = .notePrivate
        lines[index].bar = .notePrivateBar
      }
    }
  }
  private func summary(_ part: MessagePart) -> String {
    part.kind == .signature ? "signature" : "\(part.lines.count) quoted"
  }
  private func when(_ instant: Instant) -> String {
    if isRelative { return instant.ago(at: facts.now) }
    return instant.short(at: facts.now, in: facts.zone)
  }
  private func author(_ message: Message) -> String {
    switch message.author {
    case .customer(let id):
      detail.customer?.id == id
        ? detail.customer.map { MixedScripts.marked($0.name, ascii: theme.isASCII) } ?? "customer"
        : "customer \(id.rawValue)"
    case .agent(let id):
      facts.directory.agent(id).map { message.kind == .note ? $0.handle.name : $0.name } ?? "agent"
    case .system: "opsdeck"
    }
  }
  private func via(_ message: Message) -> String? {
    if let waiting = detail.waiting.first(where: { $0.message == message.id }) {
      let seconds = max(0, (waiting.notBefore - facts.now) / 1000)
      return seconds > 0 ? "waits in the outbox \(seconds) s" : "in the outbox"
    }
    switch message.author {
    case .customer: return detail.ticket.channel.rawValue
    case .agent: return "public reply"
    case .system: return nil
    }
  }

  // MARK: events

  private func told(_ events: [TicketEvent], width: Int) -> [TextLine] {
    let who =
      switch events[0].actor {
      case .agent(let id): facts.directory.handle(of: id)
      case .customer: detail.customer.map { MixedScripts.marked($0.name, ascii: theme.isASCII) } ?? "customer"
      case .system: "opsdeck"
      }
    let said = events.map {
      EventWords(directory: facts.directory, now: facts.now, zone: facts.zone).sentence($0)
    }
    let time = when(events[0].at) + "  ", indent = 1 + TextWidth.of(time)
    let rows = Wrap.rows(of: "\(who) \(said.joined(separator: ", "))", width: max(8, width - indent - 1))
    return rows.enumerated().map { place, row in
      place == 0
        ? TextLine([TextRun(time, .textMuted), TextRun(String(row), .textMuted)], indent: 1)
        : TextLine([TextRun(String(row), .textMuted)], indent: indent)
    }
  }
}

extension ThemeRole {
  /// Customers stand out from colleagues by hue and weight.
  static func accentName(_ message: Message) -> ThemeRole {
    if case .customer = message.author { return .accent }
    return .textBright
  }
}

/// What a change of a field says to a reader.
struct EventWords {
  let directory: Directory, now: Instant, zone: any ZoneRules

  func sentence(_ event: TicketEvent) -> String {
    guard let field = TicketField(event.field) else { return "\(event.field) \(event.after ?? "removed")" }
    let after = value(field, event.after), before = value(field, event.before)
    return switch field {
    case .assignee: assigned(event, to: after)
    case .status: "set it \(before) to \(after)".replacingStart("set it ", "changed status from ")
    case .priority: "changed priority from \(before) to \(after)"
    case .team: event.after == nil ? "took it out of \(before)" : "moved it to \(after)"
    case .tags: tags(event)
    case .watchers: "watching: \(after)"
    case .snoozed: event.after == nil ? "woke it" : "deferred it until \(after)"
    case .merged: event.after == nil ? "took the merge back" : "merged it into \(after)"
    case .parent: "linked it to \(after)"
    case .due: event.after == nil ? "removed the due date" : "set it due \(after)"
    case .solved: event.after == nil ? "no longer solved" : "solved it"
    case .subject: "renamed it from “\(before)”"
    case .requester: "changed the requester"
    case .channel, .kind, .custom: "set \(field) to \(after)"
    }
  }
  private func assigned(_ event: TicketEvent, to name: String) -> String {
    guard let id = event.after.flatMap({ Int64($0) }) else { return "gave it back to the queue" }
    if case .agent(let actor) = event.actor, actor.rawValue == id { return "took it" }
    return "assigned it to \(name)"
  }
  func value(_ field: TicketField, _ text: String?) -> String {
    guard let text else { return "nothing" }
    let number = Int64(text)
    return switch field {
    case .assignee: number.map { directory.handle(of: Agent.ID($0)) } ?? text
    case .team: number.map { directory.name(of: Team.ID($0)) } ?? text
    case .watchers:
      text.split(separator: " ").compactMap { Int64($0) }.map { directory.handle(of: Agent.ID($0)) }.joined(
        separator: ", ")
    case .snoozed, .due, .solved: number.map { Instant(milliseconds: $0).short(at: now, in: zone) } ?? text
    case .merged, .parent: number.map { Ticket.ID($0).description } ?? text
    case .status: Ticket.Status(rawValue: text).map(Look.word) ?? text
    default: text
    }
  }
  private func tags(_ event: TicketEvent) -> String {
    let before = Set((event.before ?? "").split(separator: " ")),
      after = Set((event.after ?? "").split(separator: " "))
    let added = after.subtracting(before).sorted().map { "+" + $0 },
      removed = before.subtracting(after).sorted().map { "-" + $0 }
    return "tagged " + (added + removed).joined(separator: " ")
  }
}

extension String {
  fileprivate func replacingStart(_ start: String, _ other: String) -> String {
    hasPrefix(start) ? other + dropFirst(start.count) : self
  }
}

/// Numbers as people read them, without Foundation.
enum Digits {
  /// `1,204,331`.
  static func grouped(_ number: Int) -> String {
    let digits = String(abs(number))
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return (number < 0 ? "-" : "") + out
  }
  /// `212 kB`.
  static func bytes(_ count: Int) -> String {
    if count < 1000 { return "\(count) B" }
    if count < 1_000_000 { return "\((count + 500) / 1000) kB" }
    return "\(count / 1_000_000).\(count % 1_000_000 / 100_000) MB"
  }
}
