/// A colleague named in a note by `@handle`.
public struct Mention: Equatable, Sendable {
  /// Who, and where it stands, the `@` included.
  public let agent: Agent.ID, range: Range<String.Index>

  /// All mentions in a text. Only handles of agents that exist count, so an e-mail address or a stray `@word`
  /// is left alone; an agent who was disabled is no longer told.
  public static func all(in text: String, directory: Directory) -> [Mention] {
    var found: [Mention] = [], place = text.startIndex
    func isPart(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || "._-".contains(character)
    }
    while let at = text[place...].firstIndex(of: "@") {
      let start = text.index(after: at)
      place = start
      if at > text.startIndex, isPart(text[text.index(before: at)]) { continue }
      var end = text[start...].firstIndex { !isPart($0) } ?? text.endIndex
      // "@kim." at the end of a sentence means kim.
      while end > start, "._-".contains(text[text.index(before: end)]) { end = text.index(before: end) }
      guard end > start, let agent = directory.agent(handle: String(text[start..<end])), !agent.isDisabled
      else { continue }
      found.append(Mention(agent: agent.id, range: at..<end))
      place = end
    }
    return found
  }
}
