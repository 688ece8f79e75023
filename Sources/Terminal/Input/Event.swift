/// A key as the decoder understood it, whatever bytes the terminal sent for it.
public enum KeyCode: Hashable, Sendable {
  /// A typed character, never a control character.
  case character(Character)
  case enter, tab, backTab, escape, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// F1 to F24.
  case function(Int)
}

/// A key with what was held. `Ctrl-A` is `.character("a")` with `.control`; capitals carry no `.shift`.
public struct Key: Hashable, Sendable {
  /// Keys that were held.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Takes the bits as they are.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Shift, only where the code does not already tell (arrows, function keys).
    public static let shift = Self(rawValue: 1)
    /// Alt or Meta, or Esc before the key.
    public static let alt = Self(rawValue: 2)
    /// Control.
    public static let control = Self(rawValue: 4)
  }
  /// The key itself, and what was held.
  public var code: KeyCode, modifiers: Modifiers
  /// Makes a key.
  public init(_ code: KeyCode, _ modifiers: Modifiers = []) {
    (self.code, self.modifiers) = (code, modifiers)
  }
}

/// What a mouse did, in cells from the upper left.
public struct Mouse: Hashable, Sendable {
  /// What it did.
  public enum Action: Hashable, Sendable { case press(Int), release(Int), wheelUp, wheelDown, drag(Int) }
  /// What and where; buttons are 1 left, 2 middle, 3 right.
  public var action: Action, at: Point, modifiers: Key.Modifiers
  /// Makes a mouse event.
  public init(_ action: Action, at: Point, modifiers: Key.Modifiers = []) {
    (self.action, self.at, self.modifiers) = (action, at, modifiers)
  }
}

/// All that can come from a terminal.
public enum Event: Equatable, Sendable {
  case key(Key)
  case mouse(Mouse)
  /// Pasted text, whole; never to be taken as keys.
  case paste(String)
  /// The window's new size.
  case resize(Size)
  case focus(Bool)
  /// The process goes on after a stop: everything must be drawn anew.
  case resumed
}
