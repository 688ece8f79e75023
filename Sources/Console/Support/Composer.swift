import Domain
import Terminal

/// A reply or note that is being written. Its text is kept as a draft two seconds after the last key at the latest.
struct Composer: Sendable {
  let kind: Message.Kind
  var editor: TextEditor
  /// The version of the ticket, and the newest message, when writing began: sending compares.
  var baseVersion: Int64, baseMessage: Message.ID?
  private(set) var savedAt: Instant?
  private var dirtySince: Instant?
  /// Set once the writer has seen that the ticket moved on and sends all the same.
  var sendsAnyway = false
  /// What stands in the way of sending, beside the text.
  var trouble: String?

  static let draftDelay: Int64 = .seconds(2)
  /// What could not be kept, because of a full disk or of its length, is tried again after this.
  static let retryDelay: Int64 = .seconds(10)
  private var retryAt: Instant?

  init(_ kind: Message.Kind, draft: Draft?, version: Int64, newest: Message.ID?) {
    self.kind = kind
    editor = TextEditor(draft?.text ?? "")
    savedAt = draft?.saved
    baseVersion = draft?.baseVersion ?? version
    baseMessage = draft.map(\.baseMessage) ?? newest
  }
  var text: String { editor.text }
  var isEmpty: Bool { !text.contains { !$0.isWhitespace } }
  var isDirty: Bool { dirtySince != nil }
  /// When the draft is due to be kept; nil while all is kept.
  var savesAt: Instant? { dirtySince.map { max($0 + Self.draftDelay, retryAt ?? .epoch) } }

  mutating func changed(at now: Instant) {
    trouble = nil
    if dirtySince == nil { dirtySince = now }
  }
  mutating func insert(_ text: String, at now: Instant) {
    editor.paste(text)
    changed(at: now)
  }
  mutating func replace(with text: String, at now: Instant) {
    editor.replace(with: text)
    changed(at: now)
  }
  /// Puts a value where the brace stands that asked for it.
  mutating func replaceBrace(with text: String, at now: Instant) {
    let place = editor.cursor
    if isAfterBrace { editor.replace(from: TextPlace(place.line, place.offset - 1), to: place, with: "") }
    insert(text, at: now)
  }
  /// The draft is on its way to the store.
  mutating func saving() { dirtySince = nil }
  mutating func saved(at now: Instant) { (savedAt, retryAt) = (now, nil) }
  mutating func failedToSave(at now: Instant) {
    dirtySince = dirtySince ?? now
    retryAt = now + Self.retryDelay
  }
  /// Only blanks stand before the cursor in its line: where `/` offers canned replies.
  var isAtLineStart: Bool {
    let place = editor.cursor
    guard editor.lines.indices.contains(place.line) else { return true }
    return editor.lines[place.line].utf8.prefix(place.offset).allSatisfy { $0 == 0x20 }
  }
  var isAfterBrace: Bool {
    let place = editor.cursor
    guard place.offset > 0, editor.lines.indices.contains(place.line) else { return false }
    return Array(editor.lines[place.line].utf8.prefix(place.offset)).last == UInt8(ascii: "{")
  }
}
