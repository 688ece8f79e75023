import FoundationEssentials
import Glibc
import Terminal

/// Puts answers on standard output: cleaned for a person at a terminal, whole and exact for a program.
struct Printer: Sendable {
  let isJSON: Bool, isQuiet: Bool, isColored: Bool
  /// Columns of the terminal; nil when a pipe or a file reads.
  let columns: Int?

  init(_ options: PrintOptions, config: Config = Config()) throws(Complaint) {
    try self.init(json: options.json, quiet: options.quiet, color: options.color, config: config)
  }
  init(json: Bool = false, quiet: Bool = false, color: String? = nil, config: Config = Config())
    throws(Complaint)
  {
    let wish: Config.Color
    if let word = color {
      guard let found = Config.Color(rawValue: word) else {
        throw Complaint(.usage, "--color is “\(word)”.", "Use \(Config.Color.words).")
      }
      wish = found
    } else {
      wish = config.color
    }
    let isTerminal = isatty(STDOUT_FILENO) == 1
    isJSON = json
    isQuiet = quiet
    isColored =
      switch wish {
      case .always, .sixteen, .indexed, .direct: true
      case .never, .mono: false
      case .auto:
        isTerminal && (Places.variable("NO_COLOR") ?? "").isEmpty && Places.variable("TERM") != "dumb"
      }
    var size = winsize()
    columns = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : nil
  }
  init(colored: Bool, columns: Int?, json: Bool = false, quiet: Bool = false) {
    (isJSON, isQuiet, isColored, self.columns) = (json, quiet, colored, columns)
  }

  /// A sentence or a text; cleaned, so that nothing a customer wrote can act on the terminal.
  func say(_ text: String) {
    if !isQuiet, !text.isEmpty { Self.write(Clean.text(text) + "\n", to: STDOUT_FILENO) }
  }
  /// The answer as data: each element of a list on a line of its own. Not silenced by `--quiet`: it was asked for.
  func json(_ value: any Encodable) throws {
    let lines = (value as? [any Encodable]) ?? [value]
    var text = ""
    for line in lines { text += try Self.encoded(line) + "\n" }
    Self.write(text, to: STDOUT_FILENO)
  }
  static func encoded(_ value: any Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Clean.json(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
  func cleaned(_ text: String) -> String { Clean.line(text) }
  func bold(_ text: String) -> String { isColored ? "\u{1b}[1m\(text)\u{1b}[0m" : text }

  /// Rows under heads, aligned by what columns the texts take; the widest column gives way where a terminal is narrow.
  func table(_ heads: [String], _ rows: [[String]], right: Set<Int> = []) -> String {
    let cleaned = rows.map { $0.map(Clean.line) }
    var widths = heads.map { TextWidth.of($0) }
    for row in cleaned {
      for (place, text) in row.enumerated() where place < widths.count {
        widths[place] = max(widths[place], TextWidth.of(text))
      }
    }
    if let columns {
      let spare = widths.reduce(0, +) + 2 * (widths.count - 1) - columns
      if spare > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
        widths[widest] = max(TextWidth.of(heads[widest]), 12, widths[widest] - spare)
      }
    }
    func line(_ texts: [String]) -> String {
      let cells = texts.enumerated().map { place, text in
        Self.fitted(text, widths[place], right: right.contains(place), isLast: place == texts.count - 1)
      }
      return cells.joined(separator: "  ")
    }
    return ([bold(line(heads))] + cleaned.map(line)).joined(separator: "\n")
  }
  private static func fitted(_ text: String, _ width: Int, right: Bool, isLast: Bool) -> String {
    var shown = text, taken = TextWidth.of(text)
    if taken > width {
      let (start, columns) = TextWidth.prefix(text, columns: width - 1)
      (shown, taken) = (start + "…", columns + 1)
    }
    let blanks = String(repeating: " ", count: max(0, width - taken))
    return right ? blanks + shown : isLast ? shown : shown + blanks
  }
  /// A table is printed as it is: its cells were cleaned, and colours are ours.
  func show(_ table: String) { if !isQuiet { Self.write(table + "\n", to: STDOUT_FILENO) } }

  static func complain(_ lines: [String]) {
    write(lines.map { Clean.text($0) + "\n" }.joined(), to: STDERR_FILENO)
  }
  /// Writes all of it; when nobody reads any more (`| head`) there is nobody to tell.
  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { return }
    }
  }
}
