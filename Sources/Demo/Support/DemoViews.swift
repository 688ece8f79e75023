public import Domain

/// What the demo's desk has set up for itself: views, macros and canned replies.
public enum DemoSetup {
  /// Shared views, team views, and a personal one of ada's.
  public static let views: [SavedView] = {
    let newest = TicketOrder(.updated, descending: true), pressing = TicketOrder(.priority, descending: true)
    func shared(
      _ name: String, _ title: String, _ filter: String, _ order: TicketOrder, columns: [String] = []
    ) -> (String, String, String, TicketOrder, [String], Agent.ID?, Team.ID?) {
      (name, title, filter, order, columns, nil, nil)
    }
    let rows: [(String, String, String, TicketOrder, [String], Agent.ID?, Team.ID?)] = [
      shared(
        "mine", "Mine and unassigned", "is:active assignee:me,none -is:snoozed", newest,
        columns: ["priority", "ref", "due", "status", "who", "subject"]),
      shared("open", "All open", "is:active", newest),
      shared("unassigned", "Unassigned", "is:unassigned is:active", TicketOrder(.created)),
      shared("urgent", "Urgent", "priority>=high is:active", pressing),
      shared("pending", "Waiting for the customer", "status:pending", TicketOrder(.updated)),
      shared("hold", "On hold", "status:on_hold", TicketOrder(.updated)),
      shared("snoozed", "Snoozed", "is:snoozed", TicketOrder(.snoozed)),
      shared("solved", "Recently solved", "status:solved", newest),
      shared("all", "Everything", "", TicketOrder(.created, descending: true)),
      ("support", "My team: support", "team:support is:active", newest, [], nil, Team.ID(1)),
      ("billing", "My team: billing", "team:billing is:active", newest, [], nil, Team.ID(2)),
      ("refunds", "Refunds", "team:billing tag:refund is:active", newest, [], nil, Team.ID(2)),
      ("technical", "My team: technical", "team:technical is:active", newest, [], nil, Team.ID(3)),
      ("login", "Login and SSO", "team:technical tag:login,sso is:active", pressing, [], nil, Team.ID(3)),
      ("onboarding", "My team: onboarding", "team:onboarding is:active", newest, [], nil, Team.ID(4)),
      ("vip", "My large customers", "tag:vip is:active", newest, [], Agent.ID(1), nil),
    ]
    return rows.enumerated().map { place, row in
      SavedView(
        id: SavedView.ID(Int64(place + 1)), name: row.0, title: row.1, filter: row.2, order: row.3,
        columns: row.4,
        owner: row.5, team: row.6, rank: place + 1)
    }
  }()

  /// Macros: what several keys would do, and what is said with it.
  public static let macros: [Macro] = [
    Macro(
      id: Macro.ID(1), name: "sso-mapping", title: "SSO: org id mapping",
      steps: [
        MacroStep(act: "ticket.tag", fields: ["add": ["sso"]]),
        MacroStep(act: "ticket.status", fields: ["to": ["pending"]]),
      ],
      text:
        "Hello {{customer.first_name}},\n\nthe organisation id of your new provider was not mapped yet. I have added it; "
        + "please let one person try to log in.\n\nKind regards\n{{agent.first_name}}"),
    Macro(
      id: Macro.ID(2), name: "details", title: "Ask for details",
      steps: [MacroStep(act: "ticket.status", fields: ["to": ["pending"]])],
      text:
        "Hello {{customer.first_name}},\n\ncould you tell us the time of the last attempt and the name of the workspace? "
        + "With that we find it in the log.\n\nKind regards\n{{agent.first_name}}"),
    Macro(
      id: Macro.ID(3), name: "refund", title: "Refund asked for",
      steps: [
        MacroStep(act: "ticket.tag", fields: ["add": ["refund"]]),
        MacroStep(act: "ticket.priority", fields: ["to": ["high"]]),
      ],
      text: "Refund prepared, waits for approval.", isNote: true),
    Macro(
      id: Macro.ID(4), name: "solve", title: "Thank and solve",
      steps: [MacroStep(act: "ticket.status", fields: ["to": ["solved"]])],
      text:
        "Hello {{customer.first_name}},\n\nthis is mended now. Please write again if you see it once more.\n\n"
        + "Kind regards\n{{agent.first_name}}"),
  ]

  /// Canned replies, some of them in other languages.
  public static let cannedReplies: [CannedReply] = {
    let texts: [(String, String, String, String)] = [
      ("hello", "Greeting", "Hello {{customer.first_name}},\n\n", "en"),
      ("sign", "Sign off", "\n\nKind regards\n{{agent.first_name}}", "en"),
      (
        "wait", "We are looking into it",
        "thank you for writing. We are looking into it and will be back with you today.", "en"
      ),
      (
        "log", "Where the log is",
        "you find the log under Settings, Diagnostics. The last hundred lines are enough.", "en"
      ),
      ("refund", "Refund is on its way", "the refund is on its way; it takes up to two working days.", "en"),
      (
        "vat", "VAT id",
        "a VAT id can be entered under Billing, Company. It counts from the next invoice on.", "en"
      ),
      (
        "warten", "Wir sehen es uns an",
        "vielen Dank für Ihre Nachricht. Wir sehen es uns an und melden uns heute.", "de"
      ),
      ("gruss", "Grußformel", "\n\nMit freundlichen Grüßen\n{{agent.first_name}}", "de"),
      (
        "espera", "Lo estamos mirando", "gracias por escribirnos. Lo estamos mirando y le respondemos hoy.",
        "es"
      ),
      (
        "attente", "Nous regardons",
        "merci pour votre message. Nous regardons et vous répondons aujourd’hui.", "fr"
      ),
      ("kakunin", "確認中です", "お問い合わせありがとうございます。ただいま確認しておりますので、今しばらくお待ちください。", "ja"),
    ]
    return texts.enumerated().map { place, row in
      CannedReply(
        id: CannedReply.ID(Int64(place + 1)), name: row.0, title: row.1, text: row.2, language: row.3)
    }
  }()
}
