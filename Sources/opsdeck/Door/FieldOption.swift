import Acts
import ArgumentParser

/// A field of an act as the argument parser knows it: the shapes there are.
enum FieldOption {
  case flag(FieldInfo), one(FieldInfo), maybe(FieldInfo), many(FieldInfo)
  case position(FieldInfo), maybePosition(FieldInfo), positions(FieldInfo)
  /// One text, written as several words.
  case words(FieldInfo)
}

extension FieldInfo {
  var option: FieldOption {
    switch (isPosition, kind, count) {
    case (_, .flag, _): .flag(self)
    case _ where takesWords: .words(self)
    case (true, _, .many): .positions(self)
    case (true, _, _): isRequired ? .position(self) : .maybePosition(self)
    case (false, _, .many): .many(self)
    case (false, _, _): isRequired ? .one(self) : .maybe(self)
    }
  }
  /// Nothing secret stands in a command line, where `ps` and the shell's history see it.
  var optionName: String { isSecret ? name + "-from" : name }

  /// Where a flaw of this field is shown on the command line.
  var spelling: String { isPosition ? "<\(name)>" : "--\(optionName)" }

  fileprivate var names: NameSpecification {
    short.map { [.customShort($0), .customLong(optionName)] } ?? [.customLong(optionName)]
  }
  fileprivate var argumentHelp: ArgumentHelp {
    var more: [String] = []
    if case .choice(let words) = kind { more.append("values: " + words.joined(separator: ", ")) }
    if case .number(let range) = kind, range.upperBound < .max {
      more.append("\(range.lowerBound) to \(range.upperBound)")
    }
    if let first = initial.first { more.append("default: \(first)") }
    if isSecret {
      more.append("from this file, - is standard input; asked for at the terminal when left out")
    }
    if case .prose = kind { more.append("- reads standard input") }
    return ArgumentHelp(stringLiteral: help + (more.isEmpty ? "" : " (\(more.joined(separator: "; ")))"))
  }
  fileprivate var completion: CompletionKind? {
    switch kind {
    case .choice(let words): .list(words)
    case .secret: .file()
    case .reference(let noun): .custom { _, _, prefix in Suggestions.current(noun, prefix) }
    default: nil
    }
  }
  /// `--amount -5.00` is an amount below nothing, not an option called 5; and a filter may begin with a minus.
  fileprivate var strategy: SingleValueParsingStrategy {
    switch kind {
    case .money, .number, .line, .prose: .unconditional
    // `--order -updated` is an order that falls, not an option called u.
    case .choice(let words) where words.contains { $0.hasPrefix("-") }: .unconditional
    default: .next
    }
  }
}

extension FieldOption {
  /// What the parser finds when it looks at the command through `Mirror`.
  var declared: any Sendable {
    switch self {
    case .flag(let field): Flag(wrappedValue: false, name: field.names, help: field.argumentHelp)
    case .one(let field):
      Option<String>(
        name: field.names, parsing: field.strategy, help: field.argumentHelp, completion: field.completion)
    case .maybe(let field):
      Option<String?>(
        name: field.names, parsing: field.strategy, help: field.argumentHelp, completion: field.completion)
    case .many(let field) where field.mayBeEmpty:
      Option<[String]>(
        wrappedValue: [], name: field.names, help: field.argumentHelp, completion: field.completion)
    case .many(let field):
      Option<[String]>(name: field.names, help: field.argumentHelp, completion: field.completion)
    case .position(let field): Argument<String>(help: field.argumentHelp, completion: field.completion)
    case .maybePosition(let field): Argument<String?>(help: field.argumentHelp, completion: field.completion)
    case .positions(let field) where field.isRequired, .words(let field) where field.isRequired:
      Argument<[String]>(help: field.argumentHelp, completion: field.completion)
    case .positions(let field), .words(let field):
      Argument<[String]>(wrappedValue: [], help: field.argumentHelp, completion: field.completion)
    }
  }
  /// What was written for it.
  func written(in values: KeyedDecodingContainer<FieldKey>, at key: FieldKey) throws -> [String] {
    switch self {
    case .flag: try values.decode(Flag<Bool>.self, forKey: key).wrappedValue ? ["true"] : []
    case .one: [try values.decode(Option<String>.self, forKey: key).wrappedValue]
    case .maybe: try values.decode(Option<String?>.self, forKey: key).wrappedValue.map { [$0] } ?? []
    case .many: try values.decode(Option<[String]>.self, forKey: key).wrappedValue
    case .position: [try values.decode(Argument<String>.self, forKey: key).wrappedValue]
    case .maybePosition:
      try values.decode(Argument<String?>.self, forKey: key).wrappedValue.map { [$0] } ?? []
    case .positions: try values.decode(Argument<[String]>.self, forKey: key).wrappedValue
    case .words:
      [try values.decode(Argument<[String]>.self, forKey: key).wrappedValue.joined(separator: " ")].filter {
        $0 != ""
      }
    }
  }
}

/// Keys of what a command holds: its fields by name, and the option groups under names that no field can have.
struct FieldKey: CodingKey {
  static let doing = Self("doing options"), printing = Self("printing options"), place = Self("place options")
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
