/// What an editor of text can be told to do; the keys are those of readline.
public enum EditCommand: Hashable, Sendable {
  case insert(String)
  case newline
  case left, right, wordLeft, wordRight, lineStart, lineEnd, start, end
  case deleteBack, deleteForward
  /// These keep what they take away, for `yank`; one behind the other add to it.
  case killWordBack, killWord, killToStart, killToEnd
  case yank, transpose, undo, redo

  /// The command of a key; `nil` for keys that do not edit (Tab, Esc, function keys, up and down).
  public init?(_ key: Key) {
    if key.modifiers == .control {
      switch key.code {
      case .character("a"): self = .lineStart
      case .character("e"): self = .lineEnd
      case .character("b"): self = .left
      case .character("f"): self = .right
      case .character("d"): self = .deleteForward
      case .character("w"): self = .killWordBack
      case .character("u"): self = .killToStart
      case .character("k"): self = .killToEnd
      case .character("y"): self = .yank
      case .character("t"): self = .transpose
      case .character("_"), .character("/"): self = .undo
      case .left: self = .wordLeft
      case .right: self = .wordRight
      case .home: self = .start
      case .end: self = .end
      case .backspace: self = .killWordBack
      case .delete: self = .killWord
      default: return nil
      }
    } else if key.modifiers == .alt {
      switch key.code {
      case .character("b"), .character("B"), .left: self = .wordLeft
      case .character("f"), .character("F"), .right: self = .wordRight
      case .character("d"), .character("D"): self = .killWord
      case .character("_"): self = .redo
      case .backspace: self = .killWordBack
      default: return nil
      }
    } else if key.modifiers.subtracting(.shift).isEmpty {
      switch key.code {
      case .character(let character): self = .insert(String(character))
      case .enter: self = .newline
      case .left: self = .left
      case .right: self = .right
      case .home: self = .lineStart
      case .end: self = .lineEnd
      case .backspace: self = .deleteBack
      case .delete: self = .deleteForward
      default: return nil
      }
    } else {
      return nil
    }
  }
}

/// What an editor did with a key.
public enum EditOutcome: Hashable, Sendable {
  /// The key is not an editing key: the owner may use it.
  case ignored
  /// The cursor moved, or the key could do nothing here.
  case moved
  /// The text is another.
  case changed
}
