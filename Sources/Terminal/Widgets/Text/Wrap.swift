/// Breaks a line into rows of a width: at blanks, between wide characters, and inside a word only where it is
/// longer than a row. Blanks at the end of a row hang over its edge.
public enum Wrap {
  /// The offsets (in UTF-8) at which rows begin; the first is 0, also for an empty text.
  public static func starts(of text: String, width: Int) -> [Int] {
    guard width > 0 else { return [0] }
    return TextWidth.withUTF8(text) { bytes in
      if bytes.count <= width, bytes.allSatisfy({ 0x20..<0x7F ~= $0 }) { return [0] }
      var breaker = Breaker(width: width, from: 0)
      breaker.read(bytes) { _ in false }
      return breaker.starts
    }
  }
  /// The rows of a text that was changed in one place, told from its rows before: how a row breaks depends on nothing
  /// before its beginning, so from the first row behind the change that begins where one began, all is as it was.
  static func starts(
    of text: String, width: Int, after change: EditBuffer.LineChange, from before: [Int]
  ) -> [Int] {
    guard width > 0, !before.isEmpty else { return starts(of: text, width: width) }
    // A word that got shorter may go back to the row before; one more row is for words longer than a row.
    let touched = before.lastIndex { $0 <= change.at } ?? 0
    let kept = max(0, touched - 2), shift = change.inserted - change.removed
    var old = touched
    return TextWidth.withUTF8(text) { bytes in
      var breaker = Breaker(width: width, from: before[kept])
      let isAsBefore = breaker.read(bytes) { start in
        guard start >= change.at + change.inserted else { return false }
        while old < before.count, before[old] + shift < start { old += 1 }
        return old < before.count && before[old] >= change.at + change.removed && before[old] + shift == start
      }
      let head = before[..<kept] + breaker.starts
      return Array(head) + (isAsBefore ? before[(old + 1)...].map { $0 + shift } : [])
    }
  }
  /// The text in rows, without the blanks that hang over.
  public static func rows(of text: String, width: Int) -> [Substring] {
    let starts = starts(of: text, width: width)
    return starts.indices.map { index in
      let isLast = index + 1 == starts.count
      var row = Clusters.slice(text, starts[index]..<(isLast ? text.utf8.count : starts[index + 1]))
      while !isLast, row.utf8.last == 0x20 { row.removeLast() }
      return row
    }
  }

  private struct Breaker {
    let width: Int
    var starts: [Int], column = 0
    /// Where the row may end, and the column there.
    var chance: (offset: Int, column: Int)

    init(width: Int, from start: Int) { (self.width, starts, chance) = (width, [start], (start, 0)) }

    /// Takes all from the first row on, or until a row begins where `isEnough` says so.
    @discardableResult
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, isEnough: (Int) -> Bool) -> Bool {
      var place = starts[0], rows = 1
      func isDone(_ starts: [Int]) -> Bool {
        guard starts.count > rows else { return false }
        rows = starts.count
        return isEnough(starts[rows - 1])
      }
      // Plain text goes byte by byte; the reader takes over where clusters begin, until plain text goes on.
      func isPlain(_ place: Int) -> Bool {
        0x20..<0x7F ~= bytes[place] && (place + 1 == bytes.count || bytes[place + 1] < 0x80)
      }
      while place < bytes.count {
        while place < bytes.count, isPlain(place) {
          take(from: place, to: place + 1, width: 1, isBlank: bytes[place] == 0x20, isWide: false)
          place += 1
          if isDone(starts) { return true }
        }
        guard place < bytes.count else { return false }
        var reader = ClusterReader(bytes, from: place, emoji: .simple), isInClusters = true
        while isInClusters, reader.nextWhole() {
          take(
            from: place, to: reader.position, width: reader.width,
            isBlank: reader.position == place + 1 && bytes[place] == 0x20,
            // Two columns of one character; syllables of Indic scripts take two as well, but are parts of words.
            isWide: reader.isToken || (reader.width > 1 && ScalarProperties(reader.scalars[0]).width == 2))
          place = reader.position
          if isDone(starts) { return true }
          isInClusters = place < bytes.count && !isPlain(place)
        }
      }
      return false
    }
    mutating func take(from start: Int, to end: Int, width cells: Int, isBlank: Bool, isWide: Bool) {
      if isBlank {
        column += 1
        chance = (end, column)
        return
      }
      if isWide, start > starts[starts.count - 1] { chance = (start, column) }
      if column + cells > width, start > starts[starts.count - 1] {
        if chance.offset > starts[starts.count - 1] {
          starts.append(chance.offset)
          column -= chance.column
        }
        // A word that is longer than a row itself, and a wide syllable at the end of one that just fitted.
        if column + cells > width, start > starts[starts.count - 1] {
          starts.append(start)
          column = 0
        }
        chance = (starts[starts.count - 1], 0)
      }
      column += cells
      if isWide { chance = (end, column) }
    }
  }
}
