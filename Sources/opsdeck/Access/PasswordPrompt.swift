import Domain
import Glibc

/// Questions at the terminal, line by line: what is typed for a password is not shown.
struct Prompt {
  private let terminal: Int32

  /// The terminal itself, so that pipes on standard input and output do not matter.
  init(purpose: String) throws(Complaint) {
    terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else {
      throw Complaint(
        .usage, "\(purpose) is asked for at a terminal, and there is none.", "Start it in a terminal.")
    }
  }
  /// A terminal that is open already.
  init(terminal: Int32) { self.terminal = terminal }
  func close() { Glibc.close(terminal) }

  func say(_ text: String) { Printer.write(text, to: terminal) }

  /// A line as it was typed; `usual` when it is empty.
  func ask(_ question: String, usual: String? = nil) throws(Complaint) -> String {
    say(usual.map { "\(question) [\($0)]: " } ?? "\(question): ")
    var bytes: [UInt8] = []
    while let byte = byte(), byte != 10 { if bytes.count < 4096 { bytes.append(byte) } else { continue } }
    if bytes.isEmpty, isOver { throw Self.cancelled }
    let line = String(decoding: bytes, as: UTF8.self)
    return line.isEmpty ? usual ?? "" : line
  }

  /// Without echo. The terminal is silent before the question is seen, and put back whatever happens: keys that
  /// would end the program are read as keys, so that none can end it while the echo is off.
  func askSecretly(_ question: String) throws(Complaint) -> Secret {
    var before = termios()
    let isTerminal = tcgetattr(terminal, &before) == 0
    if isTerminal {
      var silent = before
      silent.c_lflag &= ~tcflag_t(ECHO | ISIG | ICANON)
      tcsetattr(terminal, TCSAFLUSH, &silent)
    }
    defer {
      if isTerminal { tcsetattr(terminal, TCSAFLUSH, &before) }
      say("\n")
    }
    say(question + ": ")
    var typed: [UInt8] = []
    while let byte = byte(), byte != 10, byte != 13 {
      switch byte {
      case 3: throw Self.cancelled
      case 4 where typed.isEmpty: throw Self.cancelled
      case 8, 127:
        // A letter may be several bytes.
        while let last = typed.popLast(), last & 0xC0 == 0x80 {}
      case 21: typed.removeAll()
      case 0..<32: break
      default: if typed.count < 4096 { typed.append(byte) }
      }
    }
    if typed.isEmpty, isOver { throw Self.cancelled }
    return Secret(String(decoding: typed, as: UTF8.self))
  }

  private func byte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(terminal, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
  }
  /// Nobody is at the terminal any more: it hung up, or the input was ended.
  private var isOver: Bool {
    var state = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) > 0 && state.revents & Int16(POLLHUP | POLLERR) != 0
  }
  private static let cancelled = Complaint(.interrupted, "Cancelled.")
}
