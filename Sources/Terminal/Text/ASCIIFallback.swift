/// What stands for the signs of good typography where a screen has ASCII only: straight quotes, plain dashes. Letters
/// have no such fall-back: the screen shows that one is missing.
enum ASCIIFallback {
  /// The text with what can be said in ASCII said in it, column for column: what was laid out stays where it is.
  static func of(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { out.append(sign(for: scalar) ?? scalar) }
    return String(out)
  }
  private static func sign(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "…": "~"
    case "“", "”", "„", "«", "»": "\""
    case "‘", "’", "‚", "‹": "'"
    case "–", "—", "‐", "‑", "−", "·": "-"
    case "›", "→": ">"
    case "←": "<"
    case "↑": "^"
    case "↓": "v"
    case "•": "*"
    case "×": "x"
    case "♪": "!"
    case "\u{A0}", "\u{202F}": " "
    default: nil
    }
  }
}

extension Theme {
  /// Words of a program's own as a screen of this theme writes them: where there is only ASCII, `assign to ...` for
  /// `assign to …`. To be asked before the words are measured.
  public func written(_ words: String) -> String {
    isASCII && words.utf8.contains(where: { $0 >= 0x80 }) ? words.replacing("…", with: "...") : words
  }
}
