/// A place in a text: a line from 0 and an offset in its UTF-8, always where a cluster begins.
public struct TextPlace: Hashable, Comparable, Sendable {
  /// See the type.
  public var line: Int, offset: Int
  /// Makes a place.
  public init(_ line: Int, _ offset: Int) { (self.line, self.offset) = (line, offset) }
  /// The earlier place first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.line, left.offset) < (right.line, right.offset)
  }
}

/// Text under the cursor: lines, the place of the cursor, what can be undone, and what was killed last.
///
/// All changes go through `replace`, so that each can be taken back, a megabyte pasted is one of them, and no
/// change leaves the cursor inside a cluster.
struct EditBuffer: Sendable {
  private(set) var lines = [""]
  var cursor = TextPlace(0, 0)
  let isOneLine: Bool
  var killed = ""
  private var done: [Change] = [], undone: [Change] = []
  private var isTyping = false
  var isKilling = false
  /// Counts changes, so that owners see whether there was one.
  private(set) var version = 0
  /// The last change where it stayed within one line: its rows can be told from those before it.
  private(set) var lastChange: LineChange?

  /// So many bytes a line takes at most where there is only one: a pasted file would cost every key that follows it.
  static let mostInOneLine = 1024

  /// Bytes of one line that others took the place of.
  struct LineChange: Hashable, Sendable { var line: Int, at: Int, removed: Int, inserted: Int }
  private struct Change: Sendable { var at: TextPlace, removed: String, inserted: String, cursor: TextPlace }

  init(_ text: String = "", isOneLine: Bool) {
    self.isOneLine = isOneLine
    lines = split(text)
    cursor = end
  }
  var text: String { lines.count == 1 ? lines[0] : lines.joined(separator: "\n") }
  var isEmpty: Bool { lines.count == 1 && lines[0].isEmpty }
  var end: TextPlace { TextPlace(lines.count - 1, lines[lines.count - 1].utf8.count) }
  var line: String { lines[cursor.line] }
  var canUndo: Bool { !done.isEmpty }
  /// Bytes that still fit.
  var room: Int { isOneLine ? max(0, EditBuffer.mostInOneLine - lines[0].utf8.count) : .max }

  func text(from start: TextPlace, to end: TextPlace) -> String {
    if start.line == end.line { return String(Clusters.slice(lines[start.line], start.offset..<end.offset)) }
    let first = lines[start.line]
    var parts = [String(Clusters.slice(first, start.offset..<first.utf8.count))]
    parts += lines[(start.line + 1)..<end.line]
    parts.append(String(Clusters.slice(lines[end.line], 0..<end.offset)))
    return parts.joined(separator: "\n")
  }
  /// Puts `text` in the place of what lies between; the cursor stands behind it.
  mutating func replace(from start: TextPlace, to end: TextPlace, with text: String, typed: Bool = false) {
    let inserted = split(text).joined(separator: "\n")
    let change = Change(
      at: start, removed: self.text(from: start, to: end), inserted: inserted, cursor: cursor)
    guard !(change.removed.isEmpty && inserted.isEmpty) else { return }
    undone = []
    // Letters typed one behind the other are taken back word by word.
    if typed, isTyping, let last = done.last, last.removed.isEmpty, change.removed.isEmpty,
      advance(last.at, over: last.inserted) == start, !(last.inserted.utf8.last == 0x20 && inserted != " ")
    {
      done[done.count - 1].inserted += inserted
    } else {
      done.append(change)
      if done.count > 1000 { done.removeFirst(200) }
    }
    isTyping = typed
    put(change.removed, change.inserted, at: start)
  }
  /// Ends the word that `undo` would take back as one.
  mutating func pauseTyping() { isTyping = false }
  mutating func undo() -> Bool {
    guard let change = done.popLast() else { return false }
    put(change.inserted, change.removed, at: change.at)
    cursor = change.cursor
    undone.append(change)
    isTyping = false
    return true
  }
  mutating func redo() -> Bool {
    guard let change = undone.popLast() else { return false }
    put(change.removed, change.inserted, at: change.at)
    done.append(change)
    return true
  }

  private mutating func put(_ old: String, _ new: String, at start: TextPlace) {
    let end = advance(start, over: old)
    version += 1
    lastChange = nil
    if end.line == start.line, !new.utf8.contains(0x0A) {
      putInLine(from: start, to: end, new)
      return
    }
    let first = lines[start.line], last = lines[end.line]
    var parts =
      new.isEmpty ? [""] : new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    parts[0] = String(Clusters.slice(first, 0..<start.offset)) + parts[0]
    let tail = parts[parts.count - 1].utf8.count
    parts[parts.count - 1] += Clusters.slice(last, end.offset..<last.utf8.count)
    lines.replaceSubrange(start.line...end.line, with: parts)
    let line = start.line + parts.count - 1
    cursor = TextPlace(line, Clusters.boundary(in: lines[line], at: tail))
  }
  /// Within one line nothing is copied: a key in a line of a megabyte moves its bytes once.
  private mutating func putInLine(from start: TextPlace, to end: TextPlace, _ new: String) {
    let utf8 = lines[start.line].utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: start.offset)
    let upper = utf8.index(lower, offsetBy: end.offset - start.offset)
    lines[start.line].replaceSubrange(lower..<upper, with: new)
    let inserted = new.utf8.count
    lastChange = LineChange(
      line: start.line, at: start.offset, removed: end.offset - start.offset, inserted: inserted)
    cursor = TextPlace(
      start.line, Clusters.boundary(in: lines[start.line], at: start.offset + inserted))
  }
  private func advance(_ place: TextPlace, over text: String) -> TextPlace {
    var (line, offset) = (place.line, place.offset)
    for byte in text.utf8 { if byte == 0x0A { (line, offset) = (line + 1, 0) } else { offset += 1 } }
    return TextPlace(line, offset)
  }
  /// Lines of a text from outside: line ends of all kinds, no control characters but the tab.
  private func split(_ text: String) -> [String] {
    var lines: [String] = [], line: [UInt8] = []
    var isAfterReturn = false
    line.reserveCapacity(min(text.utf8.count, 1 << 16))
    func finished() -> String { String(decoding: line, as: UTF8.self) }
    for byte in text.utf8 {
      defer { isAfterReturn = byte == 0x0D }
      switch byte {
      case 0x0A where isAfterReturn: continue
      case 0x0A, 0x0D:
        if isOneLine {
          line.append(0x20)
        } else {
          lines.append(finished()); line.removeAll(keepingCapacity: true)
        }
      case 0x09 where isOneLine: line.append(0x20)
      case 0x00..<0x09, 0x0B..<0x20, 0x7F: continue
      default: line.append(byte)
      }
    }
    lines.append(finished())
    return lines
  }
}
