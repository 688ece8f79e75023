"""The driver itself, on programs whose behaviour is known: what the other tests say is only worth as much as this."""
import signal

from harness import Console


def shell(lab, script, **how):
    console = Console(lab, ["/bin/sh", "-c", script], **how)
    lab.consoles.append(console)
    return console


def test_text_colour_and_cursor_are_read_by_cell(lab):
    c = shell(lab, r"printf '\033[31m漢字\033[0m ok\n'; read x")
    c.wait_for("ok")
    assert c.find("ok") == (5, 0), c.find("ok")
    assert c.colour_at("漢") == "red" and c.colour_at("ok") == "default"
    assert c.cursor == (0, 1)


def test_keys_reach_the_program_and_are_counted(lab):
    c = shell(lab, "stty -echo raw; echo ready; dd bs=1 count=4 2>/dev/null | od -An -tx1")
    c.wait_for("ready")
    c.press("a<esc>", "<ctrl-s>", "<enter>")
    c.wait_for("61 1b 13 0d")
    assert c.pressed == 4


def test_an_end_is_told_apart_by_status_and_signal(lab):
    assert shell(lab, "exit 3").wait_end(3) == 3
    c = shell(lab, "echo up; read x")
    c.wait_for("up")
    c.signal(signal.SIGTERM)
    c.wait_end(-signal.SIGTERM)


def test_what_was_left_behind_is_named(lab):
    c = shell(lab, r"printf '\033[?1049h\033[?2004h\033[1mx'; stty -icanon; exit 0")
    c.wait_end(0)
    assert c.left == ["termios", "alt", "paste", "sgr"], c.left


def test_a_stopped_program_can_be_continued(lab):
    c = shell(lab, "echo up; read x; echo got $x")
    c.wait_for("up")
    c.signal(signal.SIGTSTP, group=True)
    c.wait(lambda: c.state == "T", "the program to stop")
    c.signal(signal.SIGCONT, group=True)
    c.press("y<enter>")
    c.wait_for("got y")


def test_a_changed_window_is_seen(lab):
    c = shell(lab, "trap 'stty size' WINCH; echo up; while :; do read x; done")
    c.wait_for("up")
    c.resize(80, 24)
    c.wait_for("24 80")
