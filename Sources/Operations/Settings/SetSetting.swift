public import Acts
import Domain
public import Store

/// Changes a setting of the desk.
public struct SetSetting: Act {
  public static let about = About(
    Settings.self, "set", .manageStore, "Change a setting",
    help: "Changes what the whole desk is set to; left out, the value goes back to the usual one.",
    examples: ["setting set mail.domain --to desk.example", "setting set session.idle --to 45m"])
  public static let form = Form(
    Self.init,
    Field("name", \.name, "Which one; they are listed by: setting list.", .position) { text in
      Setting(rawValue: text) != nil
        ? nil
        : Refusal(
          .invalid, "There is no setting “\(text)”.",
          remedy: Words.nearest(to: text, in: Setting.allCases.map(\.rawValue)).map {
            "Did you mean “\($0)”?"
          }
            ?? "There are: \(Setting.allCases.map(\.rawValue).joined(separator: ", ")).")
    },
    Field("to", \.to, "The value; left out: the usual one."),
    Field("expected", \.expected, "Refused unless this is the value now; for undo."))

  /// Which setting, its value (nil: the usual one), and what it must be now (nil: whatever it is).
  public let name: String, to: String?, expected: String?
  public init(name: String, to: String? = nil, expected: String? = nil) {
    (self.name, self.to, self.expected) = (name, to, expected)
  }

  public func validate(_ check: inout Check<Self>) {
    let flaw = to.flatMap { Setting(rawValue: name)?.flaw(of: $0) }
    check.that(flaw == nil, \.to, flaw ?? "")
  }
  public typealias Inverse = SetSetting
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SetSetting> {
    let old = try store.setting(name)
    if let expected, old != expected {
      throw Self.refusal(
        at: \.expected, .conflict, "\(name) was changed since, to \(old ?? "the usual value").",
        remedy: "Look again and decide anew.")
    }
    guard old != to else { return Done("\(name) is \(to ?? "the usual") already", undoneBy: []) }
    try store.set(name, to: to)
    return Done(
      "\(name) is \(to ?? "the usual") now", undoneBy: [SetSetting(name: name, to: old, expected: to)])
  }
  public static func sentence(_ what: String) -> String { what + "." }
}

/// The settings and what they are.
public struct ListSettings: Query {
  public static let about = About(
    Settings.self, "list", .readPeople, "List settings", help: "What the whole desk is set to.",
    examples: ["setting list"])
  public static let form = Form { ListSettings() }

  public init() {}

  /// A setting as a line.
  public struct Row: Codable, Equatable, Sendable {
    /// The name, the value where one was set, the one that holds otherwise, and what it is for.
    public let name: String, value: String?, usual: String?, help: String
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> [Row] {
    try Setting.allCases.map {
      Row(name: $0.rawValue, value: try store.setting($0.rawValue), usual: $0.usual, help: $0.help)
    }
  }
  public static func sentence(_ rows: [Row]) -> String {
    Columns.text(rows.map { [$0.name, $0.value ?? $0.usual ?? "-", $0.help] }, none: "There are none.")
  }
}
