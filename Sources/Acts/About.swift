public import Domain

/// What acts are about, and their first word on the command line; each area has its own, there is no list of all.
public protocol Noun: Sendable {
  /// The word, in lower case.
  static var name: String { get }
  /// The words before the verb on the command line: the name, unless it stands under another.
  static var command: String { get }
  /// A line of help.
  static var help: String { get }
  /// How the audit log names one of them, to follow it: `agent ada`.
  static func subject(_ text: String) -> String
}
extension Noun {
  /// The name.
  public static var command: String { name }
  /// The noun before the name.
  public static func subject(_ text: String) -> String { "\(name) \(text)" }
}

/// What is said about an act or a query once, for all doors.
public struct About: Sendable {
  /// What it leaves in the audit log.
  public enum Auditing: Sendable {
    /// A row in the transaction of the change.
    case row
    /// Nothing: it happens by itself many times a minute and is personal. The reason stands here.
    case none(because: String)
    /// It writes its rows itself: undo and redo name what they take back.
    case ownRows
  }
  /// How what it did is taken back.
  public enum Undoing: Sendable, Equatable {
    /// By the act's inverse.
    case byInverse
    /// Not at all. Whoever tries reads the reason, and what to do instead where there is something.
    case never(because: String, instead: String? = nil)
  }
  /// The two words on the command line, and the right it needs.
  public let noun: any Noun.Type, verb: String, permission: Permission
  /// What a menu shows, a sentence or two of help, and command lines to copy.
  public let title: String, help: String, examples: [String]
  /// Whether a preview should come first, what it leaves in which log, and how it is taken back.
  public let risk: Risk, auditing: Auditing, log: AuditRow.Log, undoing: Undoing
  /// False for what only undoes, and for what only the house itself does: on no menu and no command line.
  public let isOffered: Bool
  /// `ticket.assign`: the audit log, HTTP and stored acts call it so; never changed once shipped.
  public var name: String { "\(noun.name).\(verb)" }
  /// Says it all. `title` is a verb phrase without a full stop, `help` whole sentences.
  public init(
    _ noun: any Noun.Type, _ verb: String, _ permission: Permission, _ title: String, help: String,
    examples: [String] = [], risk: Risk = .none, auditing: Auditing = .row, log: AuditRow.Log = .admin,
    undoing: Undoing = .byInverse, isOffered: Bool = true
  ) {
    (self.noun, self.verb, self.permission, self.title) = (noun, verb, permission, title)
    (self.help, self.examples, self.risk, self.auditing) = (help, examples, risk, auditing)
    (self.log, self.undoing, self.isOffered) = (log, undoing, isOffered)
  }
  /// Whether it leaves any row in the audit log.
  public var isAudited: Bool { if case .none = auditing { false } else { true } }
}
/// How much an act can do at once.
public enum Risk: Sendable {
  /// One can see what it will do.
  case none
  /// A door shows a preview before it.
  case previewFirst
}
