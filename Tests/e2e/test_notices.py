"""The clocks are watched by a process of their own; a console beside it says what one is told of."""
import json, signal, sqlite3

from harness import eventually
from test_jobs import Jobs

ALWAYS = json.dumps({"always": True, "time_zone": "UTC"})


def strict(lab, store, seconds):
    """Promises that much to every ticket that is made from now on."""
    def lead(*args, **how):
        return lab.opsdeck(*args, "--as", "kim", "--store", store, **how)

    lead("schedule", "save", "always", "--definition", ALWAYS)
    rows = [{"priority": p, "schedule": "always", "resolution": seconds} for p in ("low", "normal", "high", "urgent")]
    for name in ("enterprise", "usual"):
        if name == "usual":
            lead("sla", "policy", "save", name, "--definition", json.dumps({"targets": rows}))
        else:
            lead("sla", "policy", "retire", name)


def made(lab, store, count):
    refs = []
    for number in range(count):
        told = lab.opsdeck("ticket", "create", "--subject", f"Broken {number}", "--from", "new@corp.example", "--text", "Help",
                           "--as", "kim", "--store", store, "--json").objects[0]
        refs.append(told["ticket"])
    lab.opsdeck("ticket", "assign", *refs, "--to", "ada", "--as", "kim", "--store", store)
    return refs


def told(lab, store, kind):
    rows = lab.opsdeck("notice", "list", "--limit", "500", "--as", "ada", "--store", store, "--json").objects
    return [row for row in rows if row["kind"] == kind]


def test_a_breach_rings_the_bell_of_an_open_console_and_is_in_its_pane(lab):
    store = lab.demo()
    strict(lab, store, 6)
    lab.opsdeck("notice", "read", "--as", "ada", "--store", store)
    c = lab.queue(store)
    ref = made(lab, store, 1)[0]
    c.wait_for("♪ 1")
    Jobs(lab, store)
    c.wait_for("♪ 3")
    c.press("gn")
    c.wait_for("resolution is over")
    assert ref in c.text, c.text
    assert [row["ticket"] for row in told(lab, store, "breached") if not row["read"]] == [ref]
    c.press("!")
    c.wait_for("escalation stops")
    c.press("X")
    c.wait_gone("♪")


def test_a_kill_in_the_middle_of_a_sweep_doubles_nothing_and_leaves_nothing_out(lab):
    store = lab.demo()
    strict(lab, store, 1)
    refs = made(lab, store, 40)
    done = 0
    for turn in range(6):
        jobs = Jobs(lab, store)
        eventually(lambda: jobs.leads(), "the lead", 20)
        jobs.kill(signal.SIGKILL)
    last = Jobs(lab, store)

    def effects():
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
            return db.execute("SELECT ticket_id, level FROM clock_effect WHERE metric=2").fetchall()

    wanted = {(int(ref[2:]), level) for ref in refs for level in ("warning", "breach")}
    eventually(lambda: wanted <= set(effects()), "all clocks to be found over", 30)
    rows = [row for row in told(lab, store, "warning") + told(lab, store, "breached") if row["ticket"] in refs]
    digests = sum(row["count"] for row in told(lab, store, "digest"))
    assert len({(row["ticket"], row["kind"]) for row in rows}) == len(rows)
    swept = [row for row in lab.audit(store, act="sla.sweep")]
    assert swept and last.process.poll() is None
    # What was given at once is one notice, and what was over at once may be; they tell how many they stand for.
    assert len(rows) + digests == 3 * len(refs), (len(rows), digests)
