import Acts
import Domain
import Exchange
import Foundation
import Store
import TestSupport
import Testing

@testable import Operations

extension Desk {
  /// A mail as a customer writes it; `head` are further fields.
  func deliver(
    from: String = "Kim Lee <kim@corp.example>", subject: String = "The printer", id: String? = nil,
    head: [String] = [], body: String = "It burns.", sender: String? = nil, to: [String] = []
  ) throws -> DeliverMail.Delivered {
    let id = id ?? "m\(now.milliseconds).\(Int.random(in: 0..<1_000_000))@corp.example"
    let lines =
      ["From: \(from)", "To: support@desk.example", "Subject: \(subject)", "Message-ID: <\(id)>"] + head
    return try hand((lines + ["", body]).joined(separator: "\n"), sender: sender, to: to)
  }
  func hand(_ text: String, sender: String? = nil, to: [String] = []) throws -> DeliverMail.Delivered {
    now = now + .seconds(1)
    return try pipeline.run(
      DeliverMail(ArrivingMail(Array(text.utf8), sender: sender, recipients: to)),
      Context(actor: .system, door: .mail, now: now)
    ).output
  }
  func set(_ name: String, _ value: String) throws {
    _ = try pipeline.run(SetSetting(name: name, to: value), try by("admin"))
  }
  /// A reply of ada; the mail that waits to leave.
  func reply(_ ticket: Ticket.ID, _ text: String = "On its way.", status: Ticket.Status? = nil) throws
    -> OutboxMessage
  {
    let said = try pipeline.run(ReplyToTicket(ticket: ticket, text: text, status: status), try by("ada"))
      .output
    return try #require(try database.read { try $0.outboxMessage(.init(said.outbox ?? 0)) })
  }
  func id(_ done: DeliverMail.Delivered) throws -> Ticket.ID {
    try #require(done.ticket.flatMap { Ticket.ID($0) })
  }
}

@Suite struct MailDeskTests {
  let desk: Desk
  init() throws {
    desk = try Desk()
    try desk.set("mail.domain", "desk.example")
    try desk.set("mail.address", "support@desk.example")
  }

  @Test("a customer's mail opens a ticket, our answer leaves signed, and his answer goes on in it")
  func thread() throws {
    let opened = try desk.deliver(from: "Pat <pat@new.example>", id: "first@new.example")
    let ticket = try desk.id(opened)
    #expect(opened.outcome == .opened)
    #expect(try desk.database.read { try $0.customer(email: "pat@new.example")?.name } == "Pat")
    let sent = try desk.reply(ticket, status: .pending)
    #expect(sent.inReplyTo == "<first@new.example>" && sent.references == ["<first@new.example>"])
    #expect(sent.mailID?.hasPrefix("<\(ticket).") == true && sent.subject.contains("[\(ticket)."))
    let answer = try desk.deliver(
      from: "pat@new.example", subject: "Re: whatever", head: ["In-Reply-To: \(sent.mailID ?? "")"],
      body: "Thanks!")
    #expect(answer.outcome == .continued && answer.ticket == "\(ticket)")
    #expect(try desk.read(ticket).status == .open)
    #expect(try desk.bodies(ticket) == ["It burns.", "On its way.", "Thanks!"])
    let row = try #require(try desk.audit().first { $0.act == "mail.deliver" })
    #expect(row.door == "mail" && row.subjects.contains("\(ticket)"))
  }

  /// How a mail may carry the way to its ticket, and where it then goes.
  enum Way: String, CaseIterable {
    case signedID, referencesOnly, unsigned, subjectToken, plusAddress, forgedID, forgedToken, bareReference,
      sameSubject
  }
  @Test(
    "the ticket is found by what the mail carries of ours, never by the words of its subject",
    arguments: Way.allCases)
  func ways(_ way: Way) throws {
    let ticket = try desk.ticket(), sent = try desk.reply(ticket)
    let signer = try #require(try desk.database.read { try $0.mailSigner() })
    let token = signer.token(of: ticket), id = sent.mailID ?? ""
    let wrong = String(token.dropLast()) + (token.hasSuffix("0") ? "1" : "0")
    var subject = "Re: x", head: [String] = [], to: [String] = []
    switch way {
    case .signedID: head = ["In-Reply-To: \(id)"]
    case .referencesOnly: head = ["References: <junk@x> \(id) <other@x>"]
    case .unsigned: head = ["In-Reply-To: <q\(ticket)@corp.example>"]
    case .subjectToken: subject = "AW: The printer [\(token.lowercased())]"
    case .plusAddress: to = ["support+\(token.lowercased())@desk.example"]
    case .forgedID: head = ["In-Reply-To: \(id.replacing("@", with: "0@"))"]
    case .forgedToken: subject = "Re: x [\(wrong)]"
    case .bareReference: subject = "Re: The printer is on fire [\(ticket)]"
    case .sameSubject: subject = "Re: The printer is on fire"
    }
    let done = try desk.deliver(subject: subject, head: head, to: to)
    let isFound = ![.forgedID, .forgedToken, .bareReference, .sameSubject].contains(way)
    #expect((done.ticket == "\(ticket)") == isFound && done.outcome == (isFound ? .continued : .opened))
  }

  @Test("who has a mail of the ticket takes part in it, and everybody sees that")
  func participant() throws {
    let ticket = try desk.ticket(), sent = try desk.reply(ticket)
    let done = try desk.deliver(from: "Boss <boss@corp.example>", head: ["In-Reply-To: \(sent.mailID ?? "")"])
    #expect(done.outcome == .continued && done.ticket == "\(ticket)")
    let words = try desk.database.read { try $0.messages(of: ticket) }.suffix(2)
    #expect(words.first?.kind == .note && words.first?.body.contains("boss@corp.example") == true)
    #expect(try desk.database.read { try $0.participants(of: ticket).count } == 1)
    // She need not say it again.
    _ = try desk.deliver(from: "boss@corp.example", head: ["In-Reply-To: \(sent.mailID ?? "")"])
    #expect(try desk.database.read { try $0.messages(of: ticket) }.filter { $0.kind == .note }.count == 1)
  }
  @Test("a stranger who only knows an unsigned Message-ID does not get into the ticket")
  func stranger() throws {
    let ticket = try desk.ticket()
    let done = try desk.deliver(from: "eve@evil.example", head: ["In-Reply-To: <q\(ticket)@corp.example>"])
    #expect(done.outcome == .opened && done.ticket != "\(ticket)" && done.reason.contains("\(ticket)"))
    #expect(try desk.bodies(ticket).count == 1)
  }
  @Test("a colleague's mail is a note that says it is not verified, and never an answer to the customer")
  func colleague() throws {
    let ticket = try desk.ticket(), sent = try desk.reply(ticket)
    let done = try desk.deliver(from: "bob@desk.example", head: ["In-Reply-To: \(sent.mailID ?? "")"])
    #expect(done.outcome == .noted && done.reason.contains("not verified"))
    let last = try desk.database.read { try $0.messages(of: ticket).last }
    #expect(last?.kind == .note && last?.author == .system)
  }
  @Test("solved opens again, closed is followed up, merged goes where it went")
  func states() throws {
    let solved = try desk.ticket { ($0.status, $0.solved) = (.solved, desk.now) }
    _ = try desk.deliver(head: ["In-Reply-To: <q\(solved)@corp.example>"])
    #expect(try desk.read(solved).status == .open)
    let closed = try desk.ticket { $0.status = .closed }
    let next = try desk.deliver(head: ["In-Reply-To: <q\(closed)@corp.example>"])
    #expect(next.outcome == .followedUp)
    #expect(try desk.read(try desk.id(next)).parent == closed)
    #expect(try desk.read(closed).status == .closed)
    #expect(try desk.bodies(closed).count == 1)
    let one = try desk.ticket(), other = try desk.ticket(), sent = try desk.reply(one)
    _ = try desk.pipeline.run(MergeTickets(tickets: [one], into: other), try desk.by("cleo"))
    let merged = try desk.deliver(head: ["In-Reply-To: \(sent.mailID ?? "")"])
    #expect(merged.ticket == "\(other)")
  }
  @Test("what a program wrote neither reopens nor answers", arguments: ["auto-replied", "auto-generated"])
  func automatic(_ word: String) throws {
    let solved = try desk.ticket { ($0.status, $0.solved) = (.solved, desk.now) }
    let before = try desk.database.read { try $0.outbox() }.count
    let done = try desk.deliver(head: ["Auto-Submitted: \(word)", "In-Reply-To: <q\(solved)@corp.example>"])
    #expect(done.outcome == .noted)
    #expect(try desk.read(solved).status == .solved)
    let alone = try desk.deliver(head: ["Auto-Submitted: \(word)"])
    #expect(alone.outcome == (word == "auto-replied" ? .setAside : .opened))
    if word == "auto-generated" { #expect(try desk.read(try desk.id(alone)).tags == ["automatic"]) }
    #expect(try desk.database.read { try $0.outbox() }.count == before)
  }
  @Test("a bounce is told in the ticket of its mail, marks that mail, and never opens or reopens one")
  func bounce() throws {
    let ticket = try desk.ticket(), sent = try desk.reply(ticket, status: .solved)
    try desk.database.write { store in
      var mail = sent
      mail.state = .sent
      try store.save(mail)
    }
    func report(_ id: String) -> String {
      """
      From: MAILER-DAEMON@mx.example
      To: support@desk.example
      Message-ID: <b\(id.count)@mx.example>
      Content-Type: multipart/report; report-type=delivery-status; boundary=b

      --b
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.example

      Final-Recipient: rfc822; kim@corp.example
      Action: failed
      Status: 5.1.1
      Diagnostic-Code: smtp; 550 no such user
      --b
      Content-Type: text/rfc822-headers

      Message-ID: \(id)
      --b--
      """
    }
    let done = try desk.hand(report(sent.mailID ?? ""), sender: "")
    #expect(done.outcome == .noted && done.ticket == "\(ticket)")
    #expect(try desk.read(ticket).status == .solved)
    #expect(try desk.bodies(ticket).last == "Not delivered to kim@corp.example: 5.1.1 550 no such user")
    #expect(try desk.database.read { try $0.outboxMessage(sent.id)?.state } == .failed)
    let foreign = try desk.hand(report("<nobody@else.example>"), sender: "")
    #expect(foreign.outcome == .setAside && foreign.ticket == nil)
    let shown = try desk.pipeline.read(ShowMail(mail: Int(foreign.mail)), try desk.by("ada"))
    #expect(shown.source?.contains("nobody@else.example") == true)
  }
  @Test("a mail that is handed in twice is one message, also by another road")
  func twice() throws {
    let first = try desk.deliver(id: "same@x")
    let ticket = try desk.id(first)
    #expect(try desk.deliver(id: "same@x").again)
    let other = try desk.deliver(
      id: "same@x", head: ["Received: by mx2.example; Tue, 24 Nov 2026 09:00:00 +0000"])
    #expect(other.again && other.ticket == "\(ticket)")
    #expect(try desk.bodies(ticket).count == 1)
    // Another mail under the same Message-ID is another mail.
    #expect(try !desk.deliver(id: "same@x", body: "Something else.").again)
  }
  @Test("our own mail that comes back is set aside") func loop() throws {
    let ticket = try desk.ticket(), sent = try desk.reply(ticket)
    let id = MailID.bare(sent.mailID ?? "")
    #expect(try desk.deliver(id: id).outcome == .setAside)
    #expect(try desk.deliver(from: "support@desk.example").outcome == .setAside)
    #expect(try desk.bodies(ticket).count == 2)
  }
  @Test("more than an hour's share of one sender waits at the mail server") func rate() throws {
    try desk.set("mail.rate", "3")
    for _ in 0..<3 { _ = try desk.deliver() }
    #expect(try refusal { try desk.deliver() }?.kind == .suspended)
    #expect(try desk.deliver(from: "pat@other.example").outcome == .opened)
    desk.now = desk.now + .hours(1)
    #expect(try desk.deliver().outcome == .opened)
  }
  @Test("files and HTML come along; a very long text lies beside the ticket as a file") func parts() throws {
    let done = try desk.hand(
      """
      From: kim@corp.example
      Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/html

      <p>Hello<script>alert(1)</script> <b>there</b></p>
      --b
      Content-Type: application/pdf; name="../bill.pdf"
      Content-Transfer-Encoding: base64

      JVBERi0=
      --b--
      """)
    let ticket = try desk.id(done),
      message = try #require(try desk.database.read { try $0.messages(of: ticket) }.first)
    #expect(message.body == "Hello there" && message.attachments.map(\.name) == ["bill.pdf"])
    #expect(try desk.read(ticket).subject == "Grüße")
    let long = try desk.deliver(body: String(repeating: "All work and no play.\n", count: 20_000))
    let words = try #require(try desk.database.read { try $0.messages(of: try desk.id(long)) }.first)
    #expect(words.body.utf8.count < 200_000 && words.attachments.map(\.size) == [20_000 * 22 - 1])
  }
  @Test("without the key nothing is refused: threads are found by what is stored") func withoutKey() throws {
    let ticket = try desk.ticket(), sent = try desk.reply(ticket)
    try FileManager.default.removeItem(atPath: desk.path + ".key")
    #expect(try desk.deliver(head: ["In-Reply-To: \(sent.mailID ?? "")"]).ticket == "\(ticket)")
    #expect(try desk.pipeline.read(MailStatus(), try desk.by("ada")).trouble?.contains("key file") == true)
    _ = try desk.reply(ticket, "Still here.")
  }
  @Test("who names an act of the house by herself is refused; so is a mail that is only named")
  func houseActs() throws {
    #expect(try refusal { try desk.pipeline.run(ClaimOutbox(), try desk.by("admin")) }?.kind == .forbidden)
    let named = DeliverMail(from: "kim@corp.example", subject: "x", mailID: "a@x", digest: "0")
    #expect(try refusal { try desk.pipeline.run(named, try desk.by("admin")) }?.kind == .forbidden)
    let house = Context(actor: .system, door: .mail, now: desk.now)
    #expect(try refusal { try desk.pipeline.run(named, house) }?.kind == .invalid)
  }
  @Test("the mode is chosen with what it needs, and taken back") func modes() throws {
    func mode(_ mode: MailMode, _ to: String? = nil) throws -> String? {
      try refusal { try desk.pipeline.run(SetMailMode(mode: mode, to: to), try desk.by("admin")) }?.problem
    }
    #expect(try mode(.redirect) == "Nobody said where mail is to go.")
    #expect(try mode(.redirect, "me@desk.example") == nil)
    #expect(try desk.database.read { try $0.mailSettings.mode } == .redirect)
    #expect(try mode(.live) == nil)
    try desk.pipeline.undoLast(try desk.by("admin"))
    #expect(try desk.database.read { try $0.mailSettings.mode } == .redirect)
    try desk.database.write { try $0.markDemo() }
    #expect(try mode(.live)?.hasPrefix("A demo writes to nobody") == true)
  }
  @Test("what leaves says whom it is from, what it answers, and where it would have gone") func parcel()
    throws
  {
    let ticket = try desk.ticket(), sent = try desk.reply(ticket, "Grüße")
    func read() throws -> MailMessage {
      MailMessage(try #require(try desk.database.read { try $0.parcel(sent.id.rawValue) }).bytes)
    }
    let mail = try read()
    #expect(mail.from == MailAddress(name: "Ada", address: "support@desk.example"))
    #expect(
      mail.to.map(\.address) == ["kim@corp.example"] && mail.text.trimmingCharacters(in: .newlines) == "Grüße"
    )
    #expect(mail.answers == ["q\(ticket)@corp.example"] && mail.signs.autoSubmitted == nil)
    _ = try desk.pipeline.run(SetMailMode(mode: .redirect, to: "me@desk.example"), try desk.by("admin"))
    #expect(try read().to.map(\.address) == ["me@desk.example"])
  }
}
