import TestSupport
import Testing

@testable import Terminal

func keys(_ written: String) -> [Key] {
  written.split(separator: " ").flatMap { word -> [Key] in
    if let key = Key(name: String(word)) { return [key] }
    return word.map { Key(.character($0)) }
  }
}

@Suite struct LineEditing {
  struct Row: Sendable, CustomTestStringConvertible {
    let start: String, keys: String, text: String, cursor: Int
    var testDescription: String { "\(start) | \(keys)" }
  }
  @Test(arguments: [
    Row(start: "open tickets", keys: "Ctrl-A x", text: "xopen tickets", cursor: 1),
    Row(start: "open tickets", keys: "Ctrl-A Alt-F x", text: "openx tickets", cursor: 5),
    Row(start: "open tickets", keys: "Alt-B x", text: "open xtickets", cursor: 6),
    Row(start: "due<8h tag:sso", keys: "Ctrl-W", text: "due<8h ", cursor: 7),
    Row(start: "due<8h tag:sso", keys: "Ctrl-W Ctrl-W Ctrl-Y", text: "due<8h tag:sso", cursor: 14),
    Row(
      start: "due<8h tag:sso", keys: "Ctrl-A Ctrl-K Ctrl-Y Ctrl-Y", text: "due<8h tag:ssodue<8h tag:sso",
      cursor: 28),
    Row(start: "due<8h", keys: "Ctrl-B Ctrl-B Ctrl-U", text: "8h", cursor: 0),
    Row(start: "due<8h", keys: "Ctrl-A Ctrl-D Ctrl-D Ctrl-F Del", text: "e8h", cursor: 1),
    Row(start: "ab", keys: "Ctrl-T", text: "ba", cursor: 2),
    Row(start: "abc", keys: "Ctrl-B Ctrl-T", text: "acb", cursor: 3),
    Row(start: "one two", keys: "Ctrl-A Alt-D", text: " two", cursor: 0),
    Row(start: "日本語", keys: "Ctrl-B Backspace", text: "日語", cursor: 3),
    Row(start: "e\u{301}a\u{308}o", keys: "Left Left Backspace", text: "a\u{308}o", cursor: 0),
    Row(start: "family 👨‍👩‍👧", keys: "Backspace", text: "family ", cursor: 7),
    Row(start: "", keys: "Backspace Ctrl-D Ctrl-K Ctrl-W Ctrl-T Left Right", text: "", cursor: 0),
  ])
  func keysOfReadline(_ row: Row) {
    var editor = LineEditor(row.start)
    for key in keys(row.keys) { #expect(editor.handle(key) != .ignored) }
    #expect(editor.text == row.text)
    #expect(editor.cursor == row.cursor)
  }
  @Test func undoTakesBackWordByWord() {
    var editor = LineEditor()
    for key in "refund for".map({ Key(.character($0)) }) { _ = editor.handle(key) }
    editor.paste("\r\nin_774\u{1B}[2J")
    #expect(editor.text == "refund for in_774[2J")
    let undo = Key(.character("_"), .control)
    var seen: [String] = []
    for _ in 0..<4 { _ = editor.handle(undo); seen.append(editor.text) }
    #expect(seen == ["refund for", "refund ", "", ""])
    editor.perform(.redo)
    #expect(editor.text == "refund ")
  }
  @Test func aLineHasAnEndForKeysToo() {
    var editor = LineEditor()
    for _ in 0..<2000 { _ = editor.handle(Key(.character("é"))) }
    #expect(editor.text.utf8.count == 1024)
    for key in keys("Ctrl-A Ctrl-K Ctrl-Y Ctrl-Y") { _ = editor.handle(key) }
    #expect(editor.text.utf8.count == 1024)
    _ = editor.handle(Key(.backspace))
    _ = editor.handle(Key(.character("x")))
    #expect(editor.text.hasSuffix("éx"))
  }
  @Test func upBringsBackWhatWasTypedEarlier() {
    var editor = LineEditor("new")
    editor.history = ["first", "second"]
    for key in keys("Up Up Up") { _ = editor.handle(key) }
    #expect(editor.text == "first")
    for key in keys("Down Down") { _ = editor.handle(key) }
    #expect(editor.text == "new")
  }
  @Test func keysThatDoNotEditAreTheOwners() {
    var editor = LineEditor("x")
    for key in keys("Enter Tab S-Tab Esc F1 Down PgUp Ctrl-S Ctrl-G") {
      #expect(editor.handle(key) == .ignored)
    }
    #expect(editor.text == "x")
  }
  @Test func aLongLineScrollsSidewaysAndNeverShowsHalfACluster() {
    var editor = LineEditor("解約について")
    editor.reveal(width: 5)
    var cursor: Point?
    let shown = frame(6, 1) {
      editor.draw(into: &$0, at: Rect(0, 0, 5, 1))
      cursor = $0.cursor
    }
    #expect(shown == "いて")
    #expect(cursor == Point(4, 0))
    _ = editor.handle(Key(.home))
    #expect(frame(6, 1) { editor.draw(into: &$0, at: Rect(0, 0, 5, 1)) } == "解約")
  }
  @Test func secretsAreNeverDrawn() {
    let editor = LineEditor("pa55 wörd", isSecret: true)
    #expect(frame(20, 1) { editor.draw(into: &$0, at: $0.all) } == "•••••••••")
    #expect(frame(20, 1, ascii: true) { editor.draw(into: &$0, at: $0.all) } == "*********")
  }
}

@Suite struct TextEditing {
  private func editor(_ text: String, _ size: Size = Size(12, 4)) -> TextEditor {
    var editor = TextEditor(text)
    editor.resize(size)
    return editor
  }
  private func shown(_ editor: TextEditor) -> (String, Point?) {
    var cursor: Point?
    let text = frame(editor.size.width, editor.size.height) {
      editor.draw(into: &$0, area: $0.all)
      cursor = $0.cursor
    }
    return (text, cursor)
  }

  @Test func linesWrapAtBlanksAndLongWordsInside() {
    let (text, cursor) = shown(editor("Dear Marta, thank you\ninternationalisation"))
    #expect(text == "Dear Marta,\nthank you\ninternation\nalisation")
    #expect(cursor == Point(0, 0))
  }
  @Test func upAndDownGoOverRowsAndKeepTheColumn() {
    var editor = editor("Dear Marta, thank you\nx\ninternationalisation")
    for key in keys("Ctrl-F Ctrl-F Ctrl-F Ctrl-F Ctrl-F Ctrl-F Down") { _ = editor.handle(key) }
    #expect(shown(editor).1 == Point(6, 1))
    _ = editor.handle(Key(.down))
    #expect(editor.cursor == TextPlace(1, 1))
    for key in keys("Down Down") { _ = editor.handle(key) }
    #expect(editor.cursor == TextPlace(2, 17))
    for key in keys("Up Up Up Up") { _ = editor.handle(key) }
    #expect(editor.cursor == TextPlace(0, 6))
  }
  @Test func theScreenFollowsTheCursor() {
    var editor = editor((1...30).map { "line \($0)" }.joined(separator: "\n"))
    editor.perform(.end)
    #expect(shown(editor).0 == "line 27\nline 28\nline 29\nline 30")
    for _ in 0..<4 { _ = editor.handle(Key(.up)) }
    #expect(shown(editor).0 == "line 26\nline 27\nline 28\nline 29")
    _ = editor.handle(Key(.pageUp))
    #expect(editor.cursor.line == 22)
  }
  @Test func enterSplitsAndKillJoins() {
    var editor = editor("one two")
    for key in keys("Alt-F Enter Up Ctrl-E Ctrl-K") { _ = editor.handle(key) }
    #expect(editor.text == "one two")
    #expect(editor.cursor == TextPlace(0, 3))
  }
  @Test func aClickPutsTheCursorThere() {
    var editor = editor("Dear Marta, thank you\nx")
    editor.click(Point(3, 1))
    #expect(editor.cursor == TextPlace(0, 15))
    editor.click(Point(9, 3))
    #expect(editor.cursor == TextPlace(1, 1))
  }
  @Test func aPastedMegabyteIsOneStep() {
    let line = "Your invoice in_774 is attached, 日本語 too.\r\n"
    let megabyte = String(repeating: line, count: 1_000_000 / line.utf8.count)
    var editor = editor("before")
    editor.perform(.end)
    editor.paste(megabyte)
    #expect(editor.lines.count == 1_000_000 / line.utf8.count + 1)
    #expect(!editor.text.contains("\r"))
    editor.perform(.undo)
    #expect(editor.text == "before")
  }
  @Test("keys in and beside a line of a megabyte do not wrap it again")
  func aMegabyteIsWrappedOnce() {
    var editor = TextEditor()
    editor.resize(Size(40, 6))
    editor.paste("é " + String(repeating: "lorem ipsum ", count: 90_000))
    #expect(editor.known.wholeWraps == 1)
    for key in keys("x Left y Home z Backspace End Up Down w") { _ = editor.handle(key) }
    #expect(editor.known.wholeWraps == 1, "keys in it")
    for key in keys("End Enter a b c Up Down d Enter e Backspace") { _ = editor.handle(key) }
    #expect(editor.known.wholeWraps == 1, "keys below it")
    #expect(editor.starts(of: 0) == Wrap.starts(of: editor.lines[0], width: editor.wrapWidth))
    editor.resize(Size(20, 6))
    #expect(editor.known.wholeWraps == 2, "another width")
  }

  @Test("undoing everything gives what was there, redoing it what was made", arguments: 0..<120)
  func undo(seed: UInt64) {
    var random = Seeded(seed)
    let start = "Dear Marta,\n\nthe refund 解約 is done: e\u{301}. 👨‍👩‍👧\nAda"
    var editor = editor(start, Size(.random(in: 1...20, using: &random), .random(in: 1...6, using: &random)))
    let words = ["x", " ", "\n", "日", "\u{301}", "\u{200D}", "🇩🇪", "word word", "\u{FE0F}", "👩"]
    let commands: [EditCommand] = [
      .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .start, .end, .deleteBack, .deleteForward,
      .killWordBack, .killWord, .killToStart, .killToEnd, .yank, .transpose, .newline,
    ]
    for _ in 0..<80 {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: editor.perform(.insert(words.randomElement(using: &random)!))
      case 1: _ = editor.handle(Key([.up, .down, .pageUp, .pageDown].randomElement(using: &random)!))
      case 2: editor.click(Point(.random(in: 0..<20, using: &random), .random(in: 0..<6, using: &random)))
      default: editor.perform(commands.randomElement(using: &random)!)
      }
      let cursor = editor.cursor
      #expect(cursor.line < editor.lines.count && cursor.offset <= editor.lines[cursor.line].utf8.count)
      let place = shown(editor).1
      #expect(place != nil, "the cursor is on the screen")
    }
    let made = editor.text
    var steps = 0
    while editor.version < 100_000, case .changed = editor.perform(.undo) { steps += 1 }
    #expect(editor.text == start)
    for _ in 0..<steps { editor.perform(.redo) }
    #expect(editor.text == made)
  }
}

@Suite struct Wrapping {
  @Test("rows hold all of the text, none is too wide, and only one is empty at most", arguments: 0..<200)
  func property(seed: UInt64) {
    var random = Seeded(seed)
    let letters = ["a", "b", " ", " ", "日", "é", "e\u{301}", "-", "👨‍👩‍👧", "\u{202E}", "ツ"]
    let text = (0..<Int.random(in: 0...80, using: &random)).map { _ in letters.randomElement(using: &random)!
    }.joined()
    let width = Int.random(in: 0...20, using: &random)
    let starts = Wrap.starts(of: text, width: width)
    #expect(starts.first == 0)
    #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
    #expect(starts.last! <= text.utf8.count)
    for row in Wrap.rows(of: text, width: width) where width >= 5 {
      var row = String(row)
      while row.hasSuffix(" ") { row.removeLast() }
      #expect(TextWidth.of(row) <= width, "\(text.debugDescription) in \(width): \(starts)")
    }
  }
  @Test("after a change the rows are those of the whole text", arguments: 0..<300)
  func rowsAfterAChange(seed: UInt64) {
    var random = Seeded(seed)
    let letters = ["a", "bb", " ", "  ", "日", "é", "e\u{301}", "\u{301}", "🇩🇪", "👨‍👩‍👧", "longword", "\u{202E}"]
    func word(_ most: Int) -> String {
      (0..<Int.random(in: 0...most, using: &random)).map { _ in letters.randomElement(using: &random)! }
        .joined()
    }
    let width = Int.random(in: 1...24, using: &random)
    var text = word(120), rows = Wrap.starts(of: text, width: width)
    for _ in 0..<20 {
      var places = [
        Int.random(in: 0...text.utf8.count, using: &random),
        Int.random(in: 0...text.utf8.count, using: &random),
      ]
      if Bool.random(using: &random) { places[1] = places[0] }
      let (start, end) = (
        Clusters.boundary(in: text, at: places.min()!), Clusters.boundary(in: text, at: places.max()!)
      )
      let new = word(4)
      let change = EditBuffer.LineChange(line: 0, at: start, removed: end - start, inserted: new.utf8.count)
      text = String(Clusters.slice(text, 0..<start)) + new + Clusters.slice(text, end..<text.utf8.count)
      rows = Wrap.starts(of: text, width: width, after: change, from: rows)
      #expect(
        rows == Wrap.starts(of: text, width: width), "\(text.debugDescription) in \(width) after \(change)")
    }
  }
  @Test func wideTextBreaksBetweenCharacters() {
    #expect(Wrap.rows(of: "発票抬头需要更改", width: 5) == ["発票", "抬头", "需要", "更改"])
    #expect(Wrap.rows(of: "", width: 5) == [""])
    #expect(Wrap.rows(of: "a  b", width: 2) == ["a", "b"])
  }
}
