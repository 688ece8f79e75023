/// How customers write to the desk in one language, and how the desk answers.
struct Talk: Sendable {
  /// BCP 47.
  let language: String
  /// What most people write to a desk about.
  let topics: [Topic]
  let greetings: [Template], closings: [Template]
  /// What a customer writes later: more facts, or a reminder; and when it is settled.
  let followUps: [Template], thanks: [Template]
  /// What the desk writes while it works, when it has solved the matter, and under each mail.
  let replies: [Template], solutions: [Template], signOff: Template
  /// The line over a quoted mail.
  let quoteLine: Template
}

/// One sort of matter.
struct Topic: Sendable {
  let tags: [String], team: DemoTeam, kind: TopicKind
  let subjects: [Template], openings: [Template], answers: [Template]
  /// The file people add to it, if they do.
  let file: DemoFile?

  init(
    _ tags: String, _ team: DemoTeam, kind: TopicKind = .question, file: DemoFile? = nil,
    _ subjects: [Template],
    _ openings: [Template], _ answers: [Template] = []
  ) {
    self.tags = tags.split(separator: " ").map(String.init).sorted()
    (self.team, self.kind, self.file) = (team, kind, file)
    (self.subjects, self.openings, self.answers) = (subjects, openings, answers)
  }
}
enum TopicKind: Sendable { case question, incident, problem, task }
/// The teams of the demo, in the order of their numbers.
enum DemoTeam: Int, CaseIterable, Sendable { case support, billing, technical, onboarding }

extension Talk {
  /// With the share of customers that write in it, of a hundred.
  static let all: [(talk: Talk, share: Int)] = [
    (.english, 46), (.german, 10), (.spanish, 9), (.french, 8), (.japanese, 5), (.chinese, 4),
    (.portuguese, 4),
    (.turkish, 3), (.italian, 3), (.polish, 2), (.greek, 2), (.arabic, 2), (.hebrew, 1), (.korean, 1),
  ]
}
