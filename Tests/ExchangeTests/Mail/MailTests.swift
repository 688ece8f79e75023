import Domain
import TestSupport
import Testing

@testable import Exchange

func mail(_ text: String) -> MailMessage { MailMessage(Array(text.utf8)) }
func bytes(_ pieces: Any...) -> [UInt8] {
  pieces.flatMap { piece -> [UInt8] in (piece as? String).map { Array($0.utf8) } ?? (piece as? [UInt8]) ?? []
  }
}

@Suite struct HeaderTests {
  @Test(
    "encoded words are read as they are met",
    arguments: [
      ("=?utf-8?Q?na=C3=AFve?=", "naïve"),
      ("=?ISO-8859-1?Q?Eelanal=FC=FCsi_p=E4ring?=", "Eelanalüüsi päring"),
      ("=?utf-8?B?4pyT?= ok", "✓ ok"),
      ("=?utf-8?B?4p?= =?utf-8?B?yT?=", "✓"),
      ("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"),
      ("=?utf-8?Q?a?= x =?utf-8?Q?b?=", "a x b"),
      ("=?utf-8?q?what??=", "what?"),
      ("=?NONE?B?VEVTVA=?=", "TEST"),
      ("=?EUC-KR?Q?=C7=D1=B1=B9?=", "한국"),
      ("=?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=", "テスト"),
      ("=?windows-1251?B?wPLo6u7iYQ==?=", "Атиковa"),
      ("=?utf-8*en?Q?hi?=", "hi"),
      ("=?utf-8?X?hi?=", "=?utf-8?X?hi?="),
      ("=?utf-8?Q?open", "=?utf-8?Q?open"),
      ("a = b =?", "a = b =?"),
      ("plain ünïcode", "plain ünïcode"),
    ])
  func words(raw: String, text: String) {
    #expect(EncodedWord.decode(Array(raw.utf8), charset: nil) == text)
  }
  @Test func `fields are unfolded, odd blanks are forgiven, and garbage ends nothing`() {
    let (block, body) = HeaderBlock.read(
      Array("Subject  : a\r\n b\r\n \r\n\tc\r\n__\r\n  junk\r\nTo: x\r\n\r\nbody".utf8)[...])
    #expect(block.fields.map(\.name) == ["Subject", "To"])
    #expect(block.text("subject") == "a b  c")
    #expect(body == 46)
    #expect(HeaderBlock.read(Array("no header here\nat all\n".utf8)[...]).body == 0)
  }
  @Test(
    "addresses",
    arguments: [
      ("Ada Lane <Ada@Example.com>", [("Ada Lane", "ada@example.com")]),
      ("a@x.y, \"B, C\" <b@x.y>;c@x.y", [("", "a@x.y"), ("B, C", "b@x.y"), ("", "c@x.y")]),
      ("pete(his account)@silly.test(his host)", [("his account", "pete@silly.test")]),
      ("Team: a@x.y, b@x.y;", [("", "a@x.y"), ("", "b@x.y")]),
      ("<@a.b,@c.d:joe@x.y>", [("", "joe@x.y")]),
      ("Big Bug bb@bug.com", [("Big Bug", "bb@bug.com")]),
      ("=?utf-8?Q?J=C3=B8rn=2C_B?= <j@x.y>", [("Jørn, B", "j@x.y")]),
      ("MAILER-DAEMON@x.y (Mail Delivery)", [("Mail Delivery", "mailer-daemon@x.y")]),
      ("", []), ("<>", [("", "")]),
    ] as [(String, [(String, String)])])
  func addresses(raw: String, people: [(String, String)]) {
    #expect(MailAddress.list(raw) == people.map { MailAddress(name: $0.0, address: $0.1) })
  }
  @Test(
    "dates",
    arguments: [
      ("Fri, 21 Nov 1997 09:55:06 -0600", 880_127_706), ("21 Nov 97 09:55:06 GMT", 880_106_106),
      ("Thu,\n 13 Feb 1969 23:32 -0330 (Newfoundland)", -27_723_480),
      ("Wed, 9 Jan 2002 19:47:50 MST", 1_010_630_870),
      ("Tue, 12 Oct 2010 16:21:05 H0500", 1_286_900_465), ("Thu Jan  1 00:00:00 2015", 1_420_070_400),
      ("Wed, 15 Dec 2010    59:10 -0500", nil), ("Pn, 29 paX 2007 21:13:00 +0100", nil),
      ("Mon, 30 Jun 3609 15:33:50 +0600", nil), ("", nil), ("now", nil), ("31 Feb 2020 10:00 +0000", nil),
    ] as [(String, Int64?)])
  func dates(text: String, seconds: Int64?) {
    #expect(MailDate.parse(text)?.seconds == seconds)
  }
  @Test func `parameters are read with continuations, charsets and comments`() {
    let field =
      "text/plain (really); charset=\"utf-8\"; name*0*=utf-8''na%C3%AF; name*1=ve.txt; x=\"a\\\"b;c\""
    let parameters = HeaderParameters(Array(field.utf8), charset: nil)
    #expect(parameters.value == "text/plain")
    #expect(parameters["charset"] == "utf-8")
    #expect(parameters["name"] == "naïve.txt")
    #expect(parameters["x"] == "a\"b;c")
  }
}

@Suite struct MailMessageTests {
  static func multipart(_ type: String, _ parts: [String], more: String = "") -> String {
    "From: A <a@x.y>\r\nSubject: s\r\nContent-Type: multipart/\(type); boundary=\"b 1\"\(more)\r\n\r\npreamble\r\n"
      + parts.map { "--b 1\r\n\($0)\r\n" }.joined() + "--b 1--\r\nepilogue\r\n"
  }
  @Test func `of two ways to say it the plain one is taken, and HTML where there is no plain one`() {
    let both = mail(
      Self.multipart(
        "alternative",
        ["Content-Type: text/plain\r\n\r\nplain", "Content-Type: text/html\r\n\r\n<p>rich</p>"]))
    #expect(both.text == "plain" && both.attachments.isEmpty)
    let empty = mail(
      Self.multipart(
        "alternative",
        ["Content-Type: text/plain\r\n\r\n \r\n", "Content-Type: text/html\r\n\r\n<p>rich</p>"]))
    #expect(empty.text == "rich")
    let pictures = mail(
      Self.multipart(
        "alternative",
        [
          "Content-Type: text/plain\r\n\r\nplain",
          "Content-Type: multipart/related; boundary=c\r\n\r\n--c\r\nContent-Type: text/html\r\n\r\n<b>x</b>\r\n--c\r\nContent-Type: image/png; name=p.png\r\n\r\nPNG\r\n--c--",
        ]))
    #expect(pictures.text == "plain" && pictures.attachments.map(\.name) == ["p.png"])
  }
  @Test func `attachments keep their names and bytes, and never a folder`() {
    let read = mail(
      Self.multipart(
        "mixed",
        [
          "\r\nhello",
          "Content-Type: application/pdf; name=\"a.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=",
          "Content-Disposition: attachment; filename*=iso-8859-1''%E4.txt\r\n\r\nx",
          "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=\"../../etc/.pass\\\\wd\"\r\n\r\nx",
        ]))
    #expect(read.text == "hello")
    #expect(read.attachments.map(\.name) == ["a.pdf", "ä.txt", "wd"])
    #expect(read.attachments[0].content == Array("hi".utf8) && read.attachments[0].type == "application/pdf")
  }
  @Test func `a forwarded mail is a file and is shown`() {
    let read = mail(
      Self.multipart(
        "mixed",
        [
          "\r\nsee below",
          "Content-Type: message/rfc822\r\n\r\nFrom: B <b@x.y>\r\nSubject: =?utf-8?Q?=C3=BC?=\r\n\r\ninner text",
        ]))
    #expect(read.attachments.map(\.name) == ["ü.eml"])
    #expect(read.text == "see below\n\n---- Enclosed message ----\nFrom: B <b@x.y>\nSubject: ü\n\ninner text")
  }
  @Test func `signed mail shows what was signed and keeps the signature`() {
    let box = mail(
      Self.multipart(
        "signed",
        [
          "Content-Type: text/plain\r\n\r\nsigned text",
          "Content-Type: application/pgp-signature\r\n\r\n-----BEGIN",
        ], more: "; protocol=\"application/pgp-signature\""))
    #expect(
      box.text == "signed text" && box.traits.signature == "PGP"
        && box.attachments.map(\.name) == ["attachment-1.asc"])
    let clear = mail(
      "Subject: x\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\n- -dash\nbody\n-----BEGIN PGP SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----\n"
    )
    #expect(clear.text == "-dash\nbody" && clear.traits.signature == "PGP" && clear.attachments.count == 1)
  }
  @Test func `bounces, lists and programs are told from people`() {
    let bounce = mail(
      Self.multipart(
        "report", ["\r\nfailed", "Content-Type: message/delivery-status\r\n\r\nStatus: 5.1.1"],
        more: "; report-type=delivery-status"))
    #expect(
      bounce.traits.isBounce && bounce.text == "failed"
        && bounce.attachments.map(\.name) == ["delivery-status.txt"])
    #expect(mail("Auto-Submitted: auto-replied\n\nx").traits.isAutomatic)
    #expect(!mail("Auto-Submitted: no\n\nx").traits.isAutomatic)
    let list = mail("List-Id: <l.x.y>\nPrecedence: bulk\n\nx").traits
    #expect(list.list == "<l.x.y>" && !list.isAutomatic)
  }
  @Test func `flowed text is joined, quotes and signatures are kept apart`() {
    let read = mail(
      "Content-Type: text/plain; format=flowed\n\nOne line \nthat goes on.\n> quoted \n> more\n-- \nAda \nx")
    #expect(read.text == "One line that goes on.\n> quoted more\n-- \nAda x")
  }
  @Test func `what the mail answers is read nearest first, and only from names in angles`() {
    let read = mail(
      "Message-ID: <me@x>\nIn-Reply-To: your mail <p@x>\nReferences: <r1@x> <p@x> junk <r2@x>\n\nx")
    #expect(read.id == "me@x" && read.answers == ["p@x", "r2@x", "r1@x"])
    #expect(mail("Message-ID: bare@x\nIn-Reply-To: someone@y\n\nx").answers.isEmpty)
    #expect(mail("Message-ID: bare@x\n\nx").id == "bare@x")
  }
  @Test func `text whose charset is a lie is still read`() {
    let utf8InAscii = MailMessage(
      bytes("Content-Type: text/plain; charset=us-ascii\n\nGr", [0xC3, 0xBC] as [UInt8], "n"))
    #expect(utf8InAscii.text == "Grün")
    let unknown = MailMessage(
      bytes("Content-Type: text/plain; charset=x-unknown\n\nGr", [0xFC] as [UInt8], "n"))
    #expect(unknown.text == "Grün")
    let japanese = MailMessage(
      bytes(
        "Content-Type: text/plain; charset=iso-2022-jp\n\n",
        [0x1B, 0x24, 0x42, 0x25, 0x46, 0x1B, 0x28, 0x42] as [UInt8])
    )
    #expect(japanese.text == "テ")
  }
  @Test func `deep and wide boxes are bounded`() {
    var deep = "Content-Type: text/plain\n\ncore"
    for level in 0..<200 {
      deep = "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n\(deep)\n--b\(level)--"
    }
    let read = mail(deep)
    #expect(read.flaws.contains { $0.contains("nested deeper") })
    let wide = mail(
      Self.multipart("mixed", Array(repeating: "Content-Type: image/png\r\n\r\nx", count: 2000)))
    #expect(wide.attachments.count <= MailPart.most)
    #expect(wide.flaws.contains { $0.contains("Only the first") })
  }
  @Test("mutated mails never trap", arguments: 0..<40)
  func fuzz(seed: UInt64) {
    var random = Seeded(seed)
    let bases = [
      Self.multipart(
        "alternative",
        [
          "Content-Type: text/plain; charset=euc-kr; format=flowed\r\nContent-Transfer-Encoding: base64\r\n\r\n/+8=",
          "Content-Type: text/html\r\n\r\n<a href=\"http://x\">&#x41;<li><blockquote>x</a>",
        ]),
      Self.multipart(
        "mixed",
        [
          "Content-Type: message/rfc822\r\n\r\nSubject: =?iso-2022-jp?B?GyRCJUYl?=\r\n\r\nx",
          "Content-Transfer-Encoding: x-uuencode\r\nContent-Disposition: attachment; filename*0*=utf-8''%41\r\n\r\nbegin 644 x\r\n#86)C\r\nend",
        ]),
      "From: \"a\\\"b\" (c(d)) <@x,@y:z@w>, G: h@i;\r\nDate: Fri, 21 Nov 97 09:55 (x) GMT\r\nReferences: <a@b> <c\r\n\r\n>From x\r\n",
    ].map { Array($0.utf8) }
    for _ in 0..<60 {
      var text = bases.randomElement(using: &random)!
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text[place] = UInt8.random(in: 0...255, using: &random)
        case 1: text.remove(at: place)
        case 2: text.insert(contentsOf: text[place..<min(place + 20, text.count)], at: place)
        default:
          text.insert([10, 13, 34, 60, 62, 61, 63, 27, 0][Int.random(in: 0..<9, using: &random)], at: place)
        }
        if text.isEmpty { text = [10] }
      }
      _ = MailMessage(text)
    }
  }
}
