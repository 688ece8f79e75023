import Foundation
import Terminal
import TestSupport
import Testing

@testable import opsdeck

@Suite struct LookTests {
  private let room = TemporaryFolder("look")
  var home: String { room.path }
  var places: Places { Places { $0 == "HOME" ? home : nil } }
  private func write(_ name: String, _ text: String) throws {
    let path = places.config + "/" + name
    try FileManager.default.createDirectory(
      atPath: URL(filePath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test("the user's own themes go before those that are shipped; a broken one costs only itself")
  func themes() throws {
    #expect(Themes.load(nil, places).0 == .defaultDark && Themes.load(nil, places).trouble == nil)
    #expect(Themes.load("default-light", places).0.appearance == .light)
    try write("themes/mine.yaml", "name: mine\nappearance: light\n")
    #expect(Themes.load("mine", places).0.appearance == .light)
    try write("themes/mine.yaml", "name: mine\nroles:\n  texd: {mono: [bold]}\n")
    let (theme, trouble) = Themes.load("mine", places)
    #expect(theme == .defaultDark && trouble?.description.contains("line 3") == true)
    #expect(Themes.load("nosuch", places).trouble != nil)
    #expect(SharedFiles.folders("themes") { _ in "/share" }.first == "/share/themes")
  }
  @Test("the user's keys go before ours; what is wrong in them costs only itself")
  func keys() throws {
    #expect(UserKeys.load(places).problems.isEmpty)
    try write("keys.yaml", "list:\n  n: row.down\n  Ctrl-I: row.up\n")
    let (map, problems) = UserKeys.load(places)
    #expect(map.bindings.contains { $0.context == "list" && "\($0.keys)" == "n" && $0.command == "row.down" })
    #expect(problems.count == 1 && problems[0].description.contains("line 3"))
    try FileManager.default.removeItem(atPath: places.keysFile)
    try FileManager.default.createDirectory(atPath: places.keysFile, withIntermediateDirectories: true)
    #expect(UserKeys.load(places).problems.count == 1, "a folder of that name is told too")
  }
  @Test(
    "words that fit no theme, pane, size or shell are refused with those that do",
    arguments: [
      (["theme", "preview", "nosuch"], "nosuch"), (["theme", "check", "nosuch"], "nosuch"),
      (["completions", "csh"], "bash, zsh or fish"), (["keys", "lsit"], "Did you mean list?"),
      (["keys", "zzzz"], "There are: "), (["screenshot", "queue", "--text", "--svg"], "is enough"),
    ])
  func refused(_ words: [String], _ says: String) throws {
    let error = #expect(throws: (any Error).self) { try Door.run(words) }
    let complaint = try #require(error.map(Door.complaint))
    #expect(complaint.status != .done && complaint.lines.joined(separator: " ").contains(says))
  }
  @Test("a themed surface comes as rows with colours for a terminal, each row ended")
  func colours() {
    let surface = ThemePreview.surface(Theme(.defaultDark))
    let rows = ColoredText.of(surface).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.count == surface.size.height + 1 && rows.dropLast().allSatisfy { $0.hasSuffix("\u{1b}[0m") })
    #expect(rows[0].contains("38;2;") || rows.contains { $0.contains("38;2;") })
  }
}
