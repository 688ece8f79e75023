public import Acts
public import Domain
import Store

extension MacroStep: WrittenValue {
  public static var kind: FieldKind { .line }
  public static var samples: [Self] {
    [
      MacroStep(act: "ticket.status", fields: ["to": ["pending"]]),
      MacroStep(act: "ticket.tag", fields: ["add": ["late", "two words"]]),
    ]
  }
  /// Reads `status to=pending` and `tag add=late add="two words"`; the noun may stand before the verb.
  public init(text: String) throws(Refusal) {
    var words = try Pairs.words(text)[...]
    guard let act = words.popFirst(), !act.contains("=") else {
      throw Refusal(.invalid, "“\(text)” names no act.", remedy: "Write it as: status to=pending.")
    }
    self.init(act: act.contains(".") ? act : Tickets.name + "." + act, fields: try Pairs.texts(Array(words)))
  }
  public var text: String {
    ([act]
      + fields.sorted { $0.key < $1.key }.flatMap { name, values in values.map { Pairs.written(name, $0) } })
      .joined(separator: " ")
  }

  /// The act this step is, on one ticket.
  /// - Parameter orMacro: a macro may be one too: not within a macro, but where one thing is done to many tickets.
  /// - Throws: `Refusal` that says why it cannot be a step.
  func act(on ticket: Ticket.ID, orMacro: Bool = false) throws(Refusal) -> any Act {
    let type = try Catalogue.opsdeck.act(named: act)
    func read<A: Act>(_: A.Type) throws(Refusal) -> any Act {
      let names = A.form.fields.map(\.name), about = A.about
      guard about.isOffered, case .row = about.auditing, about.noun == Tickets.self,
        orMacro || A.self != ApplyMacro.self, A.self != BulkTickets.self,
        let field = names.first(where: { $0 == "tickets" || $0 == "ticket" })
      else { throw Refusal(.invalid, "“\(about.name)” cannot be a step: it is not about one ticket.") }
      var texts = fields
      texts[field] = [ticket.text]
      return try A.reading(texts)
    }
    return try read(type)
  }
}

/// `name=value` as people write it; a value with blanks stands in quotes.
enum Pairs {
  static func written(_ name: String, _ value: String) -> String {
    let isPlain = !value.isEmpty && !value.contains { $0.isWhitespace || $0 == "\"" || $0 == "\\" }
    if isPlain { return "\(name)=\(value)" }
    let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
      "\n", with: "\\n")
    return "\(name)=\"\(escaped)\""
  }
  /// The words of a text; blanks within quotes belong to the word, `\"`, `\\` and `\n` are read within quotes.
  static func words(_ text: String) throws(Refusal) -> [String] {
    var words: [String] = [], word: String?, isQuoted = false, isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + (character == "n" ? "\n" : String(character))
        isEscaped = false
      } else if isQuoted, character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
        word = word ?? ""
      } else if character.isWhitespace, !isQuoted {
        if let whole = word { words.append(whole) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard !isQuoted else {
      throw Refusal(.invalid, "A quote in “\(text)” is not closed.", remedy: "Close it with \".")
    }
    if let whole = word { words.append(whole) }
    return words
  }
  /// Fields by name; a name that comes again has several values.
  static func texts(_ pairs: [String]) throws(Refusal) -> Texts {
    var texts: Texts = [:]
    for pair in pairs {
      guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
        throw Refusal(.invalid, "“\(pair)” is no field with a value.", remedy: "Write it as to=bob.")
      }
      texts[String(pair[..<equals]), default: []].append(String(pair[pair.index(after: equals)...]))
    }
    return texts
  }
}
