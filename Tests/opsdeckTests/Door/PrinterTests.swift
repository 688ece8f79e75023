import Testing

@testable import opsdeck

@Suite struct PrinterTests {
  private let printer = Printer(colored: false, columns: nil)

  @Test func columnsAreAlignedByWhatTextsTakeOnTheScreen() {
    let table = printer.table(
      ["REF", "SUBJECT", "N"], [["T-1", "解約について", "7"], ["T-1042", "Refund", "12"]], right: [2])
    #expect(table == "REF     SUBJECT        N\nT-1     解約について   7\nT-1042  Refund        12")
  }
  @Test func aNarrowTerminalCutsTheWidestColumn() {
    let narrow = Printer(colored: false, columns: 30)
    let lines = narrow.table(
      ["REF", "SUBJECT", "WHO"], [["T-1", "A very long subject that does not fit", "ada"]]
    ).split(separator: "\n")
    #expect(lines.last == "T-1  A very long subject…  ada")
  }
  @Test func whatCustomersWroteCannotActOnTheTerminal() {
    let table = printer.table(["SUBJECT"], [["a\u{1b}[2Jb\u{202E}c\nd"]])
    #expect(
      !table.contains("\u{1b}") && !table.contains("\u{202E}") && table.split(separator: "\n").count == 2)
  }
  @Test func onlyHeadsAreBoldAndOnlyInColour() {
    #expect(Printer(colored: true, columns: nil).table(["A"], [["b"]]) == "\u{1b}[1mA\u{1b}[0m\nb")
  }
  @Test func dataIsOneObjectALineWithStableOrder() throws {
    struct Row: Encodable { let b: Int, a: String }
    #expect(try Printer.encoded(Row(b: 1, a: "x/y")) == #"{"a":"x/y","b":1}"#)
  }
  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_204_331, "1,204,331"), (-12_345, "-12,345")])
  func numbersAreGrouped(_ number: Int, _ text: String) { #expect(ProgressLine.grouped(number) == text) }

  @Test(arguments: [
    (0, 100, 1.0, "", "0 of 100 tickets"), (50, 100, 2.0, "", "50 of 100 tickets  25/s  2 s left"),
    (1000, 1_000_000, 1.0, "", "1,000 of 1,000,000 tickets  1,000/s  17 min left"),
    (100, 100, 2.0, "building indexes", "100 of 100 tickets  building indexes"),
  ])
  func progressTellsRateAndRest(_ done: Int, _ all: Int, _ seconds: Double, _ stage: String, _ text: String) {
    #expect(ProgressLine.text(done, all, "tickets", seconds: seconds, stage: stage) == text)
  }
  @Test(arguments: [
    (999, "999 B"), (1000, "1.0 kB"), (9_457_664, "9.5 MB"), (123_456_789, "123 MB"),
    (5_000_000_000, "5.0 GB"),
  ])
  func sizesAreShort(_ bytes: Int64, _ text: String) { #expect(ByteCount.text(bytes) == text) }
}
