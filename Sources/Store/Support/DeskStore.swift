public import Domain

extension SavedView.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }
extension Macro.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }
extension CannedReply.ID: SQLConvertible { var sql: SQLValue { .integer(rawValue) } }

extension ReadTransaction {
  /// The views an agent sees: everybody's, those of her teams, her own; in the order of the list.
  public func savedViews(for agent: Agent) throws -> [SavedView] {
    try savedViews().filter { $0.isVisible(to: agent) }
  }
  /// All views, in the order of the list.
  public func savedViews() throws -> [SavedView] {
    try connection.rows("SELECT \(SavedView.stored) FROM saved_view ORDER BY rank, name, id", SavedView.init)
  }
  /// One view, or nil.
  public func savedView(_ id: SavedView.ID) throws -> SavedView? {
    try connection.first("SELECT \(SavedView.stored) FROM saved_view WHERE id = \(id)", SavedView.init)
  }
  /// All macros, by name.
  public func macros() throws -> [Macro] {
    try connection.rows("SELECT \(Macro.columns) FROM macro ORDER BY name", Macro.init)
  }
  /// One macro by number or name, or nil.
  public func macro(_ id: Macro.ID) throws -> Macro? {
    try connection.first("SELECT \(Macro.columns) FROM macro WHERE id = \(id)", Macro.init)
  }
  /// The macro of this name, or nil.
  public func macro(named name: String) throws -> Macro? {
    try connection.first("SELECT \(Macro.columns) FROM macro WHERE name = \(name)", Macro.init)
  }
  /// All canned replies, by name and language.
  public func cannedReplies() throws -> [CannedReply] {
    try connection.rows(
      "SELECT \(CannedReply.columns) FROM canned_reply ORDER BY name, language", CannedReply.init)
  }
  /// One canned reply, or nil.
  public func cannedReply(_ id: CannedReply.ID) throws -> CannedReply? {
    try connection.first(
      "SELECT \(CannedReply.columns) FROM canned_reply WHERE id = \(id)", CannedReply.init)
  }
}

extension WriteTransaction {
  /// A number for a new view.
  public func newViewID() throws -> SavedView.ID { SavedView.ID(try next(.view)) }
  /// A number for a new macro.
  public func newMacroID() throws -> Macro.ID { Macro.ID(try next(.macro)) }
  /// A number for a new canned reply.
  public func newCannedReplyID() throws -> CannedReply.ID { CannedReply.ID(try next(.canned)) }

  /// Saves a view; the name is unique among those of the same owner and team.
  public func save(_ view: SavedView) throws {
    let old = try savedView(view.id), thing = "view \(view.name)"
    note(thing, "name", old?.name, view.name)
    note(thing, "title", old?.title, view.title)
    note(thing, "filter", old?.filter, view.filter)
    note(thing, "order", old?.order.description, view.order.description)
    note(thing, "columns", old?.columns.joined(separator: " "), view.columns.joined(separator: " "))
    note(thing, "owner", old?.owner.map { "\($0.rawValue)" }, view.owner.map { "\($0.rawValue)" })
    note(thing, "team", old?.team.map { "\($0.rawValue)" }, view.team.map { "\($0.rawValue)" })
    note(thing, "rank", old.map { "\($0.rank)" }, "\(view.rank)")
    try reserve(.view, upTo: view.id.rawValue)
    try connection.run(
      """
      INSERT INTO saved_view (id, name, title, filter, sorted, columns, owner_id, team_id, rank)
      VALUES (\(view.id), \(view.name), \(view.title), \(view.filter), \(view.order.description),
        \(view.columns.joined(separator: " ")), \(view.owner?.rawValue ?? 0), \(view.team?.rawValue ?? 0),
        \(view.rank))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, filter = excluded.filter,
        sorted = excluded.sorted, columns = excluded.columns, owner_id = excluded.owner_id,
        team_id = excluded.team_id, rank = excluded.rank
      """)
    touch(.desk)
  }
  /// Removes a view; false when there was none.
  @discardableResult public func remove(_ id: SavedView.ID) throws -> Bool {
    guard let old = try savedView(id) else { return false }
    try connection.run("DELETE FROM saved_view WHERE id = \(id)")
    note("view \(old.name)", "filter", old.filter, nil)
    touch(.desk)
    return true
  }
  /// Saves a macro; its name is unique.
  public func save(_ macro: Macro) throws {
    let old = try self.macro(macro.id), thing = "macro \(macro.name)"
    note(thing, "name", old?.name, macro.name)
    note(thing, "title", old?.title, macro.title)
    note(thing, "steps", old?.stepText, macro.stepText)
    note(thing, "text", old?.text, macro.text)
    note(thing, "note", old.map { "\($0.isNote)" }, "\(macro.isNote)")
    try reserve(.macro, upTo: macro.id.rawValue)
    try connection.run(
      """
      INSERT INTO macro (id, name, title, steps, text, note)
      VALUES (\(macro.id), \(macro.name), \(macro.title), \(macro.stepText), \(macro.text.sql), \(macro.isNote))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, steps = excluded.steps,
        text = excluded.text, note = excluded.note
      """)
    touch(.desk)
  }
  /// Removes a macro; false when there was none.
  @discardableResult public func remove(_ id: Macro.ID) throws -> Bool {
    guard let old = try macro(id) else { return false }
    try connection.run("DELETE FROM macro WHERE id = \(id)")
    note("macro \(old.name)", "title", old.title, nil)
    touch(.desk)
    return true
  }
  /// Saves a canned reply; its name is unique in its language.
  public func save(_ reply: CannedReply) throws {
    let old = try cannedReply(reply.id), thing = "canned \(reply.name)"
    note(thing, "name", old?.name, reply.name)
    note(thing, "title", old?.title, reply.title)
    note(thing, "text", old?.text, reply.text)
    note(thing, "language", old?.language, reply.language)
    try reserve(.canned, upTo: reply.id.rawValue)
    try connection.run(
      """
      INSERT INTO canned_reply (id, name, title, text, language)
      VALUES (\(reply.id), \(reply.name), \(reply.title), \(reply.text), \(reply.language))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, text = excluded.text,
        language = excluded.language
      """)
    touch(.desk)
  }
  /// Removes a canned reply; false when there was none.
  @discardableResult public func remove(_ id: CannedReply.ID) throws -> Bool {
    guard let old = try cannedReply(id) else { return false }
    try connection.run("DELETE FROM canned_reply WHERE id = \(id)")
    note("canned \(old.name)", "text", old.text, nil)
    touch(.desk)
    return true
  }
}

extension SavedView {
  static let stored: SQL = "id, name, title, filter, sorted, columns, owner_id, team_id, rank"
  init(_ row: inout Row) {
    self.init(
      id: ID(row.integer()), name: row.text(), title: row.text(), filter: row.text(),
      order: TicketOrder(row.text()) ?? TicketOrder(.due), columns: row.words(), owner: row.agentID(),
      team: row.teamID(), rank: row.int())
  }
}
extension Macro {
  static let columns: SQL = "id, name, title, steps, text, note"
  init(_ row: inout Row) {
    self.init(
      id: ID(row.integer()), name: row.text(), title: row.text(), steps: MacroStep.read(row.text()),
      text: row.optionalText(), isNote: row.flag())
  }
  var stepText: String { MacroStep.stored(steps) }
}
extension MacroStep {
  /// Steps as they are stored, JSON; and read from there.
  static func stored(_ steps: [MacroStep]) -> String {
    JSONText.list(steps.map { .object(["act": .text($0.act), "fields": JSONText($0.fields)]) }).written
  }
  static func read(_ text: String) -> [MacroStep] {
    guard case .list(let items) = JSONText(text) else { return [] }
    return items.map {
      MacroStep(act: $0.members["act"]?.asText ?? "", fields: $0.members["fields"]?.listMembers ?? [:])
    }
  }
}
extension CannedReply {
  static let columns: SQL = "id, name, title, text, language"
  init(_ row: inout Row) {
    self.init(
      id: ID(row.integer()), name: row.text(), title: row.text(), text: row.text(), language: row.text())
  }
}
