/// Names that are written to look like another one: letters of scripts that nobody mixes within a word, and words
/// made only of letters that look like Latin ones beside Latin words.
public enum MixedScripts {
  /// Writing systems as far as they matter for names; those used together in Chinese, Japanese and Korean are one.
  private enum Script { case latin, greek, cyrillic, armenian, cherokee, georgian, coptic, eastAsian, other }

  /// The name has letters that somebody may take for those of another script.
  public static func isSuspicious(_ name: String) -> Bool {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return false }
    var hasLatin = false, hasDisguised = false
    for word in name.unicodeScalars.split(whereSeparator: { !isLetterOrMark($0) }) {
      var first: Script?, isDisguised = true
      for scalar in word {
        guard let script = script(of: scalar) else { continue }
        // Latin stands beside the scripts of East Asia in many names, also without a blank.
        if let first, first != script, !(isPlain(first) && isPlain(script)) { return true }
        first = first ?? script
        isDisguised = isDisguised && lookalikes.contains(scalar.value)
      }
      hasLatin = hasLatin || first == .latin
      hasDisguised = hasDisguised || (first != nil && isDisguised)
    }
    return hasLatin && hasDisguised
  }

  /// The name, with a sign before it where it is suspicious.
  public static func marked(_ name: String, ascii: Bool = false) -> String {
    isSuspicious(name) ? (ascii ? "?! " : "⚠ ") + name : name
  }

  private static func isPlain(_ script: Script) -> Bool { script == .latin || script == .eastAsian }

  private static func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered
  }
  /// The script of a letter; nil for marks, digits and what all scripts share.
  private static func script(of scalar: Unicode.Scalar) -> Script? {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0x24F, 0x250...0x2AF, 0x1D00...0x1D25, 0x1E00...0x1EFF,
      0x2C60...0x2C7F, 0xA722...0xA787, 0xAB30...0xAB5A, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
      .latin
    case 0x370...0x3E1, 0x3F0...0x3FF, 0x1F00...0x1FFF: .greek
    case 0x3E2...0x3EF, 0x2C80...0x2CFF: .coptic
    case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: .cyrillic
    case 0x530...0x58F: .armenian
    case 0x10A0...0x10FF, 0x1C90...0x1CBF, 0x2D00...0x2D2F: .georgian
    case 0x13A0...0x13FF, 0xAB70...0xABBF: .cherokee
    case 0x1100...0x11FF, 0x3040...0x30FF, 0x3100...0x318F, 0x31A0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF:
      .eastAsian
    default:
      // A mark goes with any letter, and is no reason to look twice.
      scalar.properties.canonicalCombiningClass == .notReordered && scalar.properties.isAlphabetic
        ? .other : nil
    }
  }
  /// Letters of Cyrillic, Greek and Armenian that most typefaces draw like Latin ones.
  private static let lookalikes = Set(
    "АВЕЅZІЈКМНОРСТУХҮԌԚԜӀаеорсухіјѕһԁԛԝӏүΑΒΕΖΗΙΚΜΝΟΡΤΥΧοντυՏՍՕօոսց".unicodeScalars.map(\.value))
}
