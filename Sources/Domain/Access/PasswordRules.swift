/// What a password must be, by ASVS 5 (6.2): long, not common, not about us or its owner. No rules on kinds of
/// characters, no change by the calendar; every character counts as it was typed.
public enum PasswordRules {
  /// Shortest and longest, in Unicode scalars. The upper limit only keeps hashing from being given a novel.
  public static let lengths = 12...1024
  /// Words of the product and of the desk; a password must be long enough without them too.
  public static let ownWords = ["opsdeck", "password", "passwort", "support", "helpdesk", "ticket", "admin"]

  /// Why this may not be the password of this agent, or nil.
  public static func refusal(of password: Secret, for agent: Agent? = nil, company: String = "") -> Refusal? {
    let text = password.revealed, count = text.unicodeScalars.count
    if count < lengths.lowerBound {
      return Refusal(
        .invalid, "The password has \(count) characters; \(lengths.lowerBound) are the least.",
        remedy: "Take a sentence of four or five words.")
    }
    if count > lengths.upperBound {
      return Refusal(.invalid, "The password has \(count) characters; \(lengths.upperBound) are the most.")
    }
    let lower = text.lowercased()
    if isCommon(lower) {
      return Refusal(
        .invalid, "This password is among those that are tried first.",
        remedy: "Take a sentence of four or five words.")
    }
    var rest = lower
    for word in words(of: agent, company) where rest.contains(word) {
      rest = rest.split(separator: word).joined(separator: " ")
    }
    let left = rest.unicodeScalars.count { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    if rest != lower, left < lengths.lowerBound - 4 {
      return Refusal(
        .invalid,
        "Without names and words of this place only \(left) letters and digits of the password are left.",
        remedy: "Take words that have nothing to do with you or the desk.")
    }
    return nil
  }

  private static func words(of agent: Agent?, _ company: String) -> [String] {
    let own = agent.map { [$0.handle.name, $0.email] + $0.name.split(separator: " ").map(String.init) } ?? []
    let mail = agent?.email.split { !$0.isLetter && !$0.isNumber }.map(String.init) ?? []
    return (ownWords + own + mail + [company]).map { $0.lowercased() }.filter { $0.count >= 3 }
      .sorted { $0.count > $1.count }
  }
  /// Common itself, common but for what is put before or behind, common twice, or a single pattern.
  private static func isCommon(_ text: String) -> Bool {
    if CommonPasswords.contains(text) { return true }
    let scalars = Array(text.unicodeScalars)
    if Set(scalars).count < 4 { return true }
    for length in 1...(scalars.count / 2) where scalars.count % length == 0 || length >= 4 {
      let repeated = scalars.indices.allSatisfy { scalars[$0] == scalars[$0 % length] }
      if repeated, length < PasswordRules.lengths.lowerBound { return true }
    }
    let steps = zip(scalars, scalars.dropFirst()).map { Int($1.value) - Int($0.value) }
    if steps.count(where: { abs($0) <= 1 }) >= steps.count - 1 { return true }
    let core = text.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed()
    return core.count < text.count && core.count >= 4 && CommonPasswords.contains(String(core))
  }
}
