import Foundation
import Glibc

@testable import opsdeck

/// A terminal with somebody at it who answers each question when it is asked, as a person does: what was typed ahead of
/// a password is thrown away.
final class TypedTerminal: @unchecked Sendable {  // Its thread alone writes `seen` until `end` has joined it.
  let prompt: Prompt
  private let outside: Int32, inside: Int32, answers: [(question: String, answer: String)]
  private let done = DispatchSemaphore(value: 0)
  private var seen = ""

  init(_ answers: [(question: String, answer: String)]) {
    // What posix_openpt and its sisters do, which the C library does not show to Swift.
    outside = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (unlock, number): (Int32, Int32) = (0, 0)
    _ = ioctl(outside, UInt(0x4004_5431), &unlock)
    _ = ioctl(outside, UInt(0x8004_5430), &number)
    inside = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    self.answers = answers
    prompt = Prompt(terminal: inside)
    Thread { [self] in
      answer()
      done.signal()
    }.start()
  }
  private func answer() {
    var (rest, bytes) = (answers[...], [UInt8](repeating: 0, count: 4096))
    var asked = ""
    while true {
      let count = read(outside, &bytes, bytes.count)
      guard count > 0 else { return }
      let text = String(decoding: bytes[..<count], as: UTF8.self)
      seen += text
      asked += text
      while let next = rest.first, let found = asked.range(of: next.question) {
        asked = String(asked[found.upperBound...])
        rest = rest.dropFirst()
        _ = Array(next.answer.utf8).withUnsafeBytes { Glibc.write(outside, $0.baseAddress, $0.count) }
      }
    }
  }
  /// Whether what is typed would be seen now.
  var echoes: Bool {
    var state = termios()
    return tcgetattr(inside, &state) == 0 && state.c_lflag & tcflag_t(ECHO) != 0
  }
  /// Hangs up; all that was on the screen.
  func end() -> String {
    close(inside)
    done.wait()
    close(outside)
    return seen
  }
}
