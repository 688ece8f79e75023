import TestSupport
import Testing

@testable import Terminal

@Suite struct StylesSaidShort {
  private static func through(_ frames: [String], takesOff: Bool = true) -> [String] {
    var coalescer = StyleCoalescer(takesOff: takesOff)
    return frames.map { frame in
      var out: [UInt8] = []
      Array(frame.utf8).withUnsafeBytes { coalescer.append($0, to: &out) }
      return String(decoding: out, as: UTF8.self)
    }
  }

  @Test(
    "a change of style is said once, with what differs",
    arguments: [
      (
        "\u{1B}[38;5;102m\u{1B}[48;5;234ma\u{1B}[38;5;110m\u{1B}[48;5;234mb",
        "\u{1B}[38;5;102;48;5;234ma\u{1B}[38;5;110mb"
      ),
      ("\u{1B}[31ma\u{1B}(B\u{1B}[0;1m\u{1B}[31mb", "\u{1B}[31ma\u{1B}(B\u{1B}[1mb"),
      ("\u{1B}[1;31ma\u{1B}[m\u{1B}[31mb", "\u{1B}[0;1;31ma\u{1B}[22mb"),
      ("\u{1B}[1;2ma\u{1B}[22;2mb", "\u{1B}[0;1;2ma\u{1B}[0;2mb"),
      ("\u{1B}[4;7;91;102ma\u{1B}[mb", "\u{1B}[0;4;7;91;102ma\u{1B}[mb"),
      ("\u{1B}[38;2;1;2;3ma\u{1B}[3m\u{1B}[23mb", "\u{1B}[0;38;2;1;2;3mab"),
      // Nothing painted, nothing said; an erasing paints with the ground.
      ("\u{1B}[31m\u{1B}[2;3H\u{1B}[32mx", "\u{1B}[2;3H\u{1B}[0;32mx"),
      ("\u{1B}[41m\u{1B}[K", "\u{1B}[0;41m\u{1B}[K"),
    ])
  func short(written: String, said: String) {
    // The first style is said whole, since nobody knows what the terminal was set to.
    let expected =
      said.hasPrefix("\u{1B}[0") || said.hasPrefix("\u{1B}[2;3H")
      ? said : said.replacing("\u{1B}[", with: "\u{1B}[0;", maxReplacements: 1)
    #expect(Self.through([written]) == [expected])
  }

  @Test("what it does not know goes through as it is, and the style after it is said whole")
  func unknown() {
    let said = Self.through(["\u{1B}[31ma\u{1B}[58;5;9mb\u{1B}[31mc\u{1B}]0;title\u{7}\u{1B}7\u{1B}8"])
    #expect(said == ["\u{1B}[0;31ma\u{1B}[58;5;9m\u{1B}[0;31mbc\u{1B}]0;title\u{7}\u{1B}7\u{1B}8"])
  }

  @Test("a terminal that was given away is told the whole style again")
  func givenAway() {
    var coalescer = StyleCoalescer(takesOff: true)
    var out: [UInt8] = []
    for text in ["\u{1B}[31ma", "b"] {
      Array(text.utf8).withUnsafeBytes { coalescer.append($0, to: &out) }
      coalescer.forget()
    }
    #expect(String(decoding: out, as: UTF8.self) == "\u{1B}[0;31ma\u{1B}[mb")
  }

  @Test("an old terminal is never asked to take a single attribute away", arguments: [UInt64(1), 2, 3])
  func old(seed: UInt64) {
    var dice = Seeded(seed)
    let said = Self.through((0..<50).map { _ in Self.stream(&dice) }, takesOff: false).joined()
    // Taking away stands in front of everything else.
    #expect(!said.contains(/\x1B\[2[2347][;m]/))
  }

  @Test("whatever is written, each letter has the style it was written with", arguments: [true, false])
  func same(takesOff: Bool) {
    var dice = Seeded(11)
    for _ in 0..<300 {
      let frames = (0..<4).map { _ in Self.stream(&dice) }
      let said = Self.through(frames, takesOff: takesOff)
      #expect(Painted(said.joined()).letters == Painted(frames.joined()).letters)
      #expect(said.joined().utf8.count <= frames.joined().utf8.count + 8)
    }
  }

  private static func stream(_ dice: inout Seeded) -> String {
    var text = ""
    for _ in 0..<(1 + dice.below(30)) {
      switch dice.below(9) {
      case 0: text += "\u{1B}(B\u{1B}[m"
      case 1: text += "\u{1B}(B\u{1B}[0;\(1 + dice.below(4))m"
      case 2: text += "\u{1B}[\([22, 23, 24, 27, 39, 49][dice.below(6)])m"
      case 3: text += "\u{1B}[\(30 + dice.below(8))m\u{1B}[\(40 + dice.below(8))m"
      case 4: text += "\u{1B}[38;5;\(dice.below(256))m\u{1B}[48;5;\(dice.below(256))m"
      case 5: text += "\u{1B}[38;2;\(dice.below(256));0;\(dice.below(256))m"
      case 6: text += "\u{1B}[\(1 + dice.below(9));\(1 + dice.below(9))H"
      case 7: text += ["\u{1B}[K", "\u{1B}[2J", "\u{1B}[5X", "\r\n"][dice.below(4)]
      default: text += ["a", "解", "bc "][dice.below(3)]
      }
    }
    return text
  }
}

/// What a terminal of the simplest kind makes of a stream: each letter, erasing or line's end with its style.
private struct Painted {
  var letters: [String] = []
  private var style: [String: String] = [:]

  init(_ text: String) {
    var rest = text.unicodeScalars[...]
    while let first = rest.popFirst() {
      if first != "\u{1B}" {
        // Where the cursor goes, and a carriage return, are no painting.
        if first != "\r" { note(String(first)) }
        continue
      }
      guard rest.popFirst() == "[" else {
        _ = rest.popFirst()
        continue
      }
      let parameters = String(String.UnicodeScalarView(rest.prefix { $0 < "@" }))
      rest = rest.dropFirst(parameters.unicodeScalars.count)
      switch rest.popFirst() {
      case "m": set(parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 })
      case "H": break
      case let final: note("erase \(parameters)\(final.map(String.init) ?? "")")
      }
    }
  }
  private mutating func note(_ what: String) {
    letters.append("\(what) \(style.sorted { $0.key < $1.key })")
  }
  private mutating func set(_ numbers: [Int]) {
    var at = 0
    while at < numbers.count {
      let code = numbers[at]
      switch code {
      case 0: style = [:]
      case 1, 2, 3, 4, 7: style["\(code)"] = "on"
      case 22: (style["1"], style["2"]) = (nil, nil)
      case 23, 24, 27: style["\(code - 20)"] = nil
      case 39: style["letters"] = nil
      case 49: style["ground"] = nil
      case 38, 48:
        let count = numbers[at + 1] == 5 ? 3 : 5, number = numbers[at + 2]
        // The first sixteen are the colours with short names.
        style[code == 38 ? "letters" : "ground"] =
          count == 3 && number < 16
          ? "\(number % 8), bright \(number > 7)" : "\(numbers[(at + 1)..<(at + count)])"
        at += count - 1
      default:
        style[(40...47).contains(code) || code > 99 ? "ground" : "letters"] =
          "\(code % 10), bright \(code > 89)"
      }
      at += 1
    }
  }
}
