import Domain
import Foundation
import Testing

@testable import Exchange

/// The worked examples of the guides are asked and answered as they stand there.
@Suite struct WorkedExamples {
  /// Fenced blocks in order, each with what stands behind its fence.
  private static func blocks(_ guide: String) throws -> [(kind: String, text: String)] {
    let path = Fixtures.checkout.appending(path: "Sources/opsdeck/opsdeck.docc/\(guide).md").path
    let file = try InputFile(path: path)
    var found: [(kind: String, text: String)] = [], isInside = false
    for line in String(decoding: try file.read(at: 0, count: file.size), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("```") {
        isInside.toggle()
        if isInside { found.append((String(line.dropFirst(3)), "")) }
      } else if isInside {
        found[found.count - 1].text += line + " "
      }
    }
    return found
  }
  @Test(
    "every question of the guides has the answer that stands below it",
    arguments: [("BusinessTime", 8), ("ServiceLevels", 2)])
  func examples(_ guide: String, _ count: Int) throws {
    let blocks = try Self.blocks(guide).filter { $0.kind.hasPrefix("ask ") || $0.kind == "answer" }
    #expect(blocks.count == 2 * count)
    for place in stride(from: 0, to: blocks.count - 1, by: 2) {
      let (kind, question) = blocks[place], expected = JSONValue(json: blocks[place + 1].text)
      let verb = String(kind.dropFirst(4))
      let answer =
        try verb == "sla" ? Asking.sla(question) : Asking.time(#require(TimeVerb(rawValue: verb)), question)
      #expect(expected != nil && JSONValue(json: answer) == expected, "\(question)\n\(answer)")
    }
  }
}
