"""Filter, search, views, time travel, reading aloud."""
import re


def test_the_filter_narrows_and_a_mistake_points_at_its_column(lab):
    store = lab.demo()
    c = lab.queue(store)
    c.press("/", "<ctrl-u>", "priority:urgent", "<enter>")
    c.wait_row(1, "priority:urgent")
    wanted = set(lab.tickets(store, "priority = 3"))
    c.wait(lambda: set(re.findall(r"^.{0,8}(T-\d{4})", c.text, re.M)) and set(re.findall(r"^.{0,8}(T-\d{4})", c.text, re.M)) <= wanted, "only urgent tickets")
    c.press("/", "<ctrl-u>", "priority:urgnt", "<enter>")
    c.wait_for("urgent")
    c.wait_for("urgnt")
    c.press("<esc>")


def test_a_filter_completes_its_words(lab):
    c = lab.queue()
    c.press("/", "<ctrl-u>", "prio")
    c.wait_for("priority")
    c.press("<tab>")
    c.wait_for("priority:")


def test_full_text_finds_what_was_said_and_marks_it(lab):
    store = lab.demo()
    ref = lab.opsdeck("ticket", "create", "--subject", "A strange sound", "--from", "z@example.com", "--text", "It goes zyzzyva all night.", "--store", store, "--as", "ada", "--json").objects[0]
    c = lab.queue(store)
    c.press("/", "<ctrl-u>", "zyzzyva", "<enter>")
    c.wait_row(1, "1 of 1")
    c.press("<enter>")
    c.wait_row(1, "›")
    c.press("/", "zyzzyva", "<enter>")
    c.wait_for("1 of 1")
    assert c.style_of("zyzzyva all").bg != "default" or c.style_of("zyzzyva all").reverse, "the hit is marked"


def test_saved_views_show_counts_that_are_right(lab):
    store = lab.demo()
    c = lab.queue(store)
    c.press("gv")
    c.wait_for("Recently solved")
    solved = lab.tickets(store, "status = 4")
    c.wait_for(rf"Recently solved.*\b{len(solved)}\b", regex=True)
    c.press("Recently solved", "<enter>")
    c.wait_row(1, "Recently solved")


def test_a_ticket_can_be_seen_as_it_was(lab):
    store = lab.demo()
    ref = lab.tickets(store, "status = 1 and assignee_id = 1")[0]
    before = lab.ticket(store, ref)
    lab.opsdeck("ticket", "tag", ref, "--add", "brand-new", "--store", store, "--as", "bo")
    c = lab.queue(store)
    c.press("/", "<ctrl-u>", ref, "<enter>")
    c.wait_row(1, "1 of 1")
    c.press("<enter>")
    c.wait_row(1, "›")
    c.wait_for("brand-new")
    c.press("zt", "-1h", "<enter>")
    c.wait_gone("brand-new")
    c.press("p")
    c.wait_for("as it was")
    c.press("<esc>")
    c.wait_for("brand-new")
    c.press("e")
    c.wait_for("History")
    c.wait_for("brand-new")
    assert before["tags"] == [t for t in lab.ticket(store, ref)["tags"] if t != "brand-new"]


def test_plain_mode_reads_one_thing_after_the_other(lab):
    c = lab.console("demo", "--store", lab.demo(), "--plain")
    c.wait_for(r"T-\d{4}", regex=True)
    lines = len(c.raw)
    assert not re.search(r"[│─▾…·█●◐]", c.text), c.framed()
    c.press("j")
    c.wait_for("Row 2")
    c.wait_settled()
    said = len(c.raw)
    c.wait_settled(1.2)
    assert len(c.raw) == said, "nothing is said without cause"


def test_help_is_made_from_the_keys_and_the_palette_knows_the_commands(lab):
    c = lab.queue()
    c.press("?")
    c.wait_for("assign to")
    c.press("<esc>")
    c.wait_gone("assign to")
    c.press(":")
    c.press("assign")
    c.wait_for("opsdeck ticket assign")
    c.press("<esc>")


def test_the_reference_is_copied_to_the_clipboard(lab):
    c = lab.queue()
    ref = c.selected
    c.press("y")
    c.wait_for(r"(?i)copy", regex=True)
    c.press("<enter>")
    c.wait(lambda: c.clipboard, "something to be copied")
    assert ref in c.clipboard[0], c.clipboard
