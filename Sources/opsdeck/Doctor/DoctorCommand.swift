import ArgumentParser

/// `opsdeck doctor`: looks at everything that can be wrong around opsdeck, and says what to do.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Looks at store, terminal and settings, and says what to mend.",
    discussion: """
      Changes nothing. Exit status 1 when something is broken, so that a script can ask too.

      Examples:
        opsdeck doctor
        opsdeck doctor --json | jq 'select(.state == "broken")'
      """)
  @OptionGroup var place: StoreOption
  @OptionGroup var printing: PrintOptions

  func run() throws {
    let places = Places(), (config, flaws) = Config.load(places)
    let findings =
      ConfigDoctor.findings(places, flaws) + StoreDoctor.findings(flag: place.store, config, places)
      + MachineDoctor.findings() + TerminalDoctor.findings(config)
    let printer = try Printer(printing)
    if printer.isJSON { try printer.json(findings) } else { printer.show(Self.report(findings, printer)) }
    let broken = findings.filter { $0.state == .broken }
    if !broken.isEmpty {
      throw Complaint(
        .failed, broken.count == 1 ? "1 thing is broken." : "\(broken.count) things are broken.")
    }
  }

  static func report(_ findings: [Finding], _ printer: Printer) -> String {
    var lines: [String] = [], area = ""
    for finding in findings {
      if finding.area != area {
        if !area.isEmpty { lines.append("") }
        area = finding.area
        lines.append(printer.bold(area))
      }
      let mark =
        switch finding.state {
        case .ok: "ok  "
        case .note: "note"
        case .warning: "warn"
        case .broken: "BAD "
        }
      let name = finding.name + String(repeating: " ", count: max(1, 14 - finding.name.count))
      lines.append("  \(mark)  \(name)\(printer.cleaned(finding.found))")
      if let mend = finding.mend {
        lines.append("        \(String(repeating: " ", count: 14))→ \(printer.cleaned(mend))")
      }
    }
    return lines.joined(separator: "\n")
  }
}
