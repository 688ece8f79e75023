public import Domain
public import Store

/// What acts are about, and their first word on the command line; each area has its own, there is no list of all.
public protocol Noun: Sendable {
  static var name: String { get }
  static var help: String { get }
}

/// What is said about an act or a query once, for all doors.
public struct About: Sendable {
  public let noun: any Noun.Type, verb: String, permission: Permission, title: String, help: String,
    examples: [String], risk: Risk
  /// `ticket.assign`: the audit log, HTTP and stored acts call it so; never changed once shipped.
  public var name: String { "\(noun.name).\(verb)" }
  public init(
    _ noun: any Noun.Type, _ verb: String, _ permission: Permission, _ title: String, help: String,
    examples: [String] = [],
    risk: Risk = .none
  ) {
    (self.noun, self.verb, self.permission, self.title) = (noun, verb, permission, title)
    (self.help, self.examples, self.risk) = (help, examples, risk)
  }
}
public enum Risk: Sendable { case none, previewFirst }

/// What a person or a program may ask for: an ``Act`` changes the store, a ``Query`` does not.
public protocol Request: Equatable, Sendable {
  associatedtype Output: Codable & Sendable = Nothing
  static var about: About { get }
  static var form: Form<Self> { get }
  /// What fields say about each other; what one field says of itself is its rule in the form. No store, no clock.
  func validate(_ check: inout Check<Self>)
  /// One sentence for a toast, a terminal and the audit log.
  static func sentence(_ output: Output) -> String
}
extension Request { public func validate(_: inout Check<Self>) {} }
extension Request where Output == Nothing {
  public static func sentence(_: Nothing) -> String { about.title + ": done." }
}

public protocol Act: Request {
  /// The act that takes this one back; an act that names one cannot forget to return it.
  associatedtype Inverse: Act = Never
  func perform(in store: WriteTransaction, _ context: Context) throws -> Done<Self>
}
public protocol Query: Request {
  func read(in store: ReadTransaction, _ context: Context) throws -> Output
}

public struct Nothing: Codable, Equatable, Sendable { public init() {} }

/// What `perform` hands back: the answer, and where the act can be undone the acts that do it.
public struct Done<A: Act> {
  public let output: A.Output, inverse: [A.Inverse]
  public init(_ output: A.Output, undoneBy inverse: [A.Inverse]) {
    (self.output, self.inverse) = (output, inverse)
  }
}
extension Done where A.Inverse == Never {
  public init(_ output: A.Output) { self.init(output, undoneBy: []) }
}
extension Done where A.Inverse == Never, A.Output == Nothing { public init() { self.init(Nothing()) } }

extension Never: Act {
  public static var about: About { fatalError("Never is not asked for") }
  public static var form: Form<Never> { fatalError("Never is not asked for") }
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<Never> { switch self {} }
}

/// Collects what does not fit, each with its field.
public struct Check<A: Request> {
  public private(set) var flaws: [Refusal] = []
  public mutating func that(
    _ holds: Bool, _ path: PartialKeyPath<A>, _ problem: @autoclosure () -> String, remedy: String? = nil
  ) {
    if !holds { flaws.append(Refusal(.invalid, problem(), remedy: remedy, field: A.form.name(of: path))) }
  }
}
extension Request {
  public var flaws: [Refusal] { var check = Check<Self>(); validate(&check); return check.flaws }
  /// For refusals that only the store can give, thrown from `perform` or `read`, at the field that caused them.
  public static func refusal(
    at path: PartialKeyPath<Self>, _ kind: Refusal.Kind, _ problem: String, remedy: String? = nil
  ) -> Refusal {
    Refusal(kind, problem, remedy: remedy, field: form.name(of: path))
  }
}

/// Who asks, through which door, when: made once at the door, a value from there on.
public struct Context: Sendable {
  public enum Door: String, Sendable { case console, command, http, job }
  public struct Key: Hashable, Sendable {
    public let text: String; public init(_ text: String) { self.text = text }
  }
  public let actor: Agent.Handle, impersonated: Agent.Handle?, door: Door, now: Int64, today: Day,
    correlation: String, key: Key?
  public init(
    actor: Agent.Handle, impersonated: Agent.Handle? = nil, door: Door, now: Int64, today: Day,
    correlation: String, key: Key? = nil
  ) {
    (self.actor, self.impersonated, self.door, self.now, self.today) = (actor, impersonated, door, now, today)
    (self.correlation, self.key) = (correlation, key)
  }
}
