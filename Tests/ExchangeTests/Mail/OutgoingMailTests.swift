import Domain
import TestSupport
import Testing

@testable import Exchange

@Suite struct OutgoingMailTests {
  private func mail(_ change: (inout OutgoingMail) -> Void = { _ in }) -> OutgoingMail {
    var mail = OutgoingMail(
      from: MailAddress(name: "Ada", address: "support@desk.example"),
      to: [MailAddress(name: "", address: "kim@corp.example")], subject: "Re: The printer",
      date: Instant(seconds: 1_795_510_800), text: "It is on its way.\n", id: "<a.1@desk.example>")
    change(&mail)
    return mail
  }
  private func lines(_ mail: OutgoingMail) -> [String] {
    String(decoding: mail.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  @Test("what is written is read back", arguments: 0..<200)
  func roundTrip(_ seed: UInt64) {
    var random = Seeded(seed)
    let pieces = [
      "printer", "naïve", "中文字符", "=?utf-8?Q?x?=", "\"quoted\"", "👩‍👩‍👧", "From ", ".", "tab\there", "=", "end ",
      "e\u{301}", String(repeating: "long", count: 60),
    ]
    func text(_ count: Int, _ gap: String) -> String {
      (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined(separator: gap)
    }
    let subject = text(Int.random(in: 1...12, using: &random), " ")
    let body = text(Int.random(in: 1...30, using: &random), random.next() % 2 == 0 ? "\n" : " ")
    let name = text(2, " ").replacing("=?utf-8?Q?x?=", with: "x")
    let written = mail {
      ($0.subject, $0.text) = (subject, body)
      $0.from = MailAddress(name: name, address: "support@desk.example")
      ($0.inReplyTo, $0.references) = ("<b@x>", ["<c@x>", "<b@x>"])
    }
    let read = MailMessage(written.bytes)
    func folded(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    #expect(read.subject == folded(subject))
    #expect(read.text.trimmingEnds == body.trimmingEnds)
    #expect(read.from?.address == "support@desk.example" && read.from?.name == folded(name))
    #expect(read.id == "a.1@desk.example" && read.answers == ["b@x", "c@x"])
    #expect(read.date == written.date)
    #expect(lines(written).allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 127 } })
  }
  @Test("nothing that stands in a field begins another one")
  func injection() {
    for bad in ["\n", "\r\n", "\r", "\0", "\u{2028}", "\u{85}", "\u{0b}"] {
      let evil = "x\(bad)Bcc: eve@evil.example\(bad)\(bad)Body"
      let written = mail {
        $0.subject = evil
        $0.from = MailAddress(name: evil, address: "support@desk.example" + bad + "Bcc:eve@evil.example")
        $0.to = [MailAddress(name: evil, address: "kim@corp.example\(bad)Bcc:eve@evil.example")]
        ($0.inReplyTo, $0.references, $0.id) = (
          "<b\(bad)Bcc: e@x>", ["<c\(bad)Bcc: e@x>"], "<d\(bad)Bcc: e@x>"
        )
        $0.divertedFrom = ["k@x\(bad)Bcc: e@x"]
      }
      let head = lines(written).prefix { !$0.isEmpty }
      #expect(!head.contains { $0.lowercased().hasPrefix("bcc:") || $0 == "Body" }, "\(bad.debugDescription)")
      #expect(!head.contains { $0.contains("\r") || $0.contains("\0") })
      #expect(HeaderBlock.read(written.bytes[...]).0.fields.map(\.name).filter { $0 == "Bcc" } == [])
    }
  }
  @Test("an automatic mail says so, and a person's does not")
  func automatic() {
    #expect(!lines(mail()).contains { $0.hasPrefix("Auto-Submitted") })
    let written = mail { $0.isAutomatic = true }
    #expect(lines(written).contains("Auto-Submitted: auto-generated"))
    #expect(MailMessage(written.bytes).signs.autoSubmitted == "auto-generated")
  }
  @Test("plain text goes as it is") func plain() {
    #expect(lines(mail()).contains("Content-Transfer-Encoding: 7bit"))
    #expect(lines(mail { $0.text = "From here on" }).contains("=46rom here on"))
  }
  @Test("a report tells who was not reached, why, and which mail it was") func report() throws {
    let bytes = """
      Return-Path: <>
      From: MAILER-DAEMON@mx.example (Mail Delivery System)
      Auto-Submitted: auto-replied
      Content-Type: multipart/report; report-type=delivery-status; boundary=b

      --b
      Content-Type: text/plain

      Sorry.
      --b
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.example

      Final-Recipient: rfc822; kim@corp.example
      Action: failed
      Status: 5.1.1
      Diagnostic-Code: smtp; 550 5.1.1 no such user
      --b
      Content-Type: text/rfc822-headers

      Message-ID: <a.1@desk.example>
      Subject: Re: x
      --b--
      """
    let mail = MailMessage(Array(bytes.utf8)), report = try #require(mail.report)
    #expect(report.original == "a.1@desk.example" && report.hasFailed && mail.signs.isReport)
    #expect(
      report.recipients == [
        .init(
          address: "kim@corp.example", action: "failed", status: "5.1.1", diagnostic: "550 5.1.1 no such user"
        )
      ])
    #expect(mail.signs.returnPath == "")
  }
  @Test("the real mails of a support list are sorted, none of them as a bounce that names nobody")
  func realMails() throws {
    guard Fixtures.isSharedHere else { return }
    let file = try InputFile(path: "/work/shared/real-data/support-mail.mbox")
    let index = try MailIndex(file) { _ in }
    var reports = 0
    for entry in index.entries {
      let mail = MailMessage(
        MailTicketReader.unquoted(try file.read(at: entry.start, count: entry.end - entry.start)))
      #expect(mail.signs.from == mail.from?.address ?? "")
      if mail.report != nil { reports += 1 }
    }
    #expect(index.entries.count > 10 && reports <= index.entries.count / 2)
  }
}
