import Foundation
import Testing

@testable import Terminal

@Suite struct Themes {
  static let folder = Beside.folder.deletingLastPathComponent().deletingLastPathComponent().appending(
    path: "themes"
  ).path
  static let library = ThemeLibrary(folders: [folder])
  static let shipped = [
    "ansi16", "default-dark", "default-light", "high-contrast", "mono", "safe-dark", "safe-light",
  ]

  @Test("all shipped themes are found and read")
  func shippedThemes() throws {
    // The checkout behind a link is found as well.
    #expect(Self.library.names() == Self.shipped)
    for name in Self.shipped { #expect(try Self.library.load(name).name == name) }
    #expect(try Self.library.load("default").name == "default-dark")
  }

  @Test("the built-in theme and its file are the same at every depth", arguments: ColorDepth.allCases)
  func sameAsBuiltIn(depth: ColorDepth) throws {
    let read = Theme(try Self.library.load("default-dark"), depth: depth)
    let builtIn = Theme.builtIn.at(depth, ascii: false)
    for role in ThemeDefinition.defaultDark.roles.keys {
      #expect(read[role] == builtIn[role], "\(role)")
      #expect(read.glyph(role) == builtIn.glyph(role), "\(role)")
    }
    #expect(read.charts == builtIn.charts && read.ground == builtIn.ground)
  }

  @Test("every shipped theme has the contrast and the distances it needs", arguments: shipped)
  func readable(name: String) throws {
    for finding in ThemeCheck.findings(try Self.library.load(name)) { Issue.record("\(finding)") }
  }

  @Test("a theme that cannot be read falls through the check, by file, line and mend")
  func unreadable() throws {
    let text = """
      name: bad
      roles:
        text.muted:      {rgb: "#303030"}
        status.ok:       {rgb: "#ff5f5f", c256: 203}
        status.solved:   {rgb: "#ff6060", c256: 203}
        status.onhold:   {c16: black-bright, glyph: ["x", "x"]}
        status.new:      {c16: blue, glyph: ["x", "x"]}
        toast:           {c16: {bg: red}}
        priority.urgent: {mono: [], glyph: ["!", "!"]}
        priority.high:   {mono: [], glyph: ["!", "!"]}
      """
    let bad = try ThemeFile.read(text, path: "bad.yaml") { _ in nil }
    let found = Set(ThemeCheck.findings(bad).map(\.description))
    for expected in [
      "bad.yaml line 3: text.muted on ground has a contrast of 1.3 at 24 bits; it needs 4.5. #808080 would do.",
      "bad.yaml line 5: status.ok and status.solved are 0.3 apart for protanopia at 24 bits; they need 20. Make one of them lighter or darker, or give it another hue.",
      "bad.yaml line 5: status.ok and status.solved are 0.0 apart for all eyes at 256 colours; they need 20. Make one of them lighter or darker, or give it another hue.",
      "bad.yaml line 6: status.onhold is bright black at 16 colours, which some grounds hide. Use default, with attr: [dim] if it must be faint.",
      "bad.yaml line 7: status.new is blue at 16 colours, which cannot be read on black. Use blue-bright.",
      "bad.yaml line 8: toast sets a ground at 16 colours. Use attr: [reverse] there, and bg: default.",
      "bad.yaml line 7: status.onhold and status.new look alike at no colours. Give one of them another attribute under mono, or a glyph of its own.",
      "bad.yaml line 10: priority.urgent and priority.high look alike at no colours. Give one of them another attribute under mono, or a glyph of its own.",
    ] { #expect(found.contains(expected), "\(expected)\n\(found.sorted().joined(separator: "\n"))") }
  }
  @Test("what a check says to mend is enough", arguments: shipped)
  func mended(name: String) throws {
    let theme = Theme(try Self.library.load(name))
    guard let ground = ColorRounding.components(theme.ground.background) else { return }
    for grey in stride(from: 0, through: 255, by: 15) {
      guard let mended = ColorSight.mended((grey, grey, grey), on: ground, 4.5) else { continue }
      #expect(ColorSight.contrast(mended, ground) >= 4.5)
    }
  }

  @Test("the selected row can be told at every depth of every theme", arguments: shipped)
  func selection(name: String) throws {
    for depth in ColorDepth.allCases {
      var surface = Surface(Size(4, 2), theme: Theme(try Self.library.load(name), depth: depth))
      surface.put("ab", at: Point(0, 0), .text)
      surface.put("ab", at: Point(0, 1), .text)
      surface.tint(Rect(0, 1, 4, 1), .selection)
      #expect(surface[0, 0].style != surface[0, 1].style)
    }
  }

  @Test("the bar of the chosen row is seen at every depth of every theme", arguments: shipped)
  func bar(name: String) throws {
    for depth in ColorDepth.allCases {
      for isASCII in [false, true] {
        let theme = Theme(try Self.library.load(name), depth: depth, ascii: isASCII)
        var surface = Surface(Size(6, 3), theme: theme)
        surface.fill(surface.all, .dialog)
        surface.put("  abc", at: Point(0, 1), .text)
        surface.choose(Rect(0, 1, 6, 1))
        let (bar, style) = surface[0, 1]
        #expect(bar == (isASCII ? ">" : "▌") && style.foreground == theme[.selectionBar].foreground)
        #expect(surface[1, 1].style != surface[1, 0].style)
        // In reversed colours it would be a hole in the row.
        #expect(!style.attributes.contains(.reverse), "\(depth)")
      }
    }
  }

  @Test(
    "depths that are not given are derived",
    arguments: [
      (Color.rgb(0x14, 0x16, 0x1B), Color.indexed(234), Color.standard),
      (.rgb(255, 0, 0), .indexed(196), .indexed(9)),
      (.rgb(0x7F, 0xB4, 0xE6), .indexed(110), .indexed(12)),
      (.rgb(0x7A, 0x82, 0x90), .indexed(102), .standard),
      (.rgb(0xE0, 0xB5, 0x68), .indexed(179), .indexed(11)), (.rgb(0, 100, 0), .indexed(22), .indexed(2)),
    ])
  func derived(color: Color, c256: Color, c16: Color) {
    #expect(ColorRounding.indexed(color) == c256)
    #expect(ColorRounding.ansi(color) == c16)
  }

  @Test("a role that is not known has its parent's style, and text's in the end")
  func parents() {
    let theme = Theme.builtIn
    #expect(theme["status.breached.deep.down"] == theme[.statusBreached])
    #expect(theme["nothing.of.this"] == theme[.text])
    #expect(
      theme.glyph("status.whatever") == "●" && theme.at(.mono, ascii: true).glyph("status.whatever") == "o")
  }

  @Test(
    "what is wrong in a file is named with its line",
    arguments: [
      (
        "name: x\nroles:\n  texd: {rgb: \"#ffffff\"}\n",
        "x.yaml line 3: There is no role \"texd\". Did you mean text?"
      ),
      (
        "name: x\nroles:\n  text: {rgb: \"#fff\"}\n",
        "x.yaml line 3: \"#fff\" is not a colour. Write \"#rrggbb\" (quoted), or a name of the palette."
      ),
      (
        "name: x\nroles:\n  text: {c256: 300}\n",
        "x.yaml line 3: \"300\" is not a colour of the 256. Write a number from 0 to 255, or default."
      ),
      (
        "name: x\nroles:\n  text:\n    mono: [blink]\n",
        "x.yaml line 4: \"blink\" is not an attribute. Use bold, dim, italic, underline, reverse. Blinking is not supported."
      ),
      (
        "name: x\ninherits: nowhere\n",
        "x.yaml line 2: There is no theme \"nowhere\" to inherit from. Put its file beside this one, or take one that is shipped."
      ),
      (
        "name: x\ncolours: {}\n",
        "x.yaml line 2: \"colours\" is not known in a theme. Use one of: name, inherits, appearance, palette, roles, charts."
      ),
      ("", "x.yaml: The file is empty. Give at least a name and one role."),
      (
        "name: x\nroles:\n  status.ok: {glyph: [\"✓\", \"✓\"]}\n",
        "x.yaml line 3: The second glyph, \"✓\", is not ASCII. Use letters or signs of ASCII there."
      ),
    ])
  func troubles(text: String, message: String) {
    #expect {
      try ThemeFile.read(text, path: "x.yaml") { _ in nil }
    } throws: {
      "\($0)" == message
    }
  }

  @Test(
    "a file that is not YAML names the line",
    arguments: ["name: [x\nroles: {", "a: b: c\n", "\tname: x\n", "name: x\nname: y\n"])
  func notYAML(text: String) {
    #expect {
      try ThemeFile.read(text, path: "x.yaml") { _ in nil }
    } throws: {
      ($0 as? FileTrouble)?.line != nil && "\($0)".hasPrefix("x.yaml line ")
    }
  }

  @Test(
    "YAML that a theme has no use for is refused with its line",
    arguments: [
      ("name: &n x\nappearance: *n\n", 2, "an alias"), ("name: x\n---\nname: y\n", 3, "a second document"),
      ("name: x\nname: y\n", 2, "the key name is there twice"),
      (
        "name: " + String(repeating: "[", count: 60) + String(repeating: "]", count: 60), 1, "nested too deep"
      ),
      ("name: x\nroles: \u{7}\n", 2, "control characters"),
    ])
  func refusedYAML(text: String, line: Int, part: String) {
    #expect {
      try ThemeFile.read(text, path: "x.yaml") { _ in nil }
    } throws: {
      guard let trouble = $0 as? FileTrouble else { return false }
      return trouble.line == line && trouble.problem.contains(part)
    }
  }

  @Test("the preview draws at any size and depth")
  func preview() throws {
    for depth in ColorDepth.allCases {
      for size in [Size(1, 1), Size(20, 5), Size(80, 24), ThemePreview.size] {
        let surface = ThemePreview.surface(Theme.builtIn.at(depth, ascii: depth == .mono), size: size)
        #expect(depth != .mono || surface.text.unicodeScalars.allSatisfy { $0.isASCII || $0.value >= 0x3040 })
      }
    }
    let text = ThemePreview.surface(.builtIn).text
    #expect(text.contains("PRIVATE NOTE") && text.contains("▌* !"))
  }
}

@Suite struct Pictures {
  @Test("a picture places each stretch of one style by itself and says nothing raw")
  func svg() {
    var surface = Surface(Size(10, 2), theme: .builtIn)
    surface.put("a<b>&", at: Point(0, 0), .text)
    surface.put("解", at: Point(6, 0), .accent)
    surface.put("█", at: Point(9, 1), .statusOK)
    let svg = surface.svg()
    #expect(svg.contains(">a&lt;b&gt;&amp;</text>") && svg.contains("textLength=\"48.20\""))
    #expect(svg.contains("text-anchor=\"middle\"") && svg.contains(">解</text>"))
    #expect(svg.contains("fill=\"#91e7cd\"/>"))
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
  }
}
