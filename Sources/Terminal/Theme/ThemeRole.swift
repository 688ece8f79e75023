/// What a colour is for. A role that a theme does not know gets its parent's style: `status.late` that of `status`,
/// and that of `text` in the end.
public struct ThemeRole: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The name with dots, as theme files have it.
  public let name: String
  /// Made once, so that looking a role up costs no hashing of text.
  let key: UInt64

  /// Takes a name with dots.
  public init(_ name: String) {
    self.name = name
    key = Self.key(of: name.utf8)
  }
  /// Takes a name with dots.
  public init(stringLiteral value: String) { self.init(value) }
  /// The name.
  public var description: String { name }
  /// Same names are same roles.
  public static func == (a: Self, b: Self) -> Bool { a.key == b.key }
  /// By the key made from the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// The name without its last part, nil at the top.
  public var parent: ThemeRole? {
    name.lastIndex(of: ".").map { ThemeRole(String(name[..<$0])) }
  }

  /// FNV-1a, 64 bits.
  static func key(of bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}

extension ThemeRole {
  /// What the whole screen stands on.
  public static let ground: ThemeRole = "ground"
  /// Content.
  public static let text: ThemeRole = "text"
  /// Unread, focused, figures that matter. Bold.
  public static let textBright: ThemeRole = "text.bright"
  /// Labels, and words beside keys.
  public static let textMuted: ThemeRole = "text.muted"
  /// What one may skip.
  public static let textFaint: ThemeRole = "text.faint"
  /// Keys where they work. Bold.
  public static let accent: ThemeRole = "accent"
  /// References and files that can be opened.
  public static let link: ThemeRole = "link"
  /// The row with the cursor.
  public static let selection: ThemeRole = "selection"
  /// The bar at the left edge of that row.
  public static let selectionBar: ThemeRole = "selection.bar"
  /// The sign of a marked row.
  public static let mark: ThemeRole = "mark"
  /// The row at the top of the screen.
  public static let barTop: ThemeRole = "bar.top"
  /// The open tab in it.
  public static let barTopActive: ThemeRole = "bar.top.active"
  /// The row of keys at the bottom.
  public static let barFooter: ThemeRole = "bar.footer"
  /// The line between columns.
  public static let separator: ThemeRole = "separator"
  /// Tags.
  public static let chip: ThemeRole = "chip"
  /// Good, in time.
  public static let statusOK: ThemeRole = "status.ok"
  /// To know.
  public static let statusInfo: ThemeRole = "status.info"
  /// Soon too late.
  public static let statusWarn: ThemeRole = "status.warn"
  /// Too late, broken.
  public static let statusBreached: ThemeRole = "status.breached"
  /// Waiting for the customer.
  public static let statusPending: ThemeRole = "status.pending"
  /// Waiting for somebody else.
  public static let statusOnHold: ThemeRole = "status.onhold"
  /// Nobody has looked yet.
  public static let statusNew: ThemeRole = "status.new"
  /// Done.
  public static let statusSolved: ThemeRole = "status.solved"
  /// The filled part of a gauge in time.
  public static let gaugeOK: ThemeRole = "gauge.ok"
  /// The filled part of a gauge that is nearly full.
  public static let gaugeWarn: ThemeRole = "gauge.warn"
  /// A gauge that ran over.
  public static let gaugeBreached: ThemeRole = "gauge.breached"
  /// The empty part of a gauge.
  public static let gaugeTrack: ThemeRole = "gauge.track"
  /// The ground of a private note.
  public static let notePrivate: ThemeRole = "note.private"
  /// The bar at its left edge, and its words.
  public static let notePrivateBar: ThemeRole = "note.private.bar"
  /// Other people: who reads, who types.
  public static let personOther: ThemeRole = "person.other"
  /// Priorities.
  public static let priorityUrgent: ThemeRole = "priority.urgent"
  /// Priorities.
  public static let priorityHigh: ThemeRole = "priority.high"
  /// Priorities.
  public static let priorityNormal: ThemeRole = "priority.normal"
  /// Priorities.
  public static let priorityLow: ThemeRole = "priority.low"
  /// A line that was added.
  public static let diffAdd: ThemeRole = "diff.add"
  /// A line that was taken away.
  public static let diffRemove: ThemeRole = "diff.remove"
  /// What is wrong, beside the field.
  public static let error: ThemeRole = "error"
  /// A field.
  public static let input: ThemeRole = "input"
  /// The field with the cursor.
  public static let inputFocus: ThemeRole = "input.focus"
  /// The ground of a dialog.
  public static let dialog: ThemeRole = "dialog"
  /// Lines around a dialog.
  public static let border: ThemeRole = "border"
  /// Lines around what has the focus.
  public static let borderFocus: ThemeRole = "border.focus"
  /// The ground of a passing message.
  public static let toast: ThemeRole = "toast"
  /// The banner of an incident.
  public static let incident: ThemeRole = "incident"
  /// What a search found.
  public static let match: ThemeRole = "match"
  /// Marked stretch of text in a field.
  public static let inputSelection: ThemeRole = "input.selection"
  /// The five steps of a heat map, from none to most.
  public static let heat: [ThemeRole] = ["heat.0", "heat.1", "heat.2", "heat.3", "heat.4"]
}
