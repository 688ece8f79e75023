"""Each command a guide or the README shows is run as it stands there."""
import glob, os, re, subprocess

from harness import CHECKOUT, program

HERE = os.path.dirname(os.path.abspath(__file__))


def blocks(path, language):
    with open(path) as guide:
        return re.findall(rf"^```{language}\n(.*?)^```", guide.read(), re.M | re.S)


def commands(text):
    return [line.split("   #")[0].rstrip() for line in text.splitlines() if line.startswith(("opsdeck ", "echo "))]


def shown(path, language="shell"):
    return [command for block in blocks(path, language) for command in commands(block)]


def run(lab, store, line):
    """In a shell, with our program first in the PATH and a demo as the store."""
    folder = lab.path("bin")
    os.makedirs(folder, exist_ok=True)
    if not os.path.exists(folder + "/opsdeck"):
        os.symlink(program(), folder + "/opsdeck")
    env = lab.environment({"OPSDECK_STORE": store})
    env["PATH"] = folder + ":" + env.get("PATH", "/usr/bin:/bin")
    return subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, env=env, cwd=lab.home, timeout=120)


def check(lab, lines, actor):
    store = lab.demo(200)
    os.symlink(os.path.join(CHECKOUT, "data"), lab.path("data"))
    assert lines
    for line in lines:
        # A demo lets anybody act as anybody: admins' acts are run by noa, the rest by who may.
        line_as = re.sub(r"opsdeck (agent|assign|automation save|escalation|audit (?:list|verify|show)|schedule|sla (?:policy|recompute)) ?", rf"opsdeck --as {actor} \1 ", line)
        line_as = line_as.replace("opsdeck import ", f"opsdeck --as {actor} import ")
        done = run(lab, store, line_as)
        assert done.returncode == 0, f"{line}\n-> {done.returncode}\n{done.stdout}{done.stderr}"
        assert done.stdout.strip(), f"{line} said nothing"


def check_guide(lab, name, actor):
    check(lab, shown(f"{CHECKOUT}/Sources/opsdeck/opsdeck.docc/{name}.md"), actor)


def test_the_setup_guide(lab):
    check_guide(lab, "Setup", "noa")


def test_the_guide_of_the_command_line(lab):
    check_guide(lab, "CommandLine", "kim")


def test_the_guide_to_the_jobs(lab):
    check_guide(lab, "RunningTheJobs", "noa")


def test_the_guide_to_mail(lab):
    check_guide(lab, "Mail", "noa")


def test_the_guide_to_the_dashboard(lab):
    check_guide(lab, "ReadingTheDashboard", "ada")


def test_the_guide_to_escalation_and_notices_runs(lab):
    check_guide(lab, "EscalationAndNotices", "noa")


def test_the_guide_to_assignment(lab):
    check_guide(lab, "Assignment", "kim")


def test_the_guide_for_trouble(lab):
    check_guide(lab, "Troubleshooting", "noa")


def test_the_guide_to_themes(lab):
    path = CHECKOUT + "/Sources/Terminal/Terminal.docc/Themes.md"
    check(lab, shown(path), "ada")
    (sample,) = blocks(path, "yaml")
    lab.write(".config/opsdeck/themes/mine.yaml", sample)
    assert lab.opsdeck("theme", "check", "mine").out == "mine is fine.\n"
    assert "mine" in lab.opsdeck("theme", "list").out


def test_the_guide_to_keys(lab):
    path = CHECKOUT + "/Sources/opsdeck/opsdeck.docc/Keys.md"
    check(lab, shown(path), "ada")
    (sample,) = blocks(path, "yaml")
    lab.write(".config/opsdeck/keys.yaml", sample)
    done = lab.opsdeck("keys", "--json")
    bound = {(row["context"], row["keys"]): row["command"] for row in done.objects}
    assert not done.err and bound["list", "n"] == "row.down" and bound["verbs", "zx"] == "ticket.close", done


def test_the_commands_of_the_readme(lab):
    lines = shown(CHECKOUT + "/README.md", "sh")
    lines = [c for c in lines if c not in ("opsdeck", "opsdeck login") and "jq" not in c]
    check(lab, [c for c in lines if c.startswith("opsdeck ")], "kim")


def test_links_of_the_readme_lead_somewhere(lab):
    for path in glob.glob(CHECKOUT + "/*.md"):
        with open(path) as paper:
            for link in re.findall(r"\]\(([^)#:]+)\)", paper.read()):
                assert os.path.exists(os.path.join(CHECKOUT, link)), f"{os.path.basename(path)} links to {link}"


def test_the_manual_is_what_the_commands_say(lab):
    done = subprocess.run([CHECKOUT + "/scripts/make-manual", "--check"], capture_output=True, text=True, env=lab.environment({"OPSDECK_BINARY": program()}))
    assert done.returncode == 0, done.stderr


def test_the_pictures_show_what_the_console_shows(lab):
    done = subprocess.run([CHECKOUT + "/scripts/make-pictures", "--check"], capture_output=True, text=True, env=lab.environment({"OPSDECK_BINARY": program()}))
    assert done.returncode == 0, done.stderr


def test_the_commands_of_the_agents_guide(lab):
    with open(CHECKOUT + "/Sources/Console/Console.docc/AgentGuide.md") as guide:
        lines = sorted(set(re.findall(r"`(opsdeck[^`]*)`", guide.read())))
    assert "opsdeck demo" in lines
    for line in lines:
        done = lab.opsdeck(*line.split()[1:], "--help")
        assert "USAGE" in done.out, line


def test_the_guides_to_business_time_and_service_levels(lab):
    guides = CHECKOUT + "/Sources/opsdeck/opsdeck.docc/"
    (hours,) = blocks(guides + "BusinessTime.md", "json")
    policy, events = blocks(guides + "ServiceLevels.md", "json")
    (holidays,) = blocks(guides + "BusinessTime.md", "ics")
    for name, text in (("holidays.ics", holidays), ("hours.json", hours), ("policy.json", policy), ("events.json", events)):
        lab.write(name, text)
    lines = shown(guides + "BusinessTime.md") + shown(guides + "ServiceLevels.md")
    check(lab, lines, "kim")


def test_the_guide_to_automations(lab):
    check_guide(lab, "Automations", "kim")


SUITE = re.compile(r"^(?:@\w+(?:\([^\n]*\))?\s+)*(?:(?:private|fileprivate|public|package|final)\s+)*(?:struct|class|actor|enum|extension) (\w+)")


def names_of_tests():
    """Suite/function of each test of the packages and e2e/area.name of each at a terminal; what reads as a sentence is a name too."""
    names = set()
    for path in glob.glob(CHECKOUT + "/Tests/*Tests/**/*.swift", recursive=True):
        suite, waits = "", False
        with open(path) as file:
            for line in file:
                suite = (SUITE.match(line) or [None, suite])[1]
                waits = waits or bool(re.match(r"\s*@Test\b", line))
                function = waits and re.search(r"\bfunc (?:`([^`]+)`|(\w+))", line)
                if function:
                    names.add(f"{suite}/{function[1] or function[2]}")
                    waits = False
    for path in glob.glob(HERE + "/test_*.py"):
        with open(path) as file:
            area = os.path.basename(path)[5:-3]
            names |= {f"e2e/{area}.{name}" for name in re.findall(r"^def test_(\w+)\(", file.read(), re.M)}
    return names


def test_each_test_that_the_list_of_checks_names_is_there(lab):
    with open(CHECKOUT + "/Sources/opsdeck/opsdeck.docc/ChecksAndTests.md") as guide:
        rows = [[cell.strip() for cell in line.strip("| \n").split(" | ")] for line in guide if re.match(r"\| [a-z]", line)]
    rows = [row for row in rows if row[0] != "check"]
    assert len(rows) > 50 and all(len(row) == 3 for row in rows), [row for row in rows if len(row) != 3]
    checks = [row[0] for row in rows]
    assert len(set(checks)) == len(checks), "two checks have the same name"
    there = names_of_tests()
    assert "RightsTests/whoMayNotIsRefusedWhateverTheValues" in there and "RightsTests/nobody" not in there
    gone = {name for row in rows for name in re.findall(r"`([^`]+)`", row[2]) if name not in there}
    assert not gone, f"no such tests: {sorted(gone)}"
    assert not [row[0] for row in rows if not re.fullmatch(r"`[^`]+`(, `[^`]+`)*", row[2])], "a check without a test"
