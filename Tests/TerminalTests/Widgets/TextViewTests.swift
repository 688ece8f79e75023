import Terminal
import Testing

@Suite struct TextViews {
  private func conversation() -> TextView {
    var view = TextView([
      .paragraph(
        Paragraph(
          [TextRun("Ozan Gündüz", .accent), TextRun("  mail", .textMuted)], id: "m1",
          lead: [TextRun("12:58", .textMuted)], indent: 7, isHeading: true)),
      .paragraph(Paragraph("Since this morning every login ends in \"403 org_mismatch\".", indent: 7)),
      .fold(
        id: "q1", summary: Paragraph("▸ 2 quoted", .textFaint, indent: 7),
        body: [Paragraph("> Dear Ozan,", indent: 7), Paragraph("> please move to SSO.", indent: 7)]),
      .paragraph(Paragraph()),
      .paragraph(
        Paragraph(
          [TextRun("bo", .textBright), TextRun("  private note", .statusWarn)], id: "m2",
          lead: [TextRun("  13:20")], indent: 9, ground: .notePrivate, bar: .notePrivateBar, isHeading: true)),
      .paragraph(
        Paragraph(
          [TextRun("Mapping of the org id is missing: KB-12.")], indent: 9, ground: .notePrivate,
          bar: .notePrivateBar)),
    ])
    view.resize(Size(34, 6))
    return view
  }
  private func shown(_ view: TextView) -> String {
    frame(view.size.width, view.size.height) { view.draw(into: &$0, area: $0.all) }
  }

  @Test func paragraphsWrapBehindTheirIndent() {
    #expect(
      shown(conversation())
        == """
        12:58  Ozan Gündüz  mail
               Since this morning every
               login ends in "403
               org_mismatch".
               ▸ 2 quoted

        """.dropLast())
  }
  @Test func aPrivateNoteHasAnotherGroundAndABar() {
    var view = conversation()
    view.perform(.last)
    var surface = Surface(Size(34, 6), theme: .builtIn)
    view.draw(into: &surface, area: surface.all)
    expectFrame(
      surface.text,
      """
             org_mismatch".
             ▸ 2 quoted

      ▎ 13:20  bo  private note
      ▎        Mapping of the org id is
      ▎        missing: KB-12.
      """)
    #expect(surface[33, 4].style.background == surface.theme[.notePrivate].background)
    #expect(surface[33, 2].style.background != surface.theme[.notePrivate].background)
  }
  @Test func foldsOpenInPlace() {
    var view = conversation()
    view.perform(.toggleFold)
    #expect(shown(view).hasSuffix("       ▸ 2 quoted\n       > Dear Ozan,"))
    let rows = view.rowCount
    view.perform(.closeFolds)
    #expect(view.rowCount == rows - 2)
    #expect(view.paragraph(atRow: 4)?.fold == "q1")
  }
  @Test func searchOpensFoldsAndGoesRound() {
    var view = conversation()
    #expect(view.search("sso") == 1)
    #expect(shown(view).contains("please move to SSO."))
    view.perform(.first)
    #expect(view.search("ORG") == 2)
    #expect(view.found.number == 1)
    view.perform(.previousMatch)
    #expect(view.found.number == 2)
    #expect(shown(view).contains("Mapping of the org id is"))
    view.perform(.nextMatch, count: 3)
    #expect(view.found.number == 1)
    #expect(view.search("nothing of this") == 0)
    let moved = view.perform(.nextMatch)
    #expect(!moved)
  }
  @Test func foundWordsAreMarked() {
    var view = conversation()
    _ = view.search("403")
    var surface = Surface(Size(34, 6), theme: .builtIn)
    view.draw(into: &surface, area: surface.all)
    #expect(surface[22, 2].text == "4")
    #expect(surface[22, 2].style.attributes.contains(.underline))
    #expect(!surface[21, 2].style.attributes.contains(.underline))
  }
  @Test func bracesGoFromMessageToMessage() {
    var view = conversation()
    view.resize(Size(34, 2))
    view.perform(.nextHeading)
    #expect(shown(view).hasPrefix("▎ 13:20"))
    view.perform(.previousHeading)
    #expect(view.top == 0)
  }
  @Test("another width keeps the paragraph at the top", arguments: [10, 20, 34, 60, 200])
  func rewrap(width: Int) {
    var view = TextView(
      paragraphs: (0..<50).map {
        Paragraph([TextRun("paragraph \($0) with some more words in it")], id: "\($0)")
      })
    view.resize(Size(25, 5))
    view.perform(.down, count: 41)
    let before = view.paragraph(atRow: 0)?.id
    view.resize(Size(width, 5))
    #expect(view.paragraph(atRow: 0)?.id == before)
    view.setContent((-5..<50).map { .paragraph(Paragraph([TextRun("other \($0)")], id: "\($0)")) })
    #expect(view.paragraph(atRow: 0)?.id == before)
  }
  @Test func readersThatSpeakGetALineAParagraph() {
    #expect(
      conversation().plain.prefix(2) == [
        "12:58 Ozan Gündüz  mail", "Since this morning every login ends in \"403 org_mismatch\".",
      ])
  }
}
