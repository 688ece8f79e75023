import Domain
import Store
import Terminal

/// The ticket under the cursor of a queue, in short: what it is, who asks, what was said.
struct TicketPreview {
  let detail: TicketDetail, facts: Facts, theme: Theme
  var foldsOpen: Set<Int> = []
  /// In few rows the subject and the rest that the list shows beside it give way to what was said.
  var isLow = false
  /// A macro that fits.
  var macro: Macro?

  func lines(width: Int) -> [TextLine] {
    var lines = isLow ? [] : head(width: width)
    if let customer = detail.customer { lines += card(customer, width: width) }
    lines += state()
    if !isLow, lines.last?.runs.isEmpty == false { lines.append(.blank) }
    lines += Conversation(detail: detail, facts: facts, theme: theme, foldsOpen: foldsOpen).lines(
      width: width)
    if let macro, !isLow {
      lines += [
        .blank, TextLine([TextRun("Macro that fits", .textMuted)], indent: 1),
        TextLine([TextRun("m", .accent), TextRun("  " + macro.title, .text)], indent: 1),
      ]
    }
    return lines
  }
  private func head(width: Int) -> [TextLine] {
    let ticket = detail.ticket
    var lines: [TextLine] = []
    lines.add(ticket.subject, .textBright, indent: 1, width: width)
    var pieces = [
      [TextRun(ticket.id.description, .textMuted)],
      [TextRun(ticket.priority.rawValue, Look.role(ticket.priority))],
      [TextRun(ticket.status.word, Look.role(ticket.status))],
      [
        TextRun(
          ticket.assignee.map(facts.directory.handle(of:)) ?? "nobody yet",
          ticket.assignee == nil ? .textMuted : .text)
      ],
    ]
    if let company = Company.sentence(on: ticket.id, facts) {
      pieces.append([TextRun(company, .personOther)])
    }
    lines += TextLine.flowing(pieces, indent: 1, width: width)
    lines.append(.blank)
    return lines
  }
  /// What is out of the ordinary: put aside, merged, half answered.
  private func state() -> [TextLine] {
    let ticket = detail.ticket
    var lines: [TextLine] = []
    if let until = ticket.snoozedUntil, until > facts.now {
      lines.append(
        TextLine(
          [TextRun("deferred until \(until.short(at: facts.now, in: facts.zone))", .statusPending)], indent: 1
        ))
    }
    if let into = ticket.mergedInto {
      lines.append(
        TextLine([TextRun("merged into ", .textMuted), TextRun(into.description, .link)], indent: 1))
    }
    if let draft = detail.drafts.first {
      lines.append(
        TextLine(
          [
            TextRun("your draft of \(draft.saved.short(at: facts.now, in: facts.zone))  ", .statusWarn),
            TextRun(draft.kind == .note ? "i" : "r", .accent), TextRun(" goes on", .textMuted),
          ], indent: 1))
    }
    return lines
  }
  private func card(_ customer: Customer, width: Int) -> [TextLine] {
    var pieces: [[TextRun]] = [CustomerName.card(customer, ascii: theme.isASCII)]
    if !customer.company.isEmpty { pieces.append([TextRun(customer.company, .text)]) }
    if let plan = customer.plan { pieces.append([TextRun(plan, .textMuted)]) }
    if let mrr = customer.mrr { pieces.append([TextRun("MRR \(mrr)", .text)]) }
    if customer.tier != "standard" { pieces.append([TextRun(customer.tier, .statusInfo)]) }
    if detail.customerTickets > 1 {
      pieces.append([TextRun(detail.customerTicketsText, .textMuted)])
    }
    if !customer.email.isEmpty, !customer.name.isEmpty {
      pieces.append([TextRun(customer.email, .textMuted)])
    }
    let lines = TextLine.flowing(pieces, indent: 1, width: width)
    return isLow ? Array(lines.prefix(1)) : lines + [.blank]
  }
}
