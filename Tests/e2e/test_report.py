"""The figures of support: each number is computed again from the store by SQL of its own, percentiles by numpy."""
import bisect, datetime, json, math, re
from zoneinfo import ZoneInfo

try:
    import numpy
except ImportError:
    numpy = None

# The first state that a status event leaves and the one it leads to, as solved or not; turns that change nothing are left out.
TURNS = """
with turn as (select e.ticket_id, e.id, e.at / 1000 s, e.after in ('solved', 'closed') solved from ticket_event e
              where e.field = 'status' and (e.before in ('solved', 'closed')) <> (e.after in ('solved', 'closed'))),
     walk as (select turn.*, lead(s) over (partition by ticket_id order by id) next_s from turn)
select t.id, max(walk.s, t.created_at / 1000) s, t.created_at / 1000 created, next_s is not null isleft
from walk join ticket t on t.id = walk.ticket_id
where walk.solved and (next_s is null or next_s - walk.s >= 30) and t.merged_into is null"""
FIRST = """
select t.id, min(m.at) / 1000 s, t.created_at / 1000 created from ticket t join message m on m.ticket_id = t.id
where m.author_kind = 2 and m.kind = 0 and m.at / 1000 >= t.created_at / 1000 and t.merged_into is null
  and not exists (select 1 from ticket_event e where e.ticket_id = t.id and e.field = 'created' and e.actor_kind = 2)
group by t.id"""
NEXT = """
with said as (select m.*, sum(m.author_kind = 2) over (partition by m.ticket_id order by m.at, m.id) replies,
                     exists (select 1 from ticket_event e where e.ticket_id = m.ticket_id and e.field = 'created' and e.actor_kind = 2) own
              from message m join ticket t on t.id = m.ticket_id
              where m.kind = 0 and m.author_kind in (1, 2) and m.at / 1000 >= t.created_at / 1000 and t.merged_into is null)
select ask.ticket_id id, min(ask.at) / 1000 created, (select min(a.at) from said a where a.ticket_id = ask.ticket_id and a.author_kind = 2 and a.replies = ask.replies + 1) / 1000 s
from said ask where ask.author_kind = 1 and (ask.replies > 0 or ask.own) group by ask.ticket_id, ask.replies having s is not null"""
FULL = "select t.id, t.solved_at / 1000 s, t.created_at / 1000 created, t.assignee_id from ticket t where status >= 4 and solved_at is not null and merged_into is null"


def seconds(text):
    return datetime.datetime.fromisoformat(text).timestamp()


class Judge:
    """The same figures, from SQL and arithmetic that share nothing with the program."""

    def __init__(self, lab, store, report, only="1"):
        self.lab, self.store, self.only = lab, store, only
        self.start, self.end = seconds(report["from"]), seconds(report["to"])
        self.wanted = {r["id"] for r in lab.sql(store, f"select id from ticket where {only}")}

    def rows(self, sql):
        """What ended in the period, of the tickets wanted."""
        return [r for r in self.lab.sql(self.store, sql) if math.floor(self.start) <= r["s"] < self.end and r["id"] in self.wanted]

    def spans(self, sql):
        return [r["s"] - r["created"] for r in self.rows(sql)]


def close(a, b):
    return a == b or abs(a - b) <= 1e-6 * max(1, abs(a), abs(b))


def same_spread(told, spans, what):
    if not spans:
        assert told is None, (what, told)
        return
    mean = sum(spans) / len(spans)
    assert close(told["mean"], mean), (what, told, mean)
    if numpy is None:
        print("numpy is not here: percentiles are not judged")
        return
    for name, share in (("p50", 50), ("p90", 90), ("p95", 95)):
        assert close(told[name], float(numpy.percentile(spans, share))), (what, name, told, numpy.percentile(spans, share))


class Hours:
    """Open time of a saved schedule, day by day."""

    def __init__(self, definition):
        self.zone, self.hours = ZoneInfo(definition["time_zone"]), definition.get("hours", {})
        self.always, self.definition, self.open, self.done = definition.get("always"), definition, {}, {}

    def frames(self, day):
        if day not in self.done:
            if self.always or day.isoformat() in self.definition.get("holidays", []):
                frames = [["00:00", "24:00"]] if self.always else []
            else:
                frames = self.definition.get("overrides", {}).get(day.isoformat(), self.hours.get(day.strftime("%a").lower(), []))
            assert not self.definition.get("breaks"), "the demo's schedules have no breaks"
            self.done[day] = [tuple(self.at(day, clock) for clock in frame) for frame in frames]
        return self.done[day]

    def at(self, day, clock):
        hour, minute = map(int, clock.split(":")[:2])
        day, hour = (day + datetime.timedelta(1), 0) if hour == 24 else (day, hour)
        return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.zone).timestamp()

    def within(self, start, end):
        total, day = 0, datetime.datetime.fromtimestamp(start, self.zone).date()
        while self.at(day, "00:00") < end:
            total += sum(max(0, min(end, b) - max(start, a)) for a, b in self.frames(day))
            day += datetime.timedelta(1)
        return total


def report(lab, store, *args):
    return lab.opsdeck("report", "support", *args, "--json", "--as", "ada", "--store", store).objects[0]


def judge(lab, store, told, only="1"):
    judged = Judge(lab, store, told, only)
    hours = Hours(json.loads(lab.opsdeck("schedule", "show", told["schedule"], "--as", "kim", "--store", store).out))
    first_turns = {}
    for row in judged.lab.sql(store, TURNS + " order by s desc"):
        first_turns[row["id"]] = row
    firsts = [r for r in first_turns.values() if judged.start <= r["s"] < judged.end and r["id"] in judged.wanted]
    samples = {"first_response": judged.rows(FIRST), "next_response": judged.rows(NEXT), "first_resolution": firsts, "full_resolution": judged.rows(FULL)}
    for time in told["times"]:
        rows = samples[time["figure"]]
        assert time["n"] == len(rows), (time, len(rows))
        same_spread(time.get("calendar"), [r["s"] - r["created"] for r in rows], time["figure"])
        same_spread(time.get("business"), [hours.within(r["created"], r["s"]) for r in rows], time["figure"] + " in business time")

    made = lab.sql(store, f"select id, created_at / 1000 s, status from ticket where merged_into is null and {only}")
    new = [r for r in made if judged.start <= r["s"] < judged.end]
    assert told["created"] == len(new)
    zone, grid = ZoneInfo(told["zone"]), [[0] * 24 for _ in range(7)]
    for row in new:
        local = datetime.datetime.fromtimestamp(row["s"], zone)
        grid[local.weekday()][local.hour] += 1
    assert told["hours"] == grid
    replied = {r["id"] for r in lab.sql(store, FIRST)}
    own = {r["ticket_id"] for r in lab.sql(store, "select ticket_id from ticket_event where field = 'created' and actor_kind = 2")}
    assert told["waiting"] == sum(r["status"] < 4 and r["id"] not in replied | own for r in new)

    solves = judged.rows(TURNS)
    assert told["solves"] == len(solves) and told["reopened"] == sum(r["isleft"] for r in solves)
    assert told.get("reopen_rate") is None if not solves else close(told["reopen_rate"], told["reopened"] / len(solves))
    full, ever_left = samples["full_resolution"], {r["id"] for r in lab.sql(store, TURNS) if r["isleft"]}
    replies = {r["id"]: r["n"] for r in lab.sql(store, "select t.id, count(m.id) n from ticket t left join message m on m.ticket_id = t.id and m.author_kind = 2 and m.kind = 0 and m.at / 1000 <= t.solved_at / 1000 and m.at / 1000 >= t.created_at / 1000 where t.status >= 4 group by t.id")}
    counts = [replies[r["id"]] for r in full]
    assert told["touches"]["n"] == len(full)
    same_spread(told["touches"].get("replies"), counts, "touches")
    assert told["touches"]["one_touch"] == sum(replies[r["id"]] == 1 and r["id"] not in ever_left for r in full)

    metrics, states = ("first_response", "next_response", "resolution"), ("running", "paused", "breached", "breached_paused", "met", "missed", "unknown")
    kept = {m: {"met": 0, "breached": 0, "unknown": 0} for m in metrics}
    for row in lab.sql(store, f"select c.* from ticket_clock c join ticket on ticket.id = c.ticket_id where metric < 3 and merged_into is null and {only}"):
        state, at, out = states[row["state"]], row["stopped_at"], None
        if state == "missed":
            at, out = row["due_at"], "breached"
        elif at is not None:
            out = state
        elif row["due_at"] < 253402300799000 and row["due_at"] / 1000 < judged.end:
            at, out = row["due_at"], "breached"
        if out and judged.start <= at / 1000 < judged.end:
            kept[metrics[row["metric"]]][out] += 1
    for one in told["sla"]:
        mine = kept[one["metric"]]
        assert {k: one[k] for k in mine} == mine, (one, mine)
        known = mine["met"] + mine["breached"]
        assert close(one["attainment"], mine["met"] / known) if known else "attainment" not in one or one["attainment"] is None

    handles = {r["id"]: r["handle"] for r in lab.sql(store, "select id, handle from agent")}
    handled = {}
    for row in lab.sql(store, f"select distinct m.author_id a, m.ticket_id from message m join ticket on ticket.id = m.ticket_id where m.author_kind = 2 and merged_into is null and m.at / 1000 >= {judged.start} and m.at / 1000 < {judged.end} and m.at / 1000 >= ticket.created_at / 1000 and {only.replace('team_id', 'ticket.team_id')}"):
        handled[handles[row["a"]]] = handled.get(handles[row["a"]], 0) + 1
    mine = {a["agent"]: a for a in told["agents"]}
    assert {h: a["handled"] for h, a in mine.items() if a["handled"]} == handled
    for row in lab.sql(store, f"select assignee_id a, count(*) n from ticket where status < 4 and assignee_id > 0 and merged_into is null and {only} group by 1"):
        assert mine[handles[row["a"]]]["open"] == row["n"]
    for handle, agent in mine.items():
        owned = [r for r in full if handles.get(r["assignee_id"]) == handle]
        assert agent["owned"] == len(owned) and agent["reopened"] == sum(r["id"] in ever_left for r in owned), agent
    open_now = [r for r in made if r["status"] < 4]
    ages = [0] * 5
    for row in open_now:
        ages[bisect.bisect_right([4 * 3600, 86400, 3 * 86400, 7 * 86400], judged.end - row["s"])] += 1
    return ages, samples


def stir(lab, store):
    """What a demo does not do by itself: reopenings, some of them solved again, merges, tickets that agents make, and a past that
    is brought in without its history."""
    def ada(*args, **how):
        return lab.opsdeck(*args, "--as", "ada", "--store", store, **how)

    solved = lab.tickets(store, "status = 4")[:8]
    ada("ticket", "reopen", *solved)
    ada("ticket", "solve", *solved[:3])
    ada("ticket", "merge", *lab.tickets(store, "status < 4")[5:8], "--into", lab.tickets(store, "status < 4")[0])
    ada("ticket", "create", "--subject", "Called us", "--from", "kim@corp.example", "--text", "They called.")
    made = lab.tickets(store)[0]
    ada("ticket", "reply", made, "--text", "As we said on the phone.")
    today = datetime.datetime.now(datetime.timezone.utc)
    rows = ["Ticket Number,Subject,E-Mail,Status,Opened,Last Updated,Description"]
    for n in range(12):
        opened = today - datetime.timedelta(days=n + 1, hours=5)
        ended = opened + datetime.timedelta(hours=n + 1)
        rows.append(f"{9000 + n},Old {n},old{n}@example.com,{'Solved' if n % 3 else 'Open'},{opened:%Y-%m-%d %H:%M},{ended:%Y-%m-%d %H:%M},Hello")
    lab.opsdeck("import", "tickets", lab.write("old.csv", "\n".join(rows) + "\n"), "--as", "kim", "--store", store)
    assert lab.sql(store, "select count(*) n from ticket_clock where state = 6")[0]["n"] > 0, "nothing of the import is unknown"


def test_every_number_is_what_sql_and_numpy_make_of_the_store(lab):
    store = lab.demo(600)
    stir(lab, store)
    told = report(lab, store, "--last", "90d", "--zone", "Europe/Berlin")
    ages, _ = judge(lab, store, told)
    assert [a["n"] for a in told["ages"]] == ages and told["backlog"] == sum(ages)
    assert told["times"][0]["n"] > 50 and told["times"][1]["n"] > 20 and told["solves"] > 50, "the demo has too little to judge by"
    assert told["reopened"] >= 8 and any(s["unknown"] for s in told["sla"]), "nothing was reopened, or imported"


def test_a_period_between_two_days_and_a_filter(lab):
    store = lab.demo(600)
    today = datetime.datetime.now(datetime.timezone.utc).date()
    first, last = today - datetime.timedelta(20), today - datetime.timedelta(3)
    told = report(lab, store, "team:billing", "--from", first, "--to", last, "--zone", "America/New_York")
    zone = ZoneInfo("America/New_York")
    for text, day in ((told["from"], first), (told["to"], last + datetime.timedelta(1))):
        assert seconds(text) == datetime.datetime(day.year, day.month, day.day, tzinfo=zone).timestamp(), told
    team = lab.sql(store, "select id from team where name = 'billing'")[0]["id"]
    judge(lab, store, told, f"team_id = {team}")


def test_behind_each_number_are_its_tickets(lab):
    store = lab.demo(300)
    stir(lab, store)
    told = report(lab, store, "--last", "90d")
    numbers = {t["figure"]: t["n"] for t in told["times"] if t["figure"] != "next_response"}
    numbers |= {a["figure"]: a["n"] for a in told["ages"]} | {"created": told["created"], "waiting": told["waiting"], "one_touch": told["touches"]["one_touch"]}
    numbers |= {f"sla.{s['metric']}.{k}": s[k] for s in told["sla"] if s["metric"] != "next_response" for k in ("met", "breached", "unknown")}
    numbers |= {f"agent.{a['agent']}.{k}": a[k] for a in told["agents"] for k in ("handled", "owned", "open")}
    day, hour = max(((d, h) for d in range(7) for h in range(24)), key=lambda at: told["hours"][at[0]][at[1]])
    numbers[f"hour.{('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')[day]}.{hour}"] = told["hours"][day][hour]
    for figure, n in numbers.items():
        rows = lab.opsdeck("report", "support", "--last", "90d", "--tickets", figure, "--limit", 100000, "--json", "--as", "ada", "--store", store).objects
        rows = rows[0] if rows and isinstance(rows[0], list) else rows
        assert len({r["ticket"] for r in rows}) == len(rows) == n, (figure, n, len(rows))


def test_what_is_written_wrong_is_refused_with_the_mend(lab):
    store = lab.demo(60)

    def refused(*args):
        return lab.opsdeck("report", "support", *args, "--as", "ada", "--store", store, status=None).err

    assert "Did you mean Europe/Berlin?" in refused("--zone", "Europe/Berlim")
    assert "Did you mean first_response?" in refused("--tickets", "first_respons")
    assert "7d" in refused("--last", "tomorrow")
    assert "before it begins" in refused("--from", "2026-11-20", "--to", "2026-11-10")


def test_the_dashboard_opens_the_tickets_behind_a_number(lab):
    c = lab.queue(lab.demo(300))
    c.press("gd")
    c.wait_for("FIRST REPLY p50")
    c.press("t", "<ctrl-u>", "90d", "<enter>")
    c.wait_for("the last 90d")
    c.wait_for("as of")
    c.press("l", "<enter>")
    c.wait_row(1, "Made, the last 90d")
    c.wait_for(r"T-\d{4}", regex=True)
    c.press("<esc>")
    c.wait_for("Load by hour")
    c.press("T")
    c.wait_for("First response")
    c.press("G")
    c.wait_for("MADE AT")
