import CNcurses

/// What this machine knows of a kind of terminal.
public enum TerminalDescription {
  /// Colours by terminfo: negative for 24 bits, 0 for none; nil if there is no such terminal.
  public static func colors(of term: String) -> Int? {
    let found = CNcurses_describe(term)
    return found == Int32.min ? nil : Int(found)
  }

  /// The locale's character set is UTF-8. Reads the environment's locale for the whole process.
  public static func localeIsUTF8() -> Bool { CNcurses_locale_is_utf8() != 0 }
}
