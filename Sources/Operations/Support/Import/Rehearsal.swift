import Exchange

/// What earlier batches of a dry run made and took back again, so that its report is the one that a real run gives.
///
/// Only hashes are kept, eight bytes for a name: a dry run of a million records must not need their texts.
struct Rehearsal {
  private var tickets: [Int: Int] = [:]
  private var messages: Set<Int> = []

  /// Whether a batch before made the ticket, or the message that it answers.
  func knows(_ ticket: ImportedTicket) -> Bool {
    tickets[ticket.externalID.hashValue] != nil || ticket.answers.contains { messages.contains($0.hashValue) }
  }
  /// Whether it was told just so.
  func isSame(_ ticket: ImportedTicket) -> Bool {
    tickets[ticket.externalID.hashValue] == ticket.fingerprint.hashValue
  }
  /// How many of its messages were not told before. The text of a table's row is known by its place alone.
  func missing(_ ticket: ImportedTicket) -> Int {
    ticket.messages.count { message in
      !messages.contains(message.externalID.hashValue)
        && message.mailID.map { messages.contains($0.hashValue) } != true
    }
  }
  mutating func note(_ ticket: ImportedTicket) {
    tickets[ticket.externalID.hashValue] = ticket.fingerprint.hashValue
    for message in ticket.messages {
      messages.insert(message.externalID.hashValue)
      if let mailID = message.mailID { messages.insert(mailID.hashValue) }
    }
  }
}

extension TicketImporter {
  /// Counts a record about a ticket that an earlier batch made, as `update` would have.
  mutating func retell(_ record: ImportRecord, _ rest: Int, _ report: inout ImportReport) {
    guard let rehearsal, !rehearsal.isSame(record.ticket), rest > 0 else {
      report.unchanged += rest
      return
    }
    let added = rehearsal.missing(record.ticket)
    report.messages += added
    if recordsAreMessages {
      report.new += added
      report.unchanged += rest - added
      if added > 0 { report.ticketsUpdated += 1 }
    } else {
      report.updated += rest
      report.ticketsUpdated += 1
    }
    self.rehearsal?.note(record.ticket)
  }
}
