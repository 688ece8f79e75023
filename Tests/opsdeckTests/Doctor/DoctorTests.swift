import Domain
import Testing

@testable import opsdeck

@Suite struct DoctorTests {
  @Test(arguments: [(3_040_001, Finding.State.note), (3_051_002, .note), (3_051_003, .ok), (3_054_001, .ok)])
  func theSQLiteBugIsToldUpToItsLastVersion(_ number: Int, _ state: Finding.State) {
    let finding = MachineDoctor.sqlite(number: number, name: "x")
    #expect(finding.state == state && (finding.mend == nil) == (state == .ok))
  }
  @Test func aClockThatCannotBeIsBroken() {
    #expect(MachineDoctor.clock(Instant(seconds: 1_000_000_000)).state == .broken)
    #expect(MachineDoctor.clock(Instant(seconds: 1_795_521_600)).state == .ok)
  }
  @Test(arguments: [("", Finding.State.broken), ("dumb", .warning), ("xterm", .ok)])
  func theKindOfTerminalIsJudged(_ name: String, _ state: Finding.State) {
    #expect(TerminalDoctor.kind { _ in name }.state == state)
  }
  @Test(arguments: [
    ("C.UTF-8", Finding.State.ok), ("de_DE.utf8", .ok), ("C", .warning), ("de_DE.ISO-8859-1", .warning),
  ])
  func aLocaleThatIsNotUTF8IsAWarning(_ name: String, _ state: Finding.State) {
    #expect(TerminalDoctor.locale { $0 == "LANG" ? name : nil }.state == state)
    #expect(TerminalDoctor.locale { $0 == "LC_ALL" ? name : "C.UTF-8" }.state == state)
  }
  @Test func theReportPutsTheMendUnderWhatIsWrong() {
    let findings = [
      Finding("a", "one", .ok, "fine"), Finding("b", "two", .broken, "bad\u{1b}[1m", mend: "do this"),
    ]
    let lines = DoctorCommand.report(findings, Printer(colored: false, columns: nil)).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 6 && lines[0] == "a" && lines[3] == "b")
    #expect(lines[4].hasPrefix("  BAD   two") && !lines[4].contains("\u{1b}"))
    #expect(lines[5].hasSuffix("→ do this"))
  }
}
