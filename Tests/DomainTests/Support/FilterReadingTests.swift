import Domain
import Testing

@Suite struct FilterReading {
  static let people = FilterVocabulary(
    directory: Directory(
      agents: [
        Agent(id: .init(1), handle: .init("ada"), name: "Ada", email: "ada@x.org", role: .agent),
        Agent(id: .init(2), handle: .init("kim"), name: "Kim", email: "kim@x.org", role: .lead),
      ], teams: [Team(id: .init(1), name: "billing", title: "Billing")]))

  @Test(
    "what is written is understood and printed plainly",
    arguments: [
      ("", ""), ("   ", ""),
      ("status:open,pending", "status:open,pending"),
      ("STATE:open", "status:open"), ("status:on-hold", "status:on_hold"),
      ("who:me tag:refund", "assignee:me tag:refund"),
      ("assignee:none,@kim", "assignee:none,@kim"), ("assignee:KIM", "assignee:@kim"),
      ("priority>=high", "priority:high,urgent"), ("priority<normal", "priority:low"),
      ("due<8h", "due<8h"), ("due:<8h", "due<8h"), ("due<=90m", "due<=90m"),
      ("created>-2d -tag:spam", "created>-2d -tag:spam"), ("!status:closed", "-status:closed"),
      ("not status:closed", "-status:closed"), ("not (a or b)", "-(a or b)"),
      ("a b or c", "a b or c"), ("a (b or c)", "a (b or c)"), ("a and b", "a b"),
      (#"company:"Ozan GmbH""#, #"company:"ozan gmbh""#), (#""double charge""#, #""double charge""#),
      ("refund*", "refund*"), ("T-1042", "ref:T-1042"), ("ref:7,T-1000..T-1009", "ref:T-0007,T-1000..T-1009"),
      ("custom.order:77", "custom.order:77"), ("custom.order:*", "custom.order:*"),
      (#"custom."Order ID":77"#, #"custom."Order ID":77"#), (#"CUSTOM."a\"b":x"#, #"custom."a\"b":x"#),
      (#"custom."plain":x"#, "custom.plain:x"), ("tag:none", "tag:none"),
      (#"tag:"none""#, #"tag:"none""#), ("due:none", "due:none"), ("is:mine,watched", "is:mine,watched"),
      ("created:2026-11-01..2026-11-30", "created:2026-11-01..2026-11-30"),
      (#"due<"tomorrow 9""#, #"due<"tomorrow 9:00""#), ("updated:yesterday", "updated:yesterday"),
      ("from:@ozan.de has:attachment", "from:@ozan.de has:attachment"), ("--tag:a", "--tag:a"),
      ("team:billing or team:none", "team:billing or team:none"), ("解約", "解約"),
    ]) func understood(_ written: String, _ printed: String) throws
  {
    let filter = try Filter(written, using: Self.people)
    #expect(filter.description == printed)
    #expect(try Filter(printed, using: Self.people) == filter)
  }

  @Test(
    "what is wrong is named with its place and what to write instead",
    arguments: [
      ("statsu:open", 1, 6, "Did you mean “status”?"),
      ("tag:a status:opn", 14, 3, "Did you mean “open”?"),
      ("assignee:kin", 10, 3, "Did you mean “kim”?"),
      ("team:bilingg", 6, 7, "Did you mean “billing”?"),
      ("(a or b", 1, 1, "Add a “)”."), ("a)", 2, 1, "Leave it out, or put it in quotes to look for it."),
      ("a ()", 3, 2, "Write something between them."), ("\"a", 1, 1, "Add a “\"”."),
      ("a or", 4, 1, "Write a word, or a field such as status:open."),
      ("due<soon", 5, 4, "Write 8h, -2d, today, mon, 2026-12-01 or \"2026-12-01 14:30\"."),
      ("created<2h", 9, 2, "Write created<-2h for that long ago."),
      ("status>open", 1, 7, "Write status:open."),
      ("status: open", 1, 7, "Write one right behind it, without a blank."),
      ("http://x", 1, 4, "Put it in quotes to look for it as text."),
      ("due<1h,2h", 8, 2, "For two of them write due:A or due:B."),
      ("a -", 3, 1, "Write it before a word or a field, as in -tag:spam."),
      ("ref:T-9..T-3", 5, 8, "Write T-1042 or T-1000..T-1099."),
      ("...", 1, 3, "Only letters and digits can be looked for."),
    ]) func refused(_ written: String, _ column: Int, _ length: Int, _ remedy: String)
  {
    #expect {
      try Filter(written, using: Self.people)
    } throws: { error in
      guard let flaw = error as? FilterFlaw else { return false }
      return flaw.column == column && flaw.length == length && flaw.remedy == remedy
    }
  }

  @Test("a text pasted by mistake is refused where it becomes too much, not handed to the store")
  func bounded() throws {
    _ = try Filter(Array(repeating: "word", count: 64).joined(separator: " "), using: Self.people)
    for joint in [" ", " or ", " -"] {
      let text = Array(repeating: "word", count: 200).joined(separator: joint)
      #expect {
        try Filter(text, using: Self.people)
      } throws: { ($0 as? FilterFlaw)?.problem == "This is more than 64 words and conditions." }
    }
  }
}
