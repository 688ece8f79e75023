"""What is promised: saved, refused, explained, and brought to open tickets, from the shell and on a real terminal."""
import json

HOURS = {"time_zone": "UTC", "hours": {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}}


def policy(**seconds):
    return json.dumps({"targets": [{"priority": p, "resolution": seconds.get(p, 90000)} for p in ("urgent", "high", "normal", "low")]})


def test_a_new_version_holds_for_new_tickets_until_it_is_brought_to_open_ones(lab):
    store = lab.demo()

    def lead(*args, **how):
        return lab.opsdeck(*args, "--as", "kim", "--store", store, **how)

    row = lab.ticket(store, "T-1042")
    told = lead("sla", "explain", "T-1042", "--json").objects[0]
    assert {clock["policy_version"] for clock in told["clocks"]} == {1}, told
    assert "version 2" in lead("sla", "policy", "save", "usual", "--definition", "-", stdin=policy(urgent=60)).out
    assert lab.ticket(store, "T-1042")["due_at"] == row["due_at"]
    tried = lead("sla", "recompute", "--preview").out
    assert tried.startswith("Would do this.") and lab.ticket(store, "T-1042")["due_at"] == row["due_at"], tried
    lead("sla", "recompute")
    now = lead("sla", "explain", "T-1042", "--json").objects[0]
    resolution = next(clock for clock in now["clocks"] if clock["metric"] == "resolution")
    assert resolution["policy_version"] == 2 and resolution["target_seconds"] == 60, now
    assert lab.ticket(store, "T-1042")["due_at"] != row["due_at"]
    assert len(lab.audit(store, act="sla.recompute")) == 1
    made = lead("ticket", "create", "--subject", "New", "--from", "kim@corp.example", "--text", "Hello", "--priority", "urgent", "--json").objects[0]
    assert "policy usual v2, row 1 (urgent)" in lead("sla", "explain", made["ticket"]).out


def test_what_cannot_hold_is_refused_with_the_place_and_the_mend(lab):
    store = lab.demo()

    def refused(*args):
        return lab.opsdeck(*args, "--as", "kim", "--store", store, status=1).err

    assert "no open time" in refused("schedule", "save", "x", "--definition", '{"time_zone":"UTC","hours":{}}')
    said = refused("schedule", "save", "x", "--definition", '{"time_zone":"Europe/Berlim","hours":{"mon":[["09:00","10:00"]]}}')
    assert "time_zone:" in said and "Did you mean Europe/Berlin?" in said, said
    said = refused("sla", "policy", "save", "x", "--definition", policy())
    assert "targets[0] of “x”: no ticket comes to it" in said and "Put it before that row" in said, said
    assert "The policy “enterprise” counts by “default”." in refused("schedule", "retire", "default")
    said = lab.opsdeck("schedule", "save", "x", "--definition", json.dumps(HOURS), "--as", "ada", "--store", store, status=1).err
    assert "sla.manage" in said, said


def test_x_tells_why_a_ticket_is_due_in_the_queue_and_in_the_ticket(lab):
    store = lab.demo()
    c = lab.queue(store)
    c.press("x")
    c.wait_for("Clocks of T-")
    c.wait_for("schedule ")
    c.press("<esc>")
    c.wait_gone("Clocks of T-")
    c.press("<enter>", "x")
    c.wait_for("Clocks of T-")
    c.press("x")
    c.wait_gone("Clocks of T-")
