/// How many colours are used and why, for `doctor` as well.
public struct ColorSupport: Equatable, Sendable {
  /// The depth that will be used.
  public let depth: ColorDepth
  /// What decided it: `COLORTERM is truecolor`.
  public let reason: String

  /// Finds the depth: the first that holds of the flag, `NO_COLOR`, the operator's own setting for this terminal,
  /// `COLORTERM`, and what terminfo says. Nothing known means 16.
  ///
  /// - Parameters:
  ///   - flag: the value of `--color`: `auto`, `always`, `never`, `true`, `256`, `16`, `mono`.
  ///   - profile: the depth this operator chose for this `TERM`.
  ///   - terminfo: colours by terminfo, negative for 24 bits; nil if the terminal is not described.
  public static func find(
    flag: String?, environment: [String: String], profile: ColorDepth? = nil, terminfo: Int?
  ) -> ColorSupport {
    if let flag, let depth = named(flag) { return ColorSupport(depth: depth, reason: "--color \(flag)") }
    let isForced = flag == "always"
    if !isForced, environment["NO_COLOR"]?.isEmpty == false {
      return ColorSupport(depth: .mono, reason: "NO_COLOR is set")
    }
    if let profile { return ColorSupport(depth: profile, reason: "your setting for this terminal") }
    let term = environment["TERM"] ?? ""
    if let value = environment["COLORTERM"], value == "truecolor" || value == "24bit" {
      return ColorSupport(depth: .trueColor, reason: "COLORTERM is \(value)")
    }
    guard let terminfo else {
      return ColorSupport(depth: .ansi16, reason: "nothing is known of TERM \(term)")
    }
    let depth: ColorDepth =
      terminfo < 0 || terminfo > 256
      ? .trueColor : terminfo == 256 ? .indexed256 : terminfo >= 8 ? .ansi16 : .mono
    if depth == .mono, isForced { return ColorSupport(depth: .ansi16, reason: "--color always") }
    let count = terminfo < 0 ? "24-bit colours" : terminfo == 0 ? "no colours" : "\(terminfo) colours"
    return ColorSupport(depth: depth, reason: "terminfo of \(term) has \(count)")
  }

  private static func named(_ flag: String) -> ColorDepth? {
    switch flag {
    case "never", "mono": .mono
    case "16": .ansi16
    case "256": .indexed256
    case "true", "truecolor": .trueColor
    default: nil
    }
  }

  /// The entry of ours that shows 24-bit colours on a terminal, nil where its own has to do.
  static func directEntry(for term: String) -> String? {
    let families = [
      ("screen", "screen-256color"), ("tmux", "tmux-256color"), ("xterm", "xterm-256color"),
      ("alacritty", "xterm-256color"), ("foot", "xterm-256color"), ("kitty", "xterm-256color"),
      ("wezterm", "xterm-256color"), ("konsole", "xterm-256color"), ("vte", "xterm-256color"),
      ("gnome", "xterm-256color"), ("ghostty", "xterm-256color"), ("contour", "xterm-256color"),
      ("st-", "xterm-256color"), ("iterm", "xterm-256color"),
    ]
    return families.first { term.hasPrefix($0.0) }?.1
  }
}
