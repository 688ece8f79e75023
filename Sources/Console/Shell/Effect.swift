import Acts
import Domain
import Operations
import Store
import Terminal

/// What a pane or a layer wants done that is not its own state. It only says so; the shell does it.
@MainActor enum Effect {
  /// Read something off the main thread; the answer comes back to the view that asked, under the same slot.
  case read(Ask)
  /// Run an act through the pipeline.
  case act(Order)
  /// Open a view on top of the stack, or go to the one that shows the same.
  case open(any Pane)
  /// Close the view; the last one does not close.
  case close
  /// Put a layer over the view.
  case layer(any Overlay)
  /// Take the top layer away.
  case dismiss
  /// Give a command to the view below the layers, as if its key had been pressed.
  case command(String, count: Int?)
  /// Tell the view below the layers something, as if it had asked for it under that slot.
  case tell(String, any Sendable)
  /// A sentence in the message line.
  case say(String, Tone)
  /// Put text of our own on the clipboard; the word names what was copied.
  case copy(String, named: String)
  /// Edit a text in `$EDITOR`; the text comes back to the view as `edited`.
  case edit(String, slot: String)
  /// Remember which columns the operator wants in a view, also tomorrow.
  case keepColumns(view: String, [QueueColumn])
  /// Remember a line for this session under what it was typed for.
  case remember(String, for: String)
  /// Write a file off the main thread; the closure answers with the sentence to say.
  case write(@Sendable (Desk) throws -> String)
  /// Leave; asks first when text would be lost.
  case quit
  /// Stop the process as Ctrl-Z does.
  case suspend
  /// Draw everything anew.
  case redraw
  /// Lock the session.
  case lock
}

/// How a sentence is meant.
enum Tone: Sendable { case plain, good, warn, bad }

/// A question to the store. A newer one in the same slot of the same view makes the older pointless.
struct Ask: Sendable {
  /// Names what the answer is for, within the view.
  let slot: String
  /// Runs on a thread of its own with one consistent view of the store.
  let read: @Sendable (Desk) throws -> any Sendable
  /// Nobody waits for it: no frame is held back for the answer, nor drawn because of it.
  var isAhead = false
  /// Makes a question.
  init(_ slot: String, read: @escaping @Sendable (Desk) throws -> any Sendable) {
    (self.slot, self.read) = (slot, read)
  }
}

/// An act on its way to the pipeline, with what the shell must know to tell of it and to repeat it.
struct Order: Sendable {
  /// What happened, for the message line.
  struct Outcome: Sendable {
    /// One sentence.
    var sentence: String
    /// The audit row, and whether `u` can take it back.
    var audit: Int64, canUndo: Bool
    /// What the act answered, where the view wants to know.
    var output: any Sendable
  }
  /// Names the act within the view that asks; refusals come back under it.
  let slot: String
  /// Shown while it runs longer than half a second.
  let title: String
  /// Nothing is said of it: drafts and presence, which happen by themselves.
  var isQuiet = false
  /// How far it has come, where it is long enough to tell.
  var progress: Progress?
  /// Runs on the writer's thread.
  let run: @Sendable (Desk) throws -> Outcome
  /// The same for other tickets, for `.`; nil where it cannot be repeated.
  let again: (@Sendable ([Ticket.ID]) -> Order)?
  /// Makes an order from an act.
  init<A: Act>(
    _ act: A, slot: String = "act", again: (@Sendable ([Ticket.ID]) -> Order)? = nil
  ) where A: Sendable {
    (self.slot, title, self.again) = (slot, A.about.title, again)
    run = { desk in
      let receipt = try desk.run(act)
      return Outcome(
        sentence: A.sentence(receipt.output), audit: receipt.audit, canUndo: receipt.canUndo,
        output: receipt.output)
    }
  }
  /// An order that is more than one act, such as undo.
  init(title: String, slot: String = "act", run: @escaping @Sendable (Desk) throws -> Outcome) {
    (self.slot, self.title, self.run, again) = (slot, title, run, nil)
  }
}
