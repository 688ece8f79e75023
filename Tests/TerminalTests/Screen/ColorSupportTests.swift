import Foundation
import Testing

@testable import Terminal

@Suite struct ColorSupporting {
  @Test(
    "the depth is the first that holds",
    arguments: [
      (
        nil, ["TERM": "xterm-256color"], 256, ColorDepth.indexed256,
        "terminfo of xterm-256color has 256 colours"
      ),
      (nil, ["TERM": "xterm", "COLORTERM": "truecolor"], 8, .trueColor, "COLORTERM is truecolor"),
      (nil, ["TERM": "xterm", "COLORTERM": "truecolor", "NO_COLOR": "1"], 8, .mono, "NO_COLOR is set"),
      (nil, ["TERM": "xterm", "NO_COLOR": ""], 8, .ansi16, "terminfo of xterm has 8 colours"),
      ("256", ["TERM": "xterm", "NO_COLOR": "1"], 8, .indexed256, "--color 256"),
      ("never", ["COLORTERM": "24bit"], 256, .mono, "--color never"),
      ("auto", ["TERM": "vt100"], 0, .mono, "terminfo of vt100 has no colours"),
      (nil, ["TERM": "xterm-direct"], -1, .trueColor, "terminfo of xterm-direct has 24-bit colours"),
    ] as [(String?, [String: String], Int, ColorDepth, String)])
  func depth(flag: String?, environment: [String: String], terminfo: Int, depth: ColorDepth, reason: String) {
    let found = ColorSupport.find(flag: flag, environment: environment, terminfo: terminfo)
    #expect(found == ColorSupport(depth: depth, reason: reason))
  }

  @Test("what terminfo does not know has sixteen, and a name without an entry is told apart")
  func unknown() {
    #expect(ColorSupport.find(flag: nil, environment: ["TERM": "x"], terminfo: nil).depth == .ansi16)
    #expect(
      ColorSupport.find(flag: nil, environment: ["TERM": "x"], profile: .mono, terminfo: nil).depth == .mono)
    #expect(TerminalDescription.colors(of: "no-such-terminal") == nil)
  }

  @Test("a session refuses what is no terminal, in words, before it writes anything")
  func refused() {
    let pipe = Pipe()
    let descriptors = (pipe.fileHandleForReading.fileDescriptor, pipe.fileHandleForWriting.fileDescriptor)
    #expect {
      try TerminalSession(
        .init(program: "opsdeck"), environment: ["TERM": "xterm"], input: descriptors.0, output: descriptors.1
      )
    } throws: {
      "\($0)" == "The full screen needs a terminal, and standard input is not one. "
        + "Start it in a terminal, or use the commands: opsdeck --help lists them."
    }
  }

  @Test(
    "base 64 is that of RFC 4648",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func base64(text: String, coded: String) {
    #expect(String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self) == coded)
  }
}
