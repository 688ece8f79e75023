public import Domain

/// A row of a CSV file.
public struct CSVRow: Sendable {
  /// The fields, quotes taken off.
  public let fields: [String]
  /// Where it begins; `offset` is exact in UTF-8 files, and counts bytes as UTF-8 in others.
  public let place: FilePlace
  /// Some bytes of it were no text and were replaced by U+FFFD.
  public let hasReplacements: Bool
}

/// A row, or why there is none.
public enum CSVItem: Sendable {
  case row(CSVRow)
  case flawed(Rejection)
}

/// What a file may ask for before a row is refused; each bound keeps memory flat.
public struct CSVLimits: Sendable {
  /// Bytes of a row and columns of a row.
  public var rowBytes: Int, columns: Int
  /// 16 MiB a row and 1,024 columns unless told otherwise.
  public init(rowBytes: Int = 16 << 20, columns: Int = 1024) {
    (self.rowBytes, self.columns) = (rowBytes, columns)
  }
}

/// Reads CSV as RFC 4180 has it and as it is met: LF, CRLF or CR, quotes with newlines in them, quotes in the
/// middle of fields (kept as they are), text behind a closing quote (kept), blank lines (left out).
public struct CSVReader {
  private enum State { case fieldStart, plain, quoted, quoteInQuoted }
  private var text: TextStream
  private let separator: UInt8
  private let limits: CSVLimits
  private var chunk: [UInt8] = []
  private var index = 0
  private var line = 1
  private var offset = 0
  private var skipLineFeed = false
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// Reads `file` from its beginning; the header is the first row like any other.
  public init(
    _ file: InputFile, encoding: TextEncoding, separator: UInt8 = UInt8(ascii: ","),
    limits: CSVLimits = .init()
  ) {
    text = TextStream(file, encoding: encoding)
    (self.separator, self.limits) = (separator, limits)
  }
  /// Bytes of the file read so far.
  public var bytesDone: Int { text.position }

  /// The next row or flaw, nil at the end. After a flaw reading goes on at the next line.
  public mutating func next() throws(Refusal) -> CSVItem? {
    while true {
      bytes.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      try skipSecondHalfOfLineEnd()
      let place = FilePlace(line: line, offset: offset)
      switch try scan(from: place) {
      case .row: if ends.count > 1 || !bytes.isEmpty { return .row(finished(place)) }
      case .end: return nil
      case .flawed(let flaw): return .flawed(flaw)
      }
    }
  }

  /// The LF of a CRLF, which may stand in the next chunk.
  private mutating func skipSecondHalfOfLineEnd() throws(Refusal) {
    guard skipLineFeed else { return }
    skipLineFeed = false
    if index == chunk.count, let more = try text.next() { (chunk, index) = (more, 0) }
    if index < chunk.count, chunk[index] == 10 {
      index += 1
      offset += 1
    }
  }

  private enum Scan {
    case row, end
    case flawed(Rejection)
  }

  private mutating func scan(from place: FilePlace) throws(Refusal) -> Scan {
    var state = State.fieldStart
    while true {
      if index == chunk.count {
        guard let more = try text.next() else { return atEnd(state, place) }
        (chunk, index) = (more, 0)
      }
      if let result = take(&state, place) { return result == .row ? .row : try skipped(place) }
    }
  }
  private enum Step { case row, tooLarge }

  /// Goes over the chunk until the row ends, a bound is passed, or the chunk is used up.
  private mutating func take(_ state: inout State, _ place: FilePlace) -> Step? {
    let quote = UInt8(ascii: "\"")
    while index < chunk.count {
      let byte = chunk[index]
      switch state {
      case .quoted:
        if byte == quote { state = .quoteInQuoted } else { takeRun(untilQuote: true); continue }
      case .quoteInQuoted where byte == quote:
        bytes.append(quote)
        state = .quoted
      case .fieldStart where byte == quote:
        state = .quoted
      default:
        if byte == separator {
          ends.append(bytes.count)
          state = .fieldStart
          if ends.count >= limits.columns { return .tooLarge }
        } else if byte == 10 || byte == 13 {
          index += 1
          offset += 1
          line += 1
          skipLineFeed = byte == 13
          ends.append(bytes.count)
          return .row
        } else {
          state = .plain
          takeRun(untilQuote: false)
          if bytes.count > limits.rowBytes { return .tooLarge }
          continue
        }
      }
      index += 1
      offset += 1
      if bytes.count > limits.rowBytes { return .tooLarge }
    }
    return bytes.count > limits.rowBytes ? .tooLarge : nil
  }

  /// Copies what has no meaning of its own in one go.
  private mutating func takeRun(untilQuote: Bool) {
    let start = index
    let chunk = chunk
    let separator = separator
    let (end, newlines) = chunk.withUnsafeBufferPointer { chunk in
      var place = start
      var newlines = 0
      if untilQuote {
        while place < chunk.count, chunk[place] != 34 {
          if chunk[place] == 10 { newlines += 1 }
          place += 1
        }
      } else {
        while place < chunk.count, chunk[place] != separator, chunk[place] != 10, chunk[place] != 13 {
          place += 1
        }
      }
      return (place, newlines)
    }
    bytes.append(contentsOf: chunk[start..<end])
    (index, line, offset) = (end, line + newlines, offset + end - start)
  }

  private mutating func atEnd(_ state: State, _ place: FilePlace) -> Scan {
    switch state {
    case .quoted:
      return .flawed(
        Rejection(
          place: place, reason: "A quote is opened in this row and never closed.",
          remedy: "Close the quote, or double quotes that belong to the text.", excerpt: excerpt()))
    case .fieldStart where ends.isEmpty && bytes.isEmpty: return .end
    default:
      ends.append(bytes.count)
      return .row
    }
  }

  /// Tells what was too large and goes on behind the next line end, keeping nothing of what it passes.
  private mutating func skipped(_ place: FilePlace) throws(Refusal) -> Scan {
    let reason =
      ends.count >= limits.columns
      ? "The row has more than \(limits.columns) columns."
      : "The row is longer than \(limits.rowBytes / 1024) KiB without an end."
    let excerpt = excerpt()
    bytes.removeAll()
    while true {
      while index < chunk.count {
        let byte = chunk[index]
        index += 1
        offset += 1
        if byte == 10 {
          line += 1
          return .flawed(
            Rejection(
              place: place, reason: reason, remedy: "Look for a quote that is not closed on this line.",
              excerpt: excerpt))
        }
      }
      guard let more = try text.next() else {
        return .flawed(
          Rejection(
            place: place, reason: reason, remedy: "Check that the file is CSV with one row a line.",
            excerpt: excerpt))
      }
      (chunk, index) = (more, 0)
    }
  }
  private func excerpt() -> String { String(decoding: bytes.prefix(2000), as: UTF8.self) }

  private func finished(_ place: FilePlace) -> CSVRow {
    var fields: [String] = []
    fields.reserveCapacity(ends.count)
    let isText = bytes.allSatisfy { $0 < 128 } || String(validating: bytes, as: UTF8.self) != nil
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for end in ends {
        fields.append(String(decoding: bytes[start..<end], as: UTF8.self))
        start = end
      }
    }
    return CSVRow(fields: fields, place: place, hasReplacements: !isText)
  }
}
