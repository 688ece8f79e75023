"""Foreign files through the real program: taken or refused in words, and in memory that does not grow with them."""
import base64, csv, os, subprocess, time, zipfile

from harness import CHECKOUT, program

HEAD = "id,subject,email,description\n"
MB = 1 << 20


def memory(lab, *words, status=0):
    """Runs a command to its end; what it said, and the most memory it had, in MB."""
    with open(lab.path("out"), "w+") as out, open(lab.path("err"), "w+") as err:
        running, most = subprocess.Popen([program(), *words], stdout=out, stderr=err, env=lab.environment(), cwd=lab.home), 0
        # Asked while it runs: what the system tells after its end begins with what this process had.
        while running.poll() is None:
            with open(f"/proc/{running.pid}/status") as status_file:
                most = max([most, *(int(line.split()[1]) for line in status_file if line.startswith("VmHWM"))])
            time.sleep(0.005)
        out.seek(0)
        err.seek(0)
        said = out.read() + err.read()
    assert running.returncode == status, f"{words} -> {running.returncode}: {said[:2000]}"
    return said, most / 1024


def mail(size):
    """A mail with a file of that many bytes, as it comes."""
    line = base64.b64encode(bytes(range(57))) + b"\n"
    head = (b"From kim@corp.example Tue Nov 24 10:00:00 2026\nFrom: kim@corp.example\nTo: desk@desk.example\nSubject: Large\n"
            b"Message-ID: <large@corp.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the file.\n"
            b"--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=large.bin\nContent-Transfer-Encoding: base64\n\n")
    return head + line * (size // len(line)) + b"--b--\n\n"


def imported(lab, store, path, status=0):
    return memory(lab, "import", "tickets", path, "--store", store, "--as", "noa", status=status)


def test_a_mail_of_fifty_megabytes_is_refused_in_flat_memory(lab):
    store = lab.demo(100)
    _, small = imported(lab, store, lab.write("small.mbox", mail(10_000).replace(b"<large@", b"<small@")))
    said, large = imported(lab, store, lab.write("large.mbox", mail(50 * MB)))
    assert "1 rejected" in said, said
    with open(lab.path("large.mbox.rejected.csv")) as file:
        (row,) = csv.DictReader(file)
    assert row["line"] == "2" and "32 MiB" in row["reason"] + row["remedy"] and row["remedy"], row
    _, larger = imported(lab, store, lab.write("larger.mbox", mail(90 * MB)))
    print(f"      memory: small {small:.0f} MB, 50 MB {large:.0f} MB, 90 MB {larger:.0f} MB")
    assert larger < large + 16 and large < small + 64, (small, large, larger)


def test_a_table_of_one_line_without_end_is_refused_in_flat_memory(lab):
    store = lab.demo(100)
    _, small = imported(lab, store, lab.write("small.csv", HEAD + "1,Hello,kim@corp.example,Text\n"))
    said, large = imported(lab, store, lab.write("endless.csv", b"id,subject," + b"x" * (64 * MB)), status=1)
    assert "header row" in said and said.count(". ") >= 1, said
    said, row = imported(lab, store, lab.write("row.csv", (HEAD + "2,Endless,kim@corp.example,").encode() + b"x" * (64 * MB)))
    assert "1 rejected" in said, said
    said, quoted = imported(lab, store, lab.write("quoted.csv", (HEAD + '3,Open,kim@corp.example,"').encode() + (b"x" * 1023 + b"\n") * (64 << 10)), status=1)
    # The field is given up where it is too long, and what stands behind it is read as rows again: none is one.
    assert "None of the first 1,000 rows could be taken" in said, said
    print(f"      memory: small {small:.0f} MB, no header {large:.0f} MB, a row {row:.0f} MB, an open quote {quoted:.0f} MB")
    assert max(large, row, quoted) < small + 64, (small, large, row, quoted)


def test_what_is_no_table_says_what_it_is(lab):
    store = lab.demo(100)
    with zipfile.ZipFile(lab.path("tickets.csv"), "w") as archive:
        archive.writestr("tickets.csv", HEAD)
    for name, content, says in [
        ("tickets.csv", None, "ZIP"), ("paper.csv", b"%PDF-1.7\n" + bytes(range(256)) * 10, "PDF"),
        ("empty.csv", b"", "empty"), ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, ""),
    ]:
        if content is not None:
            lab.write(name, content)
        said, _ = imported(lab, store, lab.path(name), status=1)
        assert says.lower() in said.lower() and said.count(". ") >= 1, f"{name}: {said}"
    assert lab.opsdeck("store", "info", "--json", "--store", store).objects[0]["tickets"] == 100


def test_the_sample_of_the_readme_comes_in_as_its_dry_run_says(lab):
    store, sample = lab.demo(100), os.path.join(CHECKOUT, "data/samples/tickets.csv")
    words = ["import", "tickets", sample, "--store", store, "--as", "noa", "--json", "--rejected", lab.path("rejected.csv")]
    dry, real, again = lab.opsdeck(*words, "--dry-run").objects[0], lab.opsdeck(*words).objects[0], lab.opsdeck(*words).objects[0]
    assert dry == real and real["new"] > 0
    for report in (dry, real, again):
        assert report["read"] == report["new"] + report["updated"] + report["unchanged"] + report["rejected"], report
    assert again["unchanged"] == real["new"] and again["new"] == again["updated"] == 0, again


SHARED = next((p for p in (os.environ.get("OPSDECK_SHARED", ""), os.path.join(CHECKOUT, "../shared"), os.path.join(CHECKOUT, "../../shared")) if os.path.isdir(p + "/real-data")), None)


def test_real_tickets_come_in_as_the_dry_run_says_and_only_once(lab):
    if SHARED is None:
        return print("      skipped: the shared real data is not on this machine")
    for name in ("support-tickets.csv", "support-mail.mbox", "zendesk-recorded.json"):
        store = lab.demo(100)
        words = ["import", "tickets", f"{SHARED}/real-data/{name}", "--store", store, "--as", "noa", "--json", "--rejected", lab.path(name + ".rejected.csv")]
        dry, real, again = lab.opsdeck(*words, "--dry-run").objects[0], lab.opsdeck(*words).objects[0], lab.opsdeck(*words).objects[0]
        assert dry == real, f"{name}: {dry} is not {real}"
        for report in (real, again):
            assert report["read"] == report["new"] + report["updated"] + report["unchanged"] + report["rejected"] > 0, report
        assert again["new"] == again["updated"] == 0 and again["rejected"] == real["rejected"], again
        if real["rejected"]:
            with open(lab.path(name + ".rejected.csv")) as file:
                rows = list(csv.DictReader(file))
            assert len(rows) == real["rejected"] and all(r["line"] and r["reason"] and r["remedy"] for r in rows), rows
