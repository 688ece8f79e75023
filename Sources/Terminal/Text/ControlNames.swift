/// What is shown in place of a code point that would act on the terminal or hide in the text.
enum ControlNames {
  /// What a code point is replaced by.
  enum Shown {
    /// One visible character of one column.
    case picture(UInt32)
    /// A name between angle brackets.
    case token(StaticString)
    /// The number between angle brackets.
    case number
  }

  /// Nothing for a code point that may be drawn as it is. TAB and LF count as blanks here: whoever lays
  /// text out in lines has taken them away before.
  static func shown(_ scalar: UInt32) -> Shown? {
    switch scalar {
    case 0x20..<0x7F: nil
    case 0x09: .picture(0x20)
    case 0..<0x20: .picture(0x2400 + scalar)
    case 0x7F: .picture(0x2421)
    case 0x80...0x9F: .number
    case 0xAD: .picture(0x2D)
    case 0xA0..<0x34F: nil
    case 0x34F: .token("<CGJ>")
    case 0x61C: .token("<ALM>")
    case 0x115F, 0x1160, 0x3164, 0xFFA0: .token("<HF>")
    // Vowels and finals of Hangul join the syllable before them; alone they have no width.
    case 0x1161...0x11FF, 0xD7B0...0xD7FF: .number
    case 0x17B4, 0x17B5, 0x180B...0x180F: .number
    case 0x200B...0x206F: general(scalar)
    case 0xFEFF: .token("<BOM>")
    case 0xFFF0...0xFFFB: .number
    case 0xFFFE, 0xFFFF: .picture(0xFFFD)
    case 0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A: .number
    case 0xE0000...0xE00FF, 0xE01F0...0xE0FFF: .number
    case 0x1FFFE...: scalar & 0xFFFE == 0xFFFE ? .picture(0xFFFD) : nil
    default: nil
    }
  }

  private static func general(_ scalar: UInt32) -> Shown? {
    switch scalar {
    case 0x200B: .token("<ZWSP>")
    case 0x200C: .token("<ZWNJ>")
    case 0x200D: .token("<ZWJ>")
    case 0x200E: .token("<LRM>")
    case 0x200F: .token("<RLM>")
    case 0x2028, 0x2029: .picture(0x2424)
    case 0x202A: .token("<LRE>")
    case 0x202B: .token("<RLE>")
    case 0x202C: .token("<PDF>")
    case 0x202D: .token("<LRO>")
    case 0x202E: .token("<RLO>")
    case 0x2060: .token("<WJ>")
    case 0x2061...0x2065, 0x206A...0x206F: .number
    case 0x2066: .token("<LRI>")
    case 0x2067: .token("<RLI>")
    case 0x2068: .token("<FSI>")
    case 0x2069: .token("<PDI>")
    default: nil
    }
  }

  /// The token as code points of ASCII, for a number `<U+9B>`.
  static func write(_ shown: Shown, of scalar: UInt32, into out: inout ContiguousArray<UInt32>) {
    switch shown {
    case .picture(let picture): out.append(picture)
    case .token(let name): name.withUTF8Buffer { for byte in $0 { out.append(UInt32(byte)) } }
    case .number:
      for byte in "<U+".utf8 { out.append(UInt32(byte)) }
      for byte in String(scalar, radix: 16, uppercase: true).utf8 { out.append(UInt32(byte)) }
      out.append(0x3E)
    }
  }
}
