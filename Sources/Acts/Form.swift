public import Domain

/// One field of an act: its public name, the property behind it, a line of help, and how it is written.
public struct Field<A, Value: FieldValue>: Sendable {
  let name: String, path: any KeyPath<A, Value> & Sendable
  let rule: (@Sendable (Value) -> Refusal?)?
  let info: FieldInfo
  /// Describes a field. `rule` says what may be wrong with a value that was read, if anything.
  public init(
    _ name: String, _ path: any KeyPath<A, Value> & Sendable, _ help: String, _ traits: FieldTrait...,
    rule: (@Sendable (Value) -> Refusal?)? = nil
  ) {
    (self.name, self.path, self.rule) = (name, path, rule)
    info = FieldInfo(name: name, help: help, kind: Value.kind, count: Value.count, traits: traits)
  }
  func read(_ texts: [String]?) -> Result<Value, Refusal> {
    do throws(Refusal) {
      let value = try Value(texts: texts ?? info.initial)
      return if let flaw = flaw(of: value) { .failure(flaw) } else { .success(value) }
    } catch { return .failure(error.at(name)) }
  }
  func flaw(of value: Value) -> Refusal? { (info.trouble(with: value) ?? rule?(value))?.at(name) }
}
/// What a field has beyond its type.
public enum FieldTrait: Sendable {
  /// On the command line it stands without its name: `assign T-1 T-2 --to bob`.
  case position
  /// The same, and it takes all words that stand there: `list is:active assignee:me` needs no quotes.
  case words
  /// A letter for the command line.
  case short(Character)
  /// What it is when left out.
  case initially(String)
  /// From where to where a number may be.
  case range(ClosedRange<Int>)
  /// Many lines: an editor in the form, `-` or a file on the command line.
  case prose
  /// A list, or a text, that may be empty.
  case mayBeEmpty
  /// The text names a thing in the store: doors complete it.
  case names(any Noun.Type)
}

/// What every door may know of a field without knowing its type.
public struct FieldInfo: Sendable {
  /// The public name, a line of help that ends in a full stop, how it is written and how many.
  public let name: String, help: String, kind: FieldKind, count: FieldCount
  /// See ``FieldTrait``.
  public let isPosition: Bool, takesWords: Bool, short: Character?, initial: [String], mayBeEmpty: Bool
  /// It is never shown and never stored in an audit row.
  public var isSecret: Bool { if case .secret = kind { true } else { false } }
  /// It is there or not.
  public var isFlag: Bool { if case .flag = kind { true } else { false } }
  /// It must be written.
  public var isRequired: Bool { count != .optional && !isFlag && initial.isEmpty && !mayBeEmpty }
  /// The longest line and the longest prose that are taken, in bytes.
  public static let longestLine = 2_000, longestProse = 1_000_000

  init(name: String, help: String, kind: FieldKind, count: FieldCount, traits: [FieldTrait]) {
    var kind = kind, initial: [String] = [], short: Character?, isPosition = false, mayBeEmpty = false
    var takesWords = false
    for trait in traits {
      switch trait {
      case .position: isPosition = true
      case .words: (isPosition, takesWords) = (true, true)
      case .mayBeEmpty: mayBeEmpty = true
      case .names(let noun): kind = .reference(noun)
      case .short(let letter): short = letter
      case .initially(let text): initial = [text]
      case .range(let range): kind = .number(range)
      case .prose: kind = .prose
      }
    }
    (self.name, self.help, self.kind, self.count, self.initial, self.short) = (
      name, help, kind, count, initial, short
    )
    (self.isPosition, self.takesWords, self.mayBeEmpty) = (isPosition, takesWords, mayBeEmpty)
  }
  /// What the kind of the field objects to, whatever its rule says.
  func trouble(with value: some FieldValue) -> Refusal? {
    let texts = value.texts
    if count == .many, texts.isEmpty, !mayBeEmpty { return Refusal(.invalid, "At least one is needed.") }
    switch kind {
    case .number(let range):
      guard let text = texts.first(where: { Int($0).map { !range.contains($0) } ?? false }) else {
        return nil
      }
      return Refusal(.invalid, "\(text) is not from \(range.lowerBound) to \(range.upperBound).")
    case .line, .reference:
      if count == .one, !mayBeEmpty, texts == [""] { return Refusal(.invalid, "This is needed.") }
      if texts.contains(where: { $0.contains(where: \.isNewline) }) {
        return Refusal(.invalid, "This must be one line.", remedy: "Take the line breaks out.")
      }
      return tooLong(texts, FieldInfo.longestLine)
    case .prose:
      if count == .one, !mayBeEmpty, texts.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
        return Refusal(.invalid, "This is needed.")
      }
      return tooLong(texts, FieldInfo.longestProse)
    default: return nil
    }
  }
  private func tooLong(_ texts: [String], _ longest: Int) -> Refusal? {
    guard let text = texts.first(where: { $0.utf8.count > longest }) else { return nil }
    return Refusal(.invalid, "This has \(text.utf8.count) bytes; \(longest) are the most that is taken.")
  }
}

/// The texts of a form as far as they are written, by the public names of the fields.
public typealias Texts = [String: [String]]

/// A form that was read.
public enum Reading<A> {
  /// The act.
  case complete(A)
  /// Every flaw at once, each with its field: a form shows all of them, a command prints all of them.
  case flawed([Refusal])
}

/// The fields of an act and how they make one: help, options, JSON, schema, audit and undo all come from here.
public struct Form<A>: Sendable {
  /// The fields in the order of the initialiser.
  public let fields: [FieldInfo]
  let paths: [any PartialKeyPath<A> & Sendable]
  private let make: @Sendable (Texts) -> Reading<A>
  private let write: @Sendable (A) -> [[String]]
  private let check: @Sendable (A) -> [Refusal]
  private let sample: @Sendable (Int?) -> (act: A, texts: [[String]])
  /// For tests and for the schema's example: every field at its first sample, and at its second one by one.
  public var samples: [A] { ([nil] + fields.indices.map { $0 }).map { sample($0).act } }
  /// Fields whose property is not the initialiser's parameter at the same place; a test asks that there are none.
  public var misplaced: [String] {
    fields.indices.filter { field in
      let one = sample(field)
      return write(one.act) != one.texts
    }.map { fields[$0].name }
  }

  /// - Parameter make: the initialiser of the act; its parameters are the fields, in order.
  public init<each Value: FieldValue>(
    _ make: @escaping @Sendable (repeat each Value) -> A, _ field: repeat Field<A, each Value>
  ) {
    var fields: [FieldInfo] = [], paths: [any PartialKeyPath<A> & Sendable] = []
    for field in repeat each field {
      fields.append(field.info)
      paths.append(field.path)
    }
    (self.fields, self.paths) = (fields, paths)
    self.make = { texts in
      if let act = try? make(repeat (each field).read(texts[(each field).name]).get()) {
        return .complete(act)
      }
      var flaws: [Refusal] = []
      for field in repeat each field {
        if case .failure(let flaw) = field.read(texts[field.name]) { flaws.append(flaw) }
      }
      return .flawed(flaws)
    }
    write = { act in
      var texts: [[String]] = []
      for field in repeat each field { texts.append(act[keyPath: field.path].texts) }
      return texts
    }
    check = { act in
      var flaws: [Refusal] = []
      for field in repeat each field {
        if let flaw = field.flaw(of: act[keyPath: field.path]) { flaws.append(flaw) }
      }
      return flaws
    }
    sample = { second in
      var place = -1, texts: [[String]] = []
      func pick<V: FieldValue>(_: V.Type) -> V {
        place += 1
        let value = V.samples[place == second ? 1 : 0]
        texts.append(value.texts)
        return value
      }
      let act = make(repeat pick((each Value).self))
      return (act, texts)
    }
  }

  /// The act the texts spell, or all that is wrong with them; a name that is no field is a flaw too.
  public func read(_ texts: Texts) -> Reading<A> {
    let strangers = texts.keys.filter { name in !fields.contains { $0.name == name } }.sorted().map { name in
      Refusal(
        .invalid, "There is no field “\(name)”.",
        remedy: Words.nearest(to: name, in: fields.map(\.name)).map { "Did you mean “\($0)”?" }, field: name)
    }
    return switch make(texts) {
    case .complete(let act): strangers.isEmpty ? .complete(act) : .flawed(strangers)
    case .flawed(let flaws): .flawed(flaws + strangers)
    }
  }
  /// What is wrong with an act that was made in code, by the rules of its fields.
  public func flaws(of act: A) -> [Refusal] { check(act) }
  /// The texts that `read` turns into the same act; secrets too, so never for the audit log.
  public func texts(of act: A) -> Texts {
    Texts(zip(fields.map(\.name), write(act))) { $1 }
  }
  /// The same for eyes and for the audit log: secrets are masked, fields that are not written left out.
  public func shown(_ act: A) -> Texts {
    Texts(
      zip(fields, write(act)).filter { !$1.isEmpty }.map { ($0.name, $0.isSecret ? ["••••"] : $1) }
    ) { $1 }
  }
  func name(of path: PartialKeyPath<A>) -> String? { paths.firstIndex { $0 == path }.map { fields[$0].name } }
}

extension Refusal {
  /// The same at a field, unless it has one.
  public func at(_ field: String) -> Refusal {
    var copy = self
    copy.field = copy.field ?? field
    return copy
  }
}
