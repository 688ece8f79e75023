import Domain
import Terminal

extension Shell {
  /// Does what a view (its number) or the top layer (minus its number) asked for.
  func run(_ effects: [Effect], for owner: Int) {
    for effect in effects { run(effect, for: owner) }
  }

  private func run(_ effect: Effect, for owner: Int) {
    switch effect {
    case .read(let ask): read(ask, for: owner)
    case .act(let order): runOrder(order, for: owner)
    case .open(let pane): open(pane)
    case .close: closeView()
    case .layer(let layer): push(layer)
    case .dismiss: dismiss()
    case .command(let name, let count): perform(name, count: count)
    case .tell(let slot, let value):
      guard views.indices.contains(current) else { return }
      let number = views[current].number
      run(views[current].pane.receive(slot, .success(value), facts), for: number)
    case .say(let text, let tone):
      // What follows from an act stands behind it and does not take its undo from the line.
      if let last = said, last.undoable, last.until - clock() > 29_000 {
        said?.text = last.text + " " + text
      } else {
        say(text, tone)
      }
    case .copy(let text, let name):
      outbound.append(.copy(text))
      say("Copied \(name).", .good)
    case .edit(let text, let slot): outbound.append(.edit(text, slot: slot, view: owner))
    case .write(let work):
      underWay = Work(title: "Writing", since: clock())
      executor.write(work) { [weak self] result in
        self?.underWay = nil
        switch result {
        case .success(let sentence): self?.say(sentence, .good)
        case .failure(let error): self?.say(error)
        }
      }
    case .quit: leave()
    case .keepColumns(let view, let columns):
      facts.habits.columns[view] = columns
      outbound.append(.keep(facts.habits))
    case .remember(let line, let purpose):
      guard !line.isEmpty else { return }
      let others = facts.earlier[purpose, default: []].filter { $0 != line }
      facts.earlier[purpose] = others.suffix(49) + [line]
    case .suspend: outbound.append(.suspend)
    case .redraw: outbound.append(.redraw)
    case .lock: outbound.append(.lock)
    }
  }

  func dismiss() {
    guard !layers.isEmpty else { return }
    layers.removeLast()
    layerNumber += 1
  }

  private func read(_ ask: Ask, for owner: Int) {
    questions += 1
    let number = questions, key = "\(owner)/\(ask.slot)"
    asked[key] = number
    executor.read(ask) { [weak self] result in
      guard let self, self.asked[key] == number else { return }
      self.asked[key] = nil
      self.deliver(result, slot: ask.slot, to: owner)
    }
  }

  func runOrder(_ order: Order, for owner: Int) {
    if order.isQuiet {
      executor.act(order) { [weak self] result in
        self?.refreshFacts()
        self?.deliver(result.map { $0 as any Sendable }, slot: order.slot, to: owner)
      }
      return
    }
    underWay = Work(title: order.title, since: clock(), progress: order.progress)
    executor.act(order) { [weak self] result in
      guard let self else { return }
      self.underWay = nil
      self.refreshFacts()
      switch result {
      case .success(let outcome):
        if let again = order.again { self.lastOrder = again }
        self.say(outcome.sentence, .good, undoable: outcome.canUndo)
        self.deliver(.success(outcome), slot: order.slot, to: owner)
        // What a picker began is news for the view it was over.
        if owner < 0, self.views.indices.contains(self.current) {
          self.deliver(.success(outcome), slot: order.slot, to: self.views[self.current].number)
        }
        self.refresh()
      case .failure(let error):
        // A layer that stays open shows it at the field; otherwise the message line does.
        if owner >= 0 || self.layers.isEmpty { self.say(error) }
        self.deliver(.failure(error), slot: order.slot, to: owner)
      }
    }
  }

  /// Gives a text that came back from `$EDITOR` to the view that sent it.
  func edited(_ text: String, slot: String, view: Int) {
    refreshFacts()
    deliver(.success(text), slot: slot, to: view)
  }

  private func deliver(_ result: Result<any Sendable, any Error>, slot: String, to owner: Int) {
    if owner < 0 {
      guard -owner == layerNumber, var top = layers.popLast() else { return }
      let effects = top.receive(slot, result, facts)
      layers.append(top)
      run(effects, for: owner)
    } else if let place = views.firstIndex(where: { $0.number == owner }) {
      let effects = views[place].pane.receive(slot, result, facts)
      run(effects, for: owner)
    }
  }
}
