import CYAML

/// Reads YAML through libyaml, with errors in our form.
enum YAMLReading {
  /// The one document of a text, nil if it is empty.
  ///
  /// Aliases are refused: a theme or a key map needs none, and with them ten lines can stand for a billion.
  /// - Throws: `FileTrouble` that names the line.
  static func document(_ text: String, path: String) throws(FileTrouble) -> YAMLNode? {
    let bytes = Array(text.utf8)
    let result = withUnsafeTemporaryAllocation(of: yaml_parser_t.self, capacity: 1) { room in
      bytes.withUnsafeBufferPointer { input -> Result<YAMLNode?, FileTrouble> in
        guard let parser = room.baseAddress, yaml_parser_initialize(parser) == 1 else {
          return .failure(
            FileTrouble(path, line: nil, "There is no memory to read it.", remedy: "Try again."))
        }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
        var reader = YAMLReader(parser: parser, bytes: input, path: path)
        do throws(FileTrouble) { return .success(try reader.document()) } catch { return .failure(error) }
      }
    }
    return try result.get()
  }
}

/// Makes nodes of the events of one parser.
private struct YAMLReader {
  let parser: UnsafeMutablePointer<yaml_parser_t>, bytes: UnsafeBufferPointer<UInt8>, path: String
  /// Deeper than any file of ours; more is a mistake or an attack on the stack.
  private static let deepest = 32

  mutating func document() throws(FileTrouble) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let event = try next()
      switch event {
      case .end: return root
      case .other: continue
      default:
        if root != nil {
          throw trouble(event.line, "a second document begins here", "Keep one, without \"---\" between.")
        }
        root = try node(event, depth: 0)
      }
    }
  }

  private mutating func node(_ event: Event, depth: Int) throws(FileTrouble) -> YAMLNode {
    if depth > Self.deepest {
      throw trouble(event.line, "it is nested too deep", "Take some of the levels out.")
    }
    switch event {
    case .scalar(let text, let line): return YAMLNode(content: .scalar(text), line: line)
    case .sequence(let line):
      var items: [YAMLNode] = []
      while true {
        let item = try next()
        if case .close = item { return YAMLNode(content: .sequence(items), line: line) }
        items.append(try node(item, depth: depth + 1))
      }
    case .mapping(let line):
      var pairs: [(key: YAMLNode, value: YAMLNode)] = []
      var seen: Set<String> = []
      while true {
        let first = try next()
        if case .close = first { return YAMLNode(content: .mapping(pairs), line: line) }
        let key = try node(first, depth: depth + 1)
        if let name = key.string, !seen.insert(name).inserted {
          throw trouble(key.line, "the key \(Clean.line(name)) is there twice", "Keep one of the two.")
        }
        pairs.append((key, try node(try next(), depth: depth + 1)))
      }
    case .alias(let line):
      throw trouble(line, "an alias (*name) is not supported here", "Write the value out.")
    case .close(let line), .other(let line), .end(let line):
      throw trouble(line, "a value is missing", "Mend the line, or the one before it.")
    }
  }

  private enum Event {
    case scalar(String, Int)
    case sequence(Int), mapping(Int), alias(Int), close(Int), other(Int), end(Int)
    var line: Int {
      switch self {
      case .scalar(_, let line), .sequence(let line), .mapping(let line), .alias(let line), .close(let line),
        .other(let line), .end(let line):
        line
      }
    }
  }

  private mutating func next() throws(FileTrouble) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
    defer { yaml_event_delete(&event) }
    let line = Int(event.start_mark.line) + 1
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      return .scalar(
        String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self), line)
    case YAML_SEQUENCE_START_EVENT: return .sequence(line)
    case YAML_MAPPING_START_EVENT: return .mapping(line)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .close(line)
    case YAML_ALIAS_EVENT: return .alias(line)
    case YAML_STREAM_END_EVENT: return .end(line)
    default: return .other(line)
    }
  }

  /// What libyaml found, and where; of what is no text at all it tells the byte.
  private func problem() -> FileTrouble {
    let words = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
    let line =
      parser.pointee.error == YAML_READER_ERROR
      ? bytes.prefix(parser.pointee.problem_offset).count { $0 == 0x0A }
      : Int(parser.pointee.problem_mark.line)
    return trouble(line + 1, words, "Mend the line, or the one before it.")
  }
  private func trouble(_ line: Int, _ problem: String, _ remedy: String) -> FileTrouble {
    FileTrouble(path, line: line, "This is not YAML: \(problem).", remedy: remedy)
  }
}
