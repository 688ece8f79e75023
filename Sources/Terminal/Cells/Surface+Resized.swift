extension Surface {
  /// Cut or filled up to another size, for a frame that was drawn before the window changed.
  func resized(to size: Size) -> Surface {
    var other = Surface(size, theme: theme)
    (other.styles, other.clusters, other.cursor) = (styles, clusters, cursor)
    for y in 0..<min(size.height, self.size.height) {
      for x in 0..<min(size.width, self.size.width) {
        other.cells[y * size.width + x] = cells[y * self.size.width + x]
      }
      other.openCells(from: size.width, to: size.width, row: y)
      let last = y * size.width + size.width - 1
      if size.width < self.size.width, cells[y * self.size.width + size.width].width == 0 {
        var x = last
        while x > y * size.width, other.cells[x].width == 0 { x -= 1 }
        for i in x...last { other.cells[i] = .blank(other.cells[i].style) }
      }
    }
    return other
  }
}
