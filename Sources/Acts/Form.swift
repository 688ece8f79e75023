public import Domain

/// One field of an act: its public name, the property behind it, a line of help, and how it is written.
public struct Field<A, Value: FieldValue>: Sendable {
  let name: String, path: any KeyPath<A, Value> & Sendable, help: String, traits: [FieldTrait]
  let rule: (@Sendable (Value) -> Refusal?)?
  public init(
    _ name: String, _ path: any KeyPath<A, Value> & Sendable, _ help: String, _ traits: FieldTrait...,
    rule: (@Sendable (Value) -> Refusal?)? = nil
  ) {
    (self.name, self.path, self.help, self.traits, self.rule) = (name, path, help, traits, rule)
  }
  func read(_ texts: [String]?) -> Result<Value, Refusal> {
    do throws(Refusal) {
      let value = try Value(texts: texts ?? initial)
      return if let refusal = info.trouble(with: value) ?? rule?(value) { .failure(refusal.at(name)) } else {
        .success(value)
      }
    } catch { return .failure(error.at(name)) }
  }
  private var initial: [String] { info.initial }
  var info: FieldInfo {
    FieldInfo(name: name, help: help, kind: Value.kind, count: Value.count, traits: traits)
  }
}
public enum FieldTrait: Equatable, Sendable {
  /// On the command line it stands without its name: `assign T-1 T-2 --to bob`.
  case position
  case short(Character)
  case initially(String)
  case range(ClosedRange<Int>)
  /// Many lines: an editor in the form, `-` or a file on the command line.
  case prose
}

/// What every door may know of a field without knowing its type.
public struct FieldInfo: Sendable {
  public let name: String, help: String, kind: FieldKind, count: FieldCount, isPosition: Bool,
    short: Character?
  public let initial: [String]
  public var isSecret: Bool { if case .secret = kind { true } else { false } }
  public var isFlag: Bool { if case .flag = kind { true } else { false } }
  public var isRequired: Bool { count != .optional && !isFlag && initial.isEmpty }

  init(name: String, help: String, kind: FieldKind, count: FieldCount, traits: [FieldTrait]) {
    var kind = kind, initial: [String] = [], short: Character?
    for trait in traits {
      switch trait {
      case .position: break
      case .short(let letter): short = letter
      case .initially(let text): initial = [text]
      case .range(let range): kind = .number(range)
      case .prose: kind = .prose
      }
    }
    (self.name, self.help, self.kind, self.count, self.initial, self.short) = (
      name, help, kind, count, initial, short
    )
    isPosition = traits.contains(.position)
  }
  func trouble(with value: some FieldValue) -> Refusal? {
    guard case .number(let range) = kind, let number = value as? Int, !range.contains(number) else {
      return nil
    }
    return Refusal(.invalid, "\(number) is not from \(range.lowerBound) to \(range.upperBound).")
  }
}

/// The texts of a form as far as they are written, by the public names of the fields.
public typealias Texts = [String: [String]]

public enum Reading<A> {
  case complete(A)
  /// Every flaw at once, each with its field: a form shows all of them, a command prints all of them.
  case flawed([Refusal])
}

/// The fields of an act and how they make one: help, options, JSON, schema, audit and undo all come from here.
public struct Form<A>: Sendable {
  public let fields: [FieldInfo]
  let paths: [any PartialKeyPath<A> & Sendable]
  private let make: @Sendable (Texts) -> Reading<A>
  private let write: @Sendable (A) -> [[String]]
  private let sample: @Sendable (Int?) -> (act: A, texts: [[String]])
  /// For tests and for the schema's example: every field at its first sample, and at its second one by one.
  public var samples: [A] { ([nil] + fields.indices.map { $0 }).map { sample($0).act } }
  /// Fields whose property is not the initialiser's parameter at the same place; a test asks that there are none.
  public var misplaced: [String] {
    fields.indices.filter { field in
      let one = sample(field); return write(one.act) != one.texts
    }.map { fields[$0].name }
  }

  /// - Parameter make: the initialiser of the act; its parameters are the fields, in order.
  public init<each Value: FieldValue>(
    _ make: @escaping @Sendable (repeat each Value) -> A, _ field: repeat Field<A, each Value>
  ) {
    var fields: [FieldInfo] = [], paths: [any PartialKeyPath<A> & Sendable] = []
    for field in repeat each field { fields.append(field.info); paths.append(field.path) }
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
        remedy: nearest(to: name, in: fields.map(\.name)).map { "Did you mean “\($0)”?" }, field: name)
    }
    return switch make(texts) {
    case .complete(let act): strangers.isEmpty ? .complete(act) : .flawed(strangers)
    case .flawed(let flaws): .flawed(flaws + strangers)
    }
  }
  /// The texts that `read` turns into the same act; secrets too, so never for the audit log.
  public func texts(of act: A) -> Texts {
    Texts(zip(fields.map(\.name), write(act))) { $1 }
  }
  /// The same for eyes and for the audit log: secrets are masked.
  public func shown(_ act: A) -> Texts {
    Texts(zip(fields, write(act)).map { ($0.name, $0.isSecret ? ["••••"] : $1) }) { $1 }
  }
  func name(of path: PartialKeyPath<A>) -> String? { paths.firstIndex { $0 == path }.map { fields[$0].name } }
}

extension Refusal {
  func at(_ field: String) -> Refusal { var copy = self; copy.field = copy.field ?? field; return copy }
}
