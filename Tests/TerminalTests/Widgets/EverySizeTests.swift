import Terminal
import TestSupport
import Testing

/// Every widget in every size from nothing to 40 by 12, with content of every kind: nothing traps, nothing is
/// drawn outside, and the cursor stands on the surface.
@Suite struct EverySize {
  private static let words = [
    "", " ", "Refund", "解約について", "e\u{301}e\u{301}", "👨‍👩‍👧", "\u{202E}evil", "a\u{1B}[2J", "🇩🇪🇩",
    "internationalisation", "\t\n",
    "ツ゛", "\u{200B}\u{FEFF}", "x\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", "—",
  ]
  private struct Content {
    var random: Seeded
    mutating func word() -> String { EverySize.words.randomElement(using: &random)! }
    mutating func text(_ most: Int = 6) -> String {
      (0..<Int.random(in: 0...most, using: &random)).map { _ in word() }.joined(separator: " ")
    }
    mutating func runs() -> [TextRun] {
      (0..<Int.random(in: 0...4, using: &random)).map { _ in
        TextRun(text(3), [.text, .accent, .match].randomElement(using: &random)!)
      }
    }
    mutating func numbers() -> [Double] {
      (0..<Int.random(in: 0...30, using: &random)).map { _ in
        [Double.random(in: -50...50, using: &random), .nan, .infinity, 0].randomElement(using: &random)!
      }
    }
    mutating func paragraphs() -> [TextBlock] {
      (0..<Int.random(in: 0...8, using: &random)).map { index in
        let paragraph = Paragraph(
          runs(), id: "\(index)", lead: runs(), indent: .random(in: 0...50, using: &random),
          ground: Bool.random(using: &random) ? .notePrivate : nil,
          bar: Bool.random(using: &random) ? .notePrivateBar : nil)
        return Bool.random(using: &random)
          ? .paragraph(paragraph) : .fold(id: "\(index)", summary: paragraph, body: [paragraph])
      }
    }
  }

  private typealias Drawing = (inout Surface, Rect) -> Void
  private static func widgets(_ content: inout Content) -> [(String, Drawing)] {
    var all: [(String, Drawing)] = []
    let tickets = (0..<Int.random(in: 0...20, using: &content.random)).map { index in
      Ticket(
        id: index, priority: content.word(), due: content.word(), status: content.word(), who: content.word(),
        subject: content.text(), tag: content.word())
    }
    var list = Ticket.list(tickets)
    list.resize(rows: .random(in: 1...12, using: &content.random))
    list.perform(.down, count: 3)
    list.perform(.range)
    all.append(("table", { Ticket.table.draw(list, into: &$0, area: $1, cell: Ticket.cell) }))
    var line = LineEditor(content.text())
    line.perform(.left)
    all.append(("line", { line.draw(into: &$0, at: $1, hint: "hint") }))
    var editor = TextEditor(content.text(20) + "\n" + content.text(3))
    editor.resize(
      Size(.random(in: 0...40, using: &content.random), .random(in: 0...12, using: &content.random)))
    editor.perform(.end)
    all.append(("editor", { editor.draw(into: &$0, area: $1) }))
    var view = TextView(content.paragraphs())
    view.resize(
      Size(.random(in: 0...40, using: &content.random), .random(in: 0...12, using: &content.random)))
    _ = view.search("e")
    view.perform(TextMove.allCases.randomElement(using: &content.random)!)
    all.append(("text", { view.draw(into: &$0, area: $1) }))
    let entries = (0..<8).map {
      PaletteEntry(
        "\($0)", content.text(), key: content.word(), command: content.text(),
        unavailable: $0 == 3 ? content.text() : nil)
    }
    var palette = Palette(content.text(), entries)
    _ = palette.handle(.key(Key(.character("e"))))
    all.append(("palette", { palette.draw(into: &$0, area: $1) }))
    let items = (0..<8).map { PickerItem("\($0)", content.text(), detail: content.text(2)) }
    let picker = Picker(content.text(), items, takesSeveral: true, marked: ["1"])
    all.append(("picker", { picker.draw(into: &$0, area: $1) }))
    let dialog = Dialog(
      content.text(), message: [content.runs(), content.runs()],
      fields: [DialogField("a", content.word(), note: content.word())],
      word: content.word(),
      buttons: [DialogButton("x", content.word(), isSafe: true), DialogButton("y", content.text())])
    all.append(("dialog", { dialog.draw(into: &$0, area: $1) }))
    var form = FormView(
      [
        FormField("a", content.word(), help: content.text()),
        FormField("b", content.word(), .choice(["x", content.word()])),
        FormField("c", content.word(), .prose(rows: 3)), FormField("d", content.word(), .flag),
        FormField("e", content.word(), .reference),
      ], texts: ["a": [content.text()], "c": [content.text()]])
    form.effect = content.paragraphs()
    form.focus(on: ["a", "b", "c", "d", "e"].randomElement(using: &content.random)!)
    form.setFlaws([("a", content.text())])
    form.setSuggestions(items, for: "e")
    all.append(("form", { form.draw(into: &$0, area: $1) }))
    var prompt = Prompt(content.text(), sign: "/", text: content.text(), offers: ["x"], completionRows: 4)
    prompt.flaw = PromptFlaw(
      content.text(),
      at: Bool.random(using: &content.random) ? nil : Int.random(in: -5...20, using: &content.random)..<60)
    prompt.completions = (0..<5).map { _ in
      PromptCompletion(content.word(), detail: content.text(9), text: "x", replacing: 0..<1)
    }
    _ = prompt.handle(.key(Key(.down)), in: Rect(0, 0, 40, 12))
    all.append(("prompt", { prompt.draw(into: &$0, area: $1) }))
    let help = Help(
      content.text(), (0..<9).map { HelpEntry(content.word(), content.text(), group: "\($0 / 3)") })
    all.append(("help", { help.draw(into: &$0, area: $1) }))
    let hints = (0..<6).map { Hint(content.word(), content.word(), rank: $0, isPinned: $0 == 5) }
    all.append(("footer", { Footer.draw(hints, into: &$0, area: $1) }))
    let bar = StatusBar(content.runs(), right: [content.runs(), content.runs()], ground: .barTop)
    all.append(("status", { bar.draw(into: &$0, area: $1) }))
    let top = TopBar(
      "opsdeck",
      Tabs(
        [.init("a", content.word(), short: "a", badge: 3), .init("b", content.text(), short: "b")],
        active: "b"), right: [content.runs()])
    all.append(("top", { top.draw(into: &$0, area: $1) }))
    var progress = Progress(content.text(), total: 10, at: 0)
    progress.advance(to: 3, at: 5_000)
    all.append(("progress", { progress.draw(into: &$0, area: $1) }))
    all.append(
      (
        "divider",
        {
          Divider.drawAcross(into: &$0, area: $1, title: [TextRun("title")]);
          Divider.drawDown(into: &$0, area: $1)
        }
      ))
    let numbers = content.numbers(), title = content.text()
    all.append(("spark", { Sparkline(numbers).draw(into: &$0, area: $1) }))
    all.append(("braille", { BrailleLine(numbers.filter(\.isFinite)).draw(into: &$0, area: $1) }))
    all.append(("histogram", { Histogram(of: numbers, parts: 7).draw(into: &$0, area: $1) }))
    all.append(("gauge", { Gauge(numbers.first ?? 0).draw(into: &$0, area: $1) }))
    let bars = BarChart(numbers.map { BarChart.Bar(title, $0) })
    all.append(("bars", { bars.draw(into: &$0, area: $1) }))
    all.append(("series", { Series(title, values: numbers).drawTable(into: &$0, area: $1) }))
    let map = HeatMap(rows: [title, "b"], columns: ["x", title, "z"], values: [numbers, []])
    all.append(("heat", { map.draw(into: &$0, area: $1) }))
    return all
  }

  @Test("draws without a trap and never outside", arguments: 0..<6) func every(seed: UInt64) {
    var content = Content(random: Seeded(seed))
    let widgets = EverySize.widgets(&content),
      theme = seed.isMultiple(of: 2) ? Theme.builtIn : Theme.builtIn.at(.mono, ascii: true)
    for (name, draw) in widgets {
      for width in 0...40 {
        for height in 0...12
        where width < 4 || height < 3 || (width * 5 + height * 3 + Int(seed)).isMultiple(of: 7) {
          var surface = Surface(Size(width + 2, height + 2), theme: theme)
          surface.fill(surface.all, .text)
          let edge = Rect(1, 1, width, height)
          draw(&surface, edge)
          for x in 0..<(width + 2) where surface[x, 0].text != " " || surface[x, height + 1].text != " " {
            Issue.record("\(name) draws above or below \(width)x\(height)")
            return
          }
          for y in 0..<(height + 2) where surface[0, y].text != " " || surface[width + 1, y].text != " " {
            Issue.record("\(name) draws beside \(width)x\(height): \(surface.text)")
            return
          }
          if let cursor = surface.cursor, !edge.contains(cursor) {
            Issue.record("\(name) puts the cursor at \(cursor) outside of \(width)x\(height)")
            return
          }
        }
      }
    }
  }
}
