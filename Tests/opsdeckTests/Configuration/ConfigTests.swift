import Testing

@testable import opsdeck

@Suite struct ConfigTests {
  private func read(_ text: String) -> (config: Config, flaws: [Config.Flaw]) {
    Config.read(text, file: "/c/config.yaml", home: "/home/ada")
  }
  @Test func everySettingIsRead() {
    let (config, flaws) = read(
      """
      # mine
      store: ~/desk.opsdeck   # the large one
      theme: "high contrast"
      color: never
      mouse: off\r
      ascii: yes
      plain: 'true'
      emoji: full
      """)
    #expect(flaws == [])
    #expect(
      config
        == Config(
          store: "/home/ada/desk.opsdeck", theme: "high contrast", color: .never, mouse: false, ascii: true,
          plain: true,
          emoji: "full"))
  }
  @Test(arguments: [
    ("thme: dark", 1, "There is no setting “thme”. Did you mean theme?"),
    (
      "\nmouse: perhaps", 2,
      "mouse is “perhaps”, which is neither yes nor no. Write mouse: true or mouse: false."
    ),
    ("color: blue", 1, "color is “blue”. Write auto, always, never, true, 256, 16 or mono."),
    (
      "store: desk.opsdeck", 1,
      "store is “desk.opsdeck”, which depends on where opsdeck is started. Write the whole path, from / or ~/."
    ),
    ("theme: \"dark", 1, "The quote in “\"dark” is not closed. Close the quote, or leave both out."),
    ("theme: dark\ntheme: light", 2, "theme was set in line 1 already. Keep one of the two."),
    (
      "  theme: dark", 1,
      "“  theme: dark” is not a setting. Write it as name: value, at the start of the line."
    ),
    ("hello", 1, "“hello” is not a setting. Write it as name: value, at the start of the line."),
  ])
  func aFlawNamesFileLineAndMend(_ text: String, _ line: Int, _ sentence: String) {
    let flaws = read(text).flaws
    #expect(flaws.map(\.description) == ["/c/config.yaml, line \(line): \(sentence)"])
  }
  @Test func theRestOfABrokenFileCounts() {
    let (config, flaws) = read("nonsense\ntheme: light\nmouse: maybe\nascii: true")
    #expect(flaws.map(\.line) == [1, 3])
    #expect(config == Config(theme: "light", ascii: true))
  }

  @Test func theFlagGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws {
    let places = Places { $0 == "HOME" ? "/home/ada" : nil }
    func choice(_ flag: String?, _ variable: String?, _ config: String?) throws -> StoreChoice {
      try StoreChoice.find(flag: flag, config: Config(store: config), places: places) { _ in variable }
    }
    #expect(try choice("/a", "/b", "/c") == StoreChoice(path: "/a", reason: .flag))
    #expect(try choice(nil, "/b", "/c") == StoreChoice(path: "/b", reason: .environment))
    #expect(try choice(nil, "", "/c") == StoreChoice(path: "/c", reason: .config))
    #expect(
      try choice(nil, nil, nil)
        == StoreChoice(path: "/home/ada/.local/state/opsdeck/store.opsdeck", reason: .usual))
  }
  @Test func relativePlacesOfTheEnvironmentAreIgnored() {
    let places = Places { ["HOME": "/h", "XDG_CONFIG_HOME": "relative", "XDG_STATE_HOME": "/s"][$0] }
    #expect(
      places.configFile == "/h/.config/opsdeck/config.yaml"
        && places.demoStore == "/s/opsdeck/demo/demo.opsdeck")
  }
}
