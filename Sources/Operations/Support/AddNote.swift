public import Acts
public import Domain
public import Store

/// Writes something that only colleagues read.
public struct AddNote: Act {
  public static let about = About(
    Tickets.self, "note", .replyToTickets, "Add a note",
    help: "Writes a note that only colleagues see. Who is named as @bob watches the ticket from then on.",
    examples: ["ticket note T-1042 --text \"@bob knows this printer.\""])
  public static let form = Form(
    Self.init,
    Field("ticket", \.ticket, "The ticket, as T-1042.", .position),
    Field("text", \.text, "What to say.", .prose),
    Field("version", \.version, "The version you looked at; refused if others changed it since."))

  /// Where, what is said, and the version that was looked at (nil: whichever is there).
  public let ticket: Ticket.ID, text: String, version: Int?
  public init(ticket: Ticket.ID, text: String, version: Int? = nil) {
    (self.ticket, self.text, self.version) = (ticket, text, version)
  }

  public typealias Inverse = SomeAct
  public func perform(in store: WriteTransaction, _ context: Context) throws -> Done<AddNote> {
    let found = try store.need(ticket)
    if let refusal = found.refusalToNote { throw refusal }
    try Stale.check([ticket], version, in: store, context)
    let message = try store.say(.note, text, in: found, context)
    var told: [String] = [], edits = TicketEdits()
    if text.contains("@") {
      let directory = try store.directory()
      let named = Set(Mention.all(in: text, directory: directory).map(\.agent))
      told = named.sorted().map { directory.handle(of: $0) }
      if !named.isEmpty {
        edits = try store.edit([ticket], context) { $0.watchers = named.union($0.watchers).sorted() }
      }
    }
    return Done(
      Said(
        ticket: "\(ticket)", message: message.id.rawValue, outbox: nil, leaves: nil,
        status: found.status.rawValue, told: told),
      undoneBy: [SomeAct(TakeBackMessage(message: Int(message.id.rawValue)))]
        + edits.inverse.map(SomeAct.init))
  }
  public static func sentence(_ said: Said) -> String {
    "Noted in \(said.ticket)" + (said.told.isEmpty ? "." : "; told \(said.told.joined(separator: ", ")).")
  }
}
