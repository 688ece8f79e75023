import ArgumentParser
import Glibc
import Terminal

/// `opsdeck theme …`: the looks there are, and whether they can be read.
struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme", abstract: "Lists, checks and shows themes.",
    subcommands: [List.self, Check.self, Preview.self])
}

extension ThemeCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the themes.", discussion: "Examples:\n  opsdeck theme list")
    @OptionGroup var printing: PrintOptions
    struct Row: Encodable { let theme: String, appearance: String, note: String? }
    func run() throws {
      let library = Themes.library(Places()), printer = try Printer(printing)
      let rows = library.names().map { name -> Row in
        do {
          return Row(theme: name, appearance: try library.load(name).appearance.rawValue, note: nil)
        } catch {
          return Row(theme: name, appearance: "broken", note: "\(error)")
        }
      }
      if printer.isJSON { return try printer.json(rows) }
      printer.show(
        printer.table(["THEME", "APPEARANCE", ""], rows.map { [$0.theme, $0.appearance, $0.note ?? ""] }))
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks that a theme can be read by everybody.",
      discussion: """
        Contrast of text and of the focus, and whether states can be told apart with the usual kinds of colour blindness, \
        at every colour depth. Without a name, all themes.

        Examples:
          opsdeck theme check
          opsdeck theme check ./mine.yaml
        """)
    @Argument(help: "A theme's name, or the path of its file.", completion: .file()) var themes: [String] = []
    @OptionGroup var printing: PrintOptions
    struct Flaw: Encodable { let theme: String, flaw: String }
    func run() throws {
      let library = Themes.library(Places()), printer = try Printer(printing)
      let names = themes.isEmpty ? library.names() : themes
      var flaws: [Flaw] = []
      for name in names {
        do {
          flaws += ThemeCheck.findings(try library.load(name)).map { Flaw(theme: name, flaw: $0.description) }
        } catch let trouble as FileTrouble {
          flaws.append(Flaw(theme: name, flaw: trouble.description))
        }
      }
      if printer.isJSON { try printer.json(flaws) }
      guard flaws.isEmpty else {
        throw Complaint(
          .failed, lines: flaws.map { $0.flaw.hasPrefix($0.theme) ? $0.flaw : "\($0.theme): \($0.flaw)" })
      }
      if !printer.isJSON {
        printer.say(names.count == 1 ? "\(names[0]) is fine." : "All \(names.count) themes are fine.")
      }
    }
  }

  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows a theme, here or as a picture.",
      discussion: "Examples:\n  opsdeck theme preview dark\n  opsdeck theme preview dark --svg > dark.svg")
    @Argument(help: "A theme's name, or the path of its file.", completion: .file()) var theme: String =
      "default"
    @Flag(help: "As an SVG picture.") var svg = false
    @Flag(help: "As plain text.") var text = false
    @Option(
      help: ArgumentHelp("auto, always or never.", valueName: "when"),
      completion: .list(["auto", "always", "never"]))
    var color: String?
    func run() throws {
      let definition = try Themes.library(Places()).load(theme)
      let surface = ThemePreview.surface(Theme(definition))
      if svg { return Printer.write(surface.svg(), to: STDOUT_FILENO) }
      if try text || !Printer(color: color).isColored {
        return Printer.write(surface.text + "\n", to: STDOUT_FILENO)
      }
      Printer.write(ColoredText.of(surface), to: STDOUT_FILENO)
    }
  }
}

/// A surface for a terminal that is not taken over: rows with colours, as `cat` would show them.
enum ColoredText {
  static func of(_ surface: Surface) -> String {
    var out = ""
    for y in 0..<surface.size.height {
      var last: Style?
      for x in 0..<surface.size.width {
        let (text, style) = surface[x, y]
        if style != last { out += code(style) }
        last = style
        out += text
      }
      out += "\u{1b}[0m\n"
    }
    return out
  }
  private static func code(_ style: Style) -> String {
    "\u{1b}[" + String(decoding: StyleCodes.whole(style), as: UTF8.self) + "m"
  }
}
