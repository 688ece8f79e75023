import Domain
import Testing

@testable import Demo

private let noon = Instant(seconds: 1_795_521_600)  // a Tuesday, 12:00 UTC

extension DemoDesk {
  fileprivate var all: [DemoTicket] { numbers.flatMap { $0 }.map(ticket) }
}

@Suite struct DemoDeskTests {
  @Test func theSameSeedMakesTheSameDeskAndAnotherSeedAnother() throws {
    let one = try DemoDesk(seed: 7, now: noon, tickets: 400),
      two = try DemoDesk(seed: 7, now: noon, tickets: 400)
    #expect(one.all == two.all)
    #expect((1...one.customerCount).map(one.customer) == (1...two.customerCount).map(two.customer))
    let other = try DemoDesk(seed: 8, now: noon, tickets: 400)
    #expect(zip(one.all, other.all).filter { $0 == $1 }.count < 60)
  }

  @Test func aDeskMovesWithToday() throws {
    let today = try DemoDesk(now: noon), nextYear = try DemoDesk(now: noon + .days(364))
    #expect(
      today.ticket(1042).ticket.created - noon == nextYear.ticket(1042).ticket.created - (noon + .days(364)))
    #expect(today.ticket(200).ticket.subject == nextYear.ticket(200).ticket.subject)
  }

  @Test(arguments: [1, 60, 1140, 1141, 3000])
  func anySizeHasItsTicketsOnceAndOldestFirst(_ size: Int) throws {
    let desk = try DemoDesk(now: noon, tickets: size)
    let numbers = desk.numbers.flatMap { Array($0) }
    #expect(numbers.count == size && Set(numbers).count == size && numbers.contains(1140))
    let created = numbers.filter { NamedStory.by($0) == nil }.map { desk.ticket($0).ticket.created }
    #expect(created == created.sorted())
  }

  @Test(arguments: [(50, 50), (50, 51), (200, 777), (1000, 3000), (1300, 9000)])
  func messagesAddUpToWhatWasAskedFor(_ tickets: Int, _ messages: Int) throws {
    let desk = try DemoDesk(now: noon, tickets: tickets, messages: messages)
    let counts = desk.all.map(\.messages.count)
    #expect(counts.reduce(0, +) == messages)
    #expect(counts.allSatisfy { $0 >= 1 })
  }

  @Test func sizesThatCannotBeAreRefusedWithTheRange() {
    #expect(throws: Refusal.self) { try DemoDesk(now: noon, tickets: 0) }
    let refusal = #expect(throws: Refusal.self) { try DemoDesk(now: noon, tickets: 10, messages: 9) }
    #expect(refusal?.description.contains("at least one message") == true)
  }
}

@Suite struct DemoHistoryTests {
  static let desk = try? DemoDesk(seed: 3, now: noon, tickets: 1500)
  static let tickets = desk?.all ?? []

  @Test func foldingTheEventsGivesTheState() throws {
    for told in Self.tickets {
      var ticket = told.ticket
      for event in told.events.reversed() { TicketField.revert(event, from: &ticket) }
      #expect(
        ticket.status == .new && ticket.assignee == nil && ticket.mergedInto == nil && ticket.solved == nil)
      for event in told.events { TicketField.apply(event, to: &ticket) }
      #expect(ticket == told.ticket, "\(told.ticket.id)")
    }
  }

  @Test func timeOnlyGoesForwardAndEndsBeforeNow() {
    for told in Self.tickets {
      let instants = told.events.map(\.at)
      #expect(instants == instants.sorted() && told.events.first?.field == "created")
      #expect(told.messages.map(\.at) == told.messages.map(\.at).sorted())
      #expect(told.ticket.updated == instants.last && (instants.last ?? .never) <= noon, "\(told.ticket.id)")
      #expect(told.messages.first?.at == told.ticket.created)
      #expect(told.ticket.version == Int64(told.events.count))
    }
  }

  @Test func theLastWordFitsTheStatus() {
    for told in Self.tickets where told.messages.count > 1 && told.ticket.mergedInto == nil {
      let last = told.messages.filter { $0.kind == .public }.last
      let isCustomer = if case .customer = last?.author { true } else { false }
      switch told.ticket.status {
      case .pending: #expect(!isCustomer, "\(told.ticket.id)")
      case .new: #expect(isCustomer, "\(told.ticket.id)")
      default: break
      }
      if told.ticket.status == .solved || told.ticket.status == .closed { #expect(told.ticket.solved != nil) }
    }
  }

  @Test func whatOthersPointToExists() throws {
    let desk = try #require(Self.desk)
    for told in Self.tickets {
      #expect((1...desk.customerCount).contains(Int(told.ticket.requester.rawValue)))
      for other in told.links.map(\.to) + [told.ticket.mergedInto, told.ticket.parent].compactMap({ $0 }) {
        #expect(desk.exists(Int(other.rawValue)) && other != told.ticket.id)
      }
      #expect(told.files.keys.allSatisfy { told.messages.indices.contains($0) })
    }
  }
}

@Suite struct DemoBelievabilityTests {
  static let desk = try? DemoDesk(now: noon)
  static let tickets = desk?.all ?? []
  private func share(_ holds: (DemoTicket) -> Bool) -> Double {
    Double(Self.tickets.filter(holds).count) / Double(Self.tickets.count)
  }

  @Test func mostIsDoneAndSomeOfEverythingIsLeft() {
    #expect((0.06...0.2).contains(share { $0.ticket.status.isActive }))
    for status in Ticket.Status.allCases {
      #expect(share { $0.ticket.status == status } > 0.004, "\(status)")
    }
    for priority in Ticket.Priority.allCases {
      #expect(share { $0.ticket.priority == priority } > 0.01, "\(priority)")
    }
    #expect(share { $0.ticket.priority == .normal } > 0.4)
  }
  @Test func theDeskHasEveryKindOfThing() {
    #expect(share { $0.ticket.snoozedUntil != nil } > 0.003)
    #expect(share { $0.ticket.mergedInto != nil } > 0.008)
    #expect(share { !$0.links.isEmpty } > 0.02)
    #expect(share { !$0.files.isEmpty } > 0.05)
    #expect(share { !$0.ticket.watchers.isEmpty } > 0.05)
    #expect(share { $0.messages.contains { $0.kind == .note } } > 0.15)
    #expect(share { $0.messages.contains { $0.body.contains("\n> ") } } > 0.1)
    #expect(share { $0.messages.contains { $0.body.contains("\n-- \n") } } > 0.1)
    #expect(share { $0.ticket.due != .never && $0.ticket.kind != .task } == 0)
    #expect(share { $0.ticket.due != .never } > 0.01)
  }
  @Test func customersWriteInManyLanguages() throws {
    let desk = try #require(Self.desk)
    let languages = (1...desk.customerCount).map { desk.customer($0).language ?? "" }
    #expect(Set(languages).count == Talk.all.count)
    #expect(Double(languages.filter { $0 == "en" }.count) / Double(languages.count) < 0.6)
    let text = Self.tickets.flatMap(\.messages).map(\.body).joined()
    for word in ["Guten Tag", "Buenos días", "Bonjour", "お世話", "您好", "Καλημέρα", "السلام", "שלום", "Merhaba"]
    {
      #expect(text.contains(word), "\(word)")
    }
  }
  @Test func addressesAreUniqueAndLeadNowhere() throws {
    let desk = try DemoDesk(now: noon, tickets: 20_000)
    let addresses = (1...desk.customerCount).map { desk.customer($0).email }
    #expect(Set(addresses).count == addresses.count)
    #expect(
      addresses.allSatisfy { $0.hasSuffix(".example") && $0 == $0.lowercased() && $0.allSatisfy(\.isASCII) })
  }
  @Test func noSlotIsLeftUnfilled() {
    for (talk, _) in Talk.all {
      let templates =
        talk.greetings + talk.closings + talk.followUps + talk.thanks + talk.replies + talk.solutions
        + [talk.signOff, talk.quoteLine] + talk.topics.flatMap { $0.subjects + $0.openings + $0.answers }
      #expect(templates.allSatisfy { !$0.strangers }, "\(talk.language)")
    }
    #expect(!Self.tickets.contains { $0.ticket.subject.contains("{") || $0.ticket.subject.isEmpty })
  }
  @Test func theTicketsPeopleReadAboutAreThere() throws {
    let desk = try #require(Self.desk)
    let refund = desk.ticket(1042).ticket, login = desk.ticket(1057)
    #expect(
      refund.subject == "Refund for double charge" && refund.assignee == Agent.ID(1)
        && refund.priority == .urgent)
    #expect(login.ticket.assignee == nil && login.messages.count == 2 && login.messages[1].kind == .note)
    #expect(login.messages[1].body.contains("KB-12") && login.files[0]?.first?.name == "log.txt")
    for story in NamedStory.all {
      let told = desk.ticket(story.number)
      #expect(told.ticket.subject == story.subject && told.ticket.status == story.status, "\(story.number)")
      #expect(
        told.ticket.assignee == story.assignee.map(Agent.ID.init) && told.ticket.priority == story.priority)
    }
  }
  @Test func thereIsOneOperatorOfEachRole() {
    #expect(Set(DemoAgents.all.map(\.role)) == Set(Role.allCases))
    #expect(DemoAgents.all.first?.handle.name == "ada")
    #expect(Set(DemoAgents.all.map(\.handle)).count == DemoAgents.all.count)
  }
}

@Suite struct DemoFileTests {
  @Test func filesAreWhatTheyClaimToBe() {
    var facts = Facts()
    facts[.invoice] = "in_7"
    for file in DemoFile.allCases {
      let made = file.attachment(variant: 3, facts)
      #expect(made == file.attachment(variant: 15, facts), "a dozen variants of each")
      switch made.type {
      case "image/png":
        #expect(Array(made.bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
      case "application/pdf":
        #expect(made.bytes.starts(with: Array("%PDF-1.4".utf8)) && made.name == "in_7.pdf")
      default: #expect(String(validating: made.bytes, as: UTF8.self) != nil)
      }
    }
  }
}

@Suite struct DeskTimeTests {
  @Test func ticketsComeByDayMoreThanByNight() {
    let time = DeskTime(now: noon, days: 70)
    var byHour = [Int](repeating: 0, count: 24), last = noon - .days(70)
    for step in 0...5000 {
      let instant = time.instant(at: Double(step) / 5000)
      #expect(instant >= last - 1)
      last = instant
      byHour[Int(instant.seconds % 86_400 / 3600)] += 1
    }
    #expect(byHour[9] > 6 * byHour[3])
    #expect(abs(time.instant(at: 1) - noon) < 1000 && abs(time.instant(at: 0) - (noon - .days(70))) < 1000)
  }
}
