"""What the program leaves on the disk and in the system: links that others planted, rights, dumps of its memory."""
import os, re, stat

from test_setup import PASSWORD, set_up


def planted(lab, *where):
    """A link with the name of a file that will be made, to one that is not to be touched."""
    os.makedirs(os.path.dirname(lab.path(*where)), exist_ok=True)
    victim = lab.write("victim", "precious")
    os.symlink(victim, lab.path(*where))
    return victim


def test_a_planted_link_is_never_written_through(lab):
    store = lab.demo()
    bad = lab.write("in/bad.csv", "id,subject,email\n1,no address\n")
    for link, words in (
        (("in", "bad.csv.rejected.csv"), ["import", "tickets", bad]),
        (("out", "all.jsonl.part"), ["export", "tickets", "--output", lab.path("out", "all.jsonl")]),
        (("out", "map.json"), ["import", "tickets", bad, "--dry-run", "--save-map", lab.path("out", "map.json"), "--rejected", lab.path("out", "r.csv")]),
        (("out", "copy.opsdeck.part"), ["store", "backup", lab.path("out", "copy.opsdeck")]),
    ):
        victim = planted(lab, *link)
        done = lab.opsdeck(*words, "--store", store, *(["--as", "noa"] if words[0] != "store" else []), status=None)
        with open(victim) as file:
            assert file.read() == "precious", f"{link}: {done}"
        assert done.status == 0 or "link" in done.err, done
        if os.path.lexists(lab.path(*link)):
            os.unlink(lab.path(*link))


def test_a_file_that_is_written_again_becomes_its_owners_alone(lab):
    store = lab.demo()
    bad = lab.write("bad.csv", "id,subject,email\n1,no address\n")
    rows = lab.readable("rows.csv", "old")
    lab.opsdeck("import", "tickets", bad, "--store", store, "--as", "noa", "--rejected", rows)
    assert stat.S_IMODE(os.stat(rows).st_mode) == 0o600


def test_memory_is_never_dumped_into_a_file(lab):
    c = lab.queue()
    with open(f"/proc/{c.pid}/limits") as limits:
        soft = re.search(r"Max core file size\s+(\d+|unlimited)", limits.read())[1]
    # One byte, and not none: with none the system would still hand the memory to a program that collects dumps.
    assert soft == "1", soft


def test_no_secret_stands_where_others_see_the_programs_words(lab):
    c = set_up(lab)
    for question in ("Password:", "The same again"):
        c.wait_for(question)
        c.press(PASSWORD, "<enter>")
    c.wait(lambda: "alt" in c.scan.left(), "the console to open")
    for name in ("cmdline", "environ"):
        with open(f"/proc/{c.pid}/{name}", "rb") as file:
            assert PASSWORD.encode() not in file.read(), name
