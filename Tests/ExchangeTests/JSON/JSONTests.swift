import Domain
import TestSupport
import Testing

@testable import Exchange

@Suite struct JSONTests {
  static func parse(_ text: String) throws -> JSONValue { try JSONReader.value(Array(text.utf8)[...]) }

  @Test(
    "values are read",
    arguments: [
      ("null", JSONValue.null), ("true", .bool(true)), ("12480498776781", .integer(12_480_498_776_781)),
      ("-1.5e3", .decimal(-1500)), ("\"a\\n\\u00fc\\ud83d\\ude00\\/\"", .string("a\nü😀/")),
      ("[]", .array([])),
      (
        " {\"a\" : [1, {\"b\":null}]} ",
        .object([.init("a", .array([.integer(1), .object([.init("b", .null)])]))])
      ),
    ] as [(String, JSONValue)])
  func reads(text: String, value: JSONValue) throws {
    #expect(try Self.parse(text) == value)
    #expect(try Self.parse(value.text) == value)
  }
  @Test(
    "what is no JSON says where",
    arguments: [
      ("{\"a\":}", 5), ("[1,2", 4), ("{\"a\" 1}", 5), ("\"abc", 4), ("nul", 0), ("{} {}", 3), ("[1}", 2),
    ])
  func flaws(text: String, offset: Int) {
    #expect { try Self.parse(text) } throws: { ($0 as? JSONFlaw)?.offset == offset }
  }
  @Test func `nesting is bounded`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONFlaw.self) { try Self.parse(deep) }
    var records = JSONRecords(Fixtures.file(deep, name: "deep.json"), names: [])
    #expect(refusal { while try records.next() != nil {} }?.problem.contains("nested deeper") == true)
  }
  @Test func `records are found in lists, under names and in recordings, with line and byte`() throws {
    let text = """
      {"tickets": [{"id": 1}, {"id": 2}], "count": 2, "next": null,
       "files": {"a/b.json": {"ticket": {"id": 3, "x": {"ticket": {"id": 9}}}}, "c": [{"id": 4}]}}
      """
    var records = JSONRecords(Fixtures.file(text, name: "x.json"), names: ["ticket"])
    var found: [(String, Int64?, Int)] = []
    while let record = try records.next() {
      found.append((record.name, try JSONReader.value(record.bytes[...])["id"]?.integer, record.place.line))
    }
    #expect(found.map(\.0) == ["tickets", "tickets", "ticket", "c"])
    #expect(found.map(\.1) == [1, 2, 3, 4])
    #expect(found.map(\.2) == [1, 1, 2, 2])
  }
  @Test func `a file that ends too early names the place`() {
    var records = JSONRecords(
      Fixtures.file("{\"tickets\": [{\"id\": 1},\n {\"id\": ", name: "x.json"), names: [])
    let refused = refusal { while try records.next() != nil {} }
    #expect(refused?.problem.contains("x.json is no JSON at line 2") == true)
  }
  @Test("mutated JSON never traps", arguments: 0..<40)
  func fuzz(seed: UInt64) {
    var random = Seeded(seed)
    let base = Array(
      "{\"tickets\":[{\"id\":1,\"requester_id\":2,\"tags\":[\"a\\u00fc\"],\"x\":{\"y\":[1,2.5e3,null,true]}}]}"
        .utf8)
    for _ in 0..<200 {
      var bytes = base
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try? JSONReader.value(bytes[...])
      var reader = ZendeskTicketReader(InputFile(name: "f", bytes: bytes))
      _ = try? reader.all()
    }
  }
}
