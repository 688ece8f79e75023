import Acts
import Domain
import Exchange
import Store

/// Does with a mail what its sort and its place ask for, in the transaction of the act.
struct MailIntake {
  private let mail: ArrivingMail, store: WriteTransaction, context: Context
  private let settings: MailSettings, thread: MailThread

  init(_ mail: ArrivingMail, in store: WriteTransaction, _ context: Context) throws {
    (self.mail, self.store, self.context) = (mail, store, context)
    settings = try store.mailSettings
    thread = MailThread(signer: try store.mailSigner(), store: store)
  }

  /// Takes it in, and writes the ledger.
  func take(_ line: ArrivedMail) throws -> ArrivedMail {
    let isOurs = mail.mail.id.flatMap { thread.signer?.ticket(ofMessageID: $0) } != nil
    var line = line
    switch MailSort.of(mail.mail.signs, isOurs: isOurs, addresses: [settings.address]) {
    case .own(let why): line.reason = why
    case .bounce: try bounce(&line)
    case .answered(let why):
      line.reason = why
      try checkRate(line)
      if let place = try thread.place(of: mail) { try note(&line, in: thread.target(place.ticket).id) }
    case .automatic(let why):
      line.reason = why
      try checkRate(line)
      if let place = try thread.place(of: mail) {
        try note(&line, in: thread.target(place.ticket).id)
      } else {
        try open(&line, tags: ["automatic"])
      }
    case .personal:
      try checkRate(line)
      if let place = try thread.place(of: mail) { try answer(&line, place) } else { try open(&line) }
    }
    return try store.add(line, source: line.outcome == .setAside ? mail.source : nil)
  }
  /// What comes too often waits at the mail server: nothing is lost, and no loop is faster than this.
  private func checkRate(_ line: ArrivedMail) throws {
    guard try store.mailCount(from: line.from, since: context.now - .hours(1)) >= settings.rate else {
      return
    }
    throw Refusal(
      .suspended, "\(settings.rate) mails of \(line.from) came within an hour.",
      remedy: "It is taken when it is handed in later (setting mail.rate).")
  }

  // MARK: Somebody wrote

  private func answer(_ line: inout ArrivedMail, _ place: MailThread.Place) throws {
    let ticket = try thread.target(place.ticket), author = try author()
    let known = try store.customer(email: author.email)
    let isInside =
      try known.map { known in
        try known.id == ticket.requester || store.participants(of: ticket.id).contains(known.id)
      } ?? false
    let colleague = try store.directory().agents.first {
      !$0.isDisabled && $0.email.lowercased() == author.email
    }
    if let colleague, !isInside {
      // Who a mail says it is from proves nothing: it is no answer to the customer, and nobody's word but the mail's.
      line.reason = "a mail of \(author.email), \(colleague.handle), not verified"
      return try note(&line, in: ticket.id)
    }
    guard isInside || place.isSigned else {
      line.reason = "it answers a mail of \(ticket.id), whose customer is somebody else"
      try open(&line)
      if let new = line.ticket { try store.add(TicketLink(from: new, to: ticket.id, kind: .related)) }
      return
    }
    let customer = try known ?? newCustomer(author)
    if ticket.status == .closed { return try followUp(&line, ticket, of: customer) }
    if !isInside {
      try store.add(participant: customer, to: ticket.id, at: context.now)
      let words =
        "\(customer.name) <\(customer.email)> answered a mail of this ticket and takes part in it from now on."
      try say(.note, words, by: .system, in: ticket.id)
    }
    let message = try say(.public, text, by: .customer(customer.id), in: ticket.id, mailID: true)
    var moved = try store.need(ticket.id)
    moved.takeCustomerMessage(at: context.now)
    try store.save(moved, by: .customer(customer.id), at: context.now)
    (line.outcome, line.ticket, line.message) = (.continued, ticket.id, message.id)
  }
  private func open(_ line: inout ArrivedMail, tags: [String] = []) throws {
    let author = try author()
    let customer = try store.customer(email: author.email) ?? newCustomer(author)
    let ticket = Ticket(
      id: try store.newTicketID(), subject: mail.subject, requester: customer.id, channel: .mail, tags: tags,
      created: context.now)
    try begin(ticket, of: customer, &line)
    line.outcome = .opened
  }
  private func followUp(_ line: inout ArrivedMail, _ old: Ticket, of customer: Customer) throws {
    let ticket = Ticket(
      id: try store.newTicketID(), subject: old.subject, requester: customer.id, team: old.team,
      priority: old.priority, channel: .mail, kind: old.kind, tags: old.tags, parent: old.id,
      created: context.now)
    try begin(ticket, of: customer, &line)
    try store.add(TicketLink(from: ticket.id, to: old.id, kind: .followsUp))
    (line.outcome, line.reason) = (.followedUp, "it follows up \(old.id), which is closed")
  }
  private func begin(_ ticket: Ticket, of customer: Customer, _ line: inout ArrivedMail) throws {
    try store.save(ticket, by: .customer(customer.id), at: context.now)
    let message = try say(.public, text, by: .customer(customer.id), in: ticket.id, mailID: true)
    (line.ticket, line.message) = (ticket.id, message.id)
  }
  private func author() throws -> Sender {
    if let author = mail.author { return author }
    throw Refusal(.invalid, "The mail names no author who could be answered.", remedy: "It needs a From.")
  }
  private func newCustomer(_ author: Sender) throws -> Customer {
    let customer = Customer(
      id: try store.newCustomerID(), name: author.name, email: author.email, since: context.now)
    try store.save(customer)
    return customer
  }

  // MARK: A program wrote

  /// Tells it to colleagues: neither the status moves nor a clock, and nobody is answered.
  private func note(_ line: inout ArrivedMail, in ticket: Ticket.ID) throws {
    let head = "Mail of \(mail.mail.from?.address ?? "nobody"): \(line.reason)."
    let message = try say(.note, head + "\n\n" + text, by: .system, in: ticket, mailID: true)
    (line.outcome, line.ticket, line.message) = (.noted, ticket, message.id)
  }
  /// A report that a mail could not be delivered goes to the ticket of that mail, and never opens one.
  private func bounce(_ line: inout ArrivedMail) throws {
    let report = mail.mail.report, failed = report?.recipients.filter { $0.action == "failed" } ?? []
    let original = report?.original ?? Self.original(in: mail.mail.text)
    if report != nil, failed.isEmpty {
      line.reason = "a report of a delivery that has not failed"
      return
    }
    line.reason = "a report of a failed delivery"
    guard let place = try thread.place(ofMessageIDs: (original.map { [$0] } ?? []) + mail.mail.answers) else {
      line.reason += " of a mail that is not of this desk"
      return
    }
    let ticket = try thread.target(place.ticket).id
    let lines = failed.map { one in
      "Not delivered to \(one.address): \([one.status, one.diagnostic].filter { !$0.isEmpty }.joined(separator: " "))"
    }
    let words =
      lines.isEmpty ? "A mail of this ticket was not delivered.\n\n" + text : lines.joined(separator: "\n")
    let message = try say(.note, words, by: .system, in: ticket, mailID: true)
    (line.outcome, line.ticket, line.message) = (.noted, ticket, message.id)
    guard let original, var sent = try store.outboxMessage(mailID: MailID.angled(original)),
      sent.state == .sent
    else { return }
    (sent.state, sent.trouble) = (.failed, String((lines.first ?? "It was not delivered.").prefix(500)))
    try store.save(sent)
  }
  /// Mail servers that write no report in parts quote the header of the mail.
  private static func original(in text: String) -> String? {
    for line in text.split(separator: "\n").prefix(500) where line.lowercased().hasPrefix("message-id:") {
      return MailMessage.identifier(in: String(line.dropFirst(11)))
    }
    return nil
  }

  // MARK: Words

  /// Longer texts are cut in the ticket, and lie whole beside it as a file.
  private static let longest = 200_000
  private var text: String {
    var text = mail.mail.text
    if let signature = mail.mail.traits.signature {
      text += "\n\n[signed with \(signature); the signature was not checked]"
    }
    if text.utf8.count > Self.longest {
      text = String(text.prefix(Self.longest / 4)) + "\n\n[… the rest is in the file message.txt]"
    }
    return text.allSatisfy(\.isWhitespace) ? "(no text)" : text
  }
  @discardableResult
  private func say(
    _ kind: Message.Kind, _ text: String, by author: Message.Author, in ticket: Ticket.ID,
    mailID: Bool = false
  ) throws -> Message {
    var message = Message(
      id: try store.newMessageID(), ticket: ticket, author: author, kind: kind, body: text, at: context.now)
    guard mailID else { return try store.add(message) }
    message.mailID = mail.mail.id.map(MailID.angled)
    var files = mail.mail.attachments.map {
      NewAttachment(name: $0.name, type: $0.type, bytes: $0.content ?? [])
    }
    if mail.mail.text.utf8.count > Self.longest {
      files.append(NewAttachment(name: "message.txt", type: "text/plain", bytes: Array(mail.mail.text.utf8)))
    }
    return try store.add(message, files: files)
  }
}
