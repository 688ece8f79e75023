/// What tickets are wanted: one grammar for views, search, bulk acts, commands and `/`.
///
/// It is kept as it was meant (`assignee:me`, `due<8h`); ``resolved(for:at:in:directory:)`` turns it into a
/// ``FilterCondition`` over agents' numbers and instants, which memory and SQL judge alike.
public indirect enum Filter: Hashable, Sendable {
  /// Every ticket: the empty text.
  case everything
  /// All of these must hold; written side by side.
  case all([Filter])
  /// One of these must hold; written with `or`.
  case any([Filter])
  /// This must not hold; written with `-`, `!` or `not`.
  case not(Filter)
  /// One question about a ticket.
  case test(FilterTest)
}

/// One question a filter asks; of several values one is enough.
public enum FilterTest: Hashable, Sendable {
  /// Fixed words.
  case status([Ticket.Status]), priority([Ticket.Priority]), channel([Ticket.Channel]), kind([Ticket.Kind])
  /// People, `none` included.
  case assignee([FilterPerson]), watcher([FilterPerson])
  /// Names of teams; nil is `none`.
  case team([String?])
  /// Who asked: an e-mail address, `@example.org` for a domain, or the beginning of a word of the name.
  case requester([String])
  /// The beginning of a word of the company's name; nil is `none`.
  case company([String?])
  /// Tiers and tags as they are; nil is `none`, a ticket without tags.
  case tier([String]), tag([String?])
  /// Instants compared, between two times, or not there at all.
  case time(FilterClock, FilterComparison, WrittenTime), between(FilterClock, WrittenTime, WrittenTime),
    noTime(FilterClock)
  /// What a ticket is, and what it has.
  case state([FilterState]), has([FilterPossession])
  /// References, `T-1042` or `T-1000..T-1099`.
  case reference([ClosedRange<Int64>])
  /// A custom field; an empty list asks that it is there at all.
  case custom(String, [String])
  /// Full text over subject and messages.
  case text(FilterWords)
}

/// An agent in a filter.
public enum FilterPerson: Hashable, Sendable {
  case me, nobody
  case agent(Agent.Handle)
}
/// The instants of a ticket that a filter compares.
public enum FilterClock: String, CaseIterable, Sendable {
  case due, created, updated, solved, snoozed
  /// Those that lie behind: a weekday is looked for backwards.
  var leaning: TimeLeaning { self == .due || self == .snoozed ? .ahead : .back }
}
/// How an instant is compared. `within` is the colon: on that day, or from now to there.
public enum FilterComparison: String, CaseIterable, Sendable {
  case within = ":"
  case atMost = "<="
  case atLeast = ">="
  case before = "<"
  case after = ">"
}
/// What a ticket is; each stands for a longer question.
public enum FilterState: String, CaseIterable, Sendable {
  case active, done, assigned, unassigned, mine, watched, snoozed, awake, overdue, merged, child
}
/// What a ticket has.
public enum FilterPossession: String, CaseIterable, Sendable {
  case attachment, note, link, tag, watcher, parent
}

/// Words for the full text.
public struct FilterWords: Hashable, Sendable {
  /// One word, or the words of a phrase.
  public let text: String
  /// The words must stand side by side; it was written in quotes.
  public let isPhrase: Bool
  /// Longer words that begin so count too; it was written with `*`.
  public let isPrefix: Bool
  /// Words to look for.
  public init(_ text: String, isPhrase: Bool = false, isPrefix: Bool = false) {
    (self.text, self.isPhrase, self.isPrefix) = (text, isPhrase, isPrefix)
  }
}

/// What is wrong with a filter, and where: the column is that of the first character concerned, from 1.
public struct FilterFlaw: Error, Equatable, Sendable {
  /// What is wrong, and what to write instead.
  public let problem: String, remedy: String?
  /// Where, in characters.
  public let column: Int, length: Int
  /// Describes a flaw.
  public init(_ problem: String, remedy: String? = nil, column: Int, length: Int) {
    (self.problem, self.remedy, self.column, self.length) = (problem, remedy, column, length)
  }
  /// The same for a form; `field` is where the filter was written.
  public func refusal(at field: String? = nil) -> Refusal {
    Refusal(.invalid, "Column \(column): \(problem)", remedy: remedy, field: field)
  }
  /// The filter and under it marks at the place, as a command prints it.
  public func pointing(into text: String) -> String {
    text + "\n" + String(repeating: " ", count: column - 1) + String(repeating: "^", count: max(1, length))
  }
}
