"""The calculators as scripts use them: streams of questions, answered in order, without a store."""
import glob, json, os, resource, subprocess

from harness import CHECKOUT, program

HOURS = {"time_zone": "Europe/Berlin", "hours": {day: [["09:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}


def lines(*objects):
    return "".join(json.dumps(o) + "\n" for o in objects)


def test_each_line_is_answered_in_order_and_a_bad_one_stops_nothing(lab):
    good = {"id": "a", "schedule": HOURS, "from": "2026-11-27T16:00:00+01:00", "amount_seconds": 7200}
    bad = {"id": 2, "schedule": {**HOURS, "time_zone": "Europe/Berln"}, "from": "2026-11-27T16:00:00+01:00", "amount_seconds": 1}
    done = lab.opsdeck("time", "add", stdin=lines(good, bad) + "nonsense\n\n" + lines({**good, "id": None, "extra": 1}) + json.dumps({**good, "id": 5}), status=1)
    first, second, third, fourth, fifth = done.objects
    assert first == {"id": "a", "at": "2026-11-30T09:00:00Z"} and fifth == {"id": 5, "at": "2026-11-30T09:00:00Z"}, done
    assert second == {"id": 2, "error": {"problem": "There is no time zone “Europe/Berln”.", "remedy": "Did you mean Europe/Berlin?", "field": "schedule.time_zone"}}, done
    assert third["id"] is None and third["error"]["remedy"] and fourth["error"]["field"] == "extra", done
    assert not done.err
    lab.opsdeck("time", "add", stdin=lines(good, good), status=0)
    assert lab.opsdeck("time", "add", stdin="", status=0).out == ""


def test_questions_by_options_are_answered_for_people_and_scripts(lab):
    lab.write("hours.json", json.dumps(HOURS))
    ask = ["--schedule", lab.path("hours.json"), "--from", "2026-11-27T16:00:00+01:00"]
    assert lab.opsdeck("time", "add", *ask, "--amount", "1h30m").out == "2026-11-30T08:30:00Z\n"
    assert lab.opsdeck("time", "add", *ask, "--amount", "3600", "--json").objects == [{"id": None, "at": "2026-11-27T16:00:00Z"}]
    assert lab.opsdeck("time", "add", *ask, "--amount", "3600", "--boundary", "next-opening").out == "2026-11-30T08:00:00Z\n"
    assert lab.opsdeck("time", "add-days", *ask, "--days", "-1").out == "2026-11-26T15:00:00Z\n"
    assert lab.opsdeck("time", "within", *ask, "--to", "2026-11-30T10:00:00+01:00").out == "7200\n"
    done = lab.opsdeck("time", "add", "--schedule", lab.path("hours.json"), "--from", "yesterday", "--amount", "1h", status=1)
    assert done.err.startswith("--from: “yesterday” is no instant."), done
    assert "cannot be read" in lab.opsdeck("time", "add", "--schedule", "nowhere.json", status=2).err
    assert "Use closing, next-opening." in lab.opsdeck("time", "add", *ask, "--boundary", "x", status=2).err


def test_other_zone_data_can_be_named(lab):
    os.makedirs(lab.path("zones"))
    question = lines({"id": 1, "schedule": HOURS, "date": "2026-07-01", "time": "12:00"})
    done = lab.opsdeck("time", "local", stdin=question, env={"TZDIR": lab.path("zones")}, status=1)
    assert "tzdata" in done.objects[0]["error"]["remedy"], done
    assert lab.opsdeck("time", "local", stdin=question).objects == [{"id": 1, "at": "2026-07-01T10:00:00Z"}]


def test_many_lines_run_in_flat_memory(lab):
    def peak(count):
        line = lines({"id": 1, "schedule": HOURS, "from": "2026-11-27T16:00:00+01:00", "amount_seconds": 7200}).encode()
        child = subprocess.Popen([program(), "time", "add"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=lab.environment({}))
        for _ in range(count // 1000):
            child.stdin.write(line * 1000)
        child.stdin.flush()
        with open(f"/proc/{child.pid}/status") as status:
            high = next(int(row.split()[1]) for row in status if row.startswith("VmHWM"))
        child.stdin.close()
        assert child.wait() == 0
        return high

    assert peak(60_000) < peak(4_000) + 6_000


def test_clocks_are_computed_before_and_after_each_event(lab):
    policy = {"targets": [{"priority": "urgent", "first_response": 3600, "resolution": 28800}], "pause": {"resolution": ["pending"]}}
    events = [
        {"type": "created", "at": "2026-11-23T09:00:00+01:00", "priority": "urgent"},
        {"type": "agent_reply", "at": "2026-11-23T09:30:00+01:00"},
        {"type": "state", "to": "pending", "at": "2026-11-23T10:00:00+01:00"},
    ]
    question = lines({"id": 1, "policy": policy, "schedules": {"default": HOURS}, "events": events, "now": "2026-11-23T11:00:00+01:00"})
    (answer,) = lab.opsdeck("sla", "simulate", stdin=question).objects
    assert answer["first_response"]["status"] == "met" and answer["resolution"]["status"] == "paused" and answer["next_due"] is None, answer
    (answer,) = lab.opsdeck("sla", "simulate", "--after-each", stdin=question).objects
    assert [s["resolution"]["status"] for s in answer["states"]] == ["running", "running", "paused"], answer
    lab.write("hours.json", json.dumps(HOURS))
    done = lab.opsdeck("sla", "simulate", "--policy", json.dumps(policy), "--schedule", lab.path("hours.json"), "--events", json.dumps(events), "--now", "2026-11-23T11:00:00+01:00")
    assert "first response  met" in done.out, done


def test_questions_and_answers_are_as_the_schemas_say(lab):
    try:
        import jsonschema, referencing
    except ImportError:
        print("python3 has no jsonschema: lines were not held to the schemas (pip install jsonschema)")
        return
    schemas = {}
    for path in glob.glob(CHECKOUT + "/data/schemas/*.schema.json"):
        with open(path) as file:
            schemas[os.path.basename(path)] = json.load(file)
    registry = referencing.Registry().with_resources([(name, referencing.Resource.from_contents(s)) for name, s in schemas.items()])

    def judge(name):
        jsonschema.Draft202012Validator.check_schema(schemas[name])
        return jsonschema.Draft202012Validator(schemas[name], registry=registry)

    nights = {**HOURS, "overrides": {"2026-12-24": []}, "holidays": ["2026-12-25"], "breaks": {"2026-11-24": [["10:00", "10:30:15"]]}, "always": False}
    start = {"id": "x", "schedule": nights, "from": "2026-11-27T16:00:00+01:00"}
    questions = {
        "add": {**start, "amount_seconds": 60, "pauses": [["2026-11-27T16:00:00Z", "2026-11-27T17:00:00Z"]]},
        "subtract": {**start, "amount_seconds": 60},
        "within": {**start, "to": "2026-11-28T00:00:00Z"},
        "open": {"id": 1, "schedule": nights, "at": "2026-11-27T16:00:00Z"},
        "periods": {**start, "direction": "backward", "count": 2},
        "add-days": {**start, "days": -2},
        "local": {"id": 1, "schedule": nights, "date": "2026-11-27", "time": "16:00"},
    }
    for verb, question in questions.items():
        judge(f"time-{verb}.schema.json").validate(question)
        answers = lab.opsdeck("time", verb, stdin=lines(question, {**question, "unknown": 1}), status=1).objects
        for answer in answers:
            judge("time-answer.schema.json").validate(answer)
        assert "error" not in answers[0] and "error" in answers[1], answers
        assert not judge(f"time-{verb}.schema.json").is_valid({**question, "unknown": 1})
    at = "2026-11-23T09:00:00Z"
    question = {
        "id": 1, "schedules": {"default": HOURS}, "now": "2026-11-24T09:00:00Z",
        "policy": {"targets": [{"priority": "urgent", "tier": "gold", "schedule": "default", "first_response": 1, "next_response": 2, "resolution": 3, "update_every": 4}], "pause": {"resolution": ["pending"]}, "reopen": "restart", "solved_states": ["solved"], "warn_percent": 50},
        "events": [{"type": "created", "at": at, "priority": "urgent", "tier": "gold", "by": "customer", "state": "new"}, *({"type": t, "at": at} for t in ("agent_reply", "customer_message", "note", "assign")), {"type": "state", "to": "open", "at": at}, {"type": "priority", "to": "urgent", "at": at}, {"type": "tier", "to": "gold", "at": at}],
    }
    judge("sla-simulate.schema.json").validate(question)
    for words in ([], ["--after-each"]):
        for answer in lab.opsdeck("sla", "simulate", *words, stdin=lines(question)).objects:
            judge("sla-answer.schema.json").validate(answer)


def test_holidays_come_out_of_a_calendar_file(lab):
    event = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=%s\r\nSUMMARY:Christmas \x1b[31mDay\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    lab.write("h.ics", event % "YEARLY")
    ask = ["time", "holidays", "h.ics", "--from", "2026-01-01", "--to", "2027-12-31"]
    done = lab.opsdeck(*ask)
    assert "2026-12-25" in done.out and "2027-12-25" in done.out and "\x1b" not in done.out, done
    assert [row["date"] for row in lab.opsdeck(*ask, "--json").objects] == ["2026-12-25", "2027-12-25"]
    lab.write("h.ics", event % "WEEKLY")
    assert "Line 4, RRULE: FREQ=WEEKLY is not understood." in lab.opsdeck(*ask, status=1).err
    assert "cannot be read" in lab.opsdeck("time", "holidays", "none.ics", "--from", "2026-01-01", "--to", "2027-12-31", status=1).err
