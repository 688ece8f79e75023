public import Acts

/// Tickets; in the audit log a ticket is just its reference.
public enum Tickets: Noun {
  /// The word, and a line of help.
  public static let name = "ticket", help = "Read and work on tickets."
  /// A ticket is named by its reference alone.
  public static func subject(_ text: String) -> String { text }
}
/// Saved filters.
public enum Views: Noun { public static let name = "view", help = "Saved lists of tickets." }
/// Several acts in one.
public enum Macros: Noun { public static let name = "macro", help = "Several acts and a text in one." }
/// What acts on tickets without anybody asking.
public enum Automations: Noun {
  /// The word, and a line of help.
  public static let name = "automation", help = "Rules that act on tickets without anybody asking."
}
/// Words on tickets; only named in fields, there is no command about them.
public enum Tags: Noun {
  /// The word, and a line of help.
  public static let name = "tag", help = "Words that tickets are marked with."
  /// As it is kept: in small letters.
  public static func subject(_ text: String) -> String { "tag " + text.lowercased() }
}
/// Texts to insert.
public enum CannedReplies: Noun { public static let name = "canned", help = "Texts to insert into replies." }
