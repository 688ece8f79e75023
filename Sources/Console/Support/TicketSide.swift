import Domain
import Store
import Terminal

/// What is known of a ticket beside its conversation: properties with their keys, the customer, earlier tickets.
struct TicketSide {
  let detail: TicketDetail, facts: Facts, theme: Theme
  var isReadOnly = false

  private var ticket: Ticket { detail.ticket }
  private func handle(_ id: Agent.ID) -> String { facts.directory.handle(of: id) }
  private func short(_ instant: Instant) -> String { instant.short(at: facts.now, in: facts.zone) }

  private var due: DueWords? {
    DueWords(ticket.due, pausedSince: detail.pausedSince, now: facts.now, zone: facts.zone)
  }
  private func property(_ name: String, _ value: [TextRun], key: String = "") -> TextLine {
    let padding = String(repeating: " ", count: max(1, 11 - name.count))
    var line = TextLine([TextRun(name + padding, .textMuted)] + value, indent: 1)
    if !key.isEmpty, !isReadOnly { line.right = [TextRun(key + " ", .accent)] }
    return line
  }

  /// The column at the right of a wide window.
  func column(width: Int) -> [TextLine] {
    desk() + [.blank] + times() + connections() + customerCard(width: width) + earlier()
  }
  /// What somebody sets, each with its key.
  private func desk() -> [TextLine] {
    var lines = [
      property(
        "status", [word(Look.sign(ticket.status, theme), ticket.status.word, Look.role(ticket.status))],
        key: "s"),
      property(
        "priority",
        [word(Look.sign(ticket.priority, theme), ticket.priority.rawValue, Look.role(ticket.priority))],
        key: "p"),
      property(
        "assignee",
        [TextRun(ticket.assignee.map(handle) ?? "nobody yet", ticket.assignee == nil ? .textMuted : .text)],
        key: "a"),
    ]
    if let team = ticket.team {
      lines.append(property("team", [TextRun(facts.directory.name(of: team), .text)]))
    }
    lines.append(property("tags", [words(ticket.tags, " ", orElse: "none")], key: "t"))
    lines.append(property("watching", [words(ticket.watchers.map(handle), ", ", orElse: "nobody")], key: "w"))
    if let until = ticket.snoozedUntil, until > facts.now {
      lines.append(property("deferred", [TextRun("until " + short(until), .statusPending)], key: "d"))
    }
    if let due {
      lines.append(
        property("due", [TextRun(due.short, due.role), TextRun("  " + due.more, .textMuted)], key: "x"))
    }
    return lines
  }
  private func word(_ sign: String, _ word: String, _ role: ThemeRole) -> TextRun {
    TextRun(sign + " " + word, role)
  }
  private func words(_ words: [String], _ separator: String, orElse nothing: String) -> TextRun {
    words.isEmpty ? TextRun(nothing, .textFaint) : TextRun(words.joined(separator: separator), .text)
  }
  /// When it began and ended, and what an import brought along.
  private func times() -> [TextLine] {
    var lines = [
      property(
        "opened",
        [TextRun(short(ticket.created), .text), TextRun("  by \(ticket.channel.rawValue)", .textMuted)]),
      property(
        "changed",
        [TextRun(short(ticket.updated), .text), TextRun("  version \(ticket.version)", .textFaint)]),
    ]
    if let solved = ticket.solved { lines.append(property("solved", [TextRun(short(solved), .text)])) }
    for (name, value) in ticket.custom.sorted(by: { $0.key < $1.key }).prefix(8) {
      lines.append(property(String(name.prefix(10)), [TextRun(value, .text)]))
    }
    return lines
  }
  private func connections() -> [TextLine] {
    var lines: [TextLine] = []
    if let into = ticket.mergedInto {
      lines.append(property("merged", [TextRun("into ", .textMuted), TextRun(into.description, .link)]))
    }
    if let parent = ticket.parent { lines.append(property("from", [TextRun(parent.description, .link)])) }
    for link in detail.links.prefix(6) {
      let other = link.from == ticket.id ? link.to : link.from
      lines.append(
        property(
          link.from == ticket.id ? link.kind.words : link.kind.wordsBack, [TextRun(other.description, .link)])
      )
    }
    return lines.isEmpty ? [] : [.blank] + lines
  }
  private func customerCard(width: Int) -> [TextLine] {
    guard let customer = detail.customer else { return [] }
    var lines: [TextLine] = [.blank]
    var head = TextLine(CustomerName.card(customer, ascii: theme.isASCII), indent: 1)
    if customer.since > .epoch {
      head.runs.append(TextRun("  since \(facts.zone.day(of: customer.since).year)", .textMuted))
    }
    head.right = isReadOnly ? [] : [TextRun("c ", .accent)]
    lines.append(head)
    if !customer.company.isEmpty { lines.append(TextLine([TextRun(customer.company, .text)], indent: 1)) }
    if !customer.email.isEmpty { lines.append(TextLine([TextRun(customer.email, .textMuted)], indent: 1)) }
    var place: [TextRun] = []
    if let name = customer.timeZone {
      let city = name.split(separator: "/").last.map { String($0).replacing("_", with: " ") } ?? name
      place.append(
        TextRun(detail.customerZone.map { "\(facts.now.clock(in: $0)) in \(city)" } ?? name, .textMuted))
    }
    if let language = customer.language {
      place.append(TextRun((place.isEmpty ? "" : ", ") + "writes \(Languages.name(language))", .textMuted))
    }
    if !place.isEmpty { lines.append(TextLine(place, indent: 1)) }
    if customer.plan != nil || customer.mrr != nil {
      lines.append(.blank)
      if let plan = customer.plan {
        lines.append(
          TextLine(
            [
              TextRun(plan, .text),
              TextRun(customer.tier == "standard" ? "" : "  \(customer.tier)", .statusInfo),
            ], indent: 1))
      }
      if let mrr = customer.mrr { lines.append(TextLine([TextRun("MRR \(mrr)", .text)], indent: 1)) }
    }
    return lines
  }
  private func earlier() -> [TextLine] {
    guard !detail.earlier.isEmpty else { return [] }
    var lines: [TextLine] = [
      .blank,
      TextLine(
        [TextRun("Other tickets", .textMuted), TextRun("  \(detail.otherTicketsText)", .textFaint)],
        indent: 1),
    ]
    for row in detail.earlier {
      var line = TextLine(
        [TextRun(row.id.description + "  ", .link), TextRun(row.subject, .text)], indent: 1)
      line.right = [TextRun(Look.word(row.status) + " ", .textMuted)]
      lines.append(line)
    }
    return lines
  }

  /// The same as sentences, for readers that speak.
  func spoken() -> [String] {
    let customer = customerCard(width: 200).map { $0.runs.plain }.filter { !$0.isEmpty }
    let others = detail.customerTickets > 1 ? ["\(detail.customerTickets - 1) other tickets"] : []
    var state = [
      ticket.status.word, ticket.priority.rawValue, ticket.assignee.map(handle) ?? "nobody yet",
    ]
    if let team = ticket.team { state.append("team " + facts.directory.name(of: team)) }
    if !ticket.tags.isEmpty { state.append("tags " + ticket.tags.joined(separator: " ")) }
    if !ticket.watchers.isEmpty {
      state.append("watching: " + ticket.watchers.map(handle).joined(separator: " "))
    }
    if let until = ticket.snoozedUntil, until > facts.now { state.append("deferred until " + short(until)) }
    if let due { state.append(due.spoken) }
    let links = connections().map { $0.runs.plain.split(separator: " ").joined(separator: " ") }
    return [state.joined(separator: ", "), (customer + others).joined(separator: ", ")]
      + links.filter { !$0.isEmpty }
  }

  /// The two rows on top of a narrow window.
  func head(width: Int) -> [TextLine] {
    var first: [TextRun] = [
      word(Look.sign(ticket.status, theme), ticket.status.word, Look.role(ticket.status)),
      TextRun(
        "  \(Look.sign(ticket.priority, theme)) \(ticket.priority.rawValue)", Look.role(ticket.priority)),
      TextRun(
        "  " + (ticket.assignee.map(handle) ?? "nobody yet"),
        ticket.assignee == nil ? .textMuted : .textBright),
    ]
    if let due { first.append(TextRun("  " + due.spoken, due.role)) }
    if !ticket.tags.isEmpty {
      first += [TextRun("  tags ", .textMuted), TextRun(ticket.tags.joined(separator: " "), .text)]
    }
    var second: [TextRun] = []
    if let customer = detail.customer {
      second += CustomerName.card(customer, ascii: theme.isASCII)
      if !customer.company.isEmpty { second.append(TextRun(", \(customer.company)", .text)) }
      if let plan = customer.plan { second.append(TextRun(", \(plan)", .textMuted)) }
      if let mrr = customer.mrr { second.append(TextRun(", MRR \(mrr)", .textMuted)) }
    }
    if let until = ticket.snoozedUntil, until > facts.now {
      second.append(TextRun("   deferred until \(short(until))", .statusPending))
    }
    if let into = ticket.mergedInto { second.append(TextRun("   merged into \(into)", .statusPending)) }
    return [TextLine(first, indent: 1), TextLine(second, indent: 1), .blank]
  }
}

extension TicketLink.Kind {
  /// How the link reads from its first end.
  var words: String {
    switch self {
    case .related: "related"
    case .blocks: "blocks"
    case .duplicates: "doubles"
    case .causedBy: "caused by"
    case .followsUp: "follows"
    case .splitFrom: "split off"
    }
  }
  /// How it reads from the other end.
  var wordsBack: String {
    switch self {
    case .related: "related"
    case .blocks: "blocked by"
    case .duplicates: "doubled by"
    case .causedBy: "causes"
    case .followsUp: "followed by"
    case .splitFrom: "split into"
    }
  }
}

/// Names of the languages customers write in; others are shown by their tag.
enum Languages {
  static let names = [
    "en": "English", "de": "German", "es": "Spanish", "fr": "French", "ja": "Japanese", "zh": "Chinese",
    "el": "Greek",
    "tr": "Turkish", "ar": "Arabic", "he": "Hebrew", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "pl": "Polish",
    "ru": "Russian", "ko": "Korean", "sv": "Swedish",
  ]
  static func name(_ tag: String) -> String { names[String(tag.prefix(2))] ?? tag }
}
