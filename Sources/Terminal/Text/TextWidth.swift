/// Columns that text takes on a surface.
public enum TextWidth {
  /// The version of Unicode that widths are taken from.
  public static var unicodeVersion: String { WidthTable.unicode }

  /// Columns of the text as `Surface.put` draws it: cleaned, by cluster.
  public static func of(_ text: String, emoji: EmojiMode = .simple) -> Int {
    withUTF8(text) { bytes in
      var columns = 0
      while columns < bytes.count, 0x20..<0x7F ~= bytes[columns] { columns += 1 }
      if columns == bytes.count { return columns }
      // The last plain character may be the base of a mark.
      columns = max(0, columns - 1)
      var reader = ClusterReader(bytes, from: columns, emoji: emoji)
      while reader.next() { columns += reader.width }
      return columns
    }
  }

  /// The longest beginning that fits in so many columns, never half a cluster, and its columns.
  public static func prefix(_ text: String, columns limit: Int, emoji: EmojiMode = .simple) -> (
    Substring, Int
  ) {
    withUTF8(text) { bytes in
      var reader = ClusterReader(bytes, emoji: emoji)
      var columns = 0
      var end = 0
      while reader.nextWhole(), columns + reader.width <= limit {
        columns += reader.width
        end = reader.position
      }
      return (text[..<text.utf8.index(text.startIndex, offsetBy: end)], columns)
    }
  }

  /// Calls with the text's bytes, copying only a text that is not stored as UTF-8.
  static func withUTF8<T>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
    if let result = try text.utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = text
    return try copy.withUTF8(body)
  }
}
