import ArgumentParser
import Console
import Domain
import FoundationEssentials
import Glibc
import Store
import Terminal

/// `opsdeck screenshot`: a pane as it would be on a screen of any size, without one.
struct ScreenshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screenshot", abstract: "Draws a pane without a terminal.",
    discussion: """
      Panes: \(ConsolePicture.panes.map(\.name).joined(separator: ", ")).

      Examples:
        opsdeck screenshot queue --size 120x40
        opsdeck screenshot ticket --ticket T-1042 --svg > ticket.svg
        opsdeck screenshot queue --theme light --png > queue.png
      """)
  @Argument(help: "Which pane.", completion: .list(ConsolePicture.panes.map(\.name))) var pane: String
  @Option(help: ArgumentHelp("Columns and rows.", valueName: "WxH")) var size = "120x40"
  @Option(help: ArgumentHelp("The ticket to go to first.", valueName: "T-1042")) var ticket: String?
  @Option(
    help: ArgumentHelp("Keys to press then, as in the key map; may stand several times.", valueName: "keys"))
  var key: [String] = []
  @Flag(help: "As text (the usual).") var text = false
  @Flag(help: "As an SVG picture.") var svg = false
  @Flag(help: "As a PNG picture; needs rsvg-convert.") var png = false
  @Option(help: ArgumentHelp("A theme's name or file.", valueName: "theme")) var theme: String?
  @Option(help: ArgumentHelp("true, 256, 16 or mono.", valueName: "depth")) var color = "true"
  @Flag(help: "Lines and charts in ASCII.") var ascii = false
  @Flag(help: "As a screen reader gets it.") var plain = false
  @Option(help: ArgumentHelp("The moment to draw, RFC 3339; otherwise now.", valueName: "instant")) var at:
    String?
  @OptionGroup var place: PlaceOptions

  func run() throws {
    guard [text, svg, png].filter({ $0 }).count < 2 else {
      throw Complaint(.usage, "One of --text, --svg and --png is enough.")
    }
    let surface = try MainActor.assumeIsolated { try draw() }
    if svg { return Printer.write(surface.svg(), to: STDOUT_FILENO) }
    if png { return try Self.printPNG(surface.svg()) }
    Printer.write(surface.text + "\n", to: STDOUT_FILENO)
  }

  @MainActor private func draw() throws -> Surface {
    let desk = try Desk(place, forWriting: false)
    defer { desk.close() }
    let now = try moment()
    let isDemo = try desk.database.read { try $0.isDemo() }
    var options = ConsoleApp.Options(
      database: desk.database, storeName: isDemo ? "demo store" : ConsoleStart.shortName(desk.database.path),
      isDemo: isDemo,
      actor: desk.actor, session: desk.session, environment: ProcessInfo.processInfo.environment,
      clock: { now })
    (options.isPlain, options.zone, options.zoneNamed) = (plain, Zone.here, Zone.named)
    let (definition, trouble) = Themes.load(theme ?? desk.config.theme, Places())
    if let trouble { throw Complaint(.failed, trouble.description) }
    let ticket = try ticket.map { text in
      guard let number = Int64(text.uppercased().hasPrefix("T-") ? String(text.dropFirst(2)) : text) else {
        throw Complaint(.usage, "--ticket: “\(text)” is not a ticket.", "Write it as T-1042.")
      }
      return Ticket.ID(number)
    }
    return try ConsolePicture.draw(
      pane, ticket: ticket, keys: key, size: try extent(),
      theme: Theme(definition, depth: try depth(), ascii: ascii),
      options: options)
  }
  private func extent() throws(Complaint) -> Size {
    let parts = size.lowercased().split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, (1...1000).contains(parts[0]), (1...1000).contains(parts[1]) else {
      throw Complaint(.usage, "--size: “\(size)” is not a size.", "Write it as 120x40.")
    }
    return Size(parts[0], parts[1])
  }
  private func depth() throws(Complaint) -> ColorDepth {
    switch color {
    case "true": .trueColor
    case "256": .indexed256
    case "16": .ansi16
    case "mono": .mono
    default: throw Complaint(.usage, "--color: “\(color)” is no depth.", "Use true, 256, 16 or mono.")
    }
  }
  private func moment() throws(Complaint) -> Instant {
    guard let at else { return Clock.now }
    guard let instant = RFC3339.instant(at) else {
      throw Complaint(.usage, "--at: “\(at)” is not an instant.", "Write it as 2026-11-24T14:00:00Z.")
    }
    return instant
  }

  private static func printPNG(_ svg: String) throws(Complaint) {
    let remedy = "Install it (apt-get install librsvg2-bin), or use --svg."
    do {
      guard try ChildProcess.run(["rsvg-convert", "--format", "png"], input: svg) == 0 else {
        throw Complaint(.failed, "rsvg-convert failed.", remedy)
      }
    } catch let complaint as Complaint { throw complaint } catch {
      throw Complaint(.failed, "rsvg-convert cannot be started: \(error).", remedy)
    }
  }
}
