import Acts
import Domain
import Operations
import Store
import Terminal

/// The macros, read when it opens; choosing one applies text and acts as one, with one undo.
@MainActor struct MacroPicker {
  static func make(_ selection: TicketCommands.Selection) -> any Overlay {
    let ticket = selection.ids.count == 1 ? selection.detail?.ticket : nil
    return PickerOverlay(
      "Macro for \(selection.words)",
      reading: { desk in
        try desk.look { store in
          let macros = try store.macros()
          return (ticket.map { MacroFit(macros).sorted(for: $0) } ?? macros).map { macro in
            let steps = macro.steps.map { step in
              ([step.act.splitOnce(".").1] + step.fields.sorted { $0.key < $1.key }.flatMap(\.value)).joined(
                separator: " ")
            }
            let text = macro.text.map { $0.firstWords(40) }
            return PickerItem(
              macro.name, macro.title,
              detail: (steps + [text].compactMap { $0 }).joined(separator: ", "))
          }
        }
      }
    ) { chosen in
      guard let name = chosen.first else { return [] }
      return TicketCommands.orders(selection) { tickets, _ in ApplyMacro(tickets: tickets, macro: name) }
    }
  }
}
