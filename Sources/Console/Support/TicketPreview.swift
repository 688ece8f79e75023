import Domain
import Store
import Terminal

/// The ticket under the cursor of a queue, in short: what it is, who asks, what was said.
struct TicketPreview {
  let detail: TicketDetail, facts: Facts, theme: Theme
  var foldsOpen: Set<Int> = []

  func lines(width: Int) -> [TextLine] {
    let ticket = detail.ticket
    var lines: [TextLine] = []
    lines.add(ticket.subject, .textBright, indent: 1, width: width)
    var facts1 = [
      TextRun(ticket.id.description, .textMuted),
      TextRun("  " + ticket.priority.rawValue, Look.role(ticket.priority)),
      TextRun("  " + ticket.status.rawValue, Look.role(ticket.status)),
      TextRun(
        "  " + (ticket.assignee.map(facts.directory.handle(of:)) ?? "nobody yet"),
        ticket.assignee == nil ? .textMuted : .text),
    ]
    if let company = Company.sentence(on: ticket.id, facts) {
      facts1.append(TextRun("   " + company, .personOther))
    }
    lines.append(TextLine(facts1, indent: 1))
    lines.append(.blank)
    if let customer = detail.customer { lines += card(customer) }
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
            TextRun("r", .accent), TextRun(" goes on", .textMuted),
          ], indent: 1))
    }
    if lines.last?.runs.isEmpty == false { lines.append(.blank) }
    lines += Conversation(detail: detail, facts: facts, theme: theme, foldsOpen: foldsOpen).lines(
      width: width)
    return lines
  }
  private func card(_ customer: Customer) -> [TextLine] {
    var first = [TextRun(customer.name.isEmpty ? customer.email : customer.name, .textBright)]
    if !customer.company.isEmpty { first.append(TextRun("  " + customer.company, .text)) }
    if let plan = customer.plan { first.append(TextRun("  " + plan, .textMuted)) }
    var second: [TextRun] = []
    if let mrr = customer.mrr { second.append(TextRun("MRR \(mrr)   ", .text)) }
    if customer.tier != "standard" { second.append(TextRun("\(customer.tier)   ", .statusInfo)) }
    if !customer.email.isEmpty { second.append(TextRun(customer.email + "   ", .textMuted)) }
    if detail.customerTickets > 1 { second.append(TextRun("\(detail.customerTickets) tickets", .textMuted)) }
    return [TextLine(first, indent: 1), TextLine(second, indent: 1), .blank]
  }
}
