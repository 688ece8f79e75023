/// One of the things that lie over each other on a screen: a pane, a popup, a dialog.
///
/// A layer is a value. It changes only in `handle`; drawing cannot change anything. What it wants done it
/// returns as messages, and what should become of itself as a change of the stack.
public protocol Layer<Message>: Sendable {
  /// What the owner of the stack is told.
  associatedtype Message: Sendable
  /// Takes an event, or leaves it to the layer below.
  /// - Parameter area: where the layer is drawn, in cells of the screen.
  mutating func handle(_ event: Event, in area: Rect) -> Reaction<Message>
  /// Draws itself. The last layer that sets the surface's cursor has it.
  func draw(into surface: inout Surface, area: Rect)
  /// Keys, clicks and pastes that come before it was first seen are dropped: they were meant for something else.
  var dropsEarlyInput: Bool { get }
  /// Covers everything below, which then is not drawn.
  var isOpaque: Bool { get }
  /// What it says in words, for readers that speak.
  var plain: [String] { get }
}

extension Layer {
  /// Input is taken at once.
  public var dropsEarlyInput: Bool { false }
  /// What lies below stays visible.
  public var isOpaque: Bool { false }
  /// Says nothing.
  public var plain: [String] { [] }
}

/// What a layer made of an event.
public struct Reaction<Message: Sendable>: Sendable {
  /// What becomes of the stack.
  public enum Change: Sendable {
    case none
    /// The layer goes.
    case close
    /// Another one comes over it.
    case push(any Layer<Message>)
    /// Another one comes in its place.
    case replace(any Layer<Message>)
    /// Everything over the bottom layer goes.
    case closeAll
  }
  /// The layer below does not get the event.
  public var isConsumed: Bool
  /// See the type.
  public var change: Change
  /// For the owner of the stack, in order.
  public var messages: [Message]

  /// Makes a reaction that used the event.
  public init(_ messages: [Message] = [], change: Change = .none, isConsumed: Bool = true) {
    (self.messages, self.change, self.isConsumed) = (messages, change, isConsumed)
  }
  /// The event is for the layer below.
  public static var ignored: Reaction { Reaction(isConsumed: false) }
  /// The event was used, nothing follows.
  public static var consumed: Reaction { Reaction() }
  /// The layer goes, and tells.
  public static func close(_ messages: Message...) -> Reaction { Reaction(messages, change: .close) }
  /// Another layer comes over this one.
  public static func push(_ layer: any Layer<Message>) -> Reaction { Reaction(change: .push(layer)) }
  /// Another layer comes in its place.
  public static func replace(with layer: any Layer<Message>) -> Reaction { Reaction(change: .replace(layer)) }
}
