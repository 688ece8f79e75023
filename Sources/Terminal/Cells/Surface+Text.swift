extension Surface {
  /// Where a text goes: columns are those of the surface.
  private struct Run {
    var x: Int
    let y: Int, first: Int, limit: Int, style: Style
  }

  /// Blanks what wide characters at the two edges of a stretch would leave half.
  mutating func openCells(from start: Int, to end: Int, row: Int) {
    let base = row * size.width
    if start > 0, start < size.width, cells[base + start].width == 0 {
      var lead = start
      while lead > 0, cells[base + lead].width == 0 {
        lead -= 1
      }
      for i in lead..<start { cells[base + i] = .blank(cells[base + i].style) }
    }
    var next = end
    while next < size.width, cells[base + next].width == 0 {
      cells[base + next] = .blank(cells[base + next].style)
      next += 1
    }
  }

  /// Draws cleaned text; `mark` is what stands at the end of one that does not fit.
  mutating func place(_ text: String, at point: Point, _ style: Style, width: Int, mark: UInt32?) -> Int {
    guard point.y >= clip.y, point.y < clip.bottom, width > 0, point.x < clip.right else { return 0 }
    let room = width > clip.right - point.x ? clip.right - point.x : width
    let run = Run(x: point.x, y: point.y, first: clip.x, limit: point.x + room, style: style)
    guard run.limit > run.first else { return 0 }
    return TextWidth.withUTF8(text) { bytes in
      var run = run
      let plain = putPlain(bytes, &run)
      if plain == bytes.count { return run.x - point.x }
      if run.x >= run.limit, mark == nil, bytes[plain] < 0x80 { return run.x - point.x }
      // The last plain character may be the base of a mark, or the place of the sign that text was cut.
      let back = plain > 0 ? 1 : 0
      run.x -= back
      return putClusters(bytes, from: plain - back, &run, mark) - point.x
    }
  }

  /// The index of the style a text gets in a cell of another style; asked once per change of ground.
  private static func merged(
    _ style: Style, over old: UInt16, _ known: inout (from: Int, to: UInt16), _ styles: inout StyleTable
  ) -> UInt16 {
    if known.from != Int(old) { known = (Int(old), styles.index(of: style.over(styles[old]))) }
    return known.to
  }

  /// Puts printable ASCII as long as there is some and room for it; returns the bytes used.
  private mutating func putPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ run: inout Run) -> Int {
    var used = 0
    while run.x < run.first, used < bytes.count, 0x20..<0x7F ~= bytes[used] {
      used += 1
      run.x += 1
    }
    guard run.x >= run.first else { return used }
    let room = min(bytes.count - used, run.limit - run.x)
    let start = used
    while used - start < room, 0x20..<0x7F ~= bytes[used] { used += 1 }
    let count = used - start
    guard count > 0 else { return used }
    openCells(from: run.x, to: run.x + count, row: run.y)
    Self.write(bytes, start, count, at: run.y * size.width + run.x, run.style, &cells, &styles)
    run.x += count
    return used
  }

  private static func write(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int, at place: Int, _ style: Style,
    _ cells: inout [Cell], _ styles: inout StyleTable
  ) {
    var known = (from: -1, to: UInt16(0))
    cells.withUnsafeMutableBufferPointer { cells in
      for i in 0..<count {
        let index = merged(style, over: cells[place + i].style, &known, &styles)
        cells[place + i] = Cell(UInt32(bytes[start + i]), index)
      }
    }
  }

  /// Puts any text cluster by cluster; returns the column after it.
  private mutating func putClusters(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ run: inout Run, _ mark: UInt32?
  ) -> Int {
    var reader = ClusterReader(bytes, from: start, emoji: emoji)
    while reader.next() {
      // Of consonants that are joined none is shown without the next.
      let joined = reader.joinsNext ? 1 : 0
      guard run.x + reader.width + joined <= run.limit else {
        if reader.isToken, mark == nil { putToken(reader.scalars, &run) }
        return mark.map { putMark($0, &run) } ?? run.x
      }
      if reader.isToken {
        putToken(reader.scalars, &run)
      } else {
        putCluster(reader.scalars, reader.width, &run)
      }
    }
    return run.x
  }

  private mutating func putCluster(_ scalars: ContiguousArray<UInt32>, _ width: Int, _ run: inout Run) {
    let end = run.x + width
    defer { run.x = end }
    guard end > run.first else { return }
    var known = (from: -1, to: UInt16(0))
    openCells(from: max(run.x, run.first), to: end, row: run.y)
    let base = run.y * size.width
    if run.x < run.first {
      for x in run.first..<end {
        let style = Self.merged(run.style, over: cells[base + x].style, &known, &styles)
        cells[base + x] = .blank(style)
      }
      return
    }
    let style = Self.merged(run.style, over: cells[base + run.x].style, &known, &styles)
    cells[base + run.x] = Cell(clusters.content(of: scalars), style, width: UInt8(width))
    for x in (run.x + 1)..<max(end, run.x + 1) { cells[base + x] = Cell(0, style, width: 0) }
  }

  /// A token is drawn dim and reversed, so that nobody takes it for text that was sent.
  private mutating func putToken(_ scalars: ContiguousArray<UInt32>, _ run: inout Run) {
    let own = run.style
    let token = Run(
      x: run.x, y: run.y, first: run.first, limit: run.limit, style: own.with([.dim, .reverse]))
    var inner = token
    for scalar in scalars where inner.x < inner.limit { putCluster([scalar], 1, &inner) }
    run.x = inner.x
  }

  /// The sign that text was cut, in the last column; what stood there was drawn before.
  private mutating func putMark(_ mark: UInt32, _ run: inout Run) -> Int {
    var at = run
    if at.x >= at.limit { at.x = at.limit - 1 }
    putCluster([mark], 1, &at)
    return at.x
  }
}
