import Yams

/// YAML with errors in our form.
enum YAMLReading {
  /// The one document of a text, nil if it is empty.
  static func document(_ text: String, path: String) throws -> Node? {
    do {
      return try compose(yaml: text)
    } catch let error as YamlError {
      let (line, problem) = describe(error)
      throw FileTrouble(
        path, line: line, "This is not YAML: \(problem).", remedy: "Mend the line, or the one before it.")
    }
  }

  private static func describe(_ error: YamlError) -> (Int?, String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      (context.mark.line, "the key \(duplicates.joined(separator: ", ")) is there twice")
    default: (nil, Clean.line("\(error)"))
    }
  }
}

/// The nearest of some words, for "did you mean".
enum Nearest {
  static func of(_ word: String, in words: some Collection<String>) -> String? {
    let found = words.map { ($0, distance(Array(word.utf8), Array($0.utf8))) }.min {
      ($0.1, $0.0) < ($1.1, $1.0)
    }
    return found.flatMap { $0.1 <= max(2, word.utf8.count / 3) ? $0.0 : nil }
  }

  /// Levenshtein's.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, corner + (x == y ? 0 : 1))
        corner = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
