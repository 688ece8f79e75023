"""Stores that cannot be used as one would like: nothing is written over, and what to do is said."""
import os


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
