import Domain

/// Finds the records in a large JSON file without reading it whole: each element of a list, and each object
/// under a name that is asked for, is handed out alone.
///
/// It takes one list, an API's answer (`{"tickets": [...]}`), and objects that
/// hold such answers under any keys, as recordings do.
struct JSONRecords {
  /// A record as text with the keys that lead to it.
  struct Found {
    /// The nearest key: `tickets`, `comment`, the name of a recorded file; empty in a bare list.
    let name: String
    /// All keys down to it.
    let path: [String]
    let bytes: [UInt8]
    let place: FilePlace
    /// The record was longer than the bound and `bytes` is only its beginning.
    let isCut: Bool
  }
  private enum Box {
    case object(key: String?)
    case list
  }
  private var stream: ByteStream
  private var chunk: [UInt8] = []
  private var index = 0
  private var line = 1
  private var offset = 0
  private var boxes: [Box] = []
  private let names: Set<String>
  private let limit: Int
  /// Bytes read so far.
  var position: Int { stream.position }

  /// Reads `file`; objects and lists under `names` are records, other boxes are opened and looked into.
  init(_ file: InputFile, names: Set<String>, limit: Int = 64 << 20) {
    stream = ByteStream(file)
    (self.names, self.limit) = (names, limit)
  }

  private mutating func peek() throws(Refusal) -> UInt8? {
    if index == chunk.count {
      guard let more = try stream.next() else { return nil }
      (chunk, index) = (more, 0)
    }
    return chunk[index]
  }
  private mutating func advance() {
    if chunk[index] == 10 { line += 1 }
    index += 1
    offset += 1
  }

  /// The next record, nil at the end.
  /// - Throws: a refusal with line and byte where the file is no JSON.
  mutating func next() throws(Refusal) -> Found? {
    while let byte = try peek() {
      switch byte {
      case 32, 10, 13, 9, 44, 0xEF, 0xBB, 0xBF: advance()
      case 93, 125:
        guard !boxes.isEmpty else { throw flaw("\(Character(Unicode.Scalar(byte))) closes nothing") }
        boxes.removeLast()
        advance()
        finishValue()
      case 34:
        let text = try capture()
        if case .object(nil)? = boxes.last { try takeKey(text.bytes) } else { finishValue() }
      case 123:
        if isRecord {
          let found = try record()
          finishValue()
          return found
        }
        boxes.append(.object(key: nil))
        advance()
      case 91:
        boxes.append(.list)
        advance()
      default:
        let text = try capture()
        guard (try? JSONReader.value(text.bytes[...])) != nil else { throw flaw("a value was expected") }
        finishValue()
      }
      if boxes.count > JSONReader.deepest { throw flaw("it is nested deeper than \(JSONReader.deepest)") }
    }
    if !boxes.isEmpty { throw flaw("it ends before its brackets are closed") }
    return nil
  }
  private mutating func takeKey(_ text: [UInt8]) throws(Refusal) {
    guard case .string(let key)? = try? JSONReader.value(text[...]) else {
      throw flaw("a key cannot be read")
    }
    while let byte = try peek(), byte == 32 || byte == 10 || byte == 13 || byte == 9 { advance() }
    guard try peek() == 58 else { throw flaw("a colon was expected behind \"\(key.prefix(40))\"") }
    advance()
    boxes[boxes.count - 1] = .object(key: key)
  }
  private func flaw(_ problem: String) -> Refusal {
    Refusal(
      .invalid, "\(stream.file.name) is no JSON at line \(line), byte \(offset): \(problem).",
      remedy: "Export it again; a download may have been cut off.")
  }
  /// Behind a value the key that led to it is used up.
  private mutating func finishValue() {
    if case .object? = boxes.last { boxes[boxes.count - 1] = .object(key: nil) }
  }
  private var path: [String] {
    boxes.compactMap { if case .object(let key?) = $0 { key } else { nil } }
  }

  /// An object is a record in a list, whatever the list's name, and alone under one of the names.
  private var isRecord: Bool {
    switch boxes.last {
    case .list?: true
    case .object(let key?)?: names.contains(key)
    default: false
    }
  }

  private mutating func record() throws(Refusal) -> Found {
    let (name, path, place) = (path.last ?? "", path, FilePlace(line: line, offset: offset))
    let text = try capture()
    return Found(name: name, path: path, bytes: text.bytes, place: place, isCut: text.isCut)
  }
  /// Takes one value as it stands, brackets balanced, at most `limit` bytes of it.
  private mutating func capture() throws(Refusal) -> (bytes: [UInt8], isCut: Bool) {
    var out: [UInt8] = []
    var (depth, isString, isEscaped, isCut) = (0, false, false, false)
    while let byte = try peek() {
      if !isString && depth == 0 && !out.isEmpty && [44, 125, 93, 32, 10, 13, 9, 58].contains(byte) { break }
      if out.count < limit { out.append(byte) } else { isCut = true }
      advance()
      if isString {
        if isEscaped {
          isEscaped = false
        } else if byte == 92 {
          isEscaped = true
        } else if byte == 34 {
          isString = false
          if depth == 0 { break }
        }
        continue
      }
      switch byte {
      case 34: isString = true
      case 123, 91: depth += 1
      case 125, 93:
        depth -= 1
        if depth == 0 { return (out, isCut) }
      default: break
      }
    }
    if depth > 0 || isString { throw flaw("it ends inside a value") }
    return (out, isCut)
  }
}
