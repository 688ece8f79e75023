"""The jobs in a process of their own, beside consoles and commands."""
import json, os, signal, socket, subprocess, time

from harness import eventually

NEVER = 253402300799000


class Jobs:
    """`opsdeck jobs run` in the background; its lines as data."""

    def __init__(self, lab, store, **env):
        self.out = lab.path(f"jobs-{time.monotonic_ns()}.log")
        with open(self.out, "wb") as out:
            self.process = subprocess.Popen([*lab.runner, "jobs", "run", "--store", store, "--json"], stdout=out, stderr=out,
                                            stdin=subprocess.DEVNULL, env=lab.environment(env), cwd=lab.home)
        lab.at_close.append(self.kill)

    @property
    def news(self):
        with open(self.out) as f:
            return [json.loads(line) for line in f.read().splitlines() if line.startswith("{")]

    def leads(self):
        return any(line["news"] == "leads" for line in self.news)

    def kill(self, number=signal.SIGKILL):
        if self.process.poll() is None:
            self.process.send_signal(number)
            self.process.send_signal(signal.SIGCONT)
        return self.process.wait(20)


def test_a_ticket_wakes_while_a_console_looks_on(lab):
    store = lab.demo()
    lab.opsdeck("ticket", "defer", "T-1042", "--until", "4s", "--store", store)
    c = lab.queue(store)
    jobs = Jobs(lab, store)
    eventually(lambda: lab.ticket(store, "T-1042")["snoozed_until"] == NEVER, "T-1042 to wake", 20)
    ran = [line for line in jobs.news if line.get("job") == "wake"]
    assert [line["handled"] for line in ran] == [1] and ran[0]["lag"] < 3000, ran
    rows = lab.opsdeck("audit", "list", "--act", "ticket.wake-due", "--json", "--as", "noa", "--store", store).out.splitlines()
    assert len(rows) == 1 and json.loads(rows[0])["door"] == "job", rows
    assert c.ended is None


def test_an_automation_acts_once_though_the_jobs_are_killed_over_and_over(lab):
    store = lab.demo()
    lab.opsdeck("automation", "save", "hot", "--on", "created", "--filter", "fire", "--steps", "priority to=urgent",
                "--text", "On its way.", "--note", "--store", store, "--as", "noa")
    c = lab.queue(store)
    refs = []
    for n in range(12):
        made = lab.opsdeck("ticket", "create", "--subject", f"Fire {n}", "--from", "ann@corp.example", "--text", "Help", "--json", "--store", store)
        refs.append(json.loads(made.out)["ticket"])
    for turn in range(4):
        jobs = Jobs(lab, store)
        eventually(jobs.leads, "a leader", 20)
        time.sleep(0.02 * turn)
        jobs.kill()
    last = Jobs(lab, store)
    eventually(lambda: all(lab.ticket(store, ref)["priority"] == "urgent" for ref in refs), "all to be urgent", 20)
    # The order is held while somebody works in it; what came in above is shown when it is asked for.
    c.press("gg")
    c.wait_for("Fire", timeout=10)
    last.kill(signal.SIGTERM)
    runs = [json.loads(line) for line in lab.opsdeck("automation", "runs", "--json", "--store", store).out.splitlines()]
    assert sorted(run["ticket"] for run in runs) == sorted(refs) and all(run["outcome"] == "done" for run in runs), runs
    for ref in refs:
        rows = lab.opsdeck("audit", "list", "--on", ref, "--act", "automation.run", "--json", "--as", "noa", "--store", store).out.splitlines()
        assert len(rows) == 1, (ref, rows)
    assert c.ended is None


def test_one_of_three_leads_and_the_next_takes_over_when_it_is_killed(lab):
    store = lab.demo()
    three = [Jobs(lab, store) for _ in range(3)]
    for turn in (1, 2, 3):
        alive = [jobs for jobs in three if jobs.process.poll() is None]
        eventually(lambda: any(jobs.leads() for jobs in alive), f"leader {turn}", 20)
        leader = next(jobs for jobs in alive if jobs.leads())
        assert [jobs.leads() for jobs in alive].count(True) == 1
        status = json.loads(lab.opsdeck("jobs", "status", "--json", "--store", store).out)
        assert status["led"] and status["process"] == leader.process.pid, status
        assert [line["fence"] for line in leader.news if line["news"] == "leads"] == [turn]
        leader.kill()


def test_it_ends_when_asked_and_says_that_it_has_gone(lab):
    store = lab.demo()
    jobs = Jobs(lab, store)
    eventually(jobs.leads, "the lead")
    assert jobs.kill(signal.SIGTERM) == 0
    assert jobs.news[-1]["news"] == "ends"
    assert json.loads(lab.opsdeck("jobs", "status", "--json", "--store", store).out)["led"] is False


def test_the_service_manager_hears_that_it_is_ready_and_alive(lab):
    place = lab.path("notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(place)
        manager.settimeout(20)
        jobs = Jobs(lab, lab.demo(), NOTIFY_SOCKET=place)
        heard = b""
        while not all(word in heard for word in (b"READY=1", b"STATUS=leads the jobs", b"WATCHDOG=1")):
            heard += manager.recv(4096) + b"\n"
        jobs.process.terminate()
        while b"STOPPING=1" not in heard:
            heard += manager.recv(4096) + b"\n"
    assert jobs.process.wait(20) == 0


def test_a_job_by_hand_and_a_job_asked_for(lab):
    store = lab.demo()
    assert "done" in lab.opsdeck("jobs", "once", "wake", "--store", store).out
    jobs = Jobs(lab, store)
    eventually(jobs.leads, "the lead")
    refused = lab.opsdeck("jobs", "once", "wake", "--store", store, status=1)
    assert str(jobs.process.pid) in refused.err and "jobs ask wake" in refused.err, refused
    before = len([line for line in jobs.news if line.get("job") == "checkpoint"])
    lab.opsdeck("jobs", "ask", "checkpoint", "--as", "noa", "--store", store)
    eventually(lambda: len([line for line in jobs.news if line.get("job") == "checkpoint"]) > before, "the asked run")
    refused = lab.opsdeck("jobs", "once", "wakee", "--store", store, status=2)
    assert "wake" in refused.err, refused


def test_wakes_once_over_kills_at_any_moment(lab):
    store = lab.demo()
    ids = [json.loads(row)["ticket"] for row in lab.opsdeck(
        "ticket", "list", "is:active -is:snoozed", "--limit", 40, "--json", "--store", store).out.splitlines()]
    lab.opsdeck("ticket", "defer", *ids, "--until", "1s", "--store", store)
    time.sleep(1.1)
    for pause in (0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3):
        jobs = Jobs(lab, store)
        time.sleep(pause)
        jobs.kill()
    jobs = Jobs(lab, store)
    eventually(lambda: all(lab.ticket(store, ref)["snoozed_until"] == NEVER for ref in ids[-3:]), "all to wake", 20)
    for ref in ids[:5]:
        events = lab.opsdeck("ticket", "history", ref, "--json", "--store", store).out.splitlines()
        woken = [e for e in map(json.loads, events) if e.get("field") == "snoozed" and e.get("after") is None]
        assert len(woken) == 1, (ref, woken)
    assert lab.opsdeck("audit", "verify", "--as", "noa", "--store", store)
