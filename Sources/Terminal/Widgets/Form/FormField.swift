/// How a field of a form is filled in.
public enum FormFieldKind: Hashable, Sendable {
  case line
  /// Many lines, so many of them on the screen.
  case prose(rows: Int)
  case flag, number, date, secret
  /// One of these words.
  case choice([String])
  /// Names a thing; the owner may give suggestions for what is typed.
  case reference
}

/// A field of a form as its owner describes it.
public struct FormField: Sendable, Identifiable {
  /// What the owner knows it by, and the words before it.
  public var id: String, label: String
  /// A line about it, shown while it has the focus.
  public var help: String
  /// See the type.
  public var kind: FormFieldKind
  /// It may not stay empty.
  public var isRequired: Bool
  /// Several values, set apart by blanks or commas.
  public var takesSeveral: Bool
  /// Columns to type in; `nil` takes what there is.
  public var width: Int?
  /// Shown faint while nothing is typed; `nil` takes what is usual for the kind.
  public var hint: String?
  /// Makes a field.
  public init(
    _ id: String, _ label: String, _ kind: FormFieldKind = .line, help: String = "", isRequired: Bool = false,
    takesSeveral: Bool = false, width: Int? = nil, hint: String? = nil
  ) {
    (self.id, self.label, self.kind, self.help, self.hint) = (id, label, kind, help, hint)
    (self.isRequired, self.takesSeveral, self.width) = (isRequired, takesSeveral, width)
  }
}

/// What is typed in a field: one of the two editors, or one of several words.
enum FieldContent: Sendable {
  case line(LineEditor), prose(TextEditor), flag(Bool), choice([String], Int?)

  init(_ field: FormField, _ texts: [String]) {
    let text = texts.joined(separator: " ")
    switch field.kind {
    case .prose: self = .prose(TextEditor(texts.joined(separator: "\n")))
    case .flag: self = .flag(texts.first == "true" || texts.first == "yes")
    case .choice(let words): self = .choice(words, words.firstIndex(of: text))
    case .secret: self = .line(LineEditor(text, isSecret: true))
    default: self = .line(LineEditor(text))
    }
  }
  func texts(_ field: FormField) -> [String] {
    switch self {
    case .flag(let isOn): return [isOn ? "true" : "false"]
    case .choice(let words, let index): return index.map { [words[$0]] } ?? []
    case .prose(let editor): return editor.isEmpty ? [] : [editor.text]
    case .line(let editor):
      if field.takesSeveral {
        return editor.text.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
      }
      // What stands in a field of a secret may begin and end with blanks.
      let text = field.kind == .secret ? editor.text : editor.text.trimmingBlanks
      return text.isEmpty ? [] : [text]
    }
  }
}

/// What a form asks its owner for.
public enum FormOutcome: Hashable, Sendable {
  case none
  /// This field holds another text: judge it, and give flaws, suggestions and the effect.
  case changed(String)
  /// Everything is to be done as it stands.
  case submitted
  /// It cannot be done yet: this is wrong.
  case refused(String)
  /// The effect is wanted on the whole screen, or not any more.
  case preview
  /// Help on this field is wanted.
  case help(String)
  /// This field's text is to be edited elsewhere; give it back with `setTexts`.
  case edit(String)
  /// The form goes; what was typed is in `texts`, to be kept as a draft.
  case close
}
