import TestSupport
import Testing

@testable import Terminal

@Suite struct Decoding {
  /// Bytes as a terminal sends them, `^[` for Esc, and the events in words.
  static let table: [(String, String)] = [
    ("a", "a"), ("Q", "Q"), (" ", "Space"), ("é", "é"), ("解", "解"), ("\r", "Enter"), ("\n", "Enter"),
    ("\t", "Tab"), ("\u{7F}", "Backspace"), ("\u{8}", "Backspace"), ("\u{1}", "Ctrl-A"), ("\u{1A}", "Ctrl-Z"),
    ("\u{0}", "Ctrl-Space"), ("\u{1F}", "Ctrl-_"), ("\u{1C}", "Ctrl-\\"), ("^[x", "Alt-x"),
    ("^[\u{7F}", "Alt-Backspace"),
    ("^[\u{1}", "Ctrl-Alt-A"), ("^[é", "Alt-é"),
    ("^[[A", "Up"), ("^[OA", "Up"), ("^[[1;5D", "Ctrl-Left"), ("^[[1;3C", "Alt-Right"), ("^[[1;2B", "S-Down"),
    ("^[^[[D", "Alt-Left"), ("^[[H", "Home"), ("^[OF", "End"), ("^[[1~", "Home"), ("^[[4~", "End"),
    ("^[[3~", "Del"), ("^[[2~", "Ins"), ("^[[5~", "PgUp"), ("^[[6;5~", "Ctrl-PgDn"), ("^[[Z", "S-Tab"),
    ("^[OP", "F1"), ("^[[11~", "F1"), ("^[[[A", "F1"), ("^[[[E", "F5"), ("^[[15~", "F5"), ("^[[17~", "F6"),
    ("^[[21~", "F10"), ("^[[24~", "F12"), ("^[[1;2P", "S-F1"), ("^[[24;5~", "Ctrl-F12"), ("^[OM", "Enter"),
    ("^[Oj", "*"), ("^[Op", "0"),
    ("^[[105;5u", "Ctrl-I"), ("^[[13;2u", "S-Enter"), ("^[[27u", "Esc"), ("^[[97;2u", "A"),
    ("^[[97;1:3u", ""),
    ("^[[27;5;105~", "Ctrl-I"), ("^[[9;2u", "S-Tab"), ("^[[27;2;65~", "A"),
    ("^[[<0;5;3M", "press 1 at 4,2"), ("^[[<0;5;3m", "release 1 at 4,2"), ("^[[<2;1;1M", "press 3 at 0,0"),
    ("^[[<64;9;9M", "wheel up at 8,8"), ("^[[<65;9;9M", "wheel down at 8,8"),
    ("^[[<32;2;2M", "drag 1 at 1,1"),
    ("^[[<16;5;3M", "press 1 at 4,2"), ("^[[<0;0;0M", ""), ("^[[<0;5M", ""),
    ("^[[Mabcd", "d"), ("^[[32;5;5Md", "d"), ("^[[I", "focus"), ("^[[O", "no focus"),
    ("^[[200~two\rlines^[[201~x", "paste \"two\\nlines\" x"),
    ("^[[200~a^[[A^[[201^[[201~", "paste \"a^[[A^[[201\""),
    ("^[[200~a\r\nb^[[201~", "paste \"a\\nb\""),
    ("^[]11;rgb:0000/0000/0000^[\\x", "x"), ("^[]52;c;aGVsbG8=\u{7}x", "x"), ("^[P1$r0m^[\\x", "x"),
    ("^[_x^[\\y", "y"),
    ("^[[?62;22cx", "x"), ("^[[>41;372;0cx", "x"), ("^[[24;80Rx", "x"), ("^[[?1049;1$yx", "x"),
    ("^[[1;5", ""),
    ("^[[31;1Hx", "x"), ("^[[\u{18}x", "Ctrl-X x"), ("^[[1^[[A", "Up"), ("^[]half\rx", "Enter x"),
    ("^[[\u{1}", "Ctrl-A"),
  ]

  static func bytes(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    let all = Array(text.utf8)
    var i = 0
    while i < all.count {
      if all[i] == 0x5E, i + 1 < all.count, all[i + 1] == 0x5B {
        out.append(0x1B)
        i += 2
      } else {
        out.append(all[i])
        i += 1
      }
    }
    return out
  }

  static func words(_ events: [Event]) -> String {
    events.map { event in
      switch event {
      case .key(let key): key.description
      case .paste(let text): "paste \"\(text.replacing("\n", with: "\\n").replacing("\u{1B}", with: "^["))\""
      case .focus(let on): on ? "focus" : "no focus"
      case .mouse(let mouse):
        switch mouse.action {
        case .press(let n): "press \(n) at \(mouse.at.x),\(mouse.at.y)"
        case .release(let n): "release \(n) at \(mouse.at.x),\(mouse.at.y)"
        case .drag(let n): "drag \(n) at \(mouse.at.x),\(mouse.at.y)"
        case .wheelUp: "wheel up at \(mouse.at.x),\(mouse.at.y)"
        case .wheelDown: "wheel down at \(mouse.at.x),\(mouse.at.y)"
        }
      case .resize, .resumed: "?"
      }
    }.joined(separator: " ")
  }

  @Test("what terminals send is what was pressed", arguments: table)
  func whole(sent: String, meant: String) {
    var decoder = InputDecoder()
    #expect(Self.words(decoder.feed(Self.bytes(sent))) == meant)
  }

  @Test("a sequence that comes in two pieces is the same", arguments: table)
  func split(sent: String, meant: String) {
    let bytes = Self.bytes(sent)
    for cut in 0...bytes.count {
      var decoder = InputDecoder()
      let events = decoder.feed(Array(bytes[..<cut])) + decoder.feed(Array(bytes[cut...]))
      #expect(Self.words(events) == meant, "cut at \(cut)")
    }
    var decoder = InputDecoder()
    #expect(Self.words(bytes.flatMap { decoder.feed([$0]) }) == meant)
  }

  @Test("Esc alone is the key at once; the rest of a sequence that came late is not typed")
  func escape() {
    var decoder = InputDecoder()
    var events = decoder.feed([0x1B])
    decoder.rest(into: &events)
    #expect(Self.words(events) == "Esc")
    #expect(decoder.patience == 25)
    #expect(Self.words(decoder.feed(Array("[A".utf8))) == "Up")
    events = decoder.feed([0x1B])
    decoder.rest(into: &events)
    decoder.expire(into: &events)
    #expect(Self.words(events) == "Esc" && decoder.patience == nil)
    #expect(Self.words(decoder.feed(Array("[A".utf8))) == "[ A")
  }

  @Test(
    "half a sequence ends by itself and nothing of it is typed",
    arguments: [
      ("^[[", ""), ("^[[1;5", ""), ("^[[M\u{7E}", ""), ("^[]52;c;abc", ""), ("^[O", "Alt-O"),
      ("^[P", "Alt-P"),
      ("x^[", "Esc"), ("^[[200~half", "paste \"half\""), ("^[[[", ""),
    ])
  func halves(sent: String, meant: String) {
    var decoder = InputDecoder()
    var events = decoder.feed(Self.bytes(sent))
    decoder.rest(into: &events)
    #expect(decoder.patience != nil)
    decoder.expire(into: &events)
    #expect(Self.words(events).hasSuffix(meant))
    #expect(decoder.patience == nil)
    #expect(Self.words(decoder.feed(Array("j".utf8))) == "j")
  }

  @Test("bytes that are no character are one replacement each")
  func invalid() {
    var decoder = InputDecoder()
    #expect(
      Self.words(decoder.feed([0xF4, 0x90, 0x80, 0x80, 0x61])) == "\u{FFFD} \u{FFFD} \u{FFFD} \u{FFFD} a")
    #expect(Self.words(decoder.feed([0xC3, 0x61])) == "\u{FFFD} a")
    #expect(Self.words(decoder.feed([0xC2, 0x9B])) == "\u{FFFD}")
  }

  @Test("any bytes in any pieces leave a decoder that still reads keys", arguments: 0..<200)
  func fuzz(seed: UInt64) {
    var dice = Seeded(seed)
    let pieces: [[UInt8]] = [
      [0x1B], Array("[".utf8), Array("O".utf8), Array("M".utf8), Array("200~".utf8), Array("201~".utf8),
      [0x9B],
      Array("1;5".utf8), Array("<0;3;4".utf8), Array("]52;c;".utf8), Array("P".utf8), [0x18], [0xFF],
      [0xE8, 0xA7],
      Array("999999999999999999".utf8), Array("u".utf8), Array("~".utf8), Array("q".utf8),
    ]
    var decoder = InputDecoder()
    var count = 0
    for _ in 0..<400 {
      let bytes =
        dice.below(3) == 0
        ? (0..<dice.below(40)).map { _ in UInt8(dice.below(256)) } : pieces[dice.below(pieces.count)]
      count += decoder.feed(bytes).count
      if dice.below(4) == 0 {
        var events: [Event] = []
        decoder.rest(into: &events)
        if dice.below(3) == 0 { decoder.expire(into: &events) }
      }
    }
    #expect(count > 0)
    var events: [Event] = []
    decoder.expire(into: &events)
    #expect(decoder.patience == nil && Self.words(decoder.feed([0x6A])) == "j")
  }

  @Test("a reply without an end is swallowed only so far")
  func endless() {
    var decoder = InputDecoder()
    let bytes = Array("\u{1B}]".utf8) + [UInt8](repeating: 0x61, count: 100_000)
    let events = decoder.feed(bytes)
    #expect(events.count == 100_000 - InputDecoder.stringLimit)
  }

  @Test("a paste is one event, and one that is too long is cut and counted")
  func longPaste() {
    var decoder = InputDecoder()
    let line = [UInt8](repeating: 0x78, count: 1 << 20)
    var events = decoder.feed(Array("\u{1B}[200~".utf8))
    for _ in 0..<17 { events += decoder.feed(line) }
    events += decoder.feed(Array("\u{1B}[201~".utf8))
    guard case .paste(let text) = events.first else {
      Issue.record("no paste")
      return
    }
    #expect(events.count == 1 && text.utf8.count == InputDecoder.pasteLimit)
    #expect(decoder.droppedBytes == 1 << 20)
  }
}
