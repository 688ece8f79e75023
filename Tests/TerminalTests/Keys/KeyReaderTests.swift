import Terminal
import Testing

@Suite struct Keys {
  @Test(
    "sequences are written as they are read",
    arguments: [
      "gq", "Ctrl-X Ctrl-E", "F2", "S-Tab", "Alt-Left", "Space", "g.", "Ctrl-_", "Esc", "j", "zM", "Alt-b",
    ])
  func written(text: String) throws { #expect(try #require(KeySequence(text)).description == text) }

  @Test(
    "what no terminal sends is refused",
    arguments: ["Ctrl-I", "Ctrl-m", "Ctrl-[", "", "Hyper-x", "Ctrl-Alt-"])
  func refused(text: String) { #expect(KeySequence(text) == nil && KeySequence.problem(in: text) != nil) }

  static let map = KeyMap(
    KeyBinding.built("list", "j | Down", "down", "next", hint: 1)
      + KeyBinding.built("list", "gg | Home", "top", "top")
      + KeyBinding.built("global", "gq | F2", "queues", "Queues")
      + KeyBinding.built("global", "?", "help", "help"),
    stacks: [["list", "global"]])

  func type(_ text: String, _ contexts: [String] = ["list", "global"]) -> [String] {
    var reader = KeyReader(Self.map)
    return (KeySequence(text)?.keys ?? []).map { key in
      switch reader.feed(key, contexts: contexts) {
      case .command(let binding, let count): binding.command + (count.map { " x\($0)" } ?? "")
      case .pending(let pending): pending.written + "…" + pending.next.map { $0.key.description }.joined()
      case .unbound(let key): "? \(key)"
      case .cancelled: "cancelled"
      }
    }
  }

  @Test("keys, sequences over two contexts and counts lead to commands")
  func commands() {
    #expect(type("j") == ["down"])
    #expect(type("gq") == ["g…gq", "queues"])
    #expect(type("12j") == ["1…", "12…", "down x12"])
    #expect(type("3gg") == ["3…", "3 g…gq", "top x3"])
    #expect(type("gx j") == ["g…gq", "? x", "down"])
    #expect(type("2 Esc j") == ["2…", "cancelled", "down"])
    #expect(type("0") == ["? 0"])
  }

  @Test("a key bound twice and a key that begins a sequence are conflicts that name both")
  func conflicts() {
    #expect(Self.map.conflicts.isEmpty)
    let bad = KeyMap(
      Self.map.bindings + [
        KeyBinding(
          context: "global", keys: KeySequence("g")!, command: "go", title: "go",
          origin: .file("keys.yaml", line: 3)),
        KeyBinding(context: "list", keys: KeySequence("j")!, command: "jump", title: "jump"),
      ], stacks: [["list", "global"]])
    #expect(
      bad.conflicts.map(\.description) == [
        "\"g\" would never let \"gg\" be typed: go (global, keys.yaml line 3) and top (list, built in).",
        "\"g\" would never let \"gq\" be typed: go (global, keys.yaml line 3) and queues (global, built in).",
        "\"j\" is bound twice: down (list, built in) and jump (list, built in).",
      ])
  }
}
