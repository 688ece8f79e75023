/// What may follow a half-typed sequence, in a few rows at the bottom of an area.
public enum WhichKey {
  /// Draws it over the lowest rows of the area.
  public static func draw(_ pending: KeyReader.Pending, into surface: inout Surface, area: Rect) {
    let choices = pending.next.map {
      (key: $0.key.description, word: surface.theme.written($0.binding?.title ?? "and more"))
    }
    guard !choices.isEmpty, area.width > 8, area.height > 1 else { return }
    let keyWidth = (choices.map { TextWidth.of($0.key) }.max() ?? 1) + 2
    let wordWidth = choices.map { TextWidth.of($0.word) }.max() ?? 18
    let width = min(area.width - 2, max(18, keyWidth + wordWidth + 3))
    let columns = max(1, (area.width - 2) / width)
    let rows = min((choices.count + columns - 1) / columns, max(1, area.height / 2))
    let (place, _) = area.cutBottom(rows + 1)
    surface.fill(place, .dialog)
    surface.putCut(
      "\(pending.written), then", at: Point(place.x + 1, place.y), .textBright, width: place.width - 1)
    for (index, choice) in choices.prefix(rows * columns).enumerated() {
      let x = place.x + 2 + index / rows * width, y = place.y + 1 + index % rows
      let room = max(0, min(width - 1, place.right - x))
      surface.put(choice.key, at: Point(x, y), .accent, width: room)
      surface.putCut(choice.word, at: Point(x + keyWidth, y), .text, width: max(0, room - keyWidth))
    }
  }
  /// In words.
  public static func plain(_ pending: KeyReader.Pending) -> String {
    Clean.line(
      "\(pending.written), then "
        + pending.next.map { "\($0.key) \($0.binding?.title ?? "and more")" }.joined(separator: ", "))
  }
}
