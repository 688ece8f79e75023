import Acts

let supportRequests: [any Request.Type] =
  ticketRequests + bulkRequests + writingRequests + deskRequests + automationRequests + ticketQueries
let ticketRequests: [any Request.Type] = [
  CreateTicket.self, AssignTickets.self, TakeTickets.self, SetStatus.self, CloseTickets.self,
  SolveTickets.self, ReopenTickets.self, SetPriority.self, TagTickets.self, WatchTickets.self,
  UnwatchTickets.self, SnoozeTickets.self, WakeTickets.self, WakeDueTickets.self, RenameTicket.self,
  MergeTickets.self,
  UnmergeTickets.self, SplitTicket.self, LinkTickets.self, UnlinkTickets.self, FollowUp.self,
  TouchPresence.self, RestoreTickets.self,
]
let writingRequests: [any Request.Type] = [
  ReplyToTicket.self, AddNote.self, TakeBackMessage.self, SaveDraft.self, DiscardDraft.self,
]
let bulkRequests: [any Request.Type] = [ApplyMacro.self, BulkTickets.self]
let deskRequests: [any Request.Type] = [
  SaveView.self, RenameView.self, DeleteView.self, ListViews.self, SaveMacro.self, DeleteMacro.self,
  ListMacros.self, SaveCannedReply.self, DeleteCannedReply.self, ListCannedReplies.self, RestoreDesk.self,
]
let automationRequests: [any Request.Type] = [
  SaveAutomation.self, OrderAutomations.self, DeleteAutomation.self, RunAutomation.self, ListAutomations.self,
  ListAutomationRuns.self, TryAutomation.self,
]
let ticketQueries: [any Request.Type] = [
  ListTickets.self, ShowTicket.self, SearchTickets.self, TicketHistory.self, TicketAt.self,
]
