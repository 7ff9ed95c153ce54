"""What an operator does to a server by the command line: back up, restore, check, repair."""

import json
import pathlib
import subprocess
import tempfile
import unittest

import server

DONE, REFUSED, WRONG_USE, FAILED, NOT_FOUND = range(5)  # docs/cli.md


def run(*arguments, expect=DONE):
    """The answers, one a line."""
    command = [server.CLI, "--json", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != expect:
        raise AssertionError(f"{command} ended with {done.returncode}, not {expect}\n"
                             f"{done.stdout}\n{done.stderr}")
    if expect == REFUSED:
        return json.loads(done.stderr)["error"]["reason"]
    return [json.loads(line) for line in done.stdout.splitlines()]


class OperationsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sambyd-operations-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.backups = self.folder / "backups"
        self.running = None

    def tearDown(self):
        if self.running:
            self.running.kill()

    def start(self, folder, *flags):
        self.running = server.Server(folder, flags)

    def call(self, *arguments, **how):
        return run("--server", self.running.address, *arguments, **how)

    def test_a_killed_server_is_replaced_by_its_backup(self):
        self.start(self.folder, "--backups", self.backups, "--keep-backups", "2")
        self.call("ingest", *server.SAMPLES[:5])
        first = self.call("backup")[0]
        self.call("ingest", *server.SAMPLES[5:10])
        second = self.call("backup")[0]
        self.assertGreater(int(second["position"]), int(first["position"]))
        tenders = self.call("tender", "list")
        self.call("ingest", *server.SAMPLES[10:])
        self.running.kill()

        listed = run("restore", self.backups, "--list")
        self.assertEqual([backup["id"] for backup in listed], [1, 2])
        restored = self.folder / "restored"
        run("restore", self.backups, "--data", restored / "data", expect=FAILED)  # parent missing
        restored.mkdir()
        backup = run("restore", self.backups, "--data", restored / "data")[0]
        self.assertEqual((backup["id"], str(backup["position"])), (2, second["position"]))
        self.assertEqual(run("restore", self.backups, "--data", restored / "data", expect=REFUSED),
                         "STORAGE_NOT_EMPTY")
        self.assertTrue(run("check", restored / "data")[0]["ok"])
        self.start(restored)
        self.assertEqual(self.call("tender", "list"), tenders)

    def test_only_so_many_backups_are_kept(self):
        self.start(self.folder, "--backups", self.backups, "--keep-backups", "2")
        for _ in range(4):
            self.call("backup")
        self.assertEqual([backup["id"] for backup in run("restore", self.backups, "--list")],
                         [3, 4])
        run("restore", self.backups, "--backup", "1", "--data", self.folder / "new",
            expect=NOT_FOUND)

    def test_without_a_directory_for_backups_none_is_written(self):
        self.start(self.folder)
        self.assertEqual(self.call("backup", expect=REFUSED), "BACKUPS_OFF")

    def test_a_backup_that_cannot_be_written_is_told(self):
        self.backups.write_text("a file where the directory should be")
        self.start(self.folder, "--backups", self.backups)
        self.assertEqual(self.call("backup", expect=REFUSED), "BACKUP_FAILED")
        self.call("ingest", server.SAMPLES[0])

    def test_an_erased_contact_is_in_no_file_of_data_and_backup(self):
        self.start(self.folder, "--backups", self.backups)
        profile = self.folder / "profile.json"
        profile.write_text(json.dumps({
            "nationalId": {"scheme": "DK:CVR", "value": "24256790"}, "displayName": "Værkstedet",
            "homePlace": "0751", "contact": {"email": "kontakt@vaerkstedet.example"}}))
        created = self.call("enterprise", "create", profile)[0]
        self.assertEqual(created["contact"]["email"], "kontakt@vaerkstedet.example")
        erased = self.call("enterprise", "erase-contact", "24256790")[0]
        self.assertNotIn("contact", erased)
        self.call("backup")
        for folder in (self.running.data, self.backups):
            for file in folder.rglob("*"):
                if file.is_file():
                    self.assertNotIn(b"kontakt@", file.read_bytes(), file)

    def test_repair_wants_a_directory_that_no_server_has_open(self):
        self.start(self.folder)
        self.assertEqual(run("repair", self.running.data, expect=REFUSED), "STORAGE_IN_USE")
        self.call("ingest", server.SAMPLES[0])
        self.assertEqual(self.running.stop(), 0)
        report = run("repair", self.running.data)[0]
        self.assertEqual((report["rebuilt"], report["after"]["ok"]), ([], True))
        run("repair", self.folder, expect=NOT_FOUND)

    def test_restore_says_what_it_needs(self):
        run("restore", self.folder / "none", "--list", expect=WRONG_USE)
        run("restore", self.folder, "--list", expect=NOT_FOUND)
        run("restore", self.folder, expect=WRONG_USE)


if __name__ == "__main__":
    unittest.main()
