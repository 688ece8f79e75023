import Domain
import Exchange

/// Reads what was written as a schedule or a policy, in the form of the calculators.
enum LevelReader {
  private static let schedules = ScheduleReader(SystemZones.source)

  static func schedule(_ text: String) throws(Refusal) -> Schedule {
    try told { () throws(Refusal) in try schedules.schedule(try json(text), at: "schedule") }
  }
  static func policy(_ text: String) throws(Refusal) -> SLAPolicy {
    try told { () throws(Refusal) in try SLAReader.policy(try json(text), at: "policy") }
  }
  static func chain(_ name: String, _ text: String) throws(Refusal) -> EscalationChain {
    try told { () throws(Refusal) in try EscalationReader.chain(try json(text), name: name, at: "chain") }
  }
  /// The text on one line, as it is kept.
  static func kept(_ text: String) throws(Refusal) -> String { try json(text).text }

  private static func json(_ text: String) throws(Refusal) -> JSONValue {
    do throws(Refusal) { return try JSONValue(reading: text, at: "definition") } catch {
      throw Refusal(
        error.kind, error.problem, remedy: "Write it as opsdeck time and opsdeck sla simulate take it.")
    }
  }
  /// Where in the text something is wrong goes in front of what is wrong: the field of the form is the whole text.
  static func told<T>(_ body: () throws(Refusal) -> T) throws(Refusal) -> T {
    do { return try body() } catch {
      let place = error.field.map { field in
        ["schedule.", "policy.", "chain."].first { field.hasPrefix($0) }.map {
          String(field.dropFirst($0.count))
        }
          ?? field
      }
      let front = place.map { ["schedule", "policy", "chain"].contains($0) ? "" : $0 + ": " } ?? ""
      throw Refusal(error.kind, front + error.problem, remedy: error.remedy)
    }
  }
}
