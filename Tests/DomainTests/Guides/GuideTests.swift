import Domain
import Foundation
import Testing

/// The guides beside the code are held to it.
@Suite struct Guides {
  static func text(_ name: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    return try String(
      contentsOf: root.appending(path: "Sources/Domain/Domain.docc/\(name).md"), encoding: .utf8)
  }
  /// The lines of all fenced blocks of a language.
  static func lines(_ language: String, in text: String) -> [String] {
    var found: [String] = [], isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") { isInside = line == "```" + language } else if isInside { found.append(line) }
    }
    return found
  }
  static let vocabulary = FilterVocabulary(directory: .sample)

  @Test("every filter in the guide is understood and printed so that it is understood again")
  func filters() throws {
    let examples = Self.lines("filter", in: try Self.text("FilterLanguage"))
    #expect(examples.count > 30)
    for example in examples {
      let filter = try Filter(example, using: Self.vocabulary)
      #expect(try Filter(filter.description, using: Self.vocabulary) == filter, "\(example)")
      _ = filter.resolved(for: .init(1), at: .epoch, directory: .sample)
    }
  }
  @Test("every flaw in the guide is shown as the guide shows it")
  func flaws() throws {
    let lines = Self.lines("flaw", in: try Self.text("FilterLanguage"))
    #expect(lines.count >= 10 && lines.count % 2 == 0)
    for place in stride(from: 0, to: lines.count, by: 2) {
      #expect {
        try Filter(lines[place], using: Self.vocabulary)
      } throws: { error in
        (error as? FilterFlaw)?.pointing(into: lines[place]) == lines[place] + "\n" + lines[place + 1]
      }
    }
  }
  @Test("the guide's table of fields is that of the language")
  func fields() throws {
    let rows = try Self.text("FilterLanguage").split(separator: "\n").filter { $0.hasPrefix("| `") }.map(
      String.init)
    #expect(
      rows
        == FilterField.allCases.map { field in
          let also = field.aliases.map { "`\($0)`" }.joined(separator: " ")
          return "| `\(field.rawValue)` |\(also.isEmpty ? "" : " " + also) | \(field.help) |"
        })
  }
  @Test("the permission table of the guide is that of the roles")
  func permissions() throws {
    let rows = try Self.text("Permissions").split(separator: "\n").filter { $0.hasPrefix("| `") }.map(
      String.init)
    #expect(
      rows
        == Role.table.map { line in
          let marks = Role.allCases.map { line.roles.contains($0) ? "yes" : "" }.joined(separator: " | ")
          return "| `\(line.permission.name)` | \(line.title) | \(marks) |"
        })
  }
}
