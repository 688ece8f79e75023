import Testing

@testable import opsdeck

@Suite struct CommandWordsTests {
  @Test(arguments: [
    (["stroe", "check"], "Did you mean “opsdeck store”?"),
    (["store", "bakup"], "Did you mean “opsdeck store backup”?"),
    (["migrate", "staus"], "Did you mean “opsdeck migrate status”?"),
    (["dcotor"], "Did you mean “opsdeck doctor”?"),
    (["store", "zzz"], "It has: info, backup, restore, check, shell."),
    (["qqq"], "opsdeck help lists the commands."),
  ])
  func aWordThatIsNoCommandGetsTheNearestOne(_ words: [String], _ hint: String) {
    let complaint = CommandWords.complaint(about: words, in: Opsdeck.self)
    #expect(complaint?.status == .usage && complaint?.lines.last == hint)
  }
  @Test(arguments: [
    ["store"], ["store", "check", "x"], ["--help"], ["help", "store"], ["doctor", "--json"],
  ])
  func wordsThatAreCommandsPass(_ words: [String]) {
    #expect(CommandWords.complaint(about: words, in: Opsdeck.self) == nil)
  }
  @Test(arguments: [
    (["--store", "x", "store", "info"], ["store", "info", "--store", "x"]),
    (["--json", "--store=x", "doctor"], ["doctor", "--json", "--store=x"]),
    (["--as", "kim", "note", "T-1", "--", "--text"], ["note", "T-1", "--as", "kim", "--", "--text"]),
    (["--store", "x"], ["--store", "x"]),
    (["ticket", "--store", "x"], ["ticket", "--store", "x"]),
  ])
  func optionsOfEveryCommandMayStandBeforeIt(_ words: [String], _ arranged: [String]) {
    #expect(CommandWords.arranged(words) == arranged)
  }
  @Test(
    arguments: [
      ("asign", ["assign", "list"], "assign"), ("tikcet", ["ticket", "team"], "ticket"),
      ("tick", ["ticket", "tag"], "ticket"),
      ("x", ["y"], nil), ("status", ["reply"], nil),
    ] as [(String, [String], String?)])
  func theNearestWordIsFound(_ text: String, _ words: [String], _ near: String?) {
    #expect(suggestion(for: text, among: words) == near)
  }
}
