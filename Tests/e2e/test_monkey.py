"""The monkey in short, and that it would tell: --full and seeds of one's own are for a longer look."""
import os, tempfile

import monkey
from harness import Console, now

# What a program does that puts nothing back: raw mode, alternate screen, no cursor, mouse and paste on, bold.
LEAVES_ALL = r"""
import os, tty
tty.setraw(0)
os.write(1, b"\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1006h\x1b[?2004h\x1b[1mleft as it is")
while b"Q" not in os.read(0, 4096): pass
"""
# One that stops reading when it gets a percent sign.
STOPS_READING = r"""
import os, tty
tty.setraw(0)
os.write(1, b"up")
while b"%" not in os.read(0, 4096): os.write(1, b".")
while True: pass
"""


def bench(**differs):
    """The monkey's options; the jail needs root."""
    a = monkey.parser().parse_args([] if os.geteuid() == 0 else ["--no-jail"])
    a.scratch = tempfile.mkdtemp(prefix="opsdeck-monkey-")
    os.chmod(a.scratch, 0o755)
    for name, value in differs.items():
        setattr(a, name, value)
    return a


def shortcomings(a):
    try:
        return monkey.shortcomings(monkey.measure(a))
    finally:
        os.rmdir(a.scratch)


def of(lab, script, **differs):
    return shortcomings(bench(name="known", cmd=f"python3 {lab.readable('known.py', script)}", quit="Q", avoid="Q", **differs))


def test_random_events_and_every_ending_leave_nothing_behind(lab):
    a = bench(quick=True)
    monkey.for_opsdeck(a)
    for title, differs in monkey.presets(a):
        for name, value in differs.items():
            setattr(a, name, value)
        short = monkey.shortcomings(monkey.measure(a), slack=20)
        assert not short, f"{title}: " + "\n".join(short)
    os.rmdir(a.scratch)


def test_a_program_that_leaves_the_terminal_raw_is_told(lab):
    short = of(lab, LEAVES_ALL, parts="endings")
    for name in ("quit", "SIGTERM", "SIGSEGV"):
        told = [s for s in short if s.startswith(name + ":")]
        assert told and all(word in told[0] for word in ("termios", "alt", "cursor", "mouse", "paste", "sgr")), (name, short)


def test_a_program_that_stops_reading_is_told(lab):
    short = of(lab, STOPS_READING, parts="monkey", seed=3, events=300, seconds=15)
    assert any(s.startswith("hangs at event") for s in short), short


def test_hostile_content_let_through_is_told(lab):
    short = of(lab, "import os, sys, tty\ntty.setraw(0)\nos.write(1, open(sys.argv[1], 'rb').read())\nos.read(0, 1)\n", parts="hostile",
               hostile_file="text", hostile_cmd=f"python3 {lab.path('known.py')} {{h}}")
    assert any("osc52" in s and "dcs" in s and "c1_raw" in s for s in short), short


def test_a_burst_of_letters_is_taken_wherever_one_types(lab):
    store = lab.demo(3000)
    for place, keys in (("the filter", ["/"]), ("the palette", [":"]), ("a picker", ["a"]), ("a form", [":", "Create", "<enter>"]), ("help", ["?"])):
        c = lab.queue(store)
        for key in keys:
            c.press(key)
            c.wait_settled()
        c.send(b"x" * 1200)
        c.wait_settled()
        shown = len(c.raw)
        c.press("<esc>")
        c.wait(lambda: len(c.raw) > shown and "xxxx" not in c.text, f"Esc to be answered in {place}")
        c.close()


def test_a_burst_of_letters_in_a_megabyte_is_taken(lab):
    for text in ("word " * 200_000, "w" * 1_000_000):
        c = lab.queue()
        c.press("r")
        c.wait_for("Reply")
        c.paste(text)
        c.send(b"x" * 2000 + b"THE END")
        c.wait_for("THE END")
        c.close()
