import Domain
import Testing

@testable import opsdeck

@Suite struct PromptTests {
  @Test("a line is taken as it was typed, and an empty one is the usual answer")
  func lines() throws {
    let terminal = TypedTerminal([("Name", "Bea Holm\n"), ("Place [/x]", "\n"), ("Town", "\n")])
    #expect(try terminal.prompt.ask("Name") == "Bea Holm")
    #expect(try terminal.prompt.ask("Place", usual: "/x") == "/x")
    #expect(try terminal.prompt.ask("Town") == "")
    _ = terminal.end()
  }
  @Test(
    "a password is typed unseen, and mended by letters and as a whole",
    arguments: [
      ("otters\r", "otters"), ("ottrs\u{7f}\u{7f}ers\r", "otters"), ("grün\u{7f}\u{7f}\u{7f}elb\n", "gelb"),
      ("wrong\u{15}right\r", "right"), ("tab\there\r", "tabhere"),
    ])
  func secrets(_ typed: String, _ password: String) throws {
    let terminal = TypedTerminal([("Password: ", typed)])
    #expect(try terminal.prompt.askSecretly("Password").revealed == password)
    #expect(terminal.echoes, "the terminal is as it was")
    #expect(terminal.end() == "Password: \r\n")
  }
  @Test("Ctrl-C, and the end of input, leave the question with status 130", arguments: ["\u{3}", "\u{4}"])
  func cancelled(_ typed: String) throws {
    let terminal = TypedTerminal([("Password: ", typed)])
    let complaint = #expect(throws: Complaint.self) { try terminal.prompt.askSecretly("Password") }
    #expect(complaint?.status == .interrupted && terminal.echoes)
    _ = terminal.end()
  }
}
