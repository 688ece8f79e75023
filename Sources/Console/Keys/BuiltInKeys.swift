import Terminal

/// One command with its keys, as the built-in key map has it. Help, footer, palette and guide are made from these.
struct KeyLine: Sendable {
  let context: String, keys: String, command: String, title: String, word: String, group: String
  /// - Parameters:
  ///   - keys: sequences with bars between alternatives, such as `"j | Down"`.
  ///   - title: what it does, for help and palette.
  ///   - word: one or two words for the footer; the title where it is short enough.
  init(
    _ context: String, _ keys: String, _ command: String, _ title: String, _ word: String = "",
    in group: String
  ) {
    (self.context, self.keys, self.command, self.title) = (context, keys, command, title)
    (self.word, self.group) = (word.isEmpty ? title : word, group)
  }
}

/// The key map as it comes. A letter means the same act in every pane; `keys.yaml` may change any of it.
enum BuiltInKeys {
  /// The contexts that hold together, innermost first: one stack for each view and state it can be in.
  static let stacks: [[String]] = [
    ["queue", "verbs", "list", "global"], ["queue", "verbs", "detail", "global"],
    ["ticket", "verbs", "detail", "global"],
    ["audit", "list", "global"], ["search", "verbs", "list", "global"], ["history", "list", "global"],
    ["dashboard", "global"], ["notices", "list", "global"], ["compose"],
  ]
  static let map = KeyMap(
    lines.flatMap { KeyBinding.built($0.context, $0.keys, $0.command, $0.title, group: $0.group) },
    stacks: stacks)
  private static let words: [String: String] = Dictionary(
    lines.map { ($0.context + " " + $0.command, $0.word) }
  ) { a, _ in a }
  /// The word for the footer; the title of a binding that a user's file made.
  static func word(_ binding: KeyBinding) -> String {
    words[binding.context + " " + binding.command] ?? binding.title
  }

  static let lines =
    everywhere + goTo + list + detail + verbs + queue + ticket + compose + audit + history + search
    + dashboard + notices

  private static let everywhere: [KeyLine] = [
    KeyLine("global", "? | F1", "help", "help", in: "Everywhere"),
    KeyLine("global", ":", "palette", "every act and place", "palette", in: "Everywhere"),
    KeyLine("global", "Esc", "back", "back", in: "Everywhere"),
    KeyLine("global", "q", "close", "close this view; the last one: leave", "close", in: "Everywhere"),
    KeyLine("global", "< | Alt-Left", "history.back", "back to where you were", "back", in: "Everywhere"),
    KeyLine("global", "> | Alt-Right", "history.forward", "forward again", "forward", in: "Everywhere"),
    KeyLine("global", "u", "undo", "undo the last act", "undo", in: "Everywhere"),
    KeyLine("global", "U", "redo", "redo what was undone", "redo", in: "Everywhere"),
    KeyLine("global", ".", "repeat", "repeat the last act here", "repeat", in: "Everywhere"),
    KeyLine("global", "Ctrl-C", "cancel", "cancel what runs; twice: leave", "cancel", in: "Everywhere"),
    KeyLine("global", "Ctrl-Q", "quit", "quit; drafts are kept", "quit", in: "Everywhere"),
    KeyLine("global", "Ctrl-Z", "suspend", "suspend to the shell", "suspend", in: "Everywhere"),
    KeyLine("global", "Ctrl-L", "redraw", "draw the screen anew", "redraw", in: "Everywhere"),
    KeyLine("global", "Ctrl-R", "reload", "read everything anew", "reload", in: "Everywhere"),
    KeyLine("global", "F12", "lock", "lock this console", "lock", in: "Everywhere"),
  ]
  private static let goTo: [KeyLine] = [
    KeyLine("global", "gq | F2", "go.queue", "queues", in: "Go to"),
    KeyLine("global", "ga | F5", "go.audit", "audit log", in: "Go to"),
    KeyLine("global", "gd | F7", "go.dashboard", "dashboard: the figures", "dashboard", in: "Go to"),
    KeyLine("global", "gn", "go.notices", "your notices", "notices", in: "Go to"),
    KeyLine("global", "g/", "search.everywhere", "search all tickets", "search", in: "Go to"),
    KeyLine("global", "gt", "go.next", "next view", in: "Go to"),
    KeyLine("global", "gT", "go.previous", "previous view", in: "Go to"),
  ]
  private static let list: [KeyLine] = [
    KeyLine("list", "j | Down", "row.down", "next row", in: "Move"),
    KeyLine("list", "k | Up", "row.up", "previous row", in: "Move"),
    KeyLine("list", "gg | Home", "row.first", "first row", in: "Move"),
    KeyLine("list", "G | End", "row.last", "last row, or row n", "last row", in: "Move"),
    KeyLine("list", "Ctrl-D", "row.halfDown", "half a page down", in: "Move"),
    KeyLine("list", "Ctrl-U", "row.halfUp", "half a page up", in: "Move"),
    KeyLine("list", "PgDn | Ctrl-F", "row.pageDown", "a page down", in: "Move"),
    KeyLine("list", "PgUp | Ctrl-B", "row.pageUp", "a page up", in: "Move"),
    KeyLine("list", "Space", "row.mark", "mark, and next row", "mark", in: "Mark"),
    KeyLine("list", "v", "row.range", "begin or end a range", "range", in: "Mark"),
    KeyLine("list", "V", "row.invert", "turn the marks round", "invert", in: "Mark"),
    KeyLine("list", "*", "row.markAll", "mark all that match", "mark all", in: "Mark"),
  ]
  private static let detail: [KeyLine] = [
    KeyLine("detail", "j | Down", "line.down", "a line down", in: "Move"),
    KeyLine("detail", "k | Up", "line.up", "a line up", in: "Move"),
    KeyLine("detail", "gg | Home", "line.first", "to the top", in: "Move"),
    KeyLine("detail", "G | End", "line.last", "to the end", in: "Move"),
    KeyLine("detail", "Ctrl-D", "line.halfDown", "half a page down", in: "Move"),
    KeyLine("detail", "Ctrl-U", "line.halfUp", "half a page up", in: "Move"),
    KeyLine("detail", "PgDn | Ctrl-F | Space", "line.pageDown", "a page down", in: "Move"),
    KeyLine("detail", "PgUp | Ctrl-B", "line.pageUp", "a page up", in: "Move"),
  ]
  /// The same letters wherever a ticket is on the screen.
  private static let verbs: [KeyLine] = [
    KeyLine("verbs", "a", "ticket.assign", "assign to …", "assign", in: "On the ticket"),
    KeyLine("verbs", "A", "ticket.take", "take it yourself", "take", in: "On the ticket"),
    KeyLine("verbs", "r", "ticket.reply", "reply to the customer", "reply", in: "On the ticket"),
    KeyLine("verbs", "i", "ticket.note", "private note", "note", in: "On the ticket"),
    KeyLine("verbs", "s", "ticket.status", "status …", "status", in: "On the ticket"),
    KeyLine("verbs", "p", "ticket.priority", "priority …", "priority", in: "On the ticket"),
    KeyLine("verbs", "t", "ticket.tag", "tags …", "tag", in: "On the ticket"),
    KeyLine("verbs", "d", "ticket.defer", "defer until …", "defer", in: "On the ticket"),
    KeyLine("verbs", "m", "ticket.macro", "macro …", "macro", in: "On the ticket"),
    KeyLine("verbs", "M", "ticket.merge", "merge into …", "merge", in: "On the ticket"),
    KeyLine("verbs", "w", "ticket.watch", "watch, or stop watching", "watch", in: "On the ticket"),
    KeyLine("verbs", "X", "ticket.close", "close (asks)", "close", in: "On the ticket"),
    KeyLine("verbs", "c", "ticket.customer", "tickets of this customer", "customer", in: "On the ticket"),
    KeyLine("verbs", "e", "ticket.events", "history, and any past instant", "history", in: "On the ticket"),
    KeyLine("verbs", "x", "ticket.clocks", "why it is due then", "why due", in: "On the ticket"),
    KeyLine(
      "verbs", "!", "ticket.acknowledge", "in hand: stop its escalation", "in hand", in: "On the ticket"),
    KeyLine("verbs", ",", "acts", "all acts on this", "all acts", in: "On the ticket"),
    KeyLine("verbs", "y", "copy", "copy …", "copy", in: "On the ticket"),
  ]
  private static let queue: [KeyLine] = [
    KeyLine("queue", "Enter", "ticket.open", "open", in: "On the ticket"),
    KeyLine("queue", "/", "filter", "filter, search", "filter", in: "Find"),
    KeyLine("queue", "gv", "views", "saved views", in: "Find"),
    KeyLine("queue", "W", "view.save", "save this view", "save view", in: "Find"),
    KeyLine("queue", "o", "order", "order by …", "order", in: "Find"),
    KeyLine("queue", "O", "order.reverse", "turn the order round", "reverse", in: "Find"),
    KeyLine("queue", "C", "columns", "columns …", "columns", in: "Find"),
    KeyLine("queue", "Tab | S-Tab", "focus", "list or preview", in: "Move"),
    KeyLine("queue", "J", "preview.down", "scroll the preview", in: "Move"),
    KeyLine("queue", "K", "preview.up", "scroll the preview back", in: "Move"),
    KeyLine("queue", "za", "fold", "open or close quoted text", "fold", in: "Move"),
    KeyLine("queue", "Z", "zoom", "list, preview, or both", "zoom", in: "Move"),
    KeyLine("queue", "n", "row.next", "next ticket that is free", "next", in: "Move"),
    KeyLine("queue", "+", "ticket.create", "new ticket", in: "On the ticket"),
    KeyLine("queue", "E", "export", "export this view", in: "Find"),
  ]
  private static let ticket: [KeyLine] = [
    KeyLine("ticket", "J", "ticket.next", "next ticket of the list", "next", in: "Move"),
    KeyLine("ticket", "K", "ticket.previous", "previous ticket of the list", "previous", in: "Move"),
    KeyLine("ticket", "}", "message.next", "next message", in: "Move"),
    KeyLine("ticket", "{", "message.previous", "previous message", in: "Move"),
    KeyLine("ticket", "/", "search", "search in this ticket", "search", in: "Find"),
    KeyLine("ticket", "n", "search.next", "next hit", in: "Find"),
    KeyLine("ticket", "N", "search.previous", "previous hit", in: "Find"),
    KeyLine("ticket", "za", "fold", "open or close quoted text", "fold", in: "Find"),
    KeyLine("ticket", "zR", "fold.openAll", "open all folds", in: "Find"),
    KeyLine("ticket", "zM", "fold.closeAll", "close all folds", in: "Find"),
    KeyLine("ticket", "zt", "time", "the ticket as it was at …", "time travel", in: "Find"),
    KeyLine("ticket", "T", "times", "times absolute or relative", "times", in: "Find"),
    KeyLine("ticket", "f", "attachments", "save attached files", "files", in: "On the ticket"),
    KeyLine("ticket", "L", "ticket.link", "link to …", "link", in: "On the ticket"),
    KeyLine("ticket", "S", "ticket.split", "split off from this message", "split", in: "On the ticket"),
    KeyLine("ticket", "F", "ticket.followUp", "follow-up ticket", "follow up", in: "On the ticket"),
  ]
  private static let compose: [KeyLine] = [
    KeyLine("compose", "Ctrl-S", "compose.send", "send", in: "Writing"),
    KeyLine("compose", "Ctrl-X Ctrl-E", "compose.edit", "write in $EDITOR", "editor", in: "Writing"),
    KeyLine("compose", "Ctrl-X Ctrl-S", "compose.solve", "send and solve", in: "Writing"),
    KeyLine("compose", "Ctrl-X Ctrl-P", "compose.pending", "send, wait for an answer", in: "Writing"),
    KeyLine("compose", "Ctrl-X Ctrl-K", "compose.discard", "throw the draft away (asks)", in: "Writing"),
    KeyLine("compose", "Ctrl-X Ctrl-V", "compose.variable", "insert a variable", "variable", in: "Writing"),
    KeyLine("compose", "Esc", "compose.leave", "leave, the draft is kept", "keep draft", in: "Writing"),
    KeyLine("compose", "F1", "help", "help", in: "Writing"),
    KeyLine("compose", "Ctrl-L", "redraw", "draw the screen anew", in: "Writing"),
    KeyLine("compose", "Ctrl-Z", "suspend", "suspend to the shell", in: "Writing"),
    KeyLine("compose", "Ctrl-C", "compose.leave", "leave, the draft is kept", in: "Writing"),
    KeyLine("compose", "F12", "lock", "lock this console", in: "Writing"),
  ]
  private static let search: [KeyLine] = [
    KeyLine("search", "Enter", "ticket.open", "open", in: "On the ticket"),
    KeyLine("search", "/", "search.everywhere", "search for other words", "search", in: "Find"),
  ]
  private static let dashboard: [KeyLine] = [
    KeyLine("dashboard", "j | Down", "spot.down", "the number below", in: "Move"),
    KeyLine("dashboard", "k | Up", "spot.up", "the number above", in: "Move"),
    KeyLine("dashboard", "l | Right", "spot.right", "the number to the right", in: "Move"),
    KeyLine("dashboard", "h | Left", "spot.left", "the number to the left", in: "Move"),
    KeyLine("dashboard", "gg | Home", "spot.first", "first number", in: "Move"),
    KeyLine("dashboard", "G | End", "spot.last", "last number", in: "Move"),
    KeyLine("dashboard", "Tab | PgDn | Ctrl-D", "card.next", "next part", in: "Move"),
    KeyLine("dashboard", "S-Tab | PgUp | Ctrl-U", "card.previous", "part before", in: "Move"),
    KeyLine("dashboard", "Enter", "report.open", "the tickets behind the number", "tickets", in: "Find"),
    KeyLine("dashboard", "t", "report.period", "period …", "period", in: "Find"),
    KeyLine("dashboard", "/", "filter", "filter", in: "Find"),
    KeyLine("dashboard", "T", "report.table", "charts or table", "table", in: "Find"),
  ]
  private static let audit: [KeyLine] = [
    KeyLine("audit", "/", "filter", "filter", in: "Find"),
    KeyLine("audit", "e", "follow", "follow this correlation", "follow", in: "Find"),
    KeyLine("audit", "a", "filter.actor", "only this actor", "actor", in: "Find"),
    KeyLine("audit", "c", "filter.object", "only this object", "object", in: "Find"),
    KeyLine("audit", "t", "time", "go to a time", "time", in: "Find"),
    KeyLine("audit", "f", "tail", "follow the end", "tail", in: "Find"),
    KeyLine("audit", "Enter", "ticket.open", "open the ticket", "open", in: "Find"),
    KeyLine("audit", "x", "verify", "verify the chain", "verify", in: "Find"),
    KeyLine("audit", "y", "copy", "copy …", "copy", in: "Find"),
  ]
  private static let notices: [KeyLine] = [
    KeyLine("notices", "Enter", "ticket.open", "open the ticket", "open", in: "Notices"),
    KeyLine("notices", "R", "notice.read", "mark as read", "read", in: "Notices"),
    KeyLine("notices", "X", "notice.readAll", "mark all as read", "all read", in: "Notices"),
    KeyLine("notices", "!", "ticket.acknowledge", "in hand: stop its escalation", "in hand", in: "Notices"),
    KeyLine("notices", "w", "notice.mute", "mute the ticket, or hear of it again", "mute", in: "Notices"),
    KeyLine("notices", "/", "filter", "only unread, or everything", "unread", in: "Notices"),
  ]
  private static let history: [KeyLine] = [
    KeyLine("history", "t", "time", "go to a time", "time", in: "Find"),
    KeyLine("history", "Enter", "ticket.asOf", "the ticket as it was then", "as of then", in: "Find"),
    KeyLine("history", "y", "copy", "copy …", "copy", in: "Find"),
  ]
}
