import ArgumentParser
import Store

/// `opsdeck audit verify`: whether the audit log is as it was written. Needs no operator: whoever can read the file
/// can recompute the chain, and should.
struct AuditVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Verify the audit log.",
    discussion: """
      Recomputes the hash of every row from what it says and from the row before it, and names the first bad one. The \
      last hash, kept elsewhere, tells later whether the end was cut off.

      Examples:
        opsdeck audit verify
        opsdeck audit verify --json | jq -r .head
      """)
  @OptionGroup var place: StoreOption
  @OptionGroup var printing: PrintOptions

  struct Answer: Encodable { let sound: Bool, rows: Int64, head: String, badRow: Int64?, problem: String? }
  func run() throws {
    let open = try OpenStore(place.store, mode: .readOnly)
    defer { open.database.close() }
    var line = ProgressLine("rows", quiet: printing.quiet)
    let found = try open.database.read { store in
      try store.verifyAudit { done, all in line.show(Int(done), of: Int(all)) }
    }
    line.end()
    let printer = try Printer(printing)
    if printer.isJSON {
      try printer.json(
        Answer(
          sound: found.flaw == nil, rows: found.rows, head: found.head, badRow: found.flaw?.row,
          problem: found.flaw?.problem))
    }
    if let flaw = found.flaw {
      throw Complaint(
        .failed, "The audit log is not as it was written: row \(flaw.row), \(flaw.problem)",
        "Keep the file as it is, and compare with the last backup: opsdeck audit verify --store BACKUP.")
    }
    if !printer.isJSON {
      printer.say(
        "\(ProgressLine.grouped(Int(found.rows))) rows are as they were written. The last hash is \(found.head)."
      )
    }
  }
}
