extension Catalogue {
  /// What this program can do.
  public static let opsdeck = Catalogue(
    supportRequests, messagingRequests, mailRequests, accessRequests, settingRequests, levelRequests,
    escalationRequests, noticeRequests, assignmentRequests, reportRequests, jobRequests, auditRequests)
}
