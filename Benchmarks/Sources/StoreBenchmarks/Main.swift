import Domain
import Foundation
import Store

/// Measures a store from inside: `StoreBenchmarks STORE SIZE [--quick]`. It writes to the store: give it a copy.
@main enum Main {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let names = arguments.filter { !$0.hasPrefix("--") }
    guard names.count == 2 else { fatalError("usage: StoreBenchmarks STORE SIZE [--quick]") }
    let path = names[names.startIndex], size = names[names.startIndex + 1]
    let isQuick = arguments.contains("--quick")
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    let database = try Database.open(at: path)
    guard let ada = try database.read({ try $0.agent(handle: "ada") })?.id else {
      fatalError("no demo store: \(path)")
    }
    let lists = Lists(database: database, size: size, isQuick: isQuick, now: now, ada: ada)
    try lists.pages()
    try lists.counts()
    try Searching(database: database, size: size, isQuick: isQuick, now: now).run()
    try Chain(database: database, size: size, isQuick: isQuick, now: now, ada: ada).run()
    database.close()
    if size == "10k" { try Piping(source: path, isQuick: isQuick, now: now).run() }
  }
}
