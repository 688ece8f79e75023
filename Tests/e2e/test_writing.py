"""Replies and notes: drafts that outlive a crash, $EDITOR, canned replies, undo of a send."""
import os, signal


def test_a_draft_outlives_a_kill(lab):
    store = lab.demo()
    c = lab.queue(store)
    ref = c.selected
    c.press("r")
    c.wait_for("Reply")
    c.press("We found the second charge and")
    c.wait_for(r"draft (saved|kept)", regex=True, timeout=6)
    c.signal(signal.SIGKILL)
    c.wait_end(-signal.SIGKILL)
    again = lab.queue(store)
    again.wait(lambda: again.selected == ref, "the same ticket to be first")
    again.press("r")
    again.wait_for("We found the second charge and")


def test_the_editor_gets_the_text_and_gives_it_back(lab):
    store = lab.demo()
    editor = lab.write("editor.sh", "#!/bin/sh\nstty -a </dev/tty | grep -q ' icanon' && echo COOKED >>\"$HOME/seen\"\ncat \"$1\" >>\"$HOME/seen\"\nprintf 'from the editor\\nsecond line\\n' >>\"$1\"\n")
    os.chmod(editor, 0o755)
    c = lab.queue(store, env={"EDITOR": editor, "VISUAL": None})
    c.press("r")
    c.wait_for("Reply")
    c.press("typed first ")
    c.wait_for("typed first")
    c.press("<ctrl-x>", "<ctrl-e>")
    c.wait_for("second line")
    seen = open(lab.path("seen")).read()
    assert "COOKED" in seen and "typed first" in seen, seen
    assert {"alt", "paste"} <= set(c.scan.left()), "the screen is ours again"
    c.press("<ctrl-s>")
    c.wait_for("outbox")
    rows = lab.audit(store, act="ticket.reply")
    assert len(rows) == 1 and "from the editor" in str(rows[0]), rows


def test_an_editor_that_fails_changes_nothing(lab):
    c = lab.queue(env={"EDITOR": "false", "VISUAL": None})
    c.press("r")
    c.wait_for("Reply")
    c.press("as it was")
    c.wait_for("as it was")
    c.press("<ctrl-x>", "<ctrl-e>")
    c.wait_for(r"(?i)editor", regex=True)
    assert "as it was" in c.text


def test_a_canned_reply_is_sent_and_the_send_undone(lab):
    store = lab.demo()
    c = lab.queue(store)
    ref = c.selected
    c.press("r")
    c.wait_for("Reply")
    c.press("/")
    c.wait_for("We are looking into it")
    c.press("wait", "<enter>")
    c.wait_for("will be back with you today")
    c.press("<ctrl-s>")
    c.wait_for("outbox")
    messages = len(lab.ticket(store, ref)["messages"])
    c.press("u")
    c.wait(lambda: len(lab.ticket(store, ref)["messages"]) == messages - 1, "the reply to be taken back")
    assert lab.audit(store)[-1]["takes_back"] > 0


def test_a_note_is_for_colleagues_only(lab):
    store = lab.demo()
    c = lab.queue(store)
    ref = c.selected
    c.press("i")
    c.wait_for(r"(?i)private note", regex=True)
    c.press("same as last week")
    c.wait_for("same as last week")
    c.press("<ctrl-s>")
    c.wait(lambda: any(m["body"].strip() == "same as last week" and m["kind"] == 1 for m in lab.ticket(store, ref)["messages"]), "the note to be stored")


def test_escape_never_loses_text(lab):
    c = lab.queue()
    c.press("r")
    c.wait_for("Reply")
    c.press("not to be lost", "<esc>")
    c.wait_for("draft is kept")
    c.press("r")
    c.wait_for("not to be lost")


def test_a_megabyte_pasted_is_text(lab):
    c = lab.queue()
    c.press("r")
    c.wait_for("Reply")
    c.paste("word " * 200_000 + "THE END")
    c.wait_for("THE END", timeout=5)
    c.press("<bs><bs><bs>")
    c.wait_gone("THE END")
