import Acts

let supportRequests: [any Request.Type] = ticketRequests + writingRequests
let ticketRequests: [any Request.Type] = [
  CreateTicket.self, AssignTickets.self, TakeTickets.self, SetStatus.self, CloseTickets.self,
  SolveTickets.self, ReopenTickets.self, SetPriority.self, TagTickets.self, WatchTickets.self,
  UnwatchTickets.self, SnoozeTickets.self, WakeTickets.self, RenameTicket.self, MergeTickets.self,
  UnmergeTickets.self, SplitTicket.self, LinkTickets.self, UnlinkTickets.self, FollowUp.self,
  TouchPresence.self, RestoreTickets.self,
]
let writingRequests: [any Request.Type] = [
  ReplyToTicket.self, AddNote.self, TakeBackMessage.self, SaveDraft.self, DiscardDraft.self,
]
