/// What a window's size allows. Nothing else decides how a screen is laid out.
public enum Breakpoint: Int, Comparable, Sendable {
  /// Too small to work in: one line says what is needed, the state is kept.
  case tooSmall
  /// From 60x16.
  case narrow
  /// From 80x24, what every screen is made to fit.
  case usual
  /// From 100 columns and 30 rows: room for a preview beside the list.
  case beside
  /// From 120 columns and 30 rows.
  case wide
  /// From 160 columns and 30 rows: room for a third column.
  case third

  /// What this size allows.
  public init(_ size: Size) {
    self =
      switch (size.width, size.height) {
      case (160..., 30...): .third
      case (120..., 30...): .wide
      case (100..., 30...): .beside
      case (80..., 24...): .usual
      case (60..., 16...): .narrow
      default: .tooSmall
      }
  }
  /// Less room before more.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A list with a preview: side by side where the window is large enough, else one below the other.
public struct Split: Hashable, Sendable {
  /// Which of both has the whole area.
  public enum Zoom: Hashable, Sendable { case neither, list, preview }
  /// The parts; what is not shown is empty.
  public struct Areas: Hashable, Sendable {
    /// The list, the line between both (one column or one row), and the preview.
    public var list: Rect, divider: Rect, preview: Rect
    /// Side by side; else one below the other.
    public var isBeside: Bool
  }
  /// The list's part of the width in percent when side by side, and of the height when below in high windows.
  public var share: Int, shareBelow: Int
  /// Rows of a preview below in a window with fewer than 30 rows.
  public var rowsBelow: Int
  /// See the type.
  public var zoom: Zoom

  /// Makes a split.
  public init(share: Int = 59, shareBelow: Int = 60, rowsBelow: Int = 8, zoom: Zoom = .neither) {
    (self.share, self.shareBelow, self.rowsBelow, self.zoom) = (share, shareBelow, rowsBelow, zoom)
  }
  /// Divides `area`, which lies in a window of the size `screen`.
  public func areas(in area: Rect, screen: Size) -> Areas {
    let nothing = Rect(area.right, area.bottom, 0, 0), isBeside = Breakpoint(screen) >= .beside
    switch zoom {
    case .list: return Areas(list: area, divider: nothing, preview: nothing, isBeside: isBeside)
    case .preview: return Areas(list: nothing, divider: nothing, preview: area, isBeside: isBeside)
    case .neither: break
    }
    if isBeside {
      let (list, right) = area.cutLeft(area.width * share / 100)
      let (divider, preview) = right.cutLeft(1)
      return Areas(list: list, divider: divider, preview: preview, isBeside: true)
    }
    let wanted = screen.height < 30 ? rowsBelow : area.height - area.height * shareBelow / 100
    // The list keeps its title row and three more before the preview gets anything.
    let rows = min(wanted, max(0, area.height - 5))
    guard rows > 0 else { return Areas(list: area, divider: nothing, preview: nothing, isBeside: false) }
    let (preview, above) = area.cutBottom(rows)
    let (divider, list) = above.cutBottom(1)
    return Areas(list: list, divider: divider, preview: preview, isBeside: false)
  }
}
