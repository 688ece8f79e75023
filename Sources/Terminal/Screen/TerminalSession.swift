import CNcurses
import CTerminal
import Glibc

/// The terminal while the program has it: modes, screen, and giving it all back on every way out.
///
/// What is switched on is switched off in reverse on leaving, before a stop, for an editor, and in a crash.
public final class TerminalSession: Screen {
  /// What decides how the terminal is used.
  public struct Options: Sendable {
    /// The program's name, for messages.
    public var program: String
    /// The value of `--color`, nil for `auto`.
    public var color: String?
    /// The depth this operator chose for this terminal.
    public var profile: ColorDepth?
    /// ASCII even where the locale is UTF-8.
    public var ascii: Bool
    /// Clicks and the wheel are reported.
    public var mouse: Bool
    /// Makes options.
    public init(
      program: String, color: String? = nil, profile: ColorDepth? = nil, ascii: Bool = false,
      mouse: Bool = true
    ) {
      (self.program, self.color, self.profile, self.ascii, self.mouse) = (
        program, color, profile, ascii, mouse
      )
    }
  }

  /// How many colours are used and why.
  public let colors: ColorSupport
  /// Only ASCII is drawn.
  public var isASCII: Bool { screen.isASCII }
  /// Columns and rows.
  public var size: Size { screen.size }
  /// The descriptor keys come from.
  let input: Int32
  let writer: TerminalWriter
  let screen: CursesScreen

  private let program: String
  private let speaksModes: Bool
  private var original = termios()
  private var isMouseOn: Bool
  private var isEntered = false
  private var isGone = false

  /// Takes the terminal. Nothing is written before it is certain that it can be used.
  /// - Throws: a sentence with its remedy if this is not a terminal, or one that cannot show a screen.
  public init(
    _ options: Options, environment: [String: String], input: Int32 = 0, output: Int32 = 1
  ) throws(TerminalTrouble) {
    let term = environment["TERM"] ?? ""
    try Self.check(options.program, term, input, output)
    let isUTF8 = TerminalDescription.localeIsUTF8()
    let described = TerminalDescription.colors(of: term)
    colors = ColorSupport.find(
      flag: options.color, environment: environment, profile: options.profile, terminfo: described)
    guard tcgetattr(input, &original) == 0 else {
      throw TerminalTrouble("The terminal does not answer.", remedy: "Start it in another one.")
    }
    screen = try CursesScreen(
      term: term, depth: colors.depth, size: Self.size(of: output), ascii: options.ascii || !isUTF8)
    self.input = input
    writer = TerminalWriter(output)
    program = options.program
    isMouseOn = options.mouse
    speaksModes = term != "linux" && !term.hasPrefix("vt")
    enter()
  }

  private static func check(_ program: String, _ term: String, _ input: Int32, _ output: Int32)
    throws(TerminalTrouble)
  {
    guard isatty(input) != 0, isatty(output) != 0 else {
      throw TerminalTrouble(
        "The full screen needs a terminal, and standard \(isatty(input) != 0 ? "output" : "input") is not one.",
        remedy: "Start it in a terminal, or use the commands: \(program) --help lists them.")
    }
    guard !term.isEmpty, term != "dumb" else {
      throw TerminalTrouble(
        term.isEmpty ? "TERM is not set." : "TERM is dumb: this terminal cannot show a full screen.",
        remedy: "Set TERM to what your terminal is, or use the commands: \(program) --help lists them.")
    }
  }

  /// Columns and rows of a terminal now; 80x24 where it does not tell.
  static func size(of descriptor: Int32) -> Size {
    var (columns, rows): (Int32, Int32) = (0, 0)
    CTerminal_size(descriptor, &columns, &rows)
    return columns > 0 && rows > 0 ? Size(Int(columns), Int(rows)) : Size(80, 24)
  }

  /// The depth that surfaces should be drawn for: what the terminal's description allows of `colors`.
  public var depth: ColorDepth { screen.depth }

  // MARK: in and out

  private var modesOn: String {
    guard speaksModes else { return "" }
    return "\u{1B}[?2004h\u{1B}[?1004h" + (isMouseOn ? "\u{1B}[?1000h\u{1B}[?1006h" : "")
  }

  private var modesOff: String {
    speaksModes ? "\u{1B}[?2026l\u{1B}[?7h\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?1004l\u{1B}[?2004l" : ""
  }

  /// Sets the modes; the next frame is written whole.
  func enter() {
    guard !isEntered else { return }
    isEntered = true
    var raw = original
    cfmakeraw(&raw)
    // Enough of what was typed before may be half a sequence of a mouse: it is not for us.
    tcsetattr(input, TCSANOW, &raw)
    let capabilities = ["sgr0", "op", "cnorm", "rmcup"].map(Self.capability)
    // CAN ends a sequence that a crash cut in two.
    let restore = "\u{18}" + modesOff + capabilities.joined()
    restore.withCString { CTerminal_guard(writer.descriptor, &original, $0, strlen($0), program) }
    screen.output.append(contentsOf: modesOn.utf8)
  }

  /// Gives the terminal back as it was found. Safe to call again.
  public func leave() {
    guard isEntered else { return }
    isEntered = false
    // A frame that is still waiting is not worth waiting for.
    screen.output = []
    screen.leave()
    let bytes =
      Array((modesOff + Self.capability("sgr0")).utf8) + screen.output + Array(Self.capability("cnorm").utf8)
    screen.output = []
    if !isGone { writer.writeAll(bytes, within: 300) }
    tcsetattr(input, TCSANOW, &original)
    CTerminal_unguard()
  }

  private static func capability(_ name: String) -> String {
    CNcurses_capability(name).map { String(cString: $0) } ?? ""
  }

  /// Switches reports of clicks and the wheel.
  public func setMouse(_ on: Bool) {
    guard on != isMouseOn else { return }
    isMouseOn = on
    guard speaksModes, isEntered else { return }
    let text = on ? "\u{1B}[?1000h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1000l"
    screen.output.append(contentsOf: text.utf8)
  }

  // MARK: drawing

  /// Draws what changed and writes as much of it as the terminal takes now.
  public func show(_ surface: Surface) {
    guard isEntered else { return }
    screen.show(surface)
    flush()
  }

  /// Something waits for the terminal to take it: no other frame is worth making.
  var isBusy: Bool { !screen.output.isEmpty && !isGone }

  /// Writes what waits; the terminal may be gone after it.
  func flush() {
    guard !screen.output.isEmpty else { return }
    if isGone || !writer.write(&screen.output) {
      isGone = true
      screen.output = []
    }
  }

  /// The window changed. The next frame is written whole, since nobody knows what the terminal made of the old one.
  func resize() -> Size {
    screen.resize(Self.size(of: writer.descriptor))
    return size
  }

  /// The next frame is written whole.
  public func repaint() { screen.repaint() }

  // MARK: stops and children

  /// Stops the process group with the terminal given back; false, at once, if there is no job control above.
  func suspend() -> Bool {
    leave()
    let stopped = CTerminal_stop() != 0
    comeBack()
    return stopped
  }

  private func comeBack() {
    // While we were away the shell or the editor may have set other modes: the ones of before count.
    enter()
    tcflush(input, TCIFLUSH)
    _ = resize()
  }

  /// Gives the terminal to something else and takes it back afterwards.
  public func handOff<T>(_ body: () throws -> T) rethrows -> T {
    leave()
    defer { comeBack() }
    return try body()
  }

  /// What came of an editor.
  public enum Edited: Equatable, Sendable {
    /// It ended well.
    case done
    /// It ended with another status.
    case failed(status: Int)
    /// There is no such program.
    case missing(String)
  }

  /// Opens a file in `VISUAL`, `EDITOR` or `vi`, in the foreground. Without a shell: words are split at blanks.
  public func edit(_ path: String, environment: [String: String]) -> Edited {
    let command = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
    let words = command.split(separator: " ").map(String.init) + [path]
    let status = handOff { Self.run(words) }
    if status == 0 { return .done }
    let exit = Int(status >> 8 & 0xFF)
    return exit == 127
      ? .missing(words[0]) : .failed(status: status & 0x7F == 0 ? exit : 128 + Int(status & 0x7F))
  }

  private static func run(_ words: [String]) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    return CTerminal_run(&arguments)
  }

  // MARK: clipboard

  /// Bytes of text that OSC 52 carries.
  public static let copyLimit = 74_994

  /// Puts a text of our own on the clipboard by OSC 52; false if it is too long. The clipboard is never read.
  public func copy(_ text: String) -> Bool {
    guard text.utf8.count <= Self.copyLimit, isEntered, speaksModes else { return false }
    screen.output.append(contentsOf: "\u{1B}]52;c;".utf8)
    screen.output.append(contentsOf: Base64.encode(Array(text.utf8)))
    screen.output.append(contentsOf: "\u{1B}\\".utf8)
    flush()
    return true
  }
}

/// RFC 4648, without the cost of loading Foundation for it.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let piece = bytes[start..<min(start + 3, bytes.count)]
      let number = (0..<3).reduce(0) { $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0) }
      for i in 0..<4 {
        out.append(i <= piece.count ? letters[number >> (18 - 6 * i) & 63] : 0x3D)
      }
    }
    return out
  }
}
