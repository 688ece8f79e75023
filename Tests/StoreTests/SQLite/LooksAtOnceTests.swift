import Foundation
import Testing

@testable import Store

/// How many connections are kept for looking.
@Suite struct LooksAtOnceTests {
  /// Descriptors of this process that are files of the store.
  private func descriptors(of path: String) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count { name in
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name))?.hasPrefix(path)
        ?? false
    }
  }

  @Test("looking from many places at once opens no more than was prepared for so many")
  func leaves() throws {
    let test = try TestStore()
    let path = test.path
    try test.database.prepareReading(atOnce: 3)
    let before = try descriptors(of: path)
    #expect(before > 0)
    func look(_ depth: Int) throws {
      try test.database.read { _ in if depth > 1 { try look(depth - 1) } }
    }
    for depth in [1, 3, 2, 3] { try look(depth) }
    #expect(try descriptors(of: path) == before)
    // Asked again it opens nothing.
    try test.database.prepareReading(atOnce: 3)
    #expect(try descriptors(of: path) == before)
  }
}
