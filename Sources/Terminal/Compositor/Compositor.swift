/// A stack of layers: events go to the top and fall through until one uses them, drawing goes from the bottom up.
///
/// After a frame was shown call `markShown()`: from then on the layers in it take keys.
public struct Compositor<Message: Sendable>: Sendable {
  private struct Entry: Sendable {
    let number: Int
    var layer: any Layer<Message>
    var isShown = false
  }
  private var entries: [Entry] = []
  private var nextNumber = 0
  /// The size of the screen; layers are laid out in it.
  public var size: Size

  /// Makes a stack with a layer at the bottom, which never leaves.
  public init(_ bottom: any Layer<Message>, size: Size) {
    self.size = size
    push(bottom)
  }
  /// The layers from the bottom up.
  public var layers: [any Layer<Message>] { entries.map(\.layer) }
  /// The one that gets events first.
  public var top: (any Layer<Message>)? { entries.last?.layer }
  /// How many there are.
  public var count: Int { entries.count }

  /// Puts a layer on top.
  public mutating func push(_ layer: any Layer<Message>) {
    entries.append(Entry(number: nextNumber, layer: layer))
    nextNumber += 1
  }
  /// Takes the top away; the bottom stays.
  public mutating func pop() { if entries.count > 1 { entries.removeLast() } }
  /// Takes everything away but the bottom.
  public mutating func popAll() { entries.removeLast(max(0, entries.count - 1)) }
  /// Puts another value in the place of a layer, counted from the bottom; it counts as shown if the old one was.
  public mutating func update(at index: Int, _ layer: any Layer<Message>) {
    if entries.indices.contains(index) { entries[index].layer = layer }
  }

  /// Gives an event to the layers and answers what they want done.
  public mutating func handle(_ event: Event) -> [Message] {
    if case .resize(let size) = event { self.size = size }
    var messages: [Message] = []
    for number in entries.map(\.number).reversed() {
      guard let index = entries.firstIndex(where: { $0.number == number }) else { continue }
      if !entries[index].isShown, entries[index].layer.dropsEarlyInput, event.isInput { return messages }
      let reaction = entries[index].layer.handle(event, in: Rect(size))
      messages += reaction.messages
      apply(reaction.change, to: number)
      // Everyone learns of a new size and of a return from a stop.
      if reaction.isConsumed, event.isInput { break }
    }
    return messages
  }
  private mutating func apply(_ change: Reaction<Message>.Change, to number: Int) {
    guard let index = entries.firstIndex(where: { $0.number == number }) else { return }
    switch change {
    case .none: break
    case .close: if index > 0 { entries.remove(at: index) }
    case .push(let layer): push(layer)
    case .replace(let layer):
      entries[index] = Entry(number: nextNumber, layer: layer)
      nextNumber += 1
    case .closeAll: popAll()
    }
  }

  /// Draws everything on a new surface.
  public func render(theme: Theme) -> Surface {
    var surface = Surface(size, theme: theme)
    draw(into: &surface)
    return surface
  }
  /// Draws everything on a surface.
  public func draw(into surface: inout Surface) {
    let first = entries.lastIndex { $0.layer.isOpaque } ?? 0
    for entry in entries[first...] { entry.layer.draw(into: &surface, area: Rect(size)) }
  }
  /// What was drawn last is on the screen now.
  public mutating func markShown() { for index in entries.indices { entries[index].isShown = true } }
  /// What the top says in words.
  public var plain: [String] { entries.last?.layer.plain ?? [] }
}

extension Event {
  /// It comes from a person: a key, a click, a paste.
  var isInput: Bool {
    switch self {
    case .key, .mouse, .paste: true
    case .resize, .focus, .resumed: false
    }
  }
}
