import Glibc
import Terminal

/// What the terminal can show, and by whose word.
enum TerminalDoctor {
  static func findings(_ config: Config, environment: (String) -> String? = Places.variable) -> [Finding] {
    [kind(environment), colors(config, environment), locale(environment), size()] + editor(environment)
  }

  static func kind(_ environment: (String) -> String?) -> Finding {
    switch environment("TERM") ?? "" {
    case "":
      Finding(
        "terminal", "TERM", .broken, "is not set",
        mend: "export TERM=xterm-256color, or what your terminal is")
    case "dumb":
      Finding(
        "terminal", "TERM", .warning, "dumb: no full screen, the commands work",
        mend: "Start opsdeck in a terminal of its own.")
    case let name: Finding("terminal", "TERM", .ok, name)
    }
  }
  static func colors(
    _ config: Config, _ environment: (String) -> String?,
    described: (String) -> Int? = TerminalDescription.colors
  ) -> Finding {
    let known = ["NO_COLOR", "COLORTERM", "TERM"].compactMap { name in environment(name).map { (name, $0) } }
    let term = environment("TERM") ?? "", terminfo = described(term)
    let flag = config.color == .auto ? nil : config.color.rawValue
    let support = ColorSupport.find(
      flag: flag, environment: Dictionary(known) { first, _ in first }, terminfo: terminfo)
    let word =
      switch support.depth {
      case .trueColor: "true colour"
      case .indexed256: "256 colours"
      case .ansi16: "16 colours"
      case .mono: "no colours"
      }
    let reason = flag == nil ? support.reason : "config.yaml says color: \(flag ?? "")"
    guard terminfo != nil || term.isEmpty || term == "dumb" else {
      return Finding(
        "terminal", "colours", .warning, "\(word): terminfo does not know TERM \(term)",
        mend: "Install ncurses-term, or export TERM=xterm-256color.")
    }
    return Finding("terminal", "colours", .ok, "\(word): \(reason)")
  }
  static func locale(_ environment: (String) -> String?) -> Finding {
    let name =
      ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(environment).first { !$0.isEmpty } ?? "C"
    let upper = name.uppercased()
    guard upper.contains("UTF-8") || upper.contains("UTF8") else {
      return Finding(
        "terminal", "locale", .warning, "\(name) is not UTF-8: lines and charts are drawn in ASCII",
        mend: "export LANG=C.UTF-8")
    }
    return Finding("terminal", "locale", .ok, name)
  }
  private static func size() -> Finding {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else {
      return Finding("terminal", "size", .note, "standard output is no terminal")
    }
    let text = "\(size.ws_col)x\(size.ws_row)"
    guard size.ws_col >= 60, size.ws_row >= 16 else {
      return Finding(
        "terminal", "size", .warning, "\(text) is too small for the console",
        mend: "Make the window 60x16 or larger.")
    }
    return Finding("terminal", "size", .ok, text)
  }
  private static func editor(_ environment: (String) -> String?) -> [Finding] {
    let named = ["VISUAL", "EDITOR"].compactMap(environment).first { !$0.isEmpty }
    guard let named else {
      return [
        Finding(
          "terminal", "editor", .note, "neither VISUAL nor EDITOR is set",
          mend: "export EDITOR=vim, or what you like")
      ]
    }
    return [Finding("terminal", "editor", .ok, named)]
  }
}
