import Acts
import Domain
import Store
import Testing

@testable import Operations

/// Whatever stands in a text, a request is done or refused in words; nothing of it reaches the store as a statement.
@Suite struct HostileTextTests {
  static let corpus = [
    "'; DROP TABLE ticket; --", "\"", "\"unclosed", "*", "NEAR(", "NEAR(a b, 2)", "subject:x", "a\" OR \"b",
    "(", ")(",
    "-", "!", "tag:(", "^a", "a:b:c", "%_%", "\\", "\u{0}", "a\u{0}b", "\u{1b}]0;title\u{7}", "\u{202E}evil",
    "\r\nBcc: x",
    "{{ticket.subject", "🏳️‍🌈", String(repeating: "é", count: 900), "0x10", "1e999", "999999999999999999999",
  ]

  @Test(arguments: Catalogue.opsdeck.offered.map(Entry.init)) func everyTextIsTakenOrRefusedInWords(
    _ entry: Entry
  ) throws {
    let desk = try Desk()
    try desk.ticket()
    try desk.ticket()
    func attempt<R: Request>(_: R.Type) throws {
      for field in R.form.fields where !field.isSecret && !field.isFlag {
        for text in Self.corpus {
          var texts = Self.base(R.form)
          texts[field.name] = [text]
          guard case .complete(let request) = R.form.read(texts) else { continue }
          do { try Self.ask(request, desk) } catch is Refusal {} catch {
            Issue.record("\(R.about.name) --\(field.name) \(text.debugDescription): \(error)")
          }
        }
      }
    }
    try attempt(entry.request)
    #expect(try desk.database.read { try $0.ticketCount() } == 2)
    #expect(try desk.database.read { try $0.verifyAudit().flaw == nil })
  }
  /// Texts that name things which are there.
  private static func base<R: Request>(_ form: Form<R>) -> Texts {
    var texts = form.texts(of: form.samples[0])
    for field in form.fields {
      guard case .reference(let noun) = field.kind, texts[field.name]?.isEmpty == false else { continue }
      if noun == Tickets.self { texts[field.name] = ["T-0001"] }
      if noun == Agents.self { texts[field.name] = ["bob"] }
      if noun == Teams.self { texts[field.name] = ["billing"] }
    }
    return texts
  }
  /// As an admin, who may do all; acts are rehearsed only.
  private static func ask(_ request: some Request, _ desk: Desk) throws {
    let context = try desk.by("admin")
    func rehearse<A: Act>(_ act: A) throws { _ = try desk.pipeline.preview(act, context) }
    func read<Q: Query>(_ query: Q) throws { _ = try desk.pipeline.read(query, context) }
    if let act = request as? any Act { try rehearse(act) }
    if let query = request as? any Query { try read(query) }
  }
}
