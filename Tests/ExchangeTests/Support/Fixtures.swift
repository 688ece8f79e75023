import Domain
import Foundation
import Testing

@testable import Exchange

enum Fixtures {
  static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static func sample(_ name: String) -> String {
    checkout.appending(path: "Tests/ExchangeTests/Samples/\(name)").path
  }
  /// A file of the shared real data, nil where this machine has none.
  static func shared(_ name: String) -> String? {
    let folders: [String?] = [
      ProcessInfo.processInfo.environment["OPSDECK_SHARED"], checkout.appending(path: "../shared").path,
      checkout.appending(path: "../../shared").path,
    ]
    return folders.compactMap { $0 }.map { $0 + "/real-data/" + name }.first {
      FileManager.default.fileExists(atPath: $0)
    }
  }
  static let isSharedHere = shared("support-tickets.csv") != nil
  static func file(_ text: String, name: String = "tickets.csv") -> InputFile {
    InputFile(name: name, bytes: Array(text.utf8))
  }
}

extension TicketReader {
  /// All items, in order.
  mutating func all() throws -> [ImportItem] {
    var items: [ImportItem] = []
    while let item = try next() { items.append(item) }
    return items
  }
  mutating func tickets() throws -> [ImportRecord] {
    try all().compactMap { if case .ticket(let record) = $0 { record } else { nil } }
  }
  mutating func rejections() throws -> [Rejection] {
    try all().compactMap { if case .rejected(let rejection) = $0 { rejection } else { nil } }
  }
}

extension ImportedMessage.Author {
  var person: ImportedPerson? { if case .person(let person) = self { person } else { nil } }
}

/// What a body refuses, as a refusal.
func refusal<T>(_ body: () throws -> T) -> Refusal? {
  do { _ = try body() } catch { return error as? Refusal }
  return nil
}
