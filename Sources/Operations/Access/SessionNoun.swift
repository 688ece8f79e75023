public import Acts

/// Stays of operators, from log-in to log-out.
public enum Sessions: Noun {
  public static let name = "session", help = "Who is logged in, and the own stay."
}
