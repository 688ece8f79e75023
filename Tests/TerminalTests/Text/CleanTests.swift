import Foundation
import TestSupport
import Testing

@testable import Terminal

@Suite struct Cleaning {
  @Test(
    "what would act or hide is shown",
    arguments: [
      ("plain", "plain"), ("tab\there", "tab here"), ("two\nlines", "two␊lines"),
      ("forged\rline", "forged␍line"),
      ("\u{1B}]0;title\u{7}", "␛]0;title␇"), ("\u{9B}2J", "<U+9B>2J"), ("\u{7F}", "␡"), ("a\u{2028}b", "a␤b"),
      ("\u{202E}txt.exe", "<RLO>txt.exe"), ("\u{2066}a\u{2069}", "<LRI>a<PDI>"),
      ("pay\u{200B}pal", "pay<ZWSP>pal"),
      ("a\u{200D}b", "a<ZWJ>b"), ("\u{FEFF}x", "<BOM>x"), ("\u{E0041}", "<U+E0041>"), ("👨‍👩‍👧", "👨"),
      ("x\u{FE0F}\u{FE0F}", "x◌"), ("\u{1161}", "<U+1161>"), ("\u{3164}", "<HF>"),
      ("soft\u{AD}hyphen", "soft-hyphen"),
      ("Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", "Z\u{300}\u{301}\u{302}\u{303}"),
      ("\u{301}x", "◌\u{301}x"),
      ("שלום", "שלום"), ("שָׁלוֹם", "שָׁלוֹם"), ("Ελληνικά", "Ελληνικά"),
    ])
  func line(text: String, shown: String) { #expect(Clean.line(text) == shown) }

  @Test("in several lines, line ends and tabs stay")
  func lines() {
    #expect(Clean.text("a\r\nb\n\tc\rd\u{1B}") == "a\nb\n\tc␍d␛")
    #expect(Clean.text("e\u{301}\n\u{301}") == "e\u{301}\n◌\u{301}")
  }

  @Test(
    "JSON keeps its text and shows what would turn or hide it",
    arguments: [
      "plain", "na\u{EF}ve 解約", "a\u{202E}b", "\u{9B}31m", "x\u{200B}y\u{E0041}", "👩\u{200D}🚀", "\u{7F}",
    ])
  func json(text: String) throws {
    let encoded = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
    let shown = Clean.json(encoded)
    #expect(try JSONDecoder().decode([String].self, from: Data(shown.utf8)) == [text])
    #expect(Clean.line(shown) == shown)
    #expect(Clean.json("[\"naïve 解約 e\u{301}\"]") == "[\"naïve 解約 e\u{301}\"]")
  }

  @Test("each byte that is not UTF-8 becomes one replacement")
  func bytes() {
    #expect(
      Clean.line(bytes: [0x61, 0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xE8, 0xA7, 0x62])
        == "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}b")
    #expect(Clean.line(bytes: Array("解約".utf8)) == "解約")
  }

  /// Hostile pieces and random code points.
  static func hostile(_ dice: inout Seeded) -> [UInt8] {
    let pieces: [[UInt8]] = [
      Array("\u{1B}[2J".utf8), Array("\u{1B}]52;c;aGk=\u{7}".utf8), Array("\u{1B}]0;x\u{7}".utf8),
      [0x9B, 0x41], Array("\u{9B}5A".utf8),
      Array("\u{1B}P$qm\u{1B}\\".utf8), Array("\u{1B}c".utf8), Array("\r\n".utf8), [0x0E], [0x0F], [0x05],
      Array("\u{1B}#8".utf8),
      Array("\u{202E}abc\u{202C}".utf8), Array("a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}".utf8),
      [0xF4, 0x90], [0x84], [0x88], [0x8D],
      Array("\u{1B}[6n".utf8), Array("\u{1B}[?1000h".utf8), Array("解".utf8),
      Array("\u{1F468}\u{200D}\u{1F469}".utf8), [0x0B], [0x0C], [0x08],
    ]
    var out: [UInt8] = []
    for _ in 0..<(1 + dice.below(8)) {
      switch dice.below(4) {
      case 0: out += (0..<dice.below(12)).map { _ in UInt8(dice.below(256)) }
      case 1: Clean.encode(UInt32(dice.below(0x110000)), into: &out)
      case 2: Clean.encode(UInt32(dice.below(0x3000)), into: &out)
      default: out += pieces[dice.below(pieces.count)]
      }
    }
    return out
  }

  @Test("no cleaned text holds a control, a bidirectional or an invisible character", arguments: 0..<100)
  func property(seed: UInt64) {
    var dice = Seeded(seed)
    for _ in 0..<200 {
      let cleaned = Clean.line(bytes: Self.hostile(&dice))
      for scalar in cleaned.unicodeScalars {
        #expect(
          ControlNames.shown(scalar.value).map { if case .picture(0x20) = $0 { true } else { false } } ?? true
        )
      }
    }
  }

  @Test("cleaned text only fills cells of a terminal: no mode, no reply, no title, no bell, no other row")
  func terminal() throws {
    var dice = Seeded(4)
    var input = Data()
    for _ in 0..<20_000 {
      input.append(contentsOf: Clean.line(bytes: Self.hostile(&dice)).utf8)
      input.append(0x0A)
    }
    let code = try String(
      contentsOf: Beside.folder.appending(path: "Expected/only_cells.py"), encoding: .utf8)
    guard let output = try Beside.python(code, needs: "pyte", input: input) else {
      print("skipped: Python's pyte is not installed")
      return
    }
    #expect(String(decoding: output, as: UTF8.self) == "20000 texts, 0 acted\n")
  }
}
