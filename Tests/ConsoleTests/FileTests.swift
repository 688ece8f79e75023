import Domain
import Foundation
import Store
import Terminal
import Testing

@testable import Console

@MainActor @Suite struct Files {
  @Test(
    "a file's name is only its last part, without signs that mean something",
    arguments: [
      ("log.txt", "log.txt"), ("../../etc/passwd", "passwd"), ("C:\\windows\\evil.exe", "evil.exe"),
      ("...hidden", "hidden"), ("a\u{1B}[2Jb\u{7}.txt", "a[2Jb.txt"), ("", "attachment"), ("/", "attachment"),
      ("..", "attachment"), ("line\nbreak", "linebreak"),
      (String(repeating: "x", count: 300), String(repeating: "x", count: 120)),
      ("invoice\u{202E}fdp.exe", "invoicefdp.exe"), ("pay\u{200B}pal\u{AD}.txt", "paypal.txt"),
      ("\u{9B}31m\u{E0041}.txt", "31m.txt"), ("--delete", "delete"), ("-.-rf", "rf"),
      (String(repeating: "界", count: 119) + "x", String(repeating: "界", count: 80)),
      ("e" + String(repeating: "\u{301}", count: 400), "attachment"),
    ])
  func names(_ given: String, _ kept: String) { #expect(AttachmentFiles.safe(given) == kept) }

  @Test("files of a ticket are saved for their owner alone and never over one that is there")
  func saving() throws {
    let bench = try Bench()
    let old = FileManager.default.currentDirectoryPath
    let folder = bench.folder + "/downloads"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(FileManager.default.changeCurrentDirectoryPath(folder))
    defer { _ = FileManager.default.changeCurrentDirectoryPath(old) }
    bench.shell.select(Ticket.ID(1042))
    bench.press("Enter", "f")
    #expect(bench.text.contains("Save which files?") && bench.text.contains("statement.png"))
    bench.press("Enter")
    #expect(bench.text.contains("Saved statement.png here."))
    bench.press("f", "Space", "Enter")
    #expect(bench.text.contains("Saved statement-1.png here."))
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/statement.png")[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    let stored = try bench.database.read { store in
      try store.messages(of: Ticket.ID(1042)).flatMap(\.attachments).first.flatMap {
        try store.attachmentBytes($0.id)
      }
    }
    #expect(try Data(contentsOf: URL(filePath: folder + "/statement-1.png")) == Data(stored ?? []))
  }

  @Test("a ticket without files says so")
  func none() throws {
    let bench = try Bench(at: 1135)
    bench.press("Enter", "f")
    #expect(bench.text.contains("No files are attached"))
  }

  @Test("the editor's file is for its owner alone, is read back, and is gone afterwards")
  func editor() throws {
    let file = try PrivateFile("first\nsecond")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    let folder = try FileManager.default.attributesOfItem(atPath: file.folder)[.posixPermissions]
    #expect((folder as? NSNumber)?.intValue == 0o700)
    try Data("changed\n".utf8 + [0xFF]).write(to: URL(filePath: file.path))
    #expect(try file.read() == "changed\n\u{FFFD}")
    for name in ["reply.txt~", ".reply.txt.swp"] {
      try Data("what was typed".utf8).write(to: URL(filePath: file.folder + "/" + name))
    }
    file.remove()
    #expect(!FileManager.default.fileExists(atPath: file.folder), "nothing of the text stays in /tmp")
    #expect(throws: Refusal.self) { try file.read() }
  }
}

@MainActor @Suite struct StoresThatTakeNothing {
  @Test("a store that may only be read is read; an act says so and nothing is lost")
  func readOnly() throws {
    let bench = try Bench()
    let path = bench.folder + "/store.db"
    let viewer = try Bench(at: 1042, sharing: bench, on: try Database.open(at: path, mode: .readOnly))
    viewer.press("A")
    #expect(viewer.text.contains("look only") || viewer.text.contains("read"))
    #expect(viewer.rows()[0].contains("read only"))
    viewer.press("Enter", "r")
    #expect(viewer.text.contains("look only"))
    viewer.press("j", "k", "q")
    #expect(viewer.shell.pane is QueuePane)
  }

  @Test("a store that stops taking anything leaves the text where it is, and the draft is tried again")
  func lost() throws {
    let bench = try Bench(at: 1042)
    bench.press("Enter", "r")
    bench.type("half a thought")
    bench.database.close()
    bench.pass(2100)
    #expect(bench.text.contains("could not be kept") && bench.text.contains("half a thought"))
    bench.press("Ctrl-S")
    #expect(bench.text.contains("half a thought"), "the text stays in the editor")
  }
}
