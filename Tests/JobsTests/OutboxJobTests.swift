import Acts
import Domain
import Foundation
import Operations
import Store
import TestSupport
import Testing

@testable import Jobs

@Suite struct OutboxJobTests {
  let house: House
  private let room = TemporaryFolder("sendmail")
  init() throws { house = try House() }

  /// A mail of ada to kim that is due after the usual hold.
  private func reply(_ text: String = "Hello.") throws -> OutboxMessage {
    let context = Context(actor: try house.ada, door: .command, now: house.clocks.wall)
    let pipeline = Pipeline(database: house.database)
    let made = try pipeline.run(
      CreateTicket(subject: "Help", from: "kim@corp.example", text: "Please."), context
    ).output
    let ticket = try #require(Ticket.ID(made.ticket))
    let said = try pipeline.run(ReplyToTicket(ticket: ticket, text: text), context).output
    return try mail(said.outbox ?? 0)
  }
  private func mail(_ id: Int64) throws -> OutboxMessage {
    try #require(try house.database.read { try $0.outboxMessage(.init(id)) })
  }
  private func captured() throws -> [String] {
    let folder = house.path + ".mail"
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
      try String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
    }
  }
  /// A loop whose mail program is a script; what it is given lies in `given` beside it.
  private func loop(script: String) throws -> JobLoop {
    try program(script)
    return try loop(words: [room.path + "/sendmail", "-t", "-oi"])
  }
  private func program(_ script: String) throws {
    let path = room.path + "/sendmail"
    try ("#!/bin/sh\ncd \(room.path)\n" + script).write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }
  private func loop(words: [String]) throws -> JobLoop {
    try house.database.write { store in
      try store.set("mail.mode", to: "live")
      try store.set("mail.address", to: "support@desk.example")
    }
    let clocks = house.clocks
    var world = JobLoop.World(
      clock: { clocks.wall }, steady: { clocks.steady }, zone: FixedZone.utc, host: "here", process: 1,
      wait: { span in
        clocks.pass(span)
        return true
      })
    world.sendmail = words
    return JobLoop(house.database, jobs: [Job(.outbox)], world: world)
  }
  private func settle(_ loop: JobLoop) throws { while try loop.pass() == 0 {} }

  @Test("a mail leaves when its hold is over, and not before") func hold() throws {
    let sent = try reply(), loop = house.loop([Job(.outbox)])
    let wait = try loop.pass()
    #expect(wait > 0 && wait <= 10_000)
    #expect(try mail(sent.id.rawValue).state == .waiting)
    house.clocks.pass(wait)
    try settle(loop)
    #expect(try mail(sent.id.rawValue).state == .sent)
    let kept = try captured()
    #expect(kept.count == 1 && kept[0].contains("Message-ID: \(sent.mailID ?? "")"))
    let mode = try FileManager.default.attributesOfItem(atPath: house.path + ".mail")[.posixPermissions]
    #expect(mode as? Int == 0o700)
  }
  @Test("what was taken back does not leave") func cancelled() throws {
    let sent = try reply()
    _ = try Pipeline(database: house.database).run(
      CancelSend(outbox: Int(sent.id.rawValue)),
      Context(actor: try house.ada, door: .command, now: house.clocks.wall))
    house.clocks.pass(60_000)
    try settle(house.loop([Job(.outbox)]))
    #expect(try mail(sent.id.rawValue).state == .cancelled)
    #expect(!FileManager.default.fileExists(atPath: house.path + ".mail"))
  }
  @Test("a mail whose sending broke off goes again as the same mail") func brokenOff() throws {
    let sent = try reply()
    house.clocks.pass(60_000)
    try house.database.write { store in
      var mail = sent
      (mail.state, mail.attempts) = (.sending, 1)
      try store.save(mail)
    }
    try settle(try loop(script: "cat >> given"))
    let now = try mail(sent.id.rawValue)
    #expect(now.state == .sent && now.attempts == 2 && now.mailID == sent.mailID)
    #expect(try String(contentsOfFile: room.path + "/given", encoding: .utf8).contains(sent.mailID ?? "?"))
  }
  @Test("a mail that is not taken now is tried later, and given up in the end") func later() throws {
    let sent = try reply()
    house.clocks.pass(60_000)
    let loop = try loop(script: "echo busy >&2; echo x >> tries; exit 75")
    try settle(loop)
    let once = try mail(sent.id.rawValue)
    #expect(once.state == .waiting && once.attempts == 1)
    #expect(once.trouble?.contains("75") == true && once.trouble?.contains("busy") == true)
    #expect(once.notBefore > house.clocks.wall)
    for _ in 0..<100 where try mail(sent.id.rawValue).state == .waiting {
      house.clocks.pass(.hours(6))
      try settle(loop)
    }
    let end = try mail(sent.id.rawValue)
    #expect(end.state == .failed && end.attempts == OutboxRetry.most)
    let tries = try String(contentsOfFile: room.path + "/tries", encoding: .utf8)
    #expect(tries.split(separator: "\n").count == OutboxRetry.most)
    // It can be tried again, as the same mail.
    _ = try Pipeline(database: house.database).run(
      RetryMail(outbox: [Int(sent.id.rawValue)]),
      Context(actor: try house.ada, door: .command, now: house.clocks.wall))
    try program("cat > given")
    try settle(loop)
    #expect(try mail(sent.id.rawValue).state == .sent)
  }
  @Test("a mail that is refused for good is told in its ticket", arguments: [64, 65, 67, 68, 77])
  func refused(_ status: Int) throws {
    let sent = try reply()
    house.clocks.pass(60_000)
    try settle(try loop(script: "echo no such user >&2; exit \(status)"))
    let now = try mail(sent.id.rawValue), ticket = try #require(sent.ticket)
    #expect(now.state == .failed && now.attempts == 1)
    let last = try house.database.read { try $0.messages(of: ticket).last }
    #expect(last?.kind == .note && last?.body.contains("no such user") == true)
  }
  @Test("without a mail program nothing is lost and no try is counted; the job says what is wrong")
  func missing() throws {
    let sent = try reply()
    house.clocks.pass(60_000)
    let loop = try loop(words: [room.path + "/sendmail", "-t"])
    try settle(loop)
    let now = try mail(sent.id.rawValue)
    #expect(now.state == .waiting && now.attempts == 0)
    #expect(try house.state("outbox").trouble?.contains("cannot be started") == true)
    house.clocks.pass(.hours(1))
    try program("cat > given")
    try settle(loop)
    #expect(try mail(sent.id.rawValue).state == .sent)
  }
}
