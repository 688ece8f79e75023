/// The rows of the very long lines that are worked at, so that a key in or beside one does not wrap a megabyte again.
struct WrapOfLongLines: Sendable {
  private struct Entry {
    var text: String, width: Int, rows: [Int]
    /// The line it was, and when: a change of that line right after can be told from the change alone.
    var line: Int, version: Int
  }
  /// Two, for the line of the cursor and the one the screen begins with.
  private static let most = 2
  /// Lines of fewer bytes are wrapped each time.
  private static let long = 2000

  private var entries: [Entry] = []
  /// How often a line was wrapped from its beginning to its end.
  private(set) var wholeWraps = 0

  /// What is known of a text; nil where it has to be wrapped.
  func starts(of text: String, width: Int) -> [Int]? {
    guard text.utf8.count > Self.long else { return nil }
    return entries.first { $0.width == width && $0.text == text }?.rows
  }
  /// Sees to it that the rows of a line are known, if it is long.
  mutating func keep(_ buffer: EditBuffer, line: Int, width: Int) {
    let text = buffer.lines[line]
    guard text.utf8.count > Self.long else { return }
    if let place = entries.firstIndex(where: { $0.width == width && $0.text == text }) {
      var known = entries.remove(at: place)
      (known.line, known.version) = (line, buffer.version)
      entries.insert(known, at: 0)
      return
    }
    var entry = Entry(text: text, width: width, rows: [], line: line, version: buffer.version)
    if let change = buffer.lastChange, change.line == line,
      let place = entries.firstIndex(where: {
        $0.line == line && $0.width == width && $0.version + 1 == buffer.version
      })
    {
      entry.rows = Wrap.starts(of: text, width: width, after: change, from: entries.remove(at: place).rows)
    } else {
      entry.rows = Wrap.starts(of: text, width: width)
      wholeWraps += 1
    }
    entries.insert(entry, at: 0)
    if entries.count > Self.most { entries.removeLast() }
  }
}
