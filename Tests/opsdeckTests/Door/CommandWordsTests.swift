import ArgumentParser
import Operations
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
  /// Every command there is, with one letter too many, is understood as a slip.
  @Test func everyNounAndVerbIsSuggestedForASlip() {
    func check(_ command: any ParsableCommand.Type, _ path: [String]) {
      for next in CommandWords.subcommands(of: command) {
        let name = next.names[0], slip = name.prefix(1) + "q" + name.dropFirst()
        let lines = CommandWords.complaint(about: path + [String(slip)], in: Opsdeck.self)?.lines
        let whole = (["opsdeck"] + path + [name]).joined(separator: " ")
        #expect(lines?.last == "Did you mean “\(whole)”?", "\(path) \(slip)")
        check(next.type, path + [name])
      }
    }
    check(Opsdeck.self, [])
  }
  /// Of two commands of one name the parser would only ever find the first.
  @Test func noTwoCommandsHaveTheSameWords() {
    var paths: [String] = []
    func gather(_ command: any ParsableCommand.Type, _ path: String) {
      for next in CommandWords.subcommands(of: command) {
        paths.append(path + " " + next.names[0])
        gather(next.type, path + " " + next.names[0])
      }
    }
    gather(Opsdeck.self, "opsdeck")
    #expect(Dictionary(grouping: paths) { $0 }.filter { $1.count > 1 }.keys.sorted() == [])
  }
  /// What prints no answer but a picture, a script or a screen of its own has nothing to be quiet about.
  @Test func everyCommandTakesTheSameOptions() {
    var without: [String] = []
    func check(_ command: any ParsableCommand.Type, _ path: String) {
      let below = CommandWords.subcommands(of: command)
      for next in below { check(next.type, path + " " + next.names[0]) }
      guard below.isEmpty else { return }
      let help = command.helpMessage()
      if !["--json", "--quiet", "--color"].allSatisfy(help.contains) { without.append(path) }
    }
    check(Opsdeck.self, "opsdeck")
    #expect(
      without.sorted() == [
        "opsdeck completions", "opsdeck screenshot", "opsdeck store shell", "opsdeck theme preview",
      ])
  }
  @Test func theExamplesOfTheFirstHelpAreWrittenRight() throws {
    let lines = Opsdeck.configuration.discussion.split(separator: "\n").map(String.init)
    let examples = lines.filter { $0.hasPrefix("  opsdeck ") }.map {
      $0.split(separator: "|")[0].dropFirst(10)
    }
    #expect(examples.count > 3)
    for example in examples {
      let words = CommandWords.arranged(example.split(separator: " ").map(String.init))
      #expect(CommandWords.complaint(about: words, in: Opsdeck.self) == nil)
      #expect(throws: Never.self, "\(example)") { try Opsdeck.parseAsRoot(words) }
    }
  }
  @Test(
    arguments: [
      (["is:active", "assignee:me"], "is:active assignee:me"),
      (["is:active assignee:me"], "is:active assignee:me"),
      (["tag:late", "-tag:spam", "--limit", "5"], "tag:late !tag:spam"),
      (["-status:closed"], "!status:closed"),
      (["--limit", "5", "tag:a", "or", "-tag:b"], "tag:a or !tag:b"), ([], nil),
    ] as [([String], String?)])
  func aFilterNeedsNoQuotes(_ words: [String], _ filter: String?) throws {
    let command = try Opsdeck.parseAsRoot(CommandWords.arranged(["ticket", "list"] + words))
    #expect(try (command as? ActCommand<ListTickets>)?.request().filter == filter)
  }
  @Test func whatIsTypedForAnOptionKeepsItsMinus() throws {
    let words = CommandWords.arranged(["ticket", "note", "T-1", "--text", "-sic:"])
    #expect(words.last == "-sic:")
    #expect(CommandWords.arranged(["ticket", "list", "--", "-tag:x"]).last == "-tag:x")
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
