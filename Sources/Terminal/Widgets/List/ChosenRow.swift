extension Surface {
  /// Puts the ground of what is chosen under what is there, with the bar at its left edge.
  ///
  /// Where that ground is reversed colours the bar keeps the one it stands on: in the ground it would be a hole.
  /// - Parameter ground: `selection`, or a role below it.
  public mutating func choose(_ area: Rect, ground: ThemeRole = .selection) {
    guard !area.isEmpty else { return }
    let isReversed = theme[ground].attributes.contains(.reverse)
    tint(isReversed ? area.cutLeft(1).rest : area, ground)
    let bar = theme.glyph(.selectionBar) ?? (theme.isASCII ? ">" : "▌")
    for y in area.y..<area.bottom { put(bar, at: Point(area.x, y), .selectionBar, width: area.width) }
  }
}
