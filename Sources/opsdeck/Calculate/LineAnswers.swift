import Domain
import Exchange
import Glibc
import Terminal

/// Answers each line of standard input on standard output, as they come: nothing is held but the line at hand.
struct LineAnswers {
  /// A longer line is no question.
  private static let longest = 16 << 20
  private var calculator: any Calculator, out: [UInt8] = [], isEachAnswered = true
  private let isSeen = isatty(STDOUT_FILENO) == 1

  /// - Throws: ``Complaint`` with status 1 when any answer was an error, and when the output cannot be written.
  static func run(_ calculator: any Calculator) throws {
    if isatty(STDIN_FILENO) == 1 { Printer.complain(["Reading JSON Lines; Ctrl-D ends it."]) }
    var answers = LineAnswers(calculator: calculator)
    try answers.run(from: STDIN_FILENO, to: STDOUT_FILENO)
    if !answers.isEachAnswered { throw Complaint(.failed, lines: []) }
  }

  private mutating func run(from input: Int32, to output: Int32) throws {
    var buffer: [UInt8] = [], piece = [UInt8](repeating: 0, count: 1 << 18), isSkipping = false
    while true {
      let count = read(input, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw Complaint(.failed, "Standard input cannot be read: \(String(cString: strerror(errno))).")
      }
      buffer += piece[..<count]
      var start = 0, searched = buffer.count - count
      while let end = buffer[searched...].firstIndex(of: 10) {
        if isSkipping { isSkipping = false } else { try answer(buffer[start..<end], output) }
        (start, searched) = (end + 1, end + 1)
      }
      if count == 0 {
        if !isSkipping { try answer(buffer[start...], output) }
        return try flush(output)
      }
      buffer.removeSubrange(..<start)
      if buffer.count > Self.longest {
        if !isSkipping { tooLong() }
        isSkipping = true
        buffer.removeAll()
      }
      // Whoever asks line by line waits for the answer.
      try flush(output)
    }
  }
  private mutating func answer(_ line: ArraySlice<UInt8>, _ output: Int32) throws {
    guard line.contains(where: { $0 > 32 }) else { return }
    if !calculator.answer(line, to: &out) { isEachAnswered = false }
    if out.count > 1 << 16 { try flush(output) }
  }
  private mutating func tooLong() {
    isEachAnswered = false
    let problem = "The line is longer than \(Self.longest >> 20) MB."
    out += Array(
      "{\"id\":null,\"error\":{\"problem\":\"\(problem)\",\"remedy\":\"Ask one thing a line.\",\"field\":null}}\n"
        .utf8)
  }
  private mutating func flush(_ output: Int32) throws {
    guard !out.isEmpty else { return }
    // What came in comes back as it was written, but for a person's eyes nothing of it acts on the terminal.
    if isSeen { out = Array(Clean.json(String(decoding: out, as: UTF8.self)).utf8) }
    try OutputFile.put(out, to: output, "standard output")
    out.removeAll(keepingCapacity: true)
  }
  private init(calculator: any Calculator) { self.calculator = calculator }
}

/// One question that was asked by options.
struct SingleQuestion {
  private var members: [JSONValue.Member] = []

  mutating func add(_ name: String, _ value: JSONValue?) {
    if let value { members.append(JSONValue.Member(name, value)) }
  }
  /// The answer to it as JSON.
  /// - Throws: ``Complaint`` with the option that is wrong in front.
  func answer(of calculator: some Calculator, json: Bool) throws -> JSONValue {
    var calculator = calculator, out: [UInt8] = []
    let isAnswered = calculator.answer(Array(JSONValue.object(members).text.utf8)[...], to: &out)
    let text = String(decoding: out, as: UTF8.self)
    if json { Printer.write(Clean.json(text), to: STDOUT_FILENO) }
    guard let answer = JSONValue(json: text) else {
      throw Complaint(.failed, "The answer cannot be read: \(text)")
    }
    guard isAnswered else {
      let error = answer["error"], field = error?["field"]?.string
      let option = field.map { name in "--\(Self.option(name)): " } ?? ""
      throw Complaint(
        .failed,
        option
          + [error?["problem"]?.string, error?["remedy"]?.string].compactMap { $0 }.joined(separator: " "))
    }
    return answer
  }
  private static func option(_ field: String) -> String {
    switch field {
    case "amount_seconds": "amount"
    case _ where field.hasPrefix("pauses"): "pause"
    default: field
    }
  }
  /// What an option says: JSON as it stands, or the name of a file that holds it.
  static func json(_ text: String?, _ option: String) throws -> JSONValue? {
    guard let text else { return nil }
    let isJSON = text.first == "{" || text.first == "["
    var source = text
    if !isJSON {
      guard case .success(let found) = SmallFile.text(text, limit: 16 << 20) else {
        throw Complaint(
          .usage, "--\(option): \(text) cannot be read.", "Name a file that holds JSON, or write the JSON.")
      }
      source = found
    }
    guard let value = JSONValue(json: source) else {
      throw Complaint(
        .usage, "--\(option): \(isJSON ? "that" : text) is no JSON.", "See the guide for its form.")
    }
    return value
  }
}
