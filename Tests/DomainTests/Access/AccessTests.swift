import Domain
import TestSupport
import Testing

@Suite struct Passwords {
  static let agent = Agent(
    id: .init(1), handle: .init("marta"), name: "Marta Ruiz", email: "marta@ozan.example", role: .agent)
  @Test(
    "long ones of any characters are taken",
    arguments: [
      "correct horse battery", "日本語のとても長い合言葉です", "ßü👩‍👩‍👧 – vier Wörter",
      String(repeating: "aB3$xY9-", count: 16) + "z", "zwölf Zeichn",
    ])
  func taken(_ text: String) { #expect(PasswordRules.refusal(of: Secret(text), for: Self.agent) == nil) }

  @Test(
    "short, common, patterned ones and those about us or their owner are refused",
    arguments: [
      "", "12345678", "elevenchars", "qwerty123456", "1Q2W3E4R5T6Y", "password1234", "!!iloveyou!!2024",
      "aaaaaaaaaaaaaaa",
      "abcabcabcabcabc", "abcdefghijklmnop", "9876543210987", "opsdeckopsdeck", "martaruiz12345",
      "ozan.support.1", "Passwort-Opsdeck",
    ]) func refused(_ text: String)
  {
    let refusal = PasswordRules.refusal(of: Secret(text), for: Self.agent)
    #expect(refusal?.kind == .invalid)
    #expect(text.isEmpty || refusal?.problem.contains(text) == false, "a refusal never shows the password")
  }
  @Test("64 and 128 characters are taken, more than 1,024 are not")
  func lengths() {
    var random = Seeded(3)
    func word(_ count: Int) -> Secret {
      Secret(
        String((0..<count).map { _ in "abcdefghijkmnpqrstuvwxyz23456789".randomElement(using: &random)! }))
    }
    for count in [12, 15, 64, 128, 1024] { #expect(PasswordRules.refusal(of: word(count)) == nil) }
    #expect(PasswordRules.refusal(of: word(1025)) != nil && PasswordRules.refusal(of: word(11)) != nil)
  }
}

@Suite struct Throttling {
  @Test("the sixth failure shuts the account, longer each time, and success forgives")
  func growing() {
    var throttle = LoginThrottle(), now = Instant(seconds: 1_000_000)
    for _ in 0..<5 { throttle.fail(at: now) }
    #expect(!throttle.isShut(at: now))
    var waits: [Int64] = []
    for _ in 0..<9 {
      throttle.fail(at: now)
      waits.append((throttle.shutUntil - now) / 60_000)
      now = throttle.shutUntil
    }
    #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60, 60])
    throttle.succeed()
    #expect(throttle == LoginThrottle())
  }
  @Test("while it is shut nothing counts; a quarter of an hour without failures forgives")
  func resting() {
    var throttle = LoginThrottle()
    let start = Instant(seconds: 1_000_000)
    for _ in 0..<6 { throttle.fail(at: start) }
    let shut = throttle
    throttle.fail(at: start + 1)
    #expect(throttle == shut && throttle.refusal(at: start)?.problem.contains("1 more minute.") == true)
    throttle.fail(at: start + .minutes(17))
    #expect(throttle.failures == 1)
    var slow = LoginThrottle()
    for step in 0..<20 { slow.fail(at: start + .minutes(16 * step)) }
    #expect(slow.failures == 1)
  }
  @Test("sessions end by idleness and by age, and stay ended")
  func sessions() {
    let limits = SessionLimits(idle: .minutes(30), absolute: .hours(12)), start = Instant(seconds: 1_000_000)
    var session = Session(id: .init(1), agent: .init(1), tokenHash: "", door: "console", started: start)
    #expect(
      limits.end(of: session, at: start + .minutes(29)) == nil
        && limits.end(of: session, at: start + .minutes(30)) == .idle)
    session.lastUsed = start + .hours(12) - 1
    #expect(limits.end(of: session, at: start + .hours(12)) == .absolute)
    (session.ended, session.end) = (start, .revoked)
    #expect(limits.end(of: session, at: start) == .revoked)
  }
  @Test("a clock that goes back lengthens no session, and one that is put right by a little ends none")
  func clock() {
    let limits = SessionLimits(idle: .minutes(30), absolute: .hours(12)), start = Instant(seconds: 1_000_000)
    var session = Session(id: .init(1), agent: .init(1), tokenHash: "", door: "console", started: start)
    #expect(limits.end(of: session, at: start - .minutes(2)) == nil)
    #expect(limits.end(of: session, at: start - .days(1)) == .absolute)
    session.lastUsed = start + .hours(3)
    #expect(limits.end(of: session, at: start + .hours(3) - .minutes(2)) == nil)
    #expect(limits.end(of: session, at: start + .hours(2)) == .idle)
  }
}

@Suite struct Roles {
  @Test("each right stands in the table once and somebody has it; an admin has all")
  func table() {
    let names = Role.table.map(\.permission.name)
    #expect(
      Set(names).count == names.count
        && Role.table.allSatisfy {
          !$0.roles.isEmpty && $0.roles.contains(.admin) || $0.permission == .readAudit
        })
    #expect(Role.admin.permissions == Set(Role.table.map(\.permission)))
  }
  @Test("an auditor changes nothing but his own session and views")
  func auditor() {
    #expect(
      Role.auditor.permissions == [
        .readTickets, .exportTickets, .keepViews, .readPeople, .ownSession, .readAudit, .readOutbox,
      ])
  }
  @Test("people and teams are found by number, handle and name")
  func directory() {
    #expect(
      Directory.sample.agent(handle: "@ADA")?.id == .init(1) && Directory.sample.agent(handle: "x") == nil)
    #expect(
      Directory.sample.handle(of: .init(99)) == "agent 99"
        && Directory.sample.team(named: "TECH")?.id == .init(2))
    #expect(
      Directory.sample.assignable.map(\.handle.name) == ["ada", "kim"]
        && Directory.sample.members(of: .init(1)).count == 1)
  }
}

@Suite struct Chains {
  @Test("no two different rows have the same text")
  func distinct() {
    let base = AuditRow(id: 1, at: .epoch, act: "a", actor: nil, handle: "h", door: "d")
    var rows = [base]
    func with(_ change: (inout AuditRow) -> Void) { var row = base; change(&row); rows.append(row) }
    with {
      $0.handle = "hd"; $0.door = ""
    }
    with { $0.actor = .init(1) }
    with { $0.impersonated = .init(1) }
    with { $0.inputs = ["a": ["b", "c"]] }
    with { $0.inputs = ["a": ["b"], "c": []] }
    with { $0.changes = [Change(thing: "t", field: "f", before: nil, after: "-")] }
    with { $0.changes = [Change(thing: "t", field: "f", before: "-", after: nil)] }
    with { $0.undo = [StoredAct(name: "x", texts: [:])] }
    with { $0.subjects = ["x"] }
    with { $0.previous = "x" }
    with { $0.result = .refused }
    #expect(Set(rows.map(\.chainText)).count == rows.count)
    var later = base
    (later.takenBackBy, later.hash) = (9, "x")
    #expect(later.chainText == base.chainText, "what is written later is not chained")
  }
}
