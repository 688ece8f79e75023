import Domain
import Operations
import Terminal

/// The first row: where one may go, which store this is, who sits here, what time it is.
extension Shell {
  /// Under so many columns the places are letters.
  private static let wide = 100

  /// The bar as the toolkit draws it; the tabs bear the commands that go there.
  var topBar: TopBar {
    let isQueue = pane is QueuePane || pane is TicketPane
    var tabs = Tabs(
      [
        Tabs.Tab("go.queue", "Queues", short: "2Q"), Tabs.Tab("go.audit", "Audit", short: "5A"),
        Tabs.Tab("go.dashboard", "Dashboard", short: "7D"),
      ],
      active: "go." + (isQueue ? "queue" : pane?.name ?? ""))
    tabs.isShort = facts.size.width < Self.wide
    var right = [[TextRun(setting.store, setting.isDemo ? .personOther : .textMuted)]]
    if setting.isReadOnly { right.append([TextRun("read only", .statusWarn)]) }
    // Who writes should know where it goes; a demo has nobody to write to.
    if setting.mail != .live, !setting.isDemo {
      right.append([TextRun("mail \(setting.mail.word)", .statusWarn)])
    }
    if facts.unread > 0 { right.append([TextRun("♪ " + Bell.number(facts.unread), .statusWarn)]) }
    right.append([TextRun("\(facts.me.handle) · \(facts.me.role.rawValue)")])
    right.append([TextRun(facts.now.clock(in: facts.zone), .textMuted)])
    return TopBar("opsdeck", tabs, right: right)
  }
}
