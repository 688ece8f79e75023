"""Stores that cannot be used as one would like: nothing is written over, and what to do is said."""
import fcntl, os, shutil, subprocess, tempfile

from harness import program
from test_setup import PASSWORD, set_up


def test_a_store_that_may_only_be_read_can_be_looked_at(lab):
    store = lab.demo()
    lab.give_up_rights()
    folder = os.path.dirname(store)
    for name in os.listdir(folder):
        os.chmod(os.path.join(folder, name), 0o400)
    os.chmod(folder, 0o500)
    before = open(store, "rb").read()
    c = lab.queue(store)
    c.wait_for("may only be read")
    c.press("<enter>")
    c.wait_for("status")
    c.press("A")
    c.wait_for("to look only")
    assert open(store, "rb").read() == before


def test_a_console_that_may_only_read_is_locked_and_opened_with_the_password(lab):
    c = set_up(lab)
    for question in ("Password:", "The same again"):
        c.wait_for(question)
        c.press(PASSWORD, "<enter>")
    c.wait_for("You are bea")
    login = lab.console("login", "bea")
    login.wait_for("Password:")
    login.press(PASSWORD, "<enter>")
    login.wait_end(0)
    store = lab.path(".local/state/opsdeck/store.opsdeck")
    folder = os.path.dirname(store)
    lab.give_up_rights()
    for name in os.listdir(folder):
        if os.path.isfile(os.path.join(folder, name)):
            os.chmod(os.path.join(folder, name), 0o400)
    os.chmod(folder, 0o500)
    before = open(store, "rb").read()
    c = lab.console()
    c.wait_for("may only be read")
    c.press("<f12>")
    c.wait_for("opsdeck is locked")
    assert "Queues" not in c.text
    c.press("not this one at all", "<enter>")
    c.wait_for("The password is wrong")
    c.press("<esc>", "q", "<ctrl-c>")
    c.wait_for("opsdeck is locked")
    c.press("<ctrl-u>", PASSWORD, "<enter>")
    c.wait_gone("opsdeck is locked")
    c.wait_for("Queues")
    assert open(store, "rb").read() == before


def test_what_is_no_store_is_left_alone(lab):
    other = lab.write("other.db", b"SQLite format 3\0" + b"\x07" * 5000)
    text = lab.write("notes.txt", "my notes\n")
    for path in (other, text):
        before = open(path, "rb").read()
        for args in (("store", "check", "--store", path), ("demo", "--no-console", "--store", path)):
            done = lab.opsdeck(*args, status=None)
            assert done.status in (1, 3) and len(done.err) > 20, done
        assert open(path, "rb").read() == before


def test_a_truncated_store_says_so(lab):
    store = lab.demo()
    with open(store, "r+b") as f:
        f.truncate(os.path.getsize(store) // 2)
    for side in ("-wal", "-shm"):
        if os.path.exists(store + side):
            os.remove(store + side)
    before = open(store, "rb").read()
    done = lab.opsdeck("store", "check", "--store", store, status=None)
    assert done.status in (1, 3) and done.err, done
    assert open(store, "rb").read() == before


def test_the_audit_log_of_the_demo_holds(lab):
    store = lab.demo()
    c = lab.queue(store)
    c.press("A")
    c.wait(lambda: lab.audit(store, act="ticket.take"), "the act to be recorded")
    done = lab.opsdeck("audit", "verify", "--store", store, "--as", "eve")
    assert "as they were written" in done.out, done


def test_a_store_that_another_holds_can_be_read_and_says_who_waits(lab):
    store = lab.demo()
    c = lab.queue(store)
    ref = c.selected
    before = lab.ticket(store, ref)
    with open(store + ".lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        c.press("A")
        c.wait_for("Take tickets", timeout=5)            # it waits, and says for how long
        c.press("j", "<enter>")
        c.wait_row(1, "›")                               # meanwhile one can read
        c.wait_for("status")
    c.wait(lambda: lab.audit(store, act="ticket.take"), "the act once the store is free", timeout=30)
    assert before["assignee"] is None or lab.ticket(store, ref)["assignee"] == "ada"


def test_on_a_full_disk_nothing_is_lost_and_reading_goes_on(lab):
    disk = tempfile.mkdtemp(prefix="disk-", dir=lab.home)
    small = lab.demo()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        return print("      skipped: no small disk can be mounted here")
    try:
        for name in os.listdir(os.path.dirname(small)):
            shutil.copy2(os.path.join(os.path.dirname(small), name), disk)
        store = os.path.join(disk, os.path.basename(small))
        c = lab.queue(store)
        ref = c.selected
        c.press("r")
        c.wait_for("Reply")
        with open(os.path.join(disk, "filler"), "wb") as filler:
            try:
                while True:
                    filler.write(bytes(1 << 16))
                    filler.flush()
            except OSError:
                pass
        c.press("what was typed on a full disk")
        c.press("<ctrl-s>")
        c.wait_for(r"(?i)full|space|cannot", regex=True, timeout=15)
        c.wait_for("what was typed on a full disk")
        assert not lab.audit(store, act="ticket.reply")
        os.remove(os.path.join(disk, "filler"))
        c.press("<ctrl-s>")
        c.wait(lambda: lab.audit(store, act="ticket.reply"), "the reply once there is room", timeout=15)
        assert any(m["body"].strip() == "what was typed on a full disk" for m in lab.ticket(store, ref)["messages"])
        lab.opsdeck("store", "check", "--store", store)
        c.press("<ctrl-c>", "<ctrl-c>")
        c.wait_end(None)
    finally:
        subprocess.run(["umount", "-l", disk], capture_output=True)


def test_a_store_of_somebody_else_is_told_with_its_remedy(lab):
    store = lab.demo(100)
    lab.give_up_rights()
    os.chown(store, 0, 0)
    os.chmod(store, 0o600)
    for words in (["ticket", "list"], ["ticket", "take", "T-1042"], ["store", "check"], ["store", "info"]):
        done = lab.opsdeck(*words, "--store", store, status=3)
        assert store in done.err and done.err.count(". ") >= 1 and not done.out, done


def test_a_command_on_a_store_that_another_holds_reads_or_says_who_holds_it(lab):
    store = lab.demo(100)
    # The last to close takes the lock file away: whoever holds it made it anew.
    with open(os.open(store + ".lock", os.O_RDWR | os.O_CREAT, 0o600)) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = subprocess.Popen([program(), "ticket", "take", "T-1042", "--store", store], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=lab.environment())
        assert "T-1042" in lab.opsdeck("ticket", "list", "--limit", 1000, "--store", store).out
        out, err = waiting.communicate(timeout=60)
    assert waiting.returncode == 3 and not out and "has held the store" in err and "fuser" in err, err
    assert lab.ticket(store, "T-1042")["assignee"] is not None or not lab.audit(store, act="ticket.take")
    lab.opsdeck("ticket", "note", "T-1042", "--text", "free again", "--store", store)
