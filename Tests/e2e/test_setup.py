"""The first start and the log-in, at a terminal."""
import os, stat

from harness import eventually

PASSWORD = "seven quiet otters count"


def set_up(lab, *words, name="bea"):
    c = lab.console(*words)
    c.wait_for("Place of the store") if not words else c.wait_for("short name")
    if not words:
        c.press("<enter>")
        c.wait_for("short name")
    for question, answer in [("short name", name), ("full name", "Bea Holm"), ("mail address", "bea@desk.example")]:
        c.wait_for(question)
        c.press(answer, "<enter>")
    return c


def test_the_first_start_makes_a_store_with_one_admin(lab):
    c = set_up(lab)
    c.wait_for("Password:")
    c.press("short", "<enter>")
    c.wait(lambda: c.text.count("Password:") == 2, "the password to be asked for again")
    assert "12 are the least" in c.text
    c.press(PASSWORD, "<enter>")
    c.wait_for("The same again")
    c.press("something else entirely", "<enter>")
    c.wait(lambda: c.text.count("Password:") == 3, "the password to be asked for again")
    c.press(PASSWORD, "<enter>")
    c.wait(lambda: c.text.count("The same again") == 2, "the second time to be asked for")
    c.press(PASSWORD, "<enter>")
    c.wait_for("You are bea, admin")
    store = lab.path(".local/state/opsdeck/store.opsdeck")
    assert stat.S_IMODE(os.stat(store).st_mode) == 0o600
    assert PASSWORD not in bytes(c.raw).decode(errors="replace"), "the password was shown"
    info = lab.opsdeck("store", "info", "--json").objects[0]
    assert info["kind"] == "live" and info["agents"] == 1
    # Who has just said who she is, is not asked again; that she came in stands in the log all the same.
    c.wait(lambda: "alt" in c.scan.left(), "the console to open")
    c.wait_for("bea")
    c.press("q")
    c.wait_end(0)
    assert c.left == [], c.left
    assert [row["act"] for row in lab.audit(store)][-2:] == ["session.login", "session.logout"]


def test_a_lost_line_ends_the_session_and_leaves_a_row(lab):
    c = set_up(lab)
    for question in ("Password:", "The same again"):
        c.wait_for(question)
        c.press(PASSWORD, "<enter>")
    c.wait(lambda: "alt" in c.scan.left(), "the console to open")
    store = lab.path(".local/state/opsdeck/store.opsdeck")
    c.hang_up()
    eventually(lambda: lab.audit(store, act="session.logout"), "the end of the session to be recorded")
    (session,) = lab.sql(store, "select ended_at, ended_why from session")
    assert session["ended_at"] and session["ended_why"] == "hangup", session


def test_a_set_up_that_is_left_makes_nothing(lab):
    c = set_up(lab)
    c.wait_for("Password:")
    c.press("<ctrl-c>")
    c.wait_end(130)
    assert not os.path.exists(lab.path(".local/state/opsdeck/store.opsdeck"))
    assert c.left == [], c.left


def test_commands_act_for_who_logged_in(lab):
    c = set_up(lab)
    for _ in range(2):
        c.wait_for("Password:" if _ == 0 else "The same again")
        c.press(PASSWORD, "<enter>")
    c.wait_for("You are bea")
    assert "opsdeck login" in lab.opsdeck("agent", "list", status=1).err
    login = lab.console("login", "bea")
    login.wait_for("Password:")
    login.press("the wrong words here", "<enter>")
    login.wait_end(1)
    login = lab.console("login", "bea")
    login.wait_for("Password:")
    login.press(PASSWORD, "<enter>")
    login.wait_for("Logged in as bea (admin).")
    login.wait_end(0)
    sessions = lab.path(".local/state/opsdeck/sessions")
    (name,) = os.listdir(sessions)
    assert stat.S_IMODE(os.stat(os.path.join(sessions, name)).st_mode) == 0o600
    assert any(row.get("handle") == "bea" for row in lab.opsdeck("agent", "list", "--json").objects)
    os.chmod(os.path.join(sessions, name), 0o644)
    assert "can be read by others" in lab.opsdeck("agent", "list", status=1).err
    os.chmod(os.path.join(sessions, name), 0o600)
    lab.opsdeck("logout")
    assert os.listdir(sessions) == []
    assert "opsdeck login" in lab.opsdeck("agent", "list", status=1).err


def test_the_lock_of_a_real_store_opens_only_with_the_password(lab):
    c = set_up(lab)
    for question in ("Password:", "The same again"):
        c.wait_for(question)
        c.press(PASSWORD, "<enter>")
    c.wait_for("You are bea")
    store = lab.path(".local/state/opsdeck/store.opsdeck")
    console = lab.console()
    console.wait_for(r"(?i)name|operator|password", regex=True)
    if "assword" not in console.text:
        console.press("bea", "<enter>")
    console.wait_for("assword")
    console.press(PASSWORD, "<enter>")
    console.wait_for("Queues")
    lab.opsdeck("ticket", "list", "--store", store, status=None)
    console.press("<f12>")
    console.wait_for("opsdeck is locked")
    assert "Queues" not in console.text
    console.press("not this one at all", "<enter>")
    console.wait_for(r"(?i)wrong|not right|does not", regex=True)
    console.press("<esc>", "q", "<ctrl-c>")
    console.wait_for("opsdeck is locked")
    console.press("<ctrl-u>", PASSWORD, "<enter>")
    console.wait_gone("opsdeck is locked")
    console.wait_for("Queues")
    assert PASSWORD not in bytes(console.raw).decode(errors="replace")
    acts = [row["act"] for row in lab.audit(store)]
    assert "session.lock" in acts and "session.unlock" in acts, acts
