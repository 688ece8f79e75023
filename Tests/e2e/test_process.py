"""What the program is to its terminal and its system: stopped, resized, cut off, ended."""
import os, signal

from harness import eventually, now


def test_suspend_puts_the_terminal_back_and_resume_draws_again(lab):
    c = lab.queue()
    before = c.selected
    c.press("<ctrl-z>")
    c.wait(lambda: c.state == "T", "the program to stop")
    assert c.left == [], c.left
    seen = len(c.raw)
    c.signal(signal.SIGCONT, group=True)
    c.wait(lambda: len(c.raw) > seen and "alt" in c.scan.left(), "the screen to come back")
    c.wait(lambda: c.selected == before, "the same row to be selected")
    c.press("j")
    c.wait(lambda: c.selected != before, "keys to work again")


def test_a_window_may_shrink_to_one_cell_and_grow_again(lab):
    c = lab.queue()
    c.press("j", "j")
    c.wait(lambda: c.selected, "a selected row")
    c.wait_settled()
    chosen = c.selected
    for size in ((80, 24), (59, 15), (1, 1), (1, 60), (300, 1), (2, 2), (120, 40)):
        c.resize(*size)
        seen = len(c.raw)
        c.wait(lambda: len(c.raw) > seen or c.ended is not None, f"an answer to {size}")
        assert c.ended is None
    c.wait(lambda: c.selected == chosen, "the same row to be selected as before")
    c.press("<enter>")
    c.wait_for("status")


def test_a_view_opened_in_a_tiny_window_is_there_when_it_grows(lab):
    c = lab.queue()
    c.resize(1, 1)
    c.press("<enter>", "r", "hello", "<esc>")
    c.resize(120, 40)
    c.wait_for(r"T-\d{4}", regex=True)
    assert c.ended is None


def test_every_end_puts_the_terminal_back(lab):
    store = lab.demo()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGQUIT,
                   signal.SIGILL, signal.SIGTRAP, signal.SIGFPE):
        c = lab.queue(store)
        t0 = now()
        c.signal(number)
        c.wait_end(None, timeout=2)
        assert c.left == [], f"{number.name} left {c.left}"
        assert now() - t0 < 1, f"{number.name} took {now() - t0:.2f} s"


def test_leaving_puts_the_terminal_back(lab):
    c = lab.queue()
    assert {"alt", "cursor", "mouse", "paste", "termios"} <= set(c.left), "the test would see what is left"
    c.press("<ctrl-c>", "<ctrl-c>")
    c.wait_end(0)
    assert c.left == [], c.left


def test_the_editor_gets_the_terminal_as_it_was_found(lab):
    waiting = lab.path("waiting")
    editor = lab.write("editor.sh", f"#!/bin/sh\necho EDITING\ntouch {waiting}\nread answer </dev/tty\n")
    os.chmod(editor, 0o755)
    c = lab.queue(env={"EDITOR": editor, "VISUAL": None})
    c.press("r")
    c.wait_for("Reply")
    before = set(c.left)
    c.press("<ctrl-x>", "<ctrl-e>")
    eventually(lambda: os.path.exists(waiting), "the editor to start")
    c.wait_for("EDITING")
    assert c.left == [], c.left
    c.press("<enter>")
    c.wait(lambda: set(c.left) == before, "the modes to be set again")
    c.wait_for("Reply")
    c.signal(signal.SIGTERM)
    c.wait_end(None)
    assert c.left == [], c.left


def test_the_terminal_stays_as_found_when_the_program_ends_while_stopped(lab):
    c = lab.queue()
    c.press("<ctrl-z>")
    c.wait(lambda: c.state == "T", "the program to stop")
    c.signal(signal.SIGTERM)
    c.signal(signal.SIGCONT, group=True)
    c.wait_end(None)
    assert c.left == [], c.left


def test_a_lost_connection_ends_the_program(lab):
    c = lab.queue()
    c.hang_up()
    eventually(lambda: c.ended is not None, "the program to end", timeout=2)


def test_a_draft_is_kept_when_the_connection_is_lost(lab):
    store = lab.demo()
    c = lab.queue(store)
    c.press("r")
    c.wait_for("Reply")
    c.press("half a sentence")
    c.wait_for("half a sentence")
    c.hang_up()
    eventually(lambda: c.ended is not None, "the program to end", timeout=3)
    again = lab.queue(store)
    again.press("r")
    again.wait_for("half a sentence")


def test_typing_ahead_of_a_dialog_does_not_answer_it(lab):
    store = lab.demo()
    c = lab.queue(store)
    ref = c.selected
    before = lab.ticket(store, ref)["status"]
    c.send(b"X\ry\r")
    c.wait_for("Close " + ref)
    c.wait_settled()
    c.press("<esc>")
    c.wait_gone("Close " + ref)
    assert lab.ticket(store, ref)["status"] == before


def test_pasted_text_is_never_a_key(lab):
    store = lab.demo()
    c = lab.queue(store)
    audit = len(lab.audit(store))
    c.paste("AjAjX\ry\x03\x03:quit\r")
    c.wait_for("paste")
    assert c.ended is None and len(lab.audit(store)) == audit


def test_a_half_typed_sequence_shows_what_may_follow(lab):
    c = lab.queue()
    c.press("g")
    c.wait_for("audit log")
    c.press("a")
    c.wait_for("Audit")


def test_the_mouse_selects_opens_and_scrolls(lab):
    c = lab.queue()
    first = c.selected
    x, y = c.find(first)
    c.click(x + 2, y + 3)
    c.wait(lambda: c.selected and c.selected != first, "another row to be selected")
    chosen = c.selected
    c.click(x + 2, y + 3)
    c.wait_row(1, chosen)
    c.wait_for("status")


def test_idle_it_sleeps(lab):
    c = lab.queue()
    c.wait_settled(0.5)

    def cpu():
        with open(f"/proc/{c.pid}/stat") as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    ticks, end = cpu(), now() + 3
    while now() < end:
        c.pump(0.2)
    assert cpu() - ticks <= 2, "more than 20 ms of processor time in three idle seconds"
