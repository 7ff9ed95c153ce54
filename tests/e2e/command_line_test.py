"""The command line against a real server: what it prints as JSON and how it exits."""

import json
import pathlib
import subprocess
import tempfile
import unittest

import server

DONE, REFUSED, WRONG_USE, NO_SERVER, NOT_FOUND = range(5)  # docs/cli.md
SAMPLE = server.SOURCE / "tests/samples/notices/skolemad-slagelse.xml"
TENDER = "tenders/07e289ac-6d76-4d46-8406-e1feff543e13"
LOT = f"{TENDER}/lots/LOT-0001"
DIVIDED_LOT = f"{TENDER}/lots/LOT-0002"


class CliTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="sambyd-cli-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.running = server.Server(folder.name)
        cls.addClassCleanup(cls.running.kill)
        cls.rows = cls.folder / "enterprises.ndjson"
        cls.rows.write_text(server.generated_enterprises(300))
        cls.bad = cls.folder / "cut.xml"
        cls.bad.write_bytes(SAMPLE.read_bytes()[:5000])
        cls.imported = cls.run_json("import", cls.rows)
        cls.ingested = cls.run_json("ingest", *server.SAMPLES)

    @classmethod
    def run_cli(cls, *arguments, expect=DONE, address=None):
        command = [server.CLI, "--server", address or cls.running.address, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != expect:
            raise AssertionError(f"{command} ended with {done.returncode}, not {expect}\n"
                                 f"{done.stdout}\n{done.stderr}")
        return done

    @classmethod
    def run_json(cls, *arguments, **how):
        """The answers, one a line."""
        return [json.loads(line)
                for line in cls.run_cli("--json", *arguments, **how).stdout.splitlines()]

    def test_import_tells_what_landed(self):
        self.assertEqual(self.imported[-1]["created"], "300")

    def test_ingest_answers_for_every_file(self):
        tenders = {answer["result"]["tender"] for answer in self.ingested}
        self.assertEqual(len(tenders), len(server.SAMPLES) - 1)  # one notice changes another

    def test_tender_list_and_show_tell_the_same_tender(self):
        listed = {tender["name"]: tender for tender in self.run_json("tender", "list")}
        self.assertEqual(self.run_json("tender", "show", TENDER)[0], listed[TENDER])

    def test_lots_come_with_their_children(self):
        lots = self.run_json("lots", TENDER)
        parents = {lot.get("parent") for lot in lots}
        self.assertLessEqual({LOT, DIVIDED_LOT}, {lot["name"] for lot in lots})
        self.assertIn(DIVIDED_LOT, parents)

    def test_lots_show_the_words_behind_a_proposal(self):
        evidence = [evidence["text"] for lot in self.run_json("lots", TENDER)
                    for evidence in lot.get("derivation", {}).get("evidence", [])]
        shown = " ".join(self.run_cli("lots", TENDER).stdout.split())
        self.assertIn(" ".join(evidence[0].split())[:30], shown)
        self.assertIn("proposed", shown)

    def test_the_best_match_can_be_evaluated(self):
        best = self.run_json("match", LOT)[0]["consortia"][0]
        members = [member["enterprise"] for member in best["members"]]
        answer = self.run_json("evaluate", LOT, *members)[0]
        self.assertEqual(answer["consortium"]["objective"], best["objective"])

    def write(self, name, **fields):
        path = self.folder / name
        path.write_text(json.dumps(fields))
        return path

    def test_a_registrar_keeps_an_enterprise(self):
        profile = self.write("new.json", nationalId={"scheme": "DK:CVR", "value": "24256790"},
                             displayName="Værkstedet", homePlace="0751",
                             capabilities=[{"cpv": "90911000", "serviceAreas": ["DK042"]}])
        created = self.run_json("enterprise", "create", profile)[0]
        self.assertEqual(created["name"], "enterprises/DK24256790")
        self.run_cli("enterprise", "create", profile, expect=REFUSED)
        self.assertIn("Værkstedet", self.run_cli("enterprise", "show", "24256790").stdout)
        self.run_cli("enterprise", "workforce", "DK24256790", "--as-of", "2026-11-01",
                     "--count", "FLEKSJOB=3", "--count", "ORDINARY=7", "--evidence", "AUDITED")
        reliable = self.write("changed.json", deliveryReliability=900)
        updated = self.run_json("enterprise", "update", "24256790", reliable)[0]
        self.assertEqual((updated["deliveryReliability"], updated["displayName"]),
                         (900, "Værkstedet"))
        self.assertEqual(updated["workforce"]["meetsShare"], "VERDICT_PASS")
        confirmed = self.run_json("enterprise", "confirm", "24256790")[0]
        self.assertIn("profileConfirmTime", confirmed)
        listed = self.run_json("enterprise", "list", "--place", "0751", "--limit", "500")
        self.assertIn(confirmed, listed)
        stale = self.write("stale.json", deliveryReliability=100, etag=created["etag"])
        self.run_cli("enterprise", "update", "24256790", stale, expect=REFUSED)
        self.run_cli("enterprise", "delete", "24256790")
        self.run_cli("enterprise", "show", "24256790", expect=NOT_FOUND)

    def test_a_profile_that_is_no_enterprise_is_refused(self):
        self.run_cli("enterprise", "create", self.write("odd.json", colour="red"), expect=REFUSED)
        self.run_cli("enterprise", "create", self.folder / "none.json", expect=WRONG_USE)
        self.run_cli("enterprise", "workforce", "24256790", "--as-of", "2026-11-01",
                     "--count", "FRIENDS=3", expect=REFUSED)

    def test_suggest_tells_what_would_make_a_group_pass(self):
        best = self.run_json("match", LOT, "--policy", "NONE")[0]["consortia"][0]
        members = [member["enterprise"].removeprefix("enterprises/DK")
                   for member in best["members"]]
        read = ["--policy", "PER_MEMBER", "--admit-without-main-aim"]
        answer = self.run_json("suggest", LOT, *members, *read)[0]
        kinds = [change["kind"] for change in answer["groups"][0]["changes"]]
        self.assertEqual(answer["groups"][0]["feasible"], "VERDICT_FAIL")
        self.assertIn("KIND_HIRE_SPECIAL", kinds)
        shown = self.run_cli("suggest", LOT, *members, *read).stdout
        self.assertIn("employs more people on special terms, at least one", shown)

    def test_replace_lists_who_could_come(self):
        best = self.run_json("match", LOT, "--max-members", "2")[0]["consortia"][0]
        members = [member["enterprise"] for member in best["members"]]
        answer = self.run_json("replace", LOT, *members)[0]
        self.assertGreater(answer.get("replacementsFound", 0), 0)
        self.assertIn("found", self.run_cli("replace", LOT, *members).stdout)

    def test_partners_tells_the_day_it_looked_at(self):
        anybody = self.run_json("enterprise", "list", "--limit", "1")[0]["name"]
        self.assertIn("openAt", self.run_json("partners", anybody)[0])
        self.assertIn("lots open on", self.run_cli("partners", anybody).stdout)

    def test_assess_takes_a_tender_a_lot_and_a_draft(self):
        whole = self.run_json("assess", TENDER)[0]
        self.assertIn(LOT, [lot["lot"] for lot in whole["lots"]])
        self.assertEqual(self.run_json("assess", LOT)[0]["lots"][0], whole["lots"][0])
        self.assertEqual(self.run_json("assess", SAMPLE)[0]["lots"], whole["lots"])
        self.assertIn("not reserved", self.run_cli("assess", LOT).stdout)

    def test_a_preview_stores_nothing(self):
        before = self.run_json("status")[0]["position"]
        self.assertEqual(self.run_json("preview", SAMPLE)[0]["tender"]["name"], TENDER)
        self.assertEqual(self.run_json("status")[0]["position"], before)

    def test_exit_codes_are_those_documented(self):
        self.run_cli("ingest", self.bad, expect=REFUSED)
        self.run_cli("preview", self.bad, expect=REFUSED)
        self.run_cli("match", LOT, "--top", "51", expect=REFUSED)
        self.run_cli("tender", "show", "tenders/none", expect=NOT_FOUND)
        self.run_cli("match", f"{TENDER}/lots/LOT-0099", expect=NOT_FOUND)
        self.run_cli("suggest", LOT, "24256790", expect=NOT_FOUND)
        self.run_cli("assess", "none", expect=NOT_FOUND)
        self.run_cli("partners", "24256790", expect=NOT_FOUND)
        self.run_cli("replace", LOT, "nobody", expect=REFUSED)
        self.run_cli("assess", self.bad, expect=REFUSED)
        self.run_cli("status", address="127.0.0.1:1", expect=NO_SERVER)
        self.run_cli("--timeout", "5", "lots", TENDER, address="127.0.0.1:1", expect=NO_SERVER)
        self.run_cli("sing", expect=WRONG_USE)
        self.run_cli("ingest", self.folder / "none.xml", expect=WRONG_USE)
        self.run_cli("import", self.folder / "none.csv", expect=WRONG_USE)

    def test_an_error_in_json_has_code_and_reason(self):
        refused = self.run_cli("--json", "preview", self.bad, expect=REFUSED)
        self.assertEqual(refused.stdout, "")
        error = json.loads(refused.stderr)["error"]
        self.assertEqual((error["code"], error["reason"]), ("INVALID_ARGUMENT", "NOTICE_NOT_XML"))

    def test_check_wants_a_directory_that_no_server_has_open(self):
        self.run_cli("check", self.running.data, expect=REFUSED)
        with tempfile.TemporaryDirectory() as folder:
            other = server.Server(folder)
            self.run_cli("ingest", SAMPLE, address=other.address)
            self.assertEqual(other.stop(), 0)
            self.run_cli("check", other.data)


if __name__ == "__main__":
    unittest.main()
