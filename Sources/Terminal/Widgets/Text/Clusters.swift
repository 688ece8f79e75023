/// Steps over text by cluster, in the same way a surface draws it. Places are offsets in UTF-8.
enum Clusters {
  /// The end of the cluster that begins at `offset`.
  static func next(in text: String, after offset: Int) -> Int {
    TextWidth.withUTF8(text) { bytes in
      guard offset < bytes.count else { return bytes.count }
      var reader = ClusterReader(bytes, from: offset, emoji: .simple)
      return reader.nextWhole() ? reader.position : bytes.count
    }
  }
  /// The beginning of the cluster that ends at `offset`, or holds it.
  static func previous(in text: String, before offset: Int) -> Int {
    TextWidth.withUTF8(text) { bytes in
      var found = safeStart(bytes, before: offset)
      var reader = ClusterReader(bytes, from: found, emoji: .simple)
      while reader.nextWhole(), reader.position < offset { found = reader.position }
      return found
    }
  }
  /// `offset` itself where a cluster begins or the text ends, else the beginning of the cluster around it.
  static func boundary(in text: String, at offset: Int) -> Int {
    TextWidth.withUTF8(text) { bytes in
      guard offset < bytes.count else { return bytes.count }
      guard offset > 0 else { return 0 }
      var found = safeStart(bytes, before: offset + 1)
      var reader = ClusterReader(bytes, from: found, emoji: .simple)
      while reader.nextWhole(), reader.position <= offset { found = reader.position }
      return found
    }
  }
  /// Columns of a part of the text.
  static func columns(of text: String, _ range: Range<Int>) -> Int {
    TextWidth.withUTF8(text) { bytes in
      var columns = 0
      var reader = ClusterReader(bytes, from: range.lowerBound, emoji: .simple)
      while reader.position < range.upperBound, reader.nextWhole() { columns += reader.width }
      return columns
    }
  }
  /// The beginning of the cluster that covers the column, counted from `start`; at most `end`.
  static func offset(in text: String, from start: Int, to end: Int, column: Int) -> Int {
    TextWidth.withUTF8(text) { bytes in
      var columns = 0, found = start
      var reader = ClusterReader(bytes, from: start, emoji: .simple)
      while reader.position < end, reader.nextWhole() {
        columns += reader.width
        if columns > column { return found }
        found = reader.position
      }
      return min(found, end)
    }
  }
  /// A part of the text.
  static func slice(_ text: String, _ range: Range<Int>) -> Substring {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return text[start..<utf8.index(start, offsetBy: range.count)]
  }

  /// A place before `offset` where a cluster surely begins: printable ASCII never joins what comes before it.
  private static func safeStart(_ bytes: UnsafeBufferPointer<UInt8>, before offset: Int) -> Int {
    var place = min(offset, bytes.count) - 1
    while place > 0, !(0x20..<0x7F).contains(bytes[place]) { place -= 1 }
    return max(0, place)
  }
}
