/// A column of a table.
public struct TableColumn: Hashable, Sendable, Identifiable {
  /// On which side a short text leaves room.
  public enum Alignment: Hashable, Sendable { case left, right }
  /// What the caller's cell renderer knows it by.
  public var id: String
  /// The words over it.
  public var title: String
  /// Its width: fixed, or with a minimum and a share of the rest. A priority lets it go on narrow screens.
  public var track: Track
  /// See the type.
  public var alignment: Alignment
  /// Clicking the title sorts by it.
  public var isSortable: Bool

  /// Makes a column.
  public init(
    _ id: String, _ title: String, _ track: Track, _ alignment: Alignment = .left, isSortable: Bool = true
  ) {
    (self.id, self.title, self.track, self.alignment) = (id, title, track, alignment)
    self.isSortable = isSortable
  }
}

/// What stands in one place of a table: text from its side, and chips at the far right that never push it.
public struct TableCell: Hashable, Sendable {
  /// The text, cut with a sign when it does not fit.
  public var text: [TextRun]
  /// Short words at the right edge, each on a ground of its own; left out when the text would get too small.
  public var chips: [TextRun]
  /// Makes a cell.
  public init(_ text: [TextRun], chips: [TextRun] = []) { (self.text, self.chips) = (text, chips) }
  /// A cell of one piece.
  public init(_ text: String, _ role: ThemeRole = .text) { self.init([TextRun(text, role)]) }
}

/// How a row stands while its cells are made.
public struct RowState: Hashable, Sendable {
  /// The selected row; it is drawn with a bar and a tint.
  public var isSelected: Bool
  /// A marked row, or one in the range under way.
  public var isMarked: Bool
  /// Makes a state.
  public init(isSelected: Bool = false, isMarked: Bool = false) {
    (self.isSelected, self.isMarked) = (isSelected, isMarked)
  }
}

/// What lies under a place of a table.
public enum TableHit: Hashable, Sendable {
  /// The title of the column with this id.
  case title(String)
  /// A line below the titles, from 0, and the column under the place.
  case row(Int, column: String?)
}

/// Draws a list as aligned columns: a bar and a mark at the left edge, titles, rows, and what arrived above.
///
/// Cells come from the caller, row by row, only for what is on the screen.
public struct Table: Sendable {
  /// The columns in order.
  public var columns: [TableColumn]
  /// The column the rows are sorted by, and which way.
  public var sortedBy: (column: String, isAscending: Bool)?
  /// Cells between two columns.
  public var gap: Int
  /// Titles are shown.
  public var hasTitles: Bool
  /// Said where there is no row.
  public var emptyText: [TextRun]
  /// Cells at the left edge: one for the bar of the selected row, one for the mark.
  public static let gutter = 2

  /// Makes a table.
  public init(
    _ columns: [TableColumn], sortedBy: (column: String, isAscending: Bool)? = nil, gap: Int = 1,
    hasTitles: Bool = true, emptyText: [TextRun] = []
  ) {
    (self.columns, self.sortedBy, self.gap) = (columns, sortedBy, gap)
    (self.hasTitles, self.emptyText) = (hasTitles, emptyText)
  }
  /// The rows a list has in an area of this height.
  public func rows(in height: Int) -> Int { max(0, height - (hasTitles ? 1 : 0)) }
  /// Where each column lies in an area; empty ones were left out.
  public func places(in area: Rect) -> [Rect] {
    let (_, rest) = area.cutLeft(Table.gutter)
    return Layout.columns(rest, columns.map(\.track), gap: gap)
  }
  /// What lies under a place of the screen.
  public func hit(_ point: Point, in area: Rect) -> TableHit? {
    guard area.contains(point) else { return nil }
    let column = zip(columns, places(in: area)).first { $1.contains(point) }?.0
    if !hasTitles || point.y > area.y {
      return .row(point.y - area.y - (hasTitles ? 1 : 0), column: column?.id)
    }
    return column.flatMap { $0.isSortable ? .title($0.id) : nil }
  }

  /// All that a row looks like follows from this.
  private struct RowBasis<Row: Equatable & Sendable>: Equatable, Sendable {
    let row: Row, state: RowState, table: Int
  }
  /// And this all rows have in common.
  private struct TableBasis<Basis: Equatable & Sendable>: Equatable, Sendable {
    let hasFocus: Bool, columns: [TableColumn], gap: Int, basis: Basis
  }

  /// Draws what is on the screen of a list. Rows that are as they were in the frame before are not made again.
  /// - Parameters:
  ///   - basis: what the cells are made from besides their row, its state and the column.
  ///   - cell: makes the cell of a row in a column.
  public func draw<Row: Equatable & Sendable, Basis: Equatable & Sendable>(
    _ list: ListState<Row>, into surface: inout Surface, area: Rect, hasFocus: Bool = true, basis: Basis,
    cell: (Row, TableColumn, RowState) -> TableCell
  ) {
    let number = surface.number(
      of: "table", TableBasis(hasFocus: hasFocus, columns: columns, gap: gap, basis: basis))
    draw(list, into: &surface, area: area) { row, state, places, area, surface in
      let basis = RowBasis(row: row, state: state, table: number)
      surface.part("row", area.y, in: area, from: basis) {
        draw(row, state, places, into: &$0, at: area, hasFocus, cell: cell)
      }
    }
  }

  /// Draws what is on the screen of a list.
  /// - Parameter cell: makes the cell of a row in a column.
  public func draw<Row>(
    _ list: ListState<Row>, into surface: inout Surface, area: Rect, hasFocus: Bool = true,
    cell: (Row, TableColumn, RowState) -> TableCell
  ) {
    draw(list, into: &surface, area: area) { row, state, places, area, surface in
      draw(row, state, places, into: &surface, at: area, hasFocus, cell: cell)
    }
  }

  private func draw<Row>(
    _ row: Row, _ state: RowState, _ places: [Rect], into surface: inout Surface, at area: Rect,
    _ hasFocus: Bool, cell: (Row, TableColumn, RowState) -> TableCell
  ) {
    for (column, place) in zip(columns, places) where place.width > 0 {
      Table.draw(
        cell(row, column, state), into: &surface, at: Rect(place.x, area.y, place.width, 1), column.alignment)
    }
    drawGutter(state, into: &surface, at: area, hasFocus)
  }

  private func draw<Row>(
    _ list: ListState<Row>, into surface: inout Surface, area: Rect,
    row drawRow: (Row, RowState, [Rect], Rect, inout Surface) -> Void
  ) {
    guard !area.isEmpty else { return }
    let places = places(in: area)
    var (rowsArea, isFirst) = (area, true)
    if hasTitles {
      drawTitles(into: &surface, places)
      rowsArea = area.cutTop(1).rest
    }
    let range = list.range
    for index in list.visible {
      let y = rowsArea.y + index - list.visible.lowerBound
      guard y < rowsArea.bottom else { break }
      isFirst = false
      let row = list.rows[index]
      let state = RowState(
        isSelected: index == list.cursor,
        isMarked: list.marks.contains(row.id) || range?.contains(index) == true)
      drawRow(row, state, places, Rect(area.x, y, area.width, 1), &surface)
    }
    if isFirst, list.isLoaded, !rowsArea.isEmpty {
      surface.putCut(emptyText, at: Point(area.x + 2, rowsArea.y), width: area.width - 2)
    }
  }

  private func drawTitles(into surface: inout Surface, _ places: [Rect]) {
    for (column, place) in zip(columns, places) where place.width > 0 {
      var text = column.title
      if let sortedBy, sortedBy.column == column.id {
        text += surface.theme.isASCII ? (sortedBy.isAscending ? "^" : "v") : sortedBy.isAscending ? "↑" : "↓"
      }
      let used = min(place.width, TextWidth.of(text))
      let x = column.alignment == .right ? place.right - used : place.x
      surface.putCut(text, at: Point(x, place.y), .textMuted, width: place.width)
    }
  }
  private func drawGutter(_ state: RowState, into surface: inout Surface, at row: Rect, _ hasFocus: Bool) {
    if state.isMarked {
      surface.put(
        surface.theme.glyph(.mark) ?? "*", at: Point(row.x + 1, row.y), .mark, width: min(1, row.width - 1))
    }
    guard state.isSelected else { return }
    surface.choose(row, ground: hasFocus ? .selection : "selection.idle")
  }
  private static func draw(
    _ cell: TableCell, into surface: inout Surface, at place: Rect, _ alignment: TableColumn.Alignment
  ) {
    var (width, chips) = (place.width, cell.chips)
    // The text keeps at least 12 cells; chips go from the left.
    while !chips.isEmpty, place.width - chipsWidth(chips) < 12 { chips.removeFirst() }
    if !chips.isEmpty {
      width -= chipsWidth(chips)
      var x = place.x + width + 1
      for chip in chips { x += surface.put(" \(chip.text) ", at: Point(x, place.y), chip.role) }
    }
    let x = alignment == .right ? max(place.x, place.x + width - cell.text.width) : place.x
    surface.putCut(cell.text, at: Point(x, place.y), width: width)
  }
  private static func chipsWidth(_ chips: [TextRun]) -> Int { chips.reduce(1) { $0 + $1.width + 2 } }
}

extension Table {
  /// The list in words, a line a row, for readers that speak: "row 3 of 128: Ref T-1057, Due 0:34, …".
  public func plain<Row>(
    _ list: ListState<Row>, cell: (Row, TableColumn, RowState) -> TableCell
  ) -> [String] {
    guard !list.rows.isEmpty else { return list.isLoaded ? [emptyText.plain] : [] }
    return list.visible.map { index in plain(list, at: index, cell: cell) }
  }
  /// One row in words.
  public func plain<Row>(
    _ list: ListState<Row>, at index: Int, cell: (Row, TableColumn, RowState) -> TableCell
  ) -> String {
    let row = list.rows[index],
      state = RowState(isSelected: index == list.cursor, isMarked: list.isMarked(at: index))
    let number = list.before.map { "row \($0 + index + 1)" } ?? "row"
    let total = list.total.map { " of \($0)" } ?? ""
    let signs = (state.isSelected ? ", selected" : "") + (state.isMarked ? ", marked" : "")
    let cells = columns.compactMap { column -> String? in
      let cell = cell(row, column, state)
      let text = ([cell.text.plain] + cell.chips.map(\.text)).joined(separator: " ").trimmingBlanks
      return text.isEmpty ? nil : column.title.isEmpty ? text : "\(column.title) \(text)"
    }
    return Clean.line("\(number)\(total)\(signs): \(cells.joined(separator: ", "))")
  }
}
