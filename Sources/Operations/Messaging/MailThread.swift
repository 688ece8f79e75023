import Domain
import Exchange
import Store

/// Finds the ticket that a mail answers. By what the mail carries of ours, or by what it answers; never by its subject's
/// words.
struct MailThread {
  /// A ticket, and how sure it is: what is signed was sent by this desk to whoever answers.
  struct Place: Equatable { let ticket: Ticket.ID, isSigned: Bool }
  let signer: MailSigner?, store: ReadTransaction

  /// In this order: the token in the address, a signed Message-ID, a stored one, the token in the subject.
  func place(of mail: ArrivingMail) throws -> Place? {
    if let signer {
      for address in mail.recipients + mail.mail.recipients {
        if let found = try existing(signer.ticket(inAddress: address)) { return found }
      }
    }
    if let found = try place(ofMessageIDs: mail.mail.answers) { return found }
    return try existing(signer?.ticket(inSubject: mail.mail.subject))
  }
  /// The ticket to which one of these belongs, the nearest first.
  func place(ofMessageIDs ids: [String]) throws -> Place? {
    for id in ids {
      if let found = try existing(signer?.ticket(ofMessageID: id)) { return found }
    }
    for id in ids {
      for written in [MailID.angled(id), id] {
        if let message = try store.message(mailID: written) {
          return Place(ticket: message.ticket, isSigned: false)
        }
      }
    }
    return nil
  }
  private func existing(_ id: Ticket.ID?) throws -> Place? {
    try id.flatMap { try store.ticket($0) }.map { Place(ticket: $0.id, isSigned: true) }
  }
  /// The ticket, or the one it was merged into.
  func target(_ id: Ticket.ID) throws -> Ticket {
    var ticket = try store.need(id), steps = 0
    while let next = ticket.mergedInto, steps < 100 {
      ticket = try store.need(next)
      steps += 1
    }
    return ticket
  }
}
