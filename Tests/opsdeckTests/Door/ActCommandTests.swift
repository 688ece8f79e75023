import Acts
import ArgumentParser
import Demo
import Domain
import Foundation
import Operations
import Store
import Testing

@testable import opsdeck

struct Entry: Sendable, CustomTestStringConvertible {
  let request: any Request.Type
  var testDescription: String { request.about.name }
  static let all = Catalogue.opsdeck.offered.map(Entry.init)
}

@Suite struct ActCommandTests {
  @Test(arguments: Entry.all) func everyRequestIsWrittenAndReadBack(_ entry: Entry) throws {
    func check<R: Request>(_: R.Type) throws {
      guard !R.form.fields.contains(where: \.isSecret) else { return }
      let texts = R.form.texts(of: R.form.samples[0])
      let words = R.form.fields.flatMap { field in
        (texts[field.name] ?? []).flatMap { text in
          field.isPosition
            ? [text] : field.isFlag ? (text == "true" ? [field.spelling] : []) : [field.spelling, text]
        }
      }
      let command = try Opsdeck.parseAsRoot(
        R.about.noun.command.split(separator: " ").map(String.init) + [R.about.verb] + words)
      let act = try #require(command as? ActCommand<R>)
      let written = texts.filter { !$0.value.isEmpty && $0.value != ["false"] }
      #expect(act.texts == written)
      // Samples obey the types of their fields, not always the rules: then the flaws are what comes back.
      if R.form.samples[0].flaws.isEmpty { #expect(try act.request() == R.form.samples[0]) }
    }
    try check(entry.request)
  }
  @Test(arguments: Entry.all) func everyRequestHasHelp(_ entry: Entry) {
    func check<R: Request>(_: R.Type) {
      let help = ActCommand<R>.helpMessage()
      #expect(help.contains(R.about.title) && !R.about.help.isEmpty)
      for example in R.about.examples { #expect(help.contains("opsdeck"), "\(example)") }
    }
    check(entry.request)
  }
  @Test(arguments: Entry.all) func noSecretIsAnOption(_ entry: Entry) throws {
    func check<R: Request>(_: R.Type) throws {
      for field in R.form.fields where field.isSecret {
        #expect(
          !field.isPosition && field.optionName == field.name + "-from", "a file is named, or it is asked for"
        )
        #expect(throws: (any Error).self) {
          try Opsdeck.parseAsRoot(
            R.about.noun.command.split(separator: " ").map(String.init) + [
              R.about.verb, "--" + field.name, "seven otters",
            ])
        }
      }
    }
    try check(entry.request)
  }
  @Test(arguments: Entry.all) func examplesOfTheHelpAreWrittenRight(_ entry: Entry) throws {
    for example in entry.request.about.examples {
      let words = CommandWords.arranged(Shell.words(of: example))
      #expect(CommandWords.complaint(about: words, in: Opsdeck.self) == nil, "\(example)")
      #expect(throws: Never.self, "\(example)") { try Opsdeck.parseAsRoot(words) }
    }
  }

  @Test(arguments: [
    (["ticket", "assign", "T-x", "--to", "bo"], "<tickets>: “T-x” is not a ticket. Write it as T-1042."),
    (
      ["ticket", "assign", "T-1", "--to", "b b"],
      "--to: “b b” cannot be the name of an agent. Write it as bob, or me."
    ),
    (["ticket", "reply", "T-1", "--text", ""], "--text: This is needed."),
  ])
  func aFlawStandsAtItsOption(_ words: [String], _ line: String) throws {
    let complaint = #expect(throws: Complaint.self) {
      var command = try Opsdeck.parseAsRoot(words)
      try command.run()
    }
    #expect(complaint?.status == .usage && complaint?.lines.first == line)
  }
  @Test func anUnknownOptionIsSuggested() {
    let error = #expect(throws: (any Error).self) {
      try Opsdeck.parseAsRoot(["ticket", "assign", "T-1", "--too", "bo"])
    }
    let complaint = error.map(Door.complaint)
    #expect(complaint?.status == .usage)
    #expect(complaint?.lines.first?.contains("Unknown option '--too'. Did you mean '--to'?") == true)
  }
}

@Suite struct TableTests {
  struct Row { let ticket: String, version: Int64, assignee: String?, tags: [String], nobody: String? }

  @Test func propertiesBecomeColumnsInTheirOrder() throws {
    let table = try #require(
      Table([
        Row(ticket: "T-1", version: 3, assignee: "ada", tags: ["a", "b"], nobody: nil),
        Row(ticket: "T-2", version: 12, assignee: nil, tags: [], nobody: nil),
      ]))
    #expect(table.heads == ["TICKET", "VERSION", "ASSIGNEE", "TAGS"])
    #expect(table.rows == [["T-1", "3", "ada", "a b"], ["T-2", "12", "—", "—"]])
    #expect(table.right == [1])
  }
  @Test func whatIsNoListOfPlainRowsIsNoTable() {
    #expect(Table([]) == nil && Table([["nested": 1]]) == nil && Table([7]) == nil)
  }
}

/// Takes a command line apart as a shell would: blanks, single and double quotes.
enum Shell {
  static func words(of line: String) -> [String] {
    var words: [String] = [], word: String?, quote: Character?
    for letter in line {
      if let open = quote {
        if letter == open { quote = nil } else { word = (word ?? "") + String(letter) }
      } else if letter == "'" || letter == "\"" {
        (quote, word) = (letter, word ?? "")
      } else if letter == " " {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(letter)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
