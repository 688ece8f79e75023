public import Domain

/// One line of a file with its place.
public struct Line: Sendable {
  /// The bytes without the line end.
  public let bytes: [UInt8]
  /// Counted from 1, and the byte of the file at which it starts.
  public let number: Int, offset: Int
  /// The line was longer than the reader's limit and `bytes` is only its beginning.
  public let isCut: Bool
  /// The byte after the line end.
  public let end: Int
}

/// Cuts a file into lines (LF or CRLF) without ever holding more than one of them.
public struct LineReader: Sendable {
  private var stream: ByteStream
  private var chunk: [UInt8] = []
  private var index = 0
  private var number = 0
  private var offset: Int
  private let limit: Int
  /// Lines longer than `limit` bytes come cut, so that a file without line ends stays flat in memory.
  public init(_ file: InputFile, at offset: Int = 0, line: Int = 1, limit: Int) {
    stream = ByteStream(file, at: offset)
    (self.offset, self.number, self.limit) = (offset, line - 1, limit)
  }
  /// The next line, nil at the end.
  public mutating func next() throws(Refusal) -> Line? {
    var bytes: [UInt8] = []
    var isCut = false
    let start = offset
    while true {
      if index == chunk.count {
        guard let more = try stream.next() else {
          if offset == start { return nil }
          number += 1
          return Line(bytes: trimmed(bytes), number: number, offset: start, isCut: isCut, end: offset)
        }
        (chunk, index) = (more, 0)
      }
      let end = chunk[index...].firstIndex(of: 10)
      let piece = chunk[index..<(end ?? chunk.count)]
      if bytes.count + piece.count > limit { isCut = true }
      bytes.append(contentsOf: piece.prefix(max(0, limit - bytes.count)))
      offset += piece.count
      index = end.map { $0 + 1 } ?? chunk.count
      if end != nil {
        offset += 1
        number += 1
        return Line(bytes: trimmed(bytes), number: number, offset: start, isCut: isCut, end: offset)
      }
    }
  }
  private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    bytes.last == 13 ? Array(bytes.dropLast()) : bytes
  }
}
