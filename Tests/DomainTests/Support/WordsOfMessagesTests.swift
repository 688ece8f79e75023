import Domain
import TestSupport
import Testing

@Suite struct MessageText {
  @Test(
    "quotes and signatures are folded, as mail programs of many languages write them",
    arguments: [
      ("Hello\n\nOn Tue, 24 Nov 2026 at 14:32, Kim <kim@x.org> wrote:\n> a\n>\n> b\n\nBye", "ttqqqqtt"),
      ("> asked\nanswered\n> asked again", "qtq"), (">From one piece of metal", "t"),
      ("Danke\nAm 24.11.2026 um 14:32 schrieb Kim Lee:\n> a", "tqq"),
      ("Danke\nKim Lee <kim@x.org> schrieb am Di., 24. Nov. 2026, 14:32:\n> a", "tqq"),
      ("Gracias\nEl mar, 24 nov 2026 a las 14:32, Kim escribió:\n> a", "tqq"),
      ("Merci\nLe mar. 24 nov. 2026 à 14:32, Kim a écrit :\n> a", "tqq"),
      ("了解です\n2026年11月24日(火) 14:32 Kim <kim@x.org>:\n> a", "ttq"),
      ("了解です\n2026年11月24日 14:32、Kimさんは書きました：\n> a", "tqq"),
      ("Hi\nOn Tue, Nov 24, 2026 at 2:32 PM Kim Lee\n<kim@x.org> wrote:\n> a", "tqqq"),
      ("Hi\nOn Tue Kim wrote:\nno marks here\nat all", "tqqq"),
      ("Hi\n\n-----Original Message-----\nFrom: a\nanything", "ttqqq"),
      ("Hi\nFrom: Kim\nSent: Tuesday\nTo: Ada\nSubject: x\n\nold", "tqqqqqq"),
      ("Hi\nVon: Kim\nGesendet: Dienstag\nAn: Ada\nBetreff: x\nalt", "tqqqqq"),
      ("Hi\n差出人: Kim\n送信日時: 2026\n宛先: Ada\n件名: x", "tqqqq"),
      ("From: here it is only a sentence\nand goes on", "tt"),
      ("Hi\n-- \nKim Lee\nOzan GmbH", "tsss"), ("Hi\n-- \nKim\n> old", "tssq"),
      ("Hi\nSent from my iPhone", "ts"),
      ("On the other hand:\nit works", "tt"), ("", "t"), ("a\r\n> b\r\n", "tqt"),
    ]) func parts(_ body: String, _ kinds: String)
  {
    let parts = MessageParts.split(body)
    let found = parts.flatMap { part in
      part.lines.map { _ in part.kind == .text ? "t" : part.kind == .quote ? "q" : "s" }
    }
    #expect(found.joined() == kinds)
    #expect(parts.flatMap(\.lines).joined(separator: "\n") == body.replacing("\r\n", with: "\n"))
  }
  @Test("no line is lost or doubled, whatever the text", arguments: 0..<100)
  func whole(seed: UInt64) {
    var random = Seeded(seed)
    let lines = [
      "> a", "", "-- ", "On x wrote:", "On", "From: a", "To: b", "Subject: c", "--", "text", ">", "__", "Am",
      "2026 aa bb:", "\r",
    ]
    let body = (0..<40).map { _ in lines.randomElement(using: &random)! }.joined(separator: "\n")
    let cleaned = body.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    #expect(MessageParts.split(body).flatMap(\.lines) == cleaned)
  }
  @Test("the new text alone is what a preview shows")
  func newText() {
    #expect(MessageParts.newText(of: "\nHi there\n\n> old\n\nBye\n-- \nKim") == "Hi there\n\n\nBye")
  }

  @Test("only handles of colleagues who are here are mentions")
  func mentions() {
    let text = "@kim, ask @ADA. Not kim@kim.example, @nobody, @lee.w or x@ada; but (@kim)."
    let found = Mention.all(in: text, directory: .sample)
    #expect(found.map { String(text[$0.range]) } == ["@kim", "@ADA", "@kim"])
    #expect(found.map(\.agent.rawValue) == [2, 1, 2])
  }
}

@Suite struct CannedTexts {
  func fill(_ template: String, _ values: [String: String]) -> CannedText.Filled {
    CannedText(template).filled(with: values)
  }
  @Test("variables take their value, else their fallback, else they are named and block sending")
  func filling() {
    let text = "Dear {{ customer.first_name | there}}, {{Customer.Company}} {{ticket.ref}}"
    #expect(
      fill(text, ["customer.first_name": "Marta", "customer.company": "X", "ticket.ref": "T-1"]).text
        == "Dear Marta, X T-1")
    let filled = fill(text, ["ticket.ref": "T-1"])
    #expect(filled.text == "Dear  there, {{customer.company}} T-1" && filled.missing == ["customer.company"])
    #expect(filled.refusal?.problem == "{{customer.company}} has no value here.")
  }
  @Test("braces in what a customer wrote are never variables")
  func braces() {
    #expect(
      fill("Hi {{customer.name}}", ["customer.name": "{{agent.email}}", "agent.email": "x"]).text
        == "Hi {{agent.email}}")
    #expect(CannedText.unfilled(in: "> {{customer.name}}\nHi {{nonsense}} {{ticket.ref}}") == ["ticket.ref"])
  }
  @Test("braces that close nothing are text")
  func loose() {
    for text in ["{{", "}}", "{{a\nb}}", "{ {a}}", "a {{b", "{{{x}}", ""] {
      let filled = fill(text, [:])
      #expect(filled.missing == [] || text == "{{{x}}")
      #expect(filled.text == text)
    }
  }
  @Test("every variable that is offered is filled from a ticket")
  func known() {
    let customer = Customer(
      id: .init(1), name: "Marta Ruiz", email: "m@x.example", company: "X", since: .epoch)
    var ticket = Ticket.sample()
    ticket.team = .init(1)
    let values = CannedText.values(
      ticket: ticket, customer: customer, agent: Directory.sample.agents[0], directory: .sample)
    #expect(Set(values.keys) == Set(CannedText.variables.map(\.name)) && !values.values.contains(""))
    #expect(values["customer.first_name"] == "Marta" && values["ticket.status"] == "open")
    #expect(CannedText("{{customer.nmae}} {{ticket.ref}}").unknown == ["customer.nmae"])
  }
}
