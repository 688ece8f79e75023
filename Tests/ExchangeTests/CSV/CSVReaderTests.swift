import Domain
import TestSupport
import Testing

@testable import Exchange

@Suite struct CSVReaderTests {
  static func rows(_ text: String, limits: CSVLimits = .init()) throws -> [[String]] {
    var reader = CSVReader(Fixtures.file(text), encoding: .utf8, limits: limits)
    var rows: [[String]] = []
    while let item = try reader.next() {
      switch item {
      case .row(let row): rows.append(row.fields)
      case .flawed(let flaw): rows.append(["!", flaw.reason])
      }
    }
    return rows
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String, text: String, rows: [[String]]
    init(_ name: String, _ text: String, _ rows: [[String]]) {
      (testDescription, self.text, self.rows) = (name, text, rows)
    }
  }
  @Test(
    "A row is read as people meant it",
    arguments: [
      Case("plain", "a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      Case("the last row may lack its line end", "a,b\n1,2", [["a", "b"], ["1", "2"]]),
      Case("CRLF", "a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      Case("CR alone", "a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
      Case("LF in a quoted field stays", "\"a\nb\",c\n", [["a\nb", "c"]]),
      Case("CRLF in a quoted field stays", "\"a\r\nb\",c\r\n", [["a\r\nb", "c"]]),
      Case("doubled quotes", "\"say \"\"hi\"\"\",c\n", [["say \"hi\"", "c"]]),
      Case("a quote inside a bare field is text", "5\" disk,c\n", [["5\" disk", "c"]]),
      Case("text behind a closing quote is kept", "\"a\"b,c\n", [["ab", "c"]]),
      Case("empty fields", ",,\n", [["", "", ""]]),
      Case("blank lines are left out", "a,b\n\n1,2\n\n", [["a", "b"], ["1", "2"]]),
      Case("one empty quoted field is a row of nothing, left out", "\"\"\n", []),
      Case("a separator in quotes", "\"a,b\",c\n", [["a,b", "c"]]),
      Case("a byte order mark is left out", "\u{FEFF}a,b\n", [["a", "b"]]),
      Case("an empty file has no rows", "", []),
    ])
  func reads(_ row: Case) throws {
    #expect(try Self.rows(row.text) == row.rows)
  }

  @Test func `a quote that is never closed is told with its line, and nothing else is lost`() throws {
    var reader = CSVReader(Fixtures.file("a,b\n1,2\n\"x,3\n4,5\n"), encoding: .utf8)
    var (rows, flaws): ([CSVRow], [Rejection]) = ([], [])
    while let item = try reader.next() {
      switch item {
      case .row(let row): rows.append(row)
      case .flawed(let flaw): flaws.append(flaw)
      }
    }
    #expect(rows.count == 2)
    #expect(flaws.map(\.place) == [FilePlace(line: 3, offset: 8)])
    #expect(flaws.first?.reason.contains("never closed") == true)
  }

  @Test func `places are the line and the byte where a row begins`() throws {
    var reader = CSVReader(Fixtures.file("a,b\r\n\"x\ny\",ü\r\n3,4\r\n"), encoding: .utf8)
    var places: [FilePlace] = []
    while case .row(let row)? = try reader.next() { places.append(row.place) }
    #expect(places.map(\.line) == [1, 2, 4])
    #expect(places[1].offset == 5)
  }

  @Test func `a row beyond the bounds is refused and reading goes on behind it`() throws {
    let long = String(repeating: "x", count: 5000)
    let rows = try Self.rows("a,b\n\(long),1\n2,3\n", limits: CSVLimits(rowBytes: 1000))
    #expect(rows.count == 3)
    #expect(rows[1][0] == "!" && rows[1][1].contains("longer than"))
    #expect(rows[2] == ["2", "3"])
    let wide = String(repeating: ",", count: 50)
    let columns = try Self.rows("a,b\n\(wide)\n2,3\n", limits: CSVLimits(columns: 10))
    #expect(columns[1][1].contains("more than 10 columns") && columns[2] == ["2", "3"])
  }

  @Test("what was written is read again, whatever it is", arguments: 0..<60)
  func roundTrip(seed: UInt64) throws {
    var random = Seeded(seed)
    let pieces = ["a", "\"", ",", ";", "\n", "\r\n", " ", "ü", "漢", "=", "+1", "-", "@x", "\t", "'", ""]
    let rows = (0..<8).map { _ in
      (0..<4).map { place in
        (place == 0 ? "k" : "")
          + (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random)! }
          .joined()
      }
    }
    for raw in [true, false] {
      let bytes = rows.flatMap { CSVWriter(raw: raw).row($0) }
      let read = try Self.rows(String(decoding: bytes, as: UTF8.self))
      let expected = raw ? rows : rows.map { $0.map { CSVWriter.isFormula($0) ? "'" + $0 : $0 } }
      #expect(read == expected)
    }
  }

  @Test("chunks may end anywhere", arguments: [1, 2, 3, 5, 7, 64])
  func chunked(size: Int) throws {
    // A temporary file read with the reader's own chunks, and the same bytes padded so that seams move.
    let text =
      "id,text\r\n"
      + (0..<200).map {
        "\($0),\"line \($0)\r\nü \"\"q\"\" \(String(repeating: "x", count: $0 * size))\"\r\n"
      }.joined()
    let rows = try Self.rows(text)
    #expect(rows.count == 201)
    #expect(rows.dropFirst().enumerated().allSatisfy { $0.element[0] == String($0.offset) })
    #expect(rows[200][1].hasPrefix("line 199\r\nü \"q\" x"))
  }

  @Test(
    "formulas are made harmless unless raw is asked for",
    arguments: ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "\0x"])
  func neutral(field: String) {
    let row = String(decoding: CSVWriter().row([field]), as: UTF8.self)
    #expect(row.hasPrefix("\"'"))
    #expect(!String(decoding: CSVWriter(raw: true).row([field]), as: UTF8.self).contains("'"))
  }
}

@Suite struct CSVDialectTests {
  @Test("the separator is guessed", arguments: [(",", UInt8(44)), (";", 59), ("\t", 9), ("|", 124)])
  func separators(text: String, byte: UInt8) throws {
    let file = Fixtures.file(
      ["id", "subject", "text"].joined(separator: text) + "\n"
        + (1...5).map { "\($0)\(text)Hello, you; all\(text)\"a\(text)b\"\n" }.joined())
    #expect(try CSVDialect.guess(file).separator == byte)
  }
  @Test func `encodings are guessed and read`() throws {
    let text = "id,subject\r\n1,Grüße – „Ärger“ €5\r\n"
    func utf16(_ isBig: Bool) -> [UInt8] {
      (isBig ? [0xFE, 0xFF] : [0xFF, 0xFE])
        + text.utf16.flatMap {
          isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
        }
    }
    let cp1252 = text.unicodeScalars.map { scalar -> UInt8 in
      ["–": 0x96, "„": 0x84, "“": 0x93, "€": 0x80][Character(scalar)] ?? UInt8(scalar.value)
    }
    for (bytes, name) in [
      (Array(text.utf8), "utf-8"), ([0xEF, 0xBB, 0xBF] + Array(text.utf8), "utf-8"),
      (utf16(false), "utf-16le"),
      (utf16(true), "utf-16be"), (Array(utf16(false).dropFirst(2)), "utf-16le"), (cp1252, "windows-1252"),
    ] {
      let file = InputFile(name: "x.csv", bytes: bytes)
      let dialect = try CSVDialect.guess(file)
      #expect(dialect.encoding.description == name)
      var reader = CSVReader(file, encoding: dialect.encoding)
      _ = try reader.next()
      guard case .row(let row)? = try reader.next() else { Issue.record("no row in \(name)"); continue }
      #expect(row.fields == ["1", "Grüße – „Ärger“ €5"])
    }
  }
  @Test(
    "what is no text is named and refused",
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04, 1, 2], "ZIP"), (Array("%PDF-1.7 x".utf8), "PDF"), ([0x1F, 0x8B, 8], "gzip"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0, 0], "office"), (Array("SQLite format 3\0".utf8), "SQLite"),
      ((0..<400).map { UInt8($0 % 7) }, "not text"),
    ] as [([UInt8], String)])
  func binary(bytes: [UInt8], word: String) {
    let refused = refusal { try CSVDialect.guess(InputFile(name: "tickets.csv", bytes: bytes)) }
    #expect(refused?.problem.contains(word) == true)
    #expect(refused?.remedy?.isEmpty == false)
  }
}
