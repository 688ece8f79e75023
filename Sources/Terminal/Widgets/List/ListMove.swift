/// What a list can be told to do. A console's key map names these; `init(_:)` has the usual keys.
public enum ListMove: String, CaseIterable, Sendable {
  case up, down, halfUp, halfDown, pageUp, pageDown, first, last
  /// Marks the row and goes to the next.
  case mark
  /// Begins a range, or marks the range that was begun.
  case range
  case invert, markAll, clearMarks

  /// The move of a key where no key map is asked; `gg` needs a sequence, so only Home goes to the top here.
  public init?(_ key: Key) {
    switch (key.code, key.modifiers) {
    case (.up, []), (.character("k"), []), (.character("p"), .control): self = .up
    case (.down, []), (.character("j"), []), (.character("n"), .control): self = .down
    case (.character("u"), .control): self = .halfUp
    case (.character("d"), .control): self = .halfDown
    case (.pageUp, []), (.character("b"), .control): self = .pageUp
    case (.pageDown, []), (.character("f"), .control): self = .pageDown
    case (.home, []): self = .first
    case (.end, []), (.character("G"), []): self = .last
    case (.character(" "), []): self = .mark
    case (.character("v"), []): self = .range
    case (.character("V"), []): self = .invert
    case (.character("*"), []): self = .markAll
    default: return nil
    }
  }
}
