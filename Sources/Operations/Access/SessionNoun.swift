public import Acts

/// Stays of operators, from log-in to log-out.
public enum Sessions: Noun {
  /// The word, and a line of help.
  public static let name = "session", help = "Who is logged in, and the own stay."
}
