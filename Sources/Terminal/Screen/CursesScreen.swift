import CNcurses
import CTerminal
import Glibc

/// Draws surfaces with ncurses into memory: whoever owns the terminal writes the bytes when it can take them.
///
/// ncurses works out what changed and how to say it to this kind of terminal. It never sees the terminal itself, so a
/// slow one cannot hold the program, and a test reads the very bytes a person's terminal would get. Clusters that
/// terminals and the C library measure differently are painted past ncurses, each at its absolute place.
public final class CursesScreen: Screen {
  /// Columns and rows.
  public private(set) var size: Size
  /// Colours that are used.
  public let depth: ColorDepth
  /// Only ASCII is drawn.
  public let isASCII: Bool
  /// Bytes that wait to be written.
  public var output: [UInt8] = []

  private let memory: Int32
  private let isSynchronizing: Bool
  private var frame: [Cell] = []
  /// What was shown last, nil where the frame does not stand for it.
  private var last: Surface?
  private var styles = StyleTable(first: .plain)
  private var faces: [(attributes: UInt32, pair: Int32)] = []
  /// What of a style can be seen on a blank: its ground; nil where there is more, a line below or colours reversed.
  private var grounds: [UInt64?] = []
  private var pairs: [UInt64: Int32] = [:]
  private var clusters = ClusterTable()
  private var disputes: [UInt32: Bool] = [:]
  private var row: [CNcurses_cell] = []
  private var coalescer: StyleCoalescer
  /// The style last written with.
  private var pen: UInt16 = 0

  /// Opens a terminal description. Only one can be open in a process.
  /// - Throws: when there is no such terminal or it cannot move its cursor.
  public init(term: String, depth: ColorDepth, size: Size, ascii: Bool) throws(TerminalTrouble) {
    memory = CTerminal_memory()
    let direct = depth == .trueColor ? ColorSupport.directEntry(for: term) : nil
    guard memory >= 0, Self.open(term, direct: direct, memory) else {
      throw TerminalTrouble(
        "TERM is \"\(Clean.line(term))\", which this machine does not know.",
        remedy: "Set TERM to what your terminal is, for example xterm-256color.")
    }
    guard CNcurses_can_draw() != 0 else {
      throw TerminalTrouble(
        "The terminal \"\(Clean.line(term))\" cannot place its cursor.",
        remedy: "Use another terminal, or the commands with --plain.")
    }
    self.size = Size(max(1, size.width), max(1, size.height))
    self.depth = depth == .trueColor && direct == nil && CNcurses_colors() >= 0 ? .indexed256 : depth
    isASCII = ascii
    isSynchronizing = term != "linux" && !term.hasPrefix("vt")
    coalescer = StyleCoalescer(takesOff: !term.hasPrefix("vt"))
    if depth != .mono { CNcurses_start_colors() }
    CNcurses_resize(Int32(self.size.height), Int32(self.size.width))
    forget()
    // Entering and leaving before there is anything to show is nothing that a terminal should see.
    drain()
    output = []
    coalescer.forget()
  }

  private static func open(_ term: String, direct: String?, _ memory: Int32) -> Bool {
    guard let direct, let entry = DirectColorEntries.entry(direct) else {
      return CNcurses_open(term, memory) != 0
    }
    let before = getenv("TERMINFO").map { String(cString: $0) }
    setenv("TERMINFO", "b64:" + entry, 1)
    let opened = CNcurses_open("opsdeck+" + direct, memory) != 0
    if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") }
    return opened || CNcurses_open(term, memory) != 0
  }

  /// Colours of a terminal by its description, negative for 24 bits; asked once the screen is open.
  var describedColors: Int { Int(CNcurses_colors()) }

  /// Takes another size; the next frame is written whole.
  public func resize(_ size: Size) {
    self.size = Size(max(1, size.width), max(1, size.height))
    CNcurses_resize(Int32(self.size.height), Int32(self.size.width))
    repaint()
  }

  /// The next frame is written whole, whatever the terminal shows.
  public func repaint() {
    forget()
    CNcurses_repaint()
  }

  private func forget() {
    last = nil
    frame = Array(repeating: Cell(0xFFFF_FFFF, 0), count: size.width * size.height)
  }

  /// Leaves the screen as the terminal's description says; the next frame enters it again.
  public func leave() {
    CNcurses_leave()
    drain()
    coalescer.forget()
    repaint()
  }

  /// Takes what ncurses wrote, with its changes of style said shorter.
  private func drain() {
    let count = Int(lseek(memory, 0, SEEK_CUR))
    guard count > 0 else { return }
    withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { bytes in
      let got = pread(memory, bytes.baseAddress, count, 0)
      coalescer.append(UnsafeRawBufferPointer(rebasing: bytes[..<max(0, got)]), to: &output)
    }
    ftruncate(memory, 0)
    lseek(memory, 0, SEEK_SET)
  }

  /// Writes what differs from the frame before into `output`.
  public func show(_ surface: Surface) {
    if styles.styles.count > 8_000 || pairs.count > Int(CNcurses_pair_count()) - 600 { startTablesAnew() }
    let start = output.count
    var surface = surface
    if surface.size != size { surface = surface.resized(to: size) }
    let known = surface.styles.styles.map { face(of: $0) }
    let foreign = surface.clusters.clusters.map { clusters.content(of: $0) }
    var painted: [Int] = []
    let before = last.flatMap { $0.size == size && surface.hasTables(of: $0) ? $0 : nil }
    for y in 0..<size.height {
      if let before, before.isEqual(to: surface, row: y) { continue }
      if let changed = takeRow(y, of: surface, known, foreign) {
        write(row: y, changed)
        painted.append(y)
      }
    }
    last = surface
    let cursor = surface.cursor.flatMap { surface.bounds.contains($0) ? $0 : nil }
    CNcurses_show(Int32(cursor?.y ?? -1), Int32(cursor?.x ?? 0))
    drain()
    for y in painted { paintDisputed(row: y) }
    if isSynchronizing, output.count - start > 2_000 {
      output.insert(contentsOf: Array("\u{1B}[?2026h".utf8), at: start)
      output.append(contentsOf: "\u{1B}[?2026l".utf8)
    }
  }

  private func startTablesAnew() {
    styles = StyleTable(first: .plain)
    (faces, grounds, pairs, pen) = ([], [], [:], 0)
    clusters = ClusterTable()
    CNcurses_forget_pairs()
    repaint()
  }

  // MARK: rows

  /// Copies a row of the surface over the frame; gives the columns that differ, nil if none.
  ///
  /// A blank looks the same in any colour of letters: one that must be written takes the style that was last written
  /// with, so that no change of style is said for it. One that is there already stays as it is, unless it lies in a
  /// gap between changes that is shorter than a move over it.
  private func takeRow(_ y: Int, of surface: Surface, _ known: [UInt16], _ foreign: [UInt32]) -> Range<Int>? {
    let base = y * size.width
    var (first, last, bridge) = (size.width, -1, 0)
    for x in 0..<size.width {
      var cell = surface.cells[base + x]
      cell.style = known[Int(cell.style)]
      if let cluster = cell.cluster { cell.content = foreign[cluster] }
      if cell.content == 0x20, let ground = grounds[Int(cell.style)] {
        let old = frame[base + x]
        if x >= bridge, old.content == 0x20, grounds[Int(old.style)] == ground {
          if last == x - 1, last >= 0 {
            bridge = self.bridge(surface.cells, base + x, base + size.width, known) - base
          }
          if x >= bridge { continue }
        }
        if grounds[Int(pen)] == ground { cell.style = pen }
      }
      if cell != frame[base + x] {
        frame[base + x] = cell
        first = min(first, x)
        last = x
        pen = cell.style
      }
    }
    guard last >= 0 else { return nil }
    while first > 0, frame[base + first].width == 0 { first -= 1 }
    while last + 1 < size.width, frame[base + last + 1].width == 0 { last += 1 }
    return first..<(last + 1)
  }

  /// Where a gap that begins at `start` ends, if what comes after a few blanks changes too; otherwise `start`.
  private func bridge(_ cells: [Cell], _ start: Int, _ end: Int, _ known: [UInt16]) -> Int {
    for at in start..<min(end, start + 7) {
      let (cell, old) = (cells[at], frame[at])
      if cell.content != old.content { return at }
      if cell.content != 0x20 { return known[Int(cell.style)] == old.style ? start : at }
    }
    return start
  }

  private func write(row y: Int, _ columns: Range<Int>) {
    row.removeAll(keepingCapacity: true)
    var rest = 0
    for x in columns {
      let cell = frame[y * size.width + x]
      let face = faces[Int(cell.style)]
      var out = CNcurses_cell()
      (out.attributes, out.pair) = (face.attributes, face.pair)
      if cell.width > 0 { rest = isDisputed(cell) ? Int(cell.width) : 0 }
      if rest > 0 {
        // What stands for a cluster that is painted afterwards: as many plain cells.
        out.text.0 = 0x3F
        rest -= 1
      } else if let cluster = cell.cluster {
        let scalars = clusters[cluster]
        func at(_ i: Int) -> UInt32 { i < scalars.count ? scalars[i] : 0 }
        out.text = (at(0), at(1), at(2), at(3), at(4))
      } else {
        out.text.0 = cell.content
      }
      row.append(out)
    }
    CNcurses_put(Int32(y), Int32(columns.lowerBound), row, Int32(row.count))
  }

  /// The C library, or some terminals, see other columns in it than we do.
  private func isDisputed(_ cell: Cell) -> Bool {
    if cell.cluster == nil, cell.content < 0x300 { return isASCII && cell.content >= 0x7F }
    if isASCII { return true }
    if let known = disputes[cell.content] { return known }
    let scalars = cell.cluster.map { clusters[$0] } ?? [cell.content]
    var columns = 0
    for scalar in scalars {
      let width = Int(CNcurses_width(scalar))
      columns = width < 0 || columns < 0 ? -1 : columns + width
    }
    let firstIsWide = Int(CNcurses_width(scalars[0])) == Int(cell.width)
    let isDisputed = columns != Int(cell.width) || !firstIsWide || scalars.count > 5
    disputes[cell.content] = isDisputed
    return isDisputed
  }

  // MARK: past ncurses

  private func paintDisputed(row y: Int) {
    guard !isASCII else { return }
    let base = y * size.width
    var bytes: [UInt8] = []
    for x in 0..<size.width where frame[base + x].width > 0 && isDisputed(frame[base + x]) {
      paint(x, y, into: &bytes)
      // A terminal that draws it wider has spoilt what stands behind: say that again, at its place.
      let next = x + Int(frame[base + x].width)
      if next < size.width, !isDisputed(frame[base + next]) { paint(next, y, into: &bytes) }
    }
    guard !bytes.isEmpty else { return }
    output.append(contentsOf: "\u{1B}7".utf8)
    output.append(contentsOf: bytes)
    output.append(contentsOf: "\u{1B}8".utf8)
  }

  private func paint(_ x: Int, _ y: Int, into bytes: inout [UInt8]) {
    let cell = frame[y * size.width + x]
    bytes.append(contentsOf: "\u{1B}[\(y + 1);\(x + 1)H".utf8)
    let style = styles[cell.style]
    let shown = Style(rounded(style.foreground), on: rounded(style.background), style.attributes)
    bytes.append(contentsOf: [0x1B, 0x5B] + StyleCodes.whole(shown) + [0x6D])
    for scalar in cell.cluster.map({ clusters[$0] }) ?? [cell.content] { Clean.encode(scalar, into: &bytes) }
  }

  // MARK: styles

  private func rounded(_ color: Color) -> Color {
    switch depth {
    case .trueColor: color
    case .indexed256: ColorRounding.indexed(color)
    case .ansi16: ColorRounding.ansi(color)
    case .mono: .standard
    }
  }

  /// The index of a style in our table; its face is worked out the first time.
  private func face(of style: Style) -> UInt16 {
    let index = styles.index(of: style)
    while faces.count < styles.styles.count {
      let style = styles.styles[faces.count]
      faces.append(makeFace(style))
      grounds.append(
        style.attributes.isDisjoint(with: [.underline, .reverse]) ? style.background.packed : nil)
    }
    return index
  }

  private func makeFace(_ style: Style) -> (attributes: UInt32, pair: Int32) {
    var attributes = UInt32(style.attributes.rawValue)
    guard depth != .mono else { return (attributes, 0) }
    var foreground = number(rounded(style.foreground))
    var background = number(rounded(style.background))
    if CNcurses_color_count() == 8 {
      // The eight bright ones are the others in bold there; a ground cannot be bold.
      if foreground >= 8 { (foreground, attributes) = (foreground & 7, attributes | 1) }
      if background >= 8 { background &= 7 }
    }
    guard foreground >= 0 || background >= 0 else { return (attributes, 0) }
    let key = UInt64(UInt32(bitPattern: foreground)) << 32 | UInt64(UInt32(bitPattern: background))
    if let pair = pairs[key] { return (attributes, pair) }
    let pair = Int32(pairs.count + 1)
    guard CNcurses_pair(pair, foreground, background) == 0 else { return (attributes, 0) }
    pairs[key] = pair
    return (attributes, pair)
  }

  /// A colour as ncurses numbers it. In 24 bits, what is below 8 is the terminal's own.
  private func number(_ color: Color) -> Int32 {
    switch color {
    case .standard: return -1
    case .indexed(let n) where depth != .trueColor || n < 8: return Int32(n)
    default:
      guard let c = ColorRounding.components(color) else { return -1 }
      return max(8, Int32(c.r) << 16 | Int32(c.g) << 8 | Int32(c.b))
    }
  }

  deinit { close(memory) }
}
