import Domain
import Foundation
import Testing

@testable import Store

/// What is deleted or written over is gone from the file and its log, not only from what can be asked.
@Suite struct DeletedTests {
  private static let canary = "Zaunammer 902 "
  private func isThere(in test: TestStore) throws -> Bool {
    for name in try FileManager.default.contentsOfDirectory(atPath: test.folder) {
      let bytes = try Data(contentsOf: URL(filePath: test.folder + "/" + name))
      if bytes.range(of: Data(Self.canary.utf8)) != nil { return true }
    }
    return false
  }

  @Test(arguments: [1, 2000]) func `a draft that was thrown away or written over leaves no bytes`(
    copies: Int
  ) throws {
    // A long text lies on pages of its own, a short one among others.
    let text = String(repeating: Self.canary, count: copies)
    let test = try TestStore()
    try test.furnish()
    let ticket = try test.ticket(), ada = Agent.ID(1)
    func keep(_ text: String, _ kind: Message.Kind) throws {
      try test.database.write {
        try $0.save(
          Draft(
            agent: ada, ticket: ticket.id, kind: kind, text: text, baseVersion: 1, baseMessage: nil,
            saved: test.now))
      }
    }
    try keep(text, .public)
    try keep(text, .note)
    try test.database.checkpoint(.truncate)
    #expect(try isThere(in: test), "the test would see it")
    try keep("short", .public)
    try test.database.write { _ = try $0.removeDraft(of: ticket.id, by: ada, kind: .note) }
    test.database.close()
    #expect(try !isThere(in: test))
  }
}
