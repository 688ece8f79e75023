/// Breaks a line into rows of a width: at blanks, between wide characters, and inside a word only where it is
/// longer than a row. Blanks at the end of a row hang over its edge.
public enum Wrap {
  /// The offsets (in UTF-8) at which rows begin; the first is 0, also for an empty text.
  public static func starts(of text: String, width: Int) -> [Int] {
    guard width > 0 else { return [0] }
    return TextWidth.withUTF8(text) { bytes in
      if bytes.count <= width, bytes.allSatisfy({ 0x20..<0x7F ~= $0 }) { return [0] }
      var breaker = Breaker(width: width)
      var place = 0
      // Plain text goes byte by byte; the reader takes over where clusters begin.
      while place < bytes.count, 0x20..<0x7F ~= bytes[place],
        place + 1 == bytes.count || bytes[place + 1] < 0x80
      {
        breaker.take(from: place, to: place + 1, width: 1, isBlank: bytes[place] == 0x20)
        place += 1
      }
      guard place < bytes.count else { return breaker.starts }
      var reader = ClusterReader(bytes, from: place, emoji: .simple)
      while reader.next() {
        breaker.take(
          from: place, to: reader.position, width: reader.width,
          isBlank: reader.position == place + 1 && bytes[place] == 0x20)
        place = reader.position
      }
      return breaker.starts
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
    var starts = [0], column = 0
    /// Where the row may end, and the column there.
    var chance = (offset: 0, column: 0)

    mutating func take(from start: Int, to end: Int, width cells: Int, isBlank: Bool) {
      if isBlank {
        column += 1
        chance = (end, column)
        return
      }
      if cells > 1, start > starts[starts.count - 1] { chance = (start, column) }
      if column + cells > width, start > starts[starts.count - 1] {
        if chance.offset > starts[starts.count - 1] {
          starts.append(chance.offset)
          column -= chance.column
        } else {
          starts.append(start)
          column = 0
        }
        chance = (starts[starts.count - 1], 0)
      }
      column += cells
      if cells > 1 { chance = (end, column) }
    }
  }
}
