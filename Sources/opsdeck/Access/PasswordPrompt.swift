import Domain
import Glibc

/// Questions at the terminal, line by line: what is typed for a password is not shown.
struct Prompt {
  private let terminal: UnsafeMutablePointer<FILE>

  /// The terminal itself, so that pipes on standard input and output do not matter.
  init(purpose: String) throws(Complaint) {
    guard let file = fopen("/dev/tty", "r+e") else {
      throw Complaint(
        .usage, "\(purpose) is asked for at a terminal, and there is none.", "Start it in a terminal.")
    }
    terminal = file
  }
  func close() { fclose(terminal) }

  func say(_ text: String) {
    fputs(text, terminal)
    fflush(terminal)
  }
  /// A line as it was typed; `usual` when it is empty.
  func ask(_ question: String, usual: String? = nil) throws(Complaint) -> String {
    say(usual.map { "\(question) [\($0)]: " } ?? "\(question): ")
    let line = try line()
    return line.isEmpty ? usual ?? "" : line
  }
  /// Without echo; the terminal is put back whatever happens, Ctrl-C included.
  func askSecretly(_ question: String) throws(Complaint) -> Secret {
    say(question + ": ")
    let descriptor = fileno(terminal)
    var before = termios()
    let isTerminal = tcgetattr(descriptor, &before) == 0
    if isTerminal {
      var silent = before
      silent.c_lflag &= ~tcflag_t(ECHO | ISIG)
      silent.c_lflag |= tcflag_t(ECHONL)
      tcsetattr(descriptor, TCSAFLUSH, &silent)
    }
    defer { if isTerminal { tcsetattr(descriptor, TCSAFLUSH, &before) } }
    // With ISIG off the key itself arrives, so that it cannot kill us while the echo is off.
    let text = try line()
    guard !text.contains("\u{3}") else { throw Complaint(.interrupted, "Cancelled.") }
    return Secret(text)
  }
  private func line() throws(Complaint) -> String {
    var bytes: [UInt8] = []
    while true {
      let byte = fgetc(terminal)
      if byte == EOF {
        if bytes.isEmpty { throw Complaint(.interrupted, "Cancelled: the input has ended.") }
        break
      }
      if byte == 10 || byte == 13 { break }
      if byte == 3 { throw Complaint(.interrupted, "Cancelled.") }
      if bytes.count < 4096 { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    }
    // A stream that was read must be positioned before it is written again.
    fseek(terminal, 0, SEEK_CUR)
    return String(decoding: bytes, as: UTF8.self)
  }
}
