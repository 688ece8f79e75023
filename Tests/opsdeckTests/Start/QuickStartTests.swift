import Testing

@testable import opsdeck

@Suite struct QuickStartTests {
  @Test func theStartsOfEveryDayNeedNoParser() {
    #expect(QuickStart([]) == .console(ConsoleStart()))
    #expect(QuickStart(["--store", "/x"]) == .console(ConsoleStart(store: "/x")))
    let demo = DemoStart(
      store: "/x", actor: "kim", isFresh: true, console: ConsoleStart(store: "/x", actor: "kim"))
    #expect(QuickStart(["demo", "--store", "/x", "--as", "kim", "--fresh"]) == .demo(demo))
  }
  @Test(arguments: [
    ["ticket"], ["demo", "--tickets", "5"], ["--help"], ["demo", "--store"], ["demo", "--store", "--fresh"],
    ["--fresh"], ["help"],
  ])
  func everythingElseIsLeftToTheParser(_ words: [String]) { #expect(QuickStart(words) == nil) }
}
