import Terminal
import Testing

@Suite struct OwnKeys {
  static let map = KeyMap(
    KeyBinding.built("list", "j | Down", "down", "next", group: "Move")
      + KeyBinding.built("list", "gg", "top", "top")
      + KeyBinding.built("global", "gq", "queues", "Queues")
      + KeyBinding.built("global", "?", "help", "help"),
    stacks: [["list", "global"]])

  func merged(_ text: String) -> (keys: [String], problems: [String]) {
    let (map, problems) = KeyFile.merged(text, path: "keys.yaml", over: Self.map)
    return (map.bindings.map { "\($0.context) \($0.keys)=\($0.command)" }, problems.map(\.description))
  }

  static let builtIn = ["list j=down", "list Down=down", "list gg=top", "global gq=queues", "global ?=help"]

  @Test("own keys come before the built-in ones, replace them, or take them away")
  func own() {
    let (keys, problems) = merged("list:\n  Ctrl-N: down\n  j: top\n  Down: none\n")
    #expect(problems == [])
    #expect(
      keys == ["list Ctrl-N=down", "list j=top", "list gg=top", "global gq=queues", "global ?=help"])
  }

  @Test(
    "what is wrong is left out and named with its line",
    arguments: [
      (
        "list:\n  Ctrl-I: down\n",
        "keys.yaml line 2: Ctrl-I cannot be bound: terminals send Tab for it. The key map guide lists all names."
      ),
      ("list:\n  x: dwn\n", "keys.yaml line 2: There is no command \"dwn\". Did you mean down?"),
      ("lists:\n  x: down\n", "keys.yaml line 1: There is no context \"lists\". Did you mean list?"),
      (
        "global:\n  # go\n  g: help\n",
        "keys.yaml line 3: \"g\" would never let \"gg\" be typed: help (global, keys.yaml line 3) and top (list, built in). "
          + "Bind it to other keys, or free the others with \"none\"."
      ),
      (
        "list:\n  g: none\n  ggg: top\n",
        "keys.yaml line 3: \"gg\" would never let \"ggg\" be typed: top (list, built in) and top (list, keys.yaml line 3). "
          + "Bind it to other keys, or free the others with \"none\"."
      ),
    ])
  func wrong(text: String, message: String) {
    let (keys, problems) = merged(text)
    #expect(problems == [message])
    #expect(keys == Self.builtIn)
  }

  @Test(
    "a broken file leaves the built-in map",
    arguments: ["list: [", "- a\n- b\n", "list: down\n", "\tlist:\n"])
  func broken(text: String) {
    let (keys, problems) = merged(text)
    #expect(problems.count == 1 && problems[0].hasPrefix("keys.yaml line "))
    #expect(keys == Self.builtIn)
  }
}
