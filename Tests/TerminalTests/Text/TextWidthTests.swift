import Foundation
import TestSupport
import Testing

@testable import Terminal

/// Files beside the tests, and the Python that some of them compare with.
enum Beside {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  static func lines(_ name: String) throws -> [Substring] {
    try String(contentsOf: folder.appending(path: "Expected/\(name)"), encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
  }

  /// What a Python program prints; nil if Python or a module it needs is not installed.
  static func python(_ code: String, needs module: String, input: Data = Data()) throws -> Data? {
    let check = try? run(["-c", "import \(module)"], Data())
    guard check?.status == 0 else { return nil }
    let result = try run(["-c", code], input)
    guard result.status == 0 else {
      Issue.record("python failed: \(String(decoding: result.output, as: UTF8.self))")
      return nil
    }
    return result.output
  }

  private static func run(_ arguments: [String], _ input: Data) throws -> (status: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.currentDirectoryURL = FileManager.default.temporaryDirectory
    // By files: a pipe that nobody empties would stop both sides.
    let name = UUID().uuidString
    let files = ["in", "out"].map { FileManager.default.temporaryDirectory.appending(path: "\(name).\($0)") }
    try input.write(to: files[0])
    try Data().write(to: files[1])
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try Data(contentsOf: files[1]))
  }
}

@Suite struct Widths {
  @Test("every code point has the width that wcwidth gives it")
  func codePoints() throws {
    var differing: [String] = []
    var count = 0
    for line in try Beside.lines("widths.txt") {
      let parts = line.split(separator: " ")
      let first = try #require(UInt32(parts[0], radix: 16))
      let last = try #require(UInt32(parts[1], radix: 16))
      let width = try #require(Int(parts[2]))
      for scalar in first...last {
        count += 1
        if ScalarProperties(scalar).width != max(0, width) { differing.append(String(scalar, radix: 16)) }
      }
    }
    #expect(count == 0x110000)
    #expect(differing.isEmpty)
  }

  /// Text, width and lengths of clusters of a line of `clusters.txt`.
  private func cluster(_ line: Substring) throws -> (text: String, width: Int, clusters: [Int]) {
    let parts = line.split(separator: ";")
    var text = ""
    for number in parts[0].split(separator: " ") {
      text.unicodeScalars.append(try #require(UInt32(number, radix: 16).flatMap(Unicode.Scalar.init)))
    }
    return (text, try #require(Int(parts[1])), parts[2].split(separator: " ").compactMap { Int($0) })
  }

  private func read(_ text: String, _ emoji: EmojiMode) -> [(scalars: [UInt32], width: Int, isToken: Bool)] {
    TextWidth.withUTF8(text) { bytes in
      var reader = ClusterReader(bytes, emoji: emoji)
      var out: [(scalars: [UInt32], width: Int, isToken: Bool)] = []
      while reader.next() { out.append((Array(reader.scalars), reader.width, reader.isToken)) }
      return out
    }
  }

  @Test("clusters are as wide as wcwidth says, but for tokens and what stands without a base")
  func clusters() throws {
    var compared = (widths: 0, counts: 0)
    for line in try Beside.lines("clusters.txt") {
      let (text, width, lengths) = try cluster(line)
      let ours = read(text, .full)
      // Marks without a base, joiners that join nothing and rows of selectors are shown on purpose.
      guard
        !ours.contains(where: { $0.isToken || $0.scalars[0] == 0x25CC || 0x1F3FB...0x1F3FF ~= $0.scalars[0] })
      else { continue }
      // A spacing mark after a selector is not counted there, and is drawn by every terminal.
      if ours.contains(where: {
        $0.scalars.contains(0xFE0F) && $0.scalars.contains { ScalarProperties($0).isSpacing }
      }) {
        continue
      }
      compared.widths += 1
      #expect(TextWidth.of(text, emoji: .full) == width, "\(line)")
      // Leading consonants in a row and sara am get cells of their own, so that none is cut away with its neighbour.
      if text.unicodeScalars.contains(where: { $0.value == 0x1100 || $0.value == 0xE33 }) { continue }
      compared.counts += 1
      #expect(ours.count == lengths.count, "\(line)")
    }
    #expect(compared.widths > 500 && compared.counts > 400)
  }

  @Test(
    "what terminals disagree on is simplified",
    arguments: [
      ("👨‍👩‍👧", "👨", 2), ("❤️", "❤", 1), ("🇩🇪", "DE", 2), ("👍🏽", "👍", 2), ("1️⃣", "1\u{20E3}", 1),
      ("👍", "👍", 2), ("e\u{301}", "e\u{301}", 1), ("한", "한", 2),
      ("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}", 2),
      ("की", "की", 2), ("葛\u{E0100}", "葛", 2),
    ])
  func simplified(text: String, shown: String, width: Int) {
    #expect(Clean.line(text) == shown && TextWidth.of(text) == width)
    var surface = Surface(Size(8, 1), theme: .builtIn)
    #expect(surface.put(text, at: Point(0, 0), .text) == width)
    #expect(surface.text == shown)
  }

  @Test("in full mode a cluster stays whole", arguments: ["👨‍👩‍👧", "❤️", "🇩🇪", "👍🏽", "1️⃣"])
  func full(text: String) {
    var surface = Surface(Size(8, 1), theme: .builtIn)
    surface.emoji = .full
    #expect(surface.put(text, at: Point(0, 0), .text) == 2)
    #expect(surface.text == text)
  }

  @Test("a text's width is what drawing it takes", arguments: 0..<300)
  func drawn(seed: UInt64) {
    var dice = Seeded(seed)
    let pool: [UInt32] = [
      0x61, 0x20, 0x301, 0x4E00, 0x202E, 0x200D, 0xFE0F, 0x1F468, 0x1F469, 0x1F1E9, 0x940, 0x915, 0x1B, 0x9B,
      0x1100,
      0x1161, 0xAD, 0xE0041, 0x7F, 0x1F3FD,
    ]
    var text = ""
    for _ in 0..<dice.below(12) {
      text.unicodeScalars.append(Unicode.Scalar(pool[dice.below(pool.count)]) ?? " ")
    }
    var surface = Surface(Size(200, 1), theme: .builtIn)
    #expect(surface.put(text, at: Point(0, 0), .text) == TextWidth.of(text))
    #expect(TextWidth.of(Clean.line(text)) == TextWidth.of(text))
    #expect(Clean.line(Clean.line(text)) == Clean.line(text))
    let (start, columns) = TextWidth.prefix(text, columns: 3)
    #expect(columns <= 3 && TextWidth.of(String(start)) == columns)
  }

  @Test("the installed wcwidth agrees, where it pins the same Unicode")
  func installed() throws {
    let code = """
      import wcwidth, sys
      print(wcwidth.list_versions()[-1])
      print(''.join('0' if 0xD800 <= c < 0xE000 else str(max(0, wcwidth.wcwidth(chr(c)))) for c in range(0x110000)))
      """
    guard let output = try Beside.python(code, needs: "wcwidth") else {
      print("skipped: Python's wcwidth is not installed")
      return
    }
    let lines = output.split(separator: 0x0A)
    guard String(decoding: lines[0], as: UTF8.self) == TextWidth.unicodeVersion else {
      print("skipped: the installed wcwidth knows another Unicode")
      return
    }
    let differing = lines[1].enumerated().filter { ScalarProperties(UInt32($0)).width != Int($1) - 0x30 }
    #expect(differing.isEmpty)
  }
}
