import Acts
import ArgumentParser
import Domain
import Glibc
import Operations
import Synchronization

extension ActCommand {
  mutating func run() throws {
    let request = try request()
    let desk = try Desk(place, forWriting: R.self is any Act.Type)
    defer { desk.close() }
    let printer = try Printer(printing, config: desk.config)
    do {
      switch request {
      case let act as any Act: try answer(act, desk, printer)
      case let query as any Query: try answer(query, desk, printer)
      default: preconditionFailure("\(R.self) is neither an act nor a query.")
      }
    } catch let refusal as Refusal { throw Complaint(.failed, Self.sentence(refusal)) }
  }

  /// Every flaw on its line, at its option. Not in `validate()`: the parser calls that before it looks for unknown
  /// options, and would hide them.
  func request() throws -> R {
    var texts = texts
    for field in R.form.fields {
      // A secret that may be left out is not asked for.
      if field.isSecret, field.isRequired || texts[field.name] != nil {
        texts[field.name] = [try secret(texts[field.name]?.first, field)]
      }
      if case .prose = field.kind, texts[field.name] == ["-"] {
        texts[field.name] = [try StandardInput.text()]
      }
      // References piped in: `opsdeck ticket list --json | jq -r .ticket | opsdeck ticket assign - --to ada`.
      if field.isPosition, field.count == .many, texts[field.name] == ["-"] {
        texts[field.name] = try StandardInput.text().split(whereSeparator: \.isWhitespace).map(String.init)
      }
    }
    switch R.form.read(texts) {
    case .complete(let request):
      guard request.flaws.isEmpty else { throw Complaint(.usage, lines: request.flaws.map(Self.sentence)) }
      return request
    case .flawed(let flaws): throw Complaint(.usage, lines: flaws.map(Self.sentence))
    }
  }
  private func secret(_ file: String?, _ field: FieldInfo) throws -> String {
    switch file {
    case nil:
      let prompt = try Prompt(purpose: field.name)
      defer { prompt.close() }
      return try prompt.askSecretly(field.name).revealed
    case "-": return try withoutLineEnds(StandardInput.text())
    case let path?:
      guard case .success(let text) = SmallFile.text(path, limit: 65_536) else {
        throw Complaint(
          .usage, "--\(field.optionName): \(path) cannot be read.",
          "Name a file that holds it, or - for standard input.")
      }
      return withoutLineEnds(text)
    }
  }

  /// What a file holds of a secret: editors and `echo` end it with a line's end.
  private func withoutLineEnds(_ text: String) -> String {
    guard let last = text.lastIndex(where: { !$0.isNewline }) else { return "" }
    return String(text[...last].drop { $0.isNewline })
  }

  private func answer<A: Act>(_ act: A, _ desk: Desk, _ printer: Printer) throws {
    let context = desk.context(once: doing?.once)
    guard doing?.preview == true else {
      let line = BatchLine(quiet: printer.isQuiet)
      defer { line.end() }
      var pipeline = desk.pipeline
      pipeline.onBatch = { done, of in
        line.show(done, of: of)
        return true
      }
      return try said(A.self, try pipeline.run(act, context).output, printer)
    }
    let preview = try desk.pipeline.preview(act, context)
    if printer.isJSON {
      return try printer.json(PreviewAnswer(A.sentence(preview.output), preview.changes, preview.messages))
    }
    printer.say("Would do this. " + A.sentence(preview.output))
    for change in preview.changes {
      printer.say("  \(change.thing) \(change.field): \(change.before ?? "–") → \(change.after ?? "–")")
    }
    for message in preview.messages {
      printer.say("  mail to \(message.to.joined(separator: ", ")): \(message.subject)")
    }
  }
  private func answer<Q: Query>(_ query: Q, _ desk: Desk, _ printer: Printer) throws {
    try said(Q.self, try desk.pipeline.read(query, desk.context(once: nil)), printer)
  }
  private func said<Q: Request>(_: Q.Type, _ output: Q.Output, _ printer: Printer) throws {
    if printer.isJSON { return try printer.json(output) }
    if let rows = output as? [any Encodable], let table = Table(rows) {
      printer.show(printer.table(table.heads, table.rows, right: table.right))
      return printer.say(Q.footnote(output) ?? "")
    }
    printer.say(Q.sentence(output))
  }
  /// `--to: No agent is called bo. Did you mean bob?`
  private static func sentence(_ refusal: Refusal) -> String {
    (R.form.fields.first { $0.name == refusal.field }.map { $0.spelling + ": " } ?? "") + refusal.description
  }
}

/// How far an act has come that is done in parts.
private final class BatchLine: Sendable {
  private let line: Mutex<ProgressLine>
  init(quiet: Bool) { line = Mutex(ProgressLine("parts", quiet: quiet)) }
  func show(_ done: Int, of all: Int) { line.withLock { $0.show(done, of: all) } }
  func end() { line.withLock { $0.end() } }
}

/// What `--preview --json` prints.
struct PreviewAnswer: Encodable {
  struct Difference: Encodable { let thing: String, field: String, before: String?, after: String? }
  struct Mail: Encodable { let to: [String], subject: String }
  let preview = true, sentence: String, changes: [Difference], mails: [Mail]
  init(_ sentence: String, _ changes: [Change], _ messages: [OutboxMessage]) {
    self.sentence = sentence
    self.changes = changes.map {
      Difference(thing: $0.thing, field: $0.field, before: $0.before, after: $0.after)
    }
    mails = messages.map { Mail(to: $0.to, subject: $0.subject) }
  }
}

/// All that comes on standard input, up to a size that no text of ours exceeds.
enum StandardInput {
  private static let limit = 16_000_000

  static func text() throws(Complaint) -> String {
    // Who forgot the pipe sees why nothing happens.
    if isatty(STDIN_FILENO) == 1 { Printer.complain(["Reading standard input; Ctrl-D ends it."]) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(STDIN_FILENO, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes.append(contentsOf: piece[..<count])
      guard bytes.count <= limit else {
        throw Complaint(.usage, "Standard input is longer than 16 MB.", "Is it the right text?")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Complaint(.usage, "Standard input is not UTF-8 text.")
    }
    return text
  }
}
