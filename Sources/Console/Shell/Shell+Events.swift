import Domain
import Operations
import Terminal

extension Shell {
  /// Takes an event: the top layer first, then typing in the view, then the key map.
  func handle(_ event: Event) {
    refreshFacts()
    switch event {
    case .resize(let size): facts.size = size
    case .resumed: outbound.append(.redraw)
    case .focus: break
    case .mouse(let mouse): handle(mouse)
    case .key(let key):
      // A torn screen is mended whatever lies on it, and no layer knows this key for anything else.
      if !layers.isEmpty, redraws(key) {
        outbound.append(.redraw)
        return
      }
      if undrawnLayer { return }
      // Esc and a letter in one burst arrive as one Alt key; a layer knows those of readline only.
      if !layers.isEmpty, key.modifiers.contains(.alt), key.isCharacterOrFunction, !key.isOfReadline {
        handle(.key(Key(.escape)))
        handle(.key(Key(key.code, key.modifiers.subtracting(.alt))))
        return
      }
      if handleLayer(event) { return }
      handle(key)
    case .paste:
      if undrawnLayer { return }
      if handleLayer(event) { return }
      if !typed(event) { say("Nothing here takes pasted text. Open a reply or a filter first.", .warn) }
    }
  }

  private func redraws(_ key: Key) -> Bool {
    keys.keys(for: "redraw", in: ["global"]).contains { $0.keys == [key] }
  }

  private func handleLayer(_ event: Event) -> Bool {
    guard var top = layers.last else { return false }
    let number = layerNumber, depth = layers.count
    let effects = top.handle(event, facts)
    layers[depth - 1] = top
    if let effects { run(effects, for: -number) }
    // A layer is modal: what it does not want is not for the view below.
    return true
  }

  /// Called before each frame, when all that was typed has been handled.
  func settle() {
    guard let depth = layers.indices.last else { return }
    let effects = layers[depth].settle(facts)
    run(effects, for: -layerNumber)
  }

  private func typed(_ event: Event) -> Bool {
    guard views.indices.contains(current), let effects = views[current].pane.type(event, facts) else {
      return false
    }
    run(effects, for: views[current].number)
    return true
  }

  private func handle(_ key: Key) {
    guard let pane else { return }
    switch reader.feed(key, contexts: pane.contexts, counts: !pane.isTyping) {
    case .command(let binding, let count):
      pendingShownAt = nil
      perform(binding.command, count: count)
    case .pending:
      pendingShownAt = clock()
    case .cancelled: pendingShownAt = nil
    case .unbound:
      pendingShownAt = nil
      if typed(.key(key)) { return }
      // Esc and a letter or function key typed quickly arrive as one Alt key; nothing is bound to it, so it was those two.
      if key.modifiers.contains(.alt), key.isCharacterOrFunction {
        handle(Key(.escape))
        handle(Key(key.code, key.modifiers.subtracting(.alt)))
        return
      }
      say("\(key) does nothing here. ? shows what does.", .plain)
    }
  }

  /// Does what a command's name says: first the view, then the shell.
  func perform(_ command: String, count: Int? = nil) {
    guard views.indices.contains(current) else { return }
    refreshFacts()
    if let reason = views[current].pane.reason(against: command, facts) {
      say(reason, .warn)
      return
    }
    if let effects = views[current].pane.handle(command, count: count, facts) {
      run(effects, for: views[current].number)
      return
    }
    performGlobal(command, count: count)
  }

  private func performGlobal(_ command: String, count: Int?) {
    switch command {
    case "help": push(HelpLayer(keys: keys, pane: pane, facts))
    case "palette": push(PaletteLayer(shell: self))
    case "acts": push(PaletteLayer(shell: self, about: subjects))
    case "back": if views.count > 1, current > 0 { go(by: -1) }
    case "close": closeView()
    case "history.back": go(by: -1)
    case "history.forward": go(by: 1)
    case "go.next": go(by: current + 1 < views.count ? 1 : -current)
    case "go.previous": go(by: current > 0 ? -1 : views.count - 1)
    case "go.queue":
      if let place = views.firstIndex(where: { $0.pane is QueuePane }) { go(by: place - current) }
    case "search.everywhere": push(LinePrompt.everywhere(""))
    case "go.dashboard": open(DashboardPane())
    case "go.audit":
      if let refusal = Gate(role: facts.me.role).refusal(of: .readAudit, to: "Read the audit log") {
        say(refusal.description, .warn)
      } else {
        open(AuditPane())
      }
    case "go.notices": open(NoticesPane())
    case "undo": runOrder(.undo, for: 0)
    case "redo": runOrder(.redo, for: 0)
    case "repeat": repeatLast()
    case "cancel": cancel()
    case "suspend": outbound.append(.suspend)
    case "redraw": outbound.append(.redraw)
    case "reload": refresh()
    case "lock": outbound.append(.lock)
    case "quit": leave()
    default: say("“\(command)” does nothing here.", .plain)
    }
  }

  /// Stops what runs and can be stopped; with nothing running the same key twice leaves.
  private func cancel() {
    guard let progress = underWay?.progress, !progress.isStopping else {
      leave(onSecond: "Ctrl-C")
      return
    }
    progress.stop()
    say("Stopping after this part; what is done stays done.", .warn)
  }
  private func repeatLast() {
    guard let again = lastOrder else {
      say("There is nothing to repeat yet.", .plain)
      return
    }
    if (pane as? QueuePane)?.list.marks.coversAll == true {
      say(". is for marked rows; what is for all that match has its letter, which asks first.", .plain)
      return
    }
    let tickets = subjects
    guard !tickets.isEmpty else {
      say("No ticket is selected here.", .plain)
      return
    }
    runOrder(again(tickets), for: views[current].number)
  }

  private func handle(_ mouse: Mouse) {
    guard layers.isEmpty, views.indices.contains(current) else {
      if !undrawnLayer { _ = handleLayer(.mouse(mouse)) }
      return
    }
    let areas = Frame(facts.size)
    if areas.top.contains(mouse.at), case .press(1) = mouse.action {
      if let command = topBar.tab(at: mouse.at, in: areas.top) { perform(command) }
      return
    }
    let effects = views[current].pane.mouse(mouse, area: areas.content, facts)
    run(effects, for: views[current].number)
  }

  func push(_ layer: any Overlay) {
    var layer = layer
    let effects = layer.appear(facts)
    layers.append(layer)
    layerNumber += 1
    undrawnLayer = layer.dropsTypeAhead
    run(effects, for: -layerNumber)
  }
}

extension Key {
  /// Alt-B, Alt-F and Alt-D move and kill words wherever one types.
  fileprivate var isOfReadline: Bool { ["b", "f", "d"].contains { code == .character($0) } }
  fileprivate var isCharacterOrFunction: Bool {
    switch code {
    case .character, .function: true
    default: false
    }
  }
}
