import Terminal
import Testing

/// A layer that says its name for each key it takes.
private struct Named: Layer {
  let name: String
  var keys: Set<Character> = []
  var reactions: [Character: Reaction<String>] = [:]
  var dropsEarlyInput = false
  var isOpaque = false
  var cursor: Point?
  var sizes = 0

  mutating func handle(_ event: Event, in area: Rect) -> Reaction<String> {
    switch event {
    case .key(let key):
      guard case .character(let letter) = key.code else { return .ignored }
      if let reaction = reactions[letter] { return reaction }
      return keys.contains(letter) ? Reaction(["\(name) \(letter)"]) : .ignored
    case .resize(let size): return Reaction(["\(name) \(size.width)"])
    default: return .ignored
    }
  }
  func draw(into surface: inout Surface, area: Rect) {
    surface.put(name, at: Point(area.x, area.y), .text)
    if let cursor { surface.cursor = cursor }
  }
  var plain: [String] { [name] }
}

@Suite struct Layers {
  private func key(_ letter: Character) -> Event { .key(Key(.character(letter))) }

  @Test func eventsFallThroughUntilOneUsesThem() {
    var stack = Compositor<String>(Named(name: "pane", keys: ["j", "k"]), size: Size(20, 2))
    stack.push(Named(name: "popup", keys: ["j"]))
    #expect(stack.handle(key("j")) == ["popup j"])
    #expect(stack.handle(key("k")) == ["pane k"])
    #expect(stack.handle(key("x")) == [])
  }
  @Test func layersComeGoAndTakeEachOthersPlace() {
    let popup = Named(
      name: "popup", reactions: ["q": .close("bye"), "r": .replace(with: Named(name: "other", keys: ["j"]))])
    var stack = Compositor<String>(
      Named(name: "pane", reactions: ["o": .push(popup), "q": .close()]), size: Size(20, 2))
    _ = stack.handle(key("o"))
    #expect(stack.count == 2)
    #expect(stack.handle(key("q")) == ["bye"])
    #expect(stack.count == 1)
    _ = stack.handle(key("q"))
    #expect(stack.count == 1, "the bottom stays")
    _ = stack.handle(key("o"))
    _ = stack.handle(key("r"))
    #expect(stack.handle(key("j")) == ["other j"])
    #expect(stack.plain == ["other"])
  }
  @Test("keys that came before a dialog was seen reach neither it nor what lies below") func typeAhead() {
    var stack = Compositor<String>(Named(name: "pane", keys: ["y"]), size: Size(20, 2))
    stack.markShown()
    stack.push(Named(name: "dialog", keys: ["y"], dropsEarlyInput: true))
    #expect(stack.handle(key("y")) == [])
    #expect(stack.handle(.paste("yes")) == [])
    _ = stack.render(theme: .builtIn)
    #expect(stack.handle(key("y")) == [], "drawn is not yet shown")
    stack.markShown()
    #expect(stack.handle(key("y")) == ["dialog y"])
  }
  @Test func everyoneLearnsOfANewSize() {
    var stack = Compositor<String>(Named(name: "pane"), size: Size(20, 2))
    stack.push(Named(name: "dialog", dropsEarlyInput: true))
    stack.markShown()
    #expect(stack.handle(.resize(Size(30, 4))) == ["dialog 30", "pane 30"])
    #expect(stack.render(theme: .builtIn).size == Size(30, 4))
  }
  @Test func drawingGoesFromTheBottomUpAndTheTopmostCursorHolds() {
    var stack = Compositor<String>(Named(name: "pane at work", cursor: Point(3, 1)), size: Size(20, 2))
    stack.push(Named(name: "tip"))
    #expect(stack.render(theme: .builtIn).text == "tipe at work")
    #expect(stack.render(theme: .builtIn).cursor == Point(3, 1))
    stack.push(Named(name: "all", isOpaque: true, cursor: Point(0, 0)))
    #expect(stack.render(theme: .builtIn).text == "all")
    #expect(stack.render(theme: .builtIn).cursor == Point(0, 0))
  }
}
