public import Acts
public import Domain
public import Store

extension Notice.Kind: Choice {}
extension Notice.Way: Choice {}

/// Chooses what one is told of.
public struct ChooseNotices: Act {
  public static let about = About(
    Notices.self, "choose", .ownSession, "Choose what you are told of",
    help:
      "Says of a kind of notice whether the bell tells you of it, and in which hours you do not want to be disturbed: "
      + "what comes then counts when they end. A page calls at any hour.",
    examples: [
      "notice choose --kind updated --way none", "notice choose --silence 22:00-07:00",
      "notice choose --silence none",
    ],
    auditing: .none(because: "It concerns nobody but the one who chooses."),
    undoing: .never(because: "It leaves no row in the log.", instead: "Choose again."))
  public static let form = Form(
    Self.init,
    Field("kind", \.kind, "Which kind.", .short("k")),
    Field("way", \.way, "How: by the bell, or not at all.", .short("w")),
    Field("silence", \.silence, "The quiet hours in your time zone, as 22:00-07:00, or none."))

  /// The kind and the way for it, and the quiet hours (`none`: without).
  public let kind: Notice.Kind?, way: Notice.Way?, silence: String?
  public init(kind: Notice.Kind? = nil, way: Notice.Way? = nil, silence: String? = nil) {
    (self.kind, self.way, self.silence) = (kind, way, silence)
  }
  public func validate(_ check: inout Check<ChooseNotices>) {
    check.that(
      kind != nil || silence != nil, \.kind, "Nothing is chosen.",
      remedy: "Give a kind and a way, or quiet hours.")
    check.that((kind == nil) == (way == nil), \.way, "A kind and a way belong together.")
    check.that(
      kind?.isChosen != false, \.kind, "A digest is not chosen: it stands for many of the others.",
      remedy: "Choose those.")
    if let silence, silence != "none", let flaw = Self.flaw(of: silence) {
      check.that(false, \.silence, flaw.problem, remedy: flaw.remedy)
    }
  }
  private static func flaw(of quiet: String) -> Refusal? {
    do throws(Refusal) {
      _ = try QuietHours(text: quiet, zone: "UTC")
      return nil
    } catch { return error }
  }

  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<ChooseNotices> {
    var words: [String] = []
    if let kind, let way {
      try store.choose(way == kind.usual ? nil : way, for: kind, of: context.actor.id)
      words.append("\(kind.rawValue): \(way.rawValue)")
    }
    if let silence {
      let hours = silence == "none" ? nil : try QuietHours(text: silence, zone: context.zone.name)
      try store.keep(hours, of: context.actor.id)
      words.append(hours.map { "quiet \($0.text)" } ?? "no quiet hours")
    }
    return Done(words.joined(separator: ", "))
  }
  public static func sentence(_ text: String) -> String { "Chosen: " + text + "." }
}

/// What one has chosen.
public struct ShowNoticeChoices: Query {
  public static let about = About(
    Notices.self, "choices", .ownSession, "Show what you are told of",
    help: "Of each kind of notice how you are told of it, and your quiet hours.", examples: ["notice choices"]
  )
  public static let form = Form { ShowNoticeChoices() }

  public init() {}

  /// What is chosen.
  public struct Choices: Codable, Equatable, Sendable {
    /// A kind and the way for it.
    public struct Row: Codable, Equatable, Sendable { public let kind: String, way: String }
    /// Each kind, and the quiet hours if there are any, with the zone they are read in.
    public let kinds: [Row], quiet: String?, zone: String?
  }
  public func read(in store: ReadTransaction, _ context: Context) throws -> Choices {
    let me = context.actor.id, chosen = try store.noticeChoices(of: [me])[me] ?? [:]
    let quiet = try store.quietHours(of: [me])[me]
    return Choices(
      kinds: Notice.Kind.allCases.filter(\.isChosen).map {
        Choices.Row(kind: $0.rawValue, way: (chosen[$0] ?? $0.usual).rawValue)
      }, quiet: quiet?.text, zone: quiet?.zone)
  }
  public static func sentence(_ choices: Choices) -> String {
    Columns.text(choices.kinds.map { [$0.kind, $0.way] }) + "\n"
      + (choices.quiet.map { "quiet \($0) in \(choices.zone ?? "UTC")" } ?? "no quiet hours")
  }
}
