public import Domain
public import Store

/// What a person or a program may ask for: an ``Act`` changes the store, a ``Query`` does not.
public protocol Request: Equatable, Sendable {
  /// The answer; the doors write it as JSON.
  associatedtype Output: Codable & Sendable = Nothing
  /// What is said of it once, for all doors.
  static var about: About { get }
  /// Its fields.
  static var form: Form<Self> { get }
  /// What fields say about each other; what one field says of itself is its rule in the form. No store, no clock.
  func validate(_ check: inout Check<Self>)
  /// One sentence for a toast, a terminal and the audit log.
  static func sentence(_ output: Output) -> String
  /// What stands below a table of the answer's rows because they do not say it themselves; nil: nothing.
  static func footnote(_ output: Output) -> String?
}
extension Request {
  /// Nothing to compare.
  public func validate(_: inout Check<Self>) {}
  /// Rows say all of it.
  public static func footnote(_: Output) -> String? { nil }
}
extension Request where Output == Nothing {
  /// That it was done.
  public static func sentence(_: Nothing) -> String { about.title + ": done." }
}

/// A request that changes the store.
public protocol Act: Request {
  /// The act that takes this one back; an act that names one cannot forget to return it. ``SomeAct`` where it
  /// takes acts of several kinds.
  associatedtype Inverse: Act = Never
  /// Changes the store. The pipeline has asked for permission and flaws; what only the store knows is refused here.
  func perform(in store: WriteTransaction, _ context: Context) throws -> Done<Self>
}
/// A request that only reads.
public protocol Query: Request {
  /// Answers from one consistent view.
  func read(in store: ReadTransaction, _ context: Context) throws -> Output
}

/// The answer of what has nothing to say but that it was done.
public struct Nothing: Codable, Equatable, Sendable {
  /// The only one.
  public init() {}
}

/// What `perform` hands back: the answer, and where the act can be undone the acts that do it.
public struct Done<A: Act> {
  /// The answer, and the acts that take it back, in the order in which things were done: they are run in reverse.
  public let output: A.Output, inverse: [A.Inverse]
  /// An act that can be undone; `inverse` is empty when nothing was changed.
  public init(_ output: A.Output, undoneBy inverse: [A.Inverse]) {
    (self.output, self.inverse) = (output, inverse)
  }
}
extension Done where A.Inverse == Never {
  /// An act that cannot be undone.
  public init(_ output: A.Output) { self.init(output, undoneBy: []) }
}
extension Done where A.Inverse == Never, A.Output == Nothing {
  /// An act that cannot be undone and has nothing to say.
  public init() { self.init(Nothing()) }
}
extension Done where A.Output == Nothing {
  /// An act that can be undone and has nothing to say.
  public init(undoneBy inverse: [A.Inverse]) { self.init(Nothing(), undoneBy: inverse) }
}

extension Never: Act {
  /// There is no such act, so nobody can ask.
  public static var about: About { fatalError("Never is not asked for") }
  /// There is no such act, so nobody can ask.
  public static var form: Form<Never> { fatalError("Never is not asked for") }
  /// There is no such act, so nobody can ask.
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<Never> { switch self {} }
}

/// Any act: what takes back an act that did several things. It is only kept and unpacked, never asked for itself.
public struct SomeAct: Act {
  /// The act.
  public let act: any Act
  /// Wraps an act.
  public init(_ act: any Act) { self.act = act }
  /// Equal when both are the same act with the same values.
  public static func == (a: SomeAct, b: SomeAct) -> Bool {
    func equals<A: Act>(_ one: A) -> Bool { one == b.act as? A }
    return equals(a.act)
  }
  /// Nobody asks for it: the pipeline unpacks it.
  public static var about: About { fatalError("SomeAct is not asked for") }
  /// Nobody asks for it: the pipeline unpacks it.
  public static var form: Form<SomeAct> { fatalError("SomeAct is not asked for") }
  /// Nobody asks for it: the pipeline unpacks it.
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<SomeAct> {
    fatalError("SomeAct is unpacked before it is performed")
  }
}

/// Collects what does not fit, each with its field.
public struct Check<A: Request> {
  /// What was found, in order.
  public private(set) var flaws: [Refusal] = []
  /// Notes a flaw at a field unless something holds.
  public mutating func that(
    _ holds: Bool, _ path: PartialKeyPath<A>, _ problem: @autoclosure () -> String, remedy: String? = nil
  ) {
    if !holds { flaws.append(Refusal(.invalid, problem(), remedy: remedy, field: A.form.name(of: path))) }
  }
}
extension Request {
  /// All that is wrong with it as far as can be told without the store: fields first, then what they say of each
  /// other. A value made in code is held to the same rules as one that was typed.
  public var flaws: [Refusal] {
    let flaws = Self.form.flaws(of: self)
    guard flaws.isEmpty else { return flaws }
    var check = Check<Self>()
    validate(&check)
    return check.flaws
  }
  /// For refusals that only the store can give, thrown from `perform` or `read`, at the field that caused them.
  public static func refusal(
    at path: PartialKeyPath<Self>, _ kind: Refusal.Kind, _ problem: String, remedy: String? = nil
  ) -> Refusal {
    Refusal(kind, problem, remedy: remedy, field: form.name(of: path))
  }
  /// Runs what may refuse, and puts its refusal at a field.
  public static func at<T>(_ path: PartialKeyPath<Self>, _ body: () throws -> T) throws -> T {
    do { return try body() } catch let refusal as Refusal {
      throw form.name(of: path).map(refusal.at) ?? refusal
    }
  }
}
