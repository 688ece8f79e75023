/// Shows surfaces: a terminal, or memory in tests.
public protocol Screen: AnyObject {
  /// Columns and rows there are now.
  var size: Size { get }
  /// Brings what is seen to what the surface holds.
  func show(_ surface: Surface)
}

/// A screen that keeps the last surface, for tests and for pictures of panes.
public final class MemoryScreen: Screen {
  /// Columns and rows; tests change it as a user changes a window.
  public var size: Size
  /// What was shown last, nil before the first time.
  public private(set) var surface: Surface?
  /// How often something was shown.
  public private(set) var frames = 0

  /// A screen that has shown nothing yet.
  public init(size: Size) { self.size = size }

  /// Keeps the surface.
  public func show(_ surface: Surface) {
    self.surface = surface
    frames += 1
  }

  /// The rows that were shown last, as `Surface.text`.
  public var text: String { surface?.text ?? "" }
}
