/// The starts that people make all day, `opsdeck` and `opsdeck demo`, read without the argument parser: building its
/// forty commands would cost a quarter of the time to the first frame.
enum QuickStart: Equatable {
  case console(ConsoleStart), demo(DemoStart)

  /// Nil for everything that is not plainly one of the two: the parser reads that, and complains better.
  init?(_ words: [String]) {
    var rest = words[...]
    let isDemo = rest.first == "demo"
    if isDemo { rest = rest.dropFirst() }
    var console = ConsoleStart(), demo = DemoStart()
    while let word = rest.popFirst() {
      switch word {
      case "--plain": console.isPlain = true
      case "--ascii": console.isASCII = true
      case "--fresh" where isDemo: demo.isFresh = true
      case "--store", "--as", "--theme", "--color":
        guard let value = rest.popFirst(), !value.hasPrefix("-") else { return nil }
        switch word {
        case "--store": (console.store, demo.store) = (value, value)
        case "--as": (console.actor, demo.actor) = (value, value)
        case "--theme": console.theme = value
        default: console.color = value
        }
      default: return nil
      }
    }
    demo.console = console
    self = isDemo ? .demo(demo) : .console(console)
  }

  func run() throws {
    switch self {
    case .console(let start): try start.run()
    case .demo(let start): try start.run()
    }
  }
}
