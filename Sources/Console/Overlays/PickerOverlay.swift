import Domain
import Terminal

/// A list to choose from by typing a few letters. `Enter` takes the one under the cursor, or the ticked ones.
struct PickerOverlay: Overlay {
  private var picker: Picker
  private let read: (@Sendable (Desk) throws -> [PickerItem])?
  private let onLeave: [Effect]
  private let done: @MainActor ([String]) -> [Effect]

  /// - Parameters:
  ///   - isMulti: several can be ticked; `marked` are at first.
  ///   - onLeave: what is done when nothing is chosen.
  ///   - done: what the chosen ids mean.
  init(
    _ title: String, _ items: [PickerItem], isMulti: Bool = false, marked: Set<String> = [],
    onLeave: [Effect] = [],
    done: @escaping @MainActor ([String]) -> [Effect]
  ) {
    picker = Picker(title, items, takesSeveral: isMulti, marked: marked)
    (read, self.onLeave, self.done) = (nil, onLeave, done)
  }
  /// One whose items are read from the store when it opens.
  init(
    _ title: String, reading read: @escaping @Sendable (Desk) throws -> [PickerItem],
    done: @escaping @MainActor ([String]) -> [Effect]
  ) {
    picker = Picker(title, [])
    picker.isWaiting = true
    (self.read, onLeave, self.done) = (read, [], done)
  }
  var hints: [Hint] { picker.hints }

  mutating func appear(_ facts: Facts) -> [Effect] {
    read.map { read in [.read(Ask("choices") { desk in try read(desk) })] } ?? []
  }
  mutating func receive(_ slot: String, _ answer: Result<any Sendable, any Error>, _ facts: Facts) -> [Effect]
  {
    switch answer {
    case .success(let value):
      if let items = value as? [PickerItem] { picker.setItems(items) }
      return []
    case .failure(let error): return [.dismiss, .say("\(error)", .bad)]
    }
  }
  mutating func handle(_ event: Event, _ facts: Facts) -> [Effect]? {
    switch picker.handle(event, in: Rect(facts.size).forLayers) {
    case .picked(let ids): [.dismiss] + done(ids)
    case .close: [.dismiss] + onLeave
    case .none, .changed, .refused, .created: []
    }
  }
  func draw(into surface: inout Surface, area: Rect, _ facts: Facts) {
    picker.draw(into: &surface, area: area.forLayers)
  }
  func plain(_ facts: Facts) -> [String] { picker.plain }
}
