import Domain
import Foundation
import Store

/// Measures a store from inside: `StoreBenchmarks STORE SIZE [--quick] [--only PART,PART] [--lists]`. It writes to
/// the store: give it a copy. With `--lists` each list is told on standard error. `StoreBenchmarks fill STORE TICKETS
/// MESSAGES` makes a demo store and tells what each stage took; `StoreBenchmarks empty STORE` makes one to import into.
@main enum Main {
  static let parts = ["open", "lists", "counts", "search", "audit", "pipeline", "live"]

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "empty", let path = arguments.dropFirst().first { return try Filling.empty(path) }
    if arguments.first == "fill" { return try Filling.run(Array(arguments.dropFirst())) }
    var names: [String] = [], only = Self.parts, isNext = false
    for argument in arguments {
      if isNext {
        (only, isNext) = (argument.split(separator: ",").map(String.init), false)
      } else if argument == "--only" {
        isNext = true
      } else if !argument.hasPrefix("--") {
        names.append(argument)
      }
    }
    guard names.count == 2, only.allSatisfy(Self.parts.contains) else {
      fatalError("usage: StoreBenchmarks STORE SIZE [--quick] [--only \(Self.parts.joined(separator: ","))]")
    }
    let path = names[0], size = names[1]
    let isQuick = arguments.contains("--quick")
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    let database = try Database.open(at: path)
    guard let ada = try database.read({ try $0.agent(handle: "ada") })?.id else {
      fatalError("no demo store: \(path)")
    }
    let lists = Lists(database: database, size: size, isQuick: isQuick, now: now, ada: ada)
    if only.contains("open") { try lists.open(at: path) }
    if only.contains("lists") {
      try lists.pages(isTold: arguments.contains("--lists"))
      try lists.filterChange()
    }
    if only.contains("counts") { try lists.counts() }
    if only.contains("search") {
      try Searching(database: database, size: size, isQuick: isQuick, now: now).run()
    }
    if only.contains("live") {
      try Live(database: database, size: size, isQuick: isQuick, now: now, ada: ada).run()
    }
    if only.contains("audit") {
      try Chain(database: database, size: size, isQuick: isQuick, now: now, ada: ada).run()
    }
    database.close()
    if only.contains("pipeline"), size == "10k" { try Piping(source: path, isQuick: isQuick, now: now).run() }
  }
}
