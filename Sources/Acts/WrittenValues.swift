public import Domain

extension String: WrittenValue {
  public static var kind: FieldKind { .line }
  public static var samples: [String] { ["a word", "another"] }
  public init(text: String) { self = text }
  /// Nothing written is the empty text; whether that is enough is for the field to say.
  public init(texts: [String]) throws(Refusal) {
    guard texts.count < 2 else { throw Refusal(.invalid, "One value is enough here, not \(texts.count).") }
    self = texts.first ?? ""
  }
  public var text: String { self }
}
extension Int: WrittenValue {
  public static var kind: FieldKind { .number(.min ... .max) }
  public static var samples: [Int] { [7, 14] }
  public init(text: String) throws(Refusal) {
    guard let number = Int(text) else { throw Refusal(.invalid, "“\(text)” is not a whole number.") }
    self = number
  }
  public var text: String { String(self) }
}
extension Bool: WrittenValue {
  public static var kind: FieldKind { .flag }
  public static var samples: [Bool] { [true, false] }
  public init(text: String) throws(Refusal) {
    switch text {
    case "true", "yes": self = true;
    case "false", "no": self = false
    default: throw Refusal(.invalid, "“\(text)” is neither yes nor no.")
    }
  }
  public init(texts: [String]) throws(Refusal) { self = texts.isEmpty ? false : try Self(text: texts[0]) }
  public var text: String { self ? "true" : "false" }
}
/// Any enumeration of words is a field by saying so: `extension Ticket.Priority: Choice {}`.
public protocol Choice: WrittenValue, RawRepresentable, CaseIterable
where RawValue == String, AllCases == [Self] {}
extension Choice {
  public static var kind: FieldKind { .choice(allCases.map(\.rawValue)) }
  public static var samples: [Self] { [allCases[0], allCases[allCases.count - 1]] }
  public init(text: String) throws(Refusal) {
    let words = Self.allCases.map(\.rawValue), wanted = Self.plain(text)
    guard let found = Self.allCases.first(where: { Self.plain($0.rawValue) == wanted }) else {
      throw Refusal(
        .invalid, "“\(text)” is not one of \(words.joined(separator: ", ")).",
        remedy: Words.nearest(to: text, in: words).map { "Did you mean \($0)?" })
    }
    self = found
  }
  public var text: String { rawValue }
  /// `on_hold`, `on-hold` and `On hold` are the same word.
  private static func plain(_ text: String) -> String {
    String(text.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
  }
}
extension Money: WrittenValue {
  public static var kind: FieldKind { .money }
  public static var samples: [Self] { [Self(minor: 1250, "EUR"), Self(minor: -5, "USD")] }
  public init(text: String) throws(Refusal) {
    let parts = text.split(separator: " "),
      wrong = Refusal(.invalid, "“\(text)” is not an amount.", remedy: "Write it as 12.50 EUR.")
    guard parts.count == 2, parts[1].count == 3 else { throw wrong }
    let digits = parts[0].filter { $0 != "." }, tail = parts[0].split(separator: ".").dropFirst().first
    guard let minor = Int(digits), tail == nil || tail?.count == 2 else { throw wrong }
    self.init(minor: tail == nil ? minor * 100 : minor, String(parts[1]))
  }
  public var text: String { description }
}
extension Day: WrittenValue {
  public static var kind: FieldKind { .date }
  public static var samples: [Self] { [Self(2026, 2, 28), Self(2027, 1, 1)] }
  public init(text: String) throws(Refusal) {
    guard let day = Day(iso: text) else {
      throw Refusal(.invalid, "“\(text)” is not a date.", remedy: "Write it as 2026-02-28.")
    }
    self = day
  }
  public var text: String { description }
}
extension Secret: WrittenValue {
  public static var kind: FieldKind { .secret }
  public static var samples: [Self] { [Self("hunter2"), Self("hunter3")] }
  public init(text: String) { self.init(text) }
  public var text: String { revealed }
}
