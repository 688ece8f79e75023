import Domain
import Testing

@testable import Exchange

@Suite struct MboxTests {
  static func reader(_ text: String, limit: Int = 32 << 20, perRecord: Int = 100) -> MailTicketReader {
    MailTicketReader(Fixtures.file(text, name: "x.mbox"), limit: limit, perRecord: perRecord)
  }
  static func mail(
    _ id: String, answers: String = "", subject: String = "s", body: String = "b", day: Int = 1
  ) -> String {
    "From a@x.y Thu Jan  1 00:00:00 2015\nFrom: \(id)@people\nMessage-ID: <\(id)>\nDate: \(day) Mar 2020 10:00 +0000\n"
      + (answers.isEmpty ? "" : "In-Reply-To: <\(answers)>\n") + "Subject: \(subject)\n\n\(body)\n\n"
  }

  @Test func `mails are split at separators, with CRLF and LF mixed, and quotes taken off`() throws {
    let text =
      "From a@x Thu Jan  1 00:00:00 2015\r\nSubject: one\r\n\r\n>From here\r\nFrom now on\r\n>>From deep\r\n\r\nFrom b@x Fri Jan  2 00:00:00 2015\nSubject: two\n\nbody\n"
    var reader = Self.reader(text)
    let tickets = try reader.tickets()
    #expect(tickets.map(\.ticket.subject) == ["one", "two"])
    #expect(tickets[0].ticket.messages[0].body == "From here\nFrom now on\n>From deep")
    #expect(tickets.map(\.place.line) == [2, 9])
    #expect(tickets[1].ticket.created?.seconds == 1_420_156_800)
  }
  @Test func `answers join their thread, equal subjects do not`() throws {
    var reader = Self.reader(
      Self.mail("a@x", subject: "help", day: 2) + Self.mail("b@x", subject: "help")
        + Self.mail("c@x", answers: "a@x", subject: "Re: help", day: 3))
    let tickets = try reader.tickets()
    #expect(tickets.map(\.count) == [2, 1])
    #expect(tickets[0].ticket.messages.map(\.mailID) == ["a@x", "c@x"])
    #expect(tickets[0].ticket.externalID == "a@x")
  }
  @Test func `an answer that stands before its question joins it all the same`() throws {
    var reader = Self.reader(Self.mail("c@x", answers: "a@x", day: 3) + Self.mail("a@x", day: 2))
    let tickets = try reader.tickets()
    #expect(tickets.count == 1)
    #expect(tickets[0].ticket.messages.map(\.mailID) == ["a@x", "c@x"])
  }
  @Test func `two answers to a mail that is not here belong together, and say what they answer`() throws {
    var reader = Self.reader(Self.mail("b@x", answers: "gone@x") + Self.mail("c@x", answers: "gone@x"))
    let tickets = try reader.tickets()
    #expect(tickets.count == 1 && tickets[0].ticket.answers.contains("gone@x"))
  }
  @Test func `one Message-ID with other content is another mail; with the same content it is a copy`() throws
  {
    var reader = Self.reader(
      Self.mail("a@x", body: "one") + Self.mail("a@x", body: "two") + Self.mail("a@x", body: "one")
        + Self.mail("a@x", answers: "gone@x", body: "three"))
    let tickets = try reader.tickets()
    #expect(tickets.map(\.count) == [2, 1, 1])
    #expect(tickets.map(\.copies) == [1, 0, 0])
    #expect(Set(tickets.map(\.ticket.externalID)).count == 3)
    #expect(reader.remarks.first?.contains("2 mails carry the Message-ID of another") == true)
  }
  @Test func `a mail that is too large is refused with words, and the rest is read`() throws {
    var reader = Self.reader(
      Self.mail("big@x", body: String(repeating: "x\n", count: 60_000)) + Self.mail("ok@x"), limit: 100_000)
    let items = try reader.all()
    guard case .rejected(let rejection) = items[0], case .ticket(let ticket) = items[1] else {
      Issue.record("unexpected \(items.count) items"); return
    }
    #expect(rejection.reason.contains("the limit is") && rejection.place.line == 2)
    #expect(ticket.ticket.externalID == "ok@x")
  }
  @Test func `long conversations come in pieces under one name`() throws {
    var reader = Self.reader(
      Self.mail("a@x") + (0..<9).map { Self.mail("r\($0)@x", answers: "a@x") }.joined(), perRecord: 4)
    let tickets = try reader.tickets()
    #expect(tickets.map(\.count) == [4, 4, 2])
    #expect(Set(tickets.map(\.ticket.externalID)) == ["a@x"])
  }
  @Test func `a file without separators is one mail`() throws {
    var reader = Self.reader("Subject: alone\nFrom: a@x.y\n\nhi\n")
    #expect(try reader.tickets().map(\.ticket.subject) == ["alone"])
  }
}
