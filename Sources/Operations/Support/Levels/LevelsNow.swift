import Acts
import Domain
import Store

/// What is promised from now on, while an act changes it: names in their order.
struct LevelsNow {
  var policies: [LevelText], schedules: [LevelText]
  let edition: LevelEdition?

  init(in store: ReadTransaction) throws {
    edition = try store.currentLevels()
    policies = try store.levelTexts(.policy, edition?.policies ?? [])
    schedules = try store.levelTexts(.schedule, edition?.schedules ?? [])
  }
  func policy(_ name: String) throws(Refusal) -> LevelText {
    try Self.found(name, among: policies, "policy")
  }
  func schedule(_ name: String) throws(Refusal) -> LevelText {
    try Self.found(name, among: schedules, "schedule")
  }
  static func found(
    _ name: String, among all: [LevelText], _ what: String
  ) throws(Refusal) -> LevelText {
    if let found = all.first(where: { $0.name == name }) { return found }
    let names = all.map(\.name)
    throw Refusal(
      .unknown, "There is no \(what) “\(name)”.",
      remedy: Words.nearest(to: name, in: names).map { "Did you mean “\($0)”?" }
        ?? (names.isEmpty ? "None was saved yet." : "There are: \(names.joined(separator: ", "))."))
  }

  /// Refuses rows that no ticket can come to, and schedules that are not there.
  func check() throws(Refusal) {
    var before: [(policy: String, row: Int, target: SLATarget)] = []
    for text in policies {
      let policy = try LevelReader.policy(text.body)
      for (row, target) in policy.targets.enumerated() {
        if let other = before.first(where: { $0.target.covers(target) }) {
          let place = other.policy == text.name ? "" : " of “\(other.policy)”"
          throw Refusal(
            .invalid,
            "targets[\(row)] of “\(text.name)”: no ticket comes to it, since targets[\(other.row)]\(place) takes all of them.",
            remedy: "Put it before that row, or leave it out.")
        }
        before.append((text.name, row, target))
        guard schedules.contains(where: { $0.name == target.schedule }) else {
          let names = schedules.map(\.name)
          throw Refusal(
            .unknown,
            "targets[\(row)].schedule of “\(text.name)”: there is no schedule “\(target.schedule)”.",
            remedy: Words.nearest(to: target.schedule, in: names).map { "Did you mean “\($0)”?" }
              ?? (names.isEmpty
                ? "Save it first: schedule save \(target.schedule)."
                : "There are: \(names.joined(separator: ", "))."))
        }
      }
    }
  }
  /// Begins an edition with what is here, and tells how to come back.
  func begin(in store: WriteTransaction, _ context: Context) throws -> [RestoreLevels] {
    let new = try store.addEdition(
      policies: policies.map(\.id), schedules: schedules.map(\.id), at: context.now)
    return [
      RestoreLevels(
        expected: Int(new.number), policies: edition?.policies.map { Int($0) } ?? [],
        schedules: edition?.schedules.map { Int($0) } ?? [])
    ]
  }
}
