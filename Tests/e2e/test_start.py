"""What is seen first: on the demo store, on terminals of every sort, and where there is no store yet."""
import os, pty, re, subprocess, sqlite3

from harness import program


def test_the_demo_opens_on_a_full_queue(lab):
    c = lab.console("demo")
    c.wait_for(r"T-\d{4}", regex=True)
    assert "demo" in c.rows[0] and "ada" in c.rows[0] and "Queues" in c.rows[0], c.framed()
    c.wait(lambda: len(re.findall(r"T-\d{4}", c.text)) > 25, "a full page of tickets")
    c.wait(lambda: c.selected, "a selected row")
    c.press("<ctrl-c>", "<ctrl-c>")
    c.wait_end(0)
    assert c.left == [], c.left
    kept = lab.console("demo")
    kept.wait_for(r"T-\d{4}", regex=True, timeout=2)


def test_a_row_and_its_preview_fit_any_size(lab):
    store = lab.demo()
    for cols, rows in ((60, 16), (80, 24), (100, 30), (120, 40), (160, 50), (300, 100)):
        c = lab.queue(store, size=(cols, rows))
        c.wait(lambda: c.selected, f"a selected row at {cols}x{rows}")
        assert not [r for r in c.rows if "�" in r], c.framed()
        c.close()


def test_a_window_too_small_says_what_it_needs(lab):
    store = lab.demo()
    for size in ((1, 1), (20, 5), (59, 40), (120, 15)):
        c = lab.console("demo", "--store", store, size=size)
        c.wait(lambda: c.text.strip(), f"a word at {size}")
        assert "needs 60x16"[:size[0]] in c.text, c.framed()
        c.press("<ctrl-c>", "<ctrl-c>")
        c.wait_end(0)
        assert c.left == []


def test_no_colour_is_sent_where_none_is_wanted(lab):
    store = lab.demo()
    assert lab.queue(store).scan.colors > 20
    c = lab.queue(store, env={"NO_COLOR": "1"})
    c.press("j", "j", "<enter>")
    c.wait_for("status")
    assert c.scan.colors == 0
    c.press("q")
    c.wait(lambda: c.selected, "the selection, told by other means than colour")


def test_a_terminal_that_cannot_show_a_screen_gets_a_sentence(lab):
    store = lab.demo()
    for term in ("dumb", "", "nosuchterm"):
        c = lab.console("demo", "--store", store, term=term)
        c.wait_end(2 if term == "dumb" else None)
        assert os.WEXITSTATUS(c.ended) in (1, 2), c.ended
        assert len(c.text.strip()) > 10 and b"\x1b" not in c.raw, c.framed()
        assert c.left == []


def test_without_a_terminal_there_is_a_command_instead(lab):
    done = lab.opsdeck("demo", "--store", lab.demo(), status=2)
    assert "opsdeck" in done.err and "\x1b" not in done.out + done.err, done


def test_ascii_is_all_that_a_plain_locale_gets(lab):
    c = lab.queue(lab.demo(), env={"LANG": "C", "LC_ALL": "C"})
    c.press("<enter>")
    c.wait_for("status")
    assert all(byte < 128 for byte in c.raw), c.framed()


def test_a_new_store_is_set_up_step_by_step_and_asks_for_the_password_from_the_next_start_on(lab):
    store = lab.path("desk", "store.db")
    c = lab.console("--store", store)
    for question, answer in (("short name", "ada"), ("full name", "Ada Lindqvist"), ("mail address", "ada@desk.example"),
                             ("Password:", "short"), ("at least", "correct horse battery"), ("same again", "another one altogether"),
                             ("different", "correct horse battery"), ("same again", "correct horse battery")):
        c.wait(lambda: question in c.text.split("\n> ")[-1], repr(question))
        c.press(answer + "<enter>")
        c.wait_settled(0.1)
    # What was written, not what is shown: the console may take the screen in the same instant.
    c.wait(lambda: b"You are ada" in c.raw, "the greeting", timeout=20)
    assert b"correct horse" not in c.raw, "the password was echoed"
    assert os.stat(store).st_mode & 0o777 == 0o600
    c.wait_for("Queues", timeout=20)
    c.press("<ctrl-c>", "<ctrl-c>")
    c.wait_end(0)
    again = lab.console("--store", store)
    log_in(again, "wrong horse battery")
    again.wait_for("wrong", timeout=20)
    again.wait_end(1)
    assert b"horse" not in again.raw, "the password was echoed"
    again = lab.console("--store", store)
    log_in(again, "correct horse battery")
    again.wait_for("Queues", timeout=20)
    assert b"horse" not in again.raw, "the password was echoed"


def log_in(c, password):
    """Answers what is asked before the console opens."""
    c.wait(lambda: c.text.rstrip().split("\n")[-1].startswith("Name:"), "the question for the name")
    c.press("ada<enter>")
    c.wait(lambda: c.text.rstrip().split("\n")[-1].startswith("Password:"), "the question for the password")
    c.press(password + "<enter>")


def test_nothing_is_ever_a_default_account(lab):
    store = lab.path("desk", "store.db")
    lab.opsdeck("demo", "--no-console", "--store", lab.path("demo", "store.db"), "--tickets", "5")
    c = lab.console("--store", store)
    c.wait(lambda: c.text.strip(), "a first question")
    c.press("<ctrl-c>", "<ctrl-c>")
    c.wait_end(None)
    if os.path.exists(store):
        rows = sqlite3.connect(f"file:{store}?mode=ro", uri=True).execute("select count(*) from agent").fetchone()[0]
        assert rows == 0, "leaving the set-up left an account behind"
