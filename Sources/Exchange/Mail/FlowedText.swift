/// RFC 3676 `format=flowed`: lines that end in a blank go on in the next line of the same quote depth.
enum FlowedText {
  static func joined(_ text: String, deletesSpaces: Bool) -> String {
    var out: [String] = []
    var open: (depth: Int, text: String)?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let depth = line.prefix { $0 == ">" }.count
      var content = line.dropFirst(depth)
      if content.first == " " { content.removeFirst() }
      let isSignature = content == "-- "
      if let running = open, running.depth == depth, !isSignature {
        open?.text += content
      } else {
        if let open { out.append(quoted(open.depth, open.text)) }
        open = (depth, String(content))
      }
      if content.last == " " && !isSignature {
        if deletesSpaces { open?.text.removeLast() }
      } else if let done = open {
        out.append(quoted(done.depth, done.text))
        open = nil
      }
    }
    if let open { out.append(quoted(open.depth, open.text)) }
    return out.joined(separator: "\n")
  }
  private static func quoted(_ depth: Int, _ text: String) -> String {
    depth == 0 ? text : String(repeating: ">", count: depth) + " " + text
  }
}
