import Foundation
import Terminal
import Testing

@testable import Console

/// The agent's guide names keys and shows pictures: all of them are there.
@Suite struct TheAgentsGuide {
  static let catalogue = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../Sources/Console/Console.docc")
  let guide: String

  init() throws {
    guide = try String(contentsOf: Self.catalogue.appending(path: "AgentGuide.md"), encoding: .utf8)
  }
  /// What stands between backticks.
  private var quoted: [String] {
    guide.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }
  /// A key, with or without a count; not a text to type, a command or a place.
  private func keys(_ text: String) -> KeySequence? {
    let named = ["Enter", "Esc", "Tab", "Space"]
    let isKey = text.split(separator: " ").allSatisfy { word in
      word.count <= 2 || word.hasPrefix("Ctrl-") || named.contains(String(word))
        || (word.hasPrefix("F") && Int(word.dropFirst()) != nil)
    }
    guard isKey, text != "{{", text != "2h" else { return nil }
    let plain = String(text.drop { $0.isNumber })
    return KeySequence(plain.isEmpty ? text : plain)
  }

  @Test("each key it names is bound somewhere")
  func bound() {
    let known = Set(BuiltInKeys.map.bindings.map(\.keys))
    let named = quoted.compactMap { text in keys(text).map { (text, $0) } }
    #expect(named.count > 50)
    for (text, sequence) in named { #expect(known.contains(sequence), "`\(text)` is bound to nothing") }
  }
  @Test("each verb has its place in it")
  func complete() {
    let named = Set(quoted.compactMap { keys($0) })
    for line in BuiltInKeys.lines where line.context == "verbs" {
      let sequence = KeySequence(line.keys)
      #expect(sequence.map(named.contains) == true, "the guide does not tell of \(line.keys), \(line.title)")
    }
  }
  @Test("each picture it shows is there, and each picture that is there is shown")
  func pictures() throws {
    let shown = guide.matches(of: /!\[[^\]]+\]\(([^)]+)\)/).map { String($0.1) }
    let kept = try FileManager.default.contentsOfDirectory(
      atPath: Self.catalogue.appending(path: "Resources").path)
    #expect(Set(shown) == Set(kept) && shown.count > 6)
    for name in kept {
      let svg = try String(contentsOf: Self.catalogue.appending(path: "Resources/\(name)"), encoding: .utf8)
      #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>\n"))
    }
  }
}
