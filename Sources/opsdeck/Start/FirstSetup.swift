import Store

/// The first start: asks for the place of the store and for the first operator, line by line.
struct FirstSetup {
  let choice: StoreChoice, places: Places, config: Config
  func run() throws {
    throw Complaint(.store, "There is no store at \(choice.path).", "Look around in a demo: opsdeck demo.")
  }
}
