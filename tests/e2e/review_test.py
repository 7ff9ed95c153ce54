"""The buyer's decisions over the wire and by the command line, through later versions and restarts."""

import json
import re
import subprocess
import tempfile
import unittest

import grpc
import server
import wire

NOTICE = (server.SOURCE / "tests/samples/notices/kulturnat-roskilde.xml").read_bytes()
TENDER = "tenders/cd71fd42-1407-42bc-b7bc-83423c6deb9b"
PARENT = f"{TENDER}/lots/LOT-0001"
PART, REJECTED, MERGED, TEXT_CHANGED = range(4)  # Lot.SetAside
ACCEPTED, EDITED = 1, 2  # LotReview.Decision


def version(number, text=NOTICE):
    return re.sub(rb"(<cbc:VersionID>)\d+", rb"\g<1>%02d" % number, text)


class ReviewTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sambyd-review-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.start()
        self.call("TenderService.IngestNotice", content=version(1))
        self.parts = self.children()
        self.assertGreaterEqual(len(self.parts), 4)

    def start(self):
        self.running = server.Server(self.folder)
        self.addCleanup(self.running.kill)
        api = wire.Api(self.running.address)
        self.client = self.enterContext(wire.Client(api, self.running.address))

    def call(self, method, **request):
        return self.client.call(method, request)

    def review(self, lot, **decision):
        return self.call("TenderService.ReviewLot", name=lot.name, **decision)

    def lots(self):
        return {lot.name: lot for lot in self.call(
            "TenderService.ListLots", parent=TENDER, pageSize=500, showRejected=True).lots}

    def children(self):
        """The parts of the divided lot, whose value they have together."""
        lots = self.lots()
        parts = [lot for lot in lots.values() if lot.parent == PARENT and lot.set_aside == PART]
        self.assertEqual(sum(part.estimated_value.minor_units for part in parts),
                         lots[PARENT].estimated_value.minor_units)
        return parts

    def cli(self, *arguments, expect=0):
        done = subprocess.run([server.CLI, "--server", self.running.address, "--json", *arguments],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_decisions_outlive_later_versions_a_reindex_and_a_kill(self):
        first, second, third, fourth = self.parts[:4]
        self.review(first, accept={})
        value = second.estimated_value.minor_units // 2
        self.review(second, edit={
            "lot": {"estimatedValue": {"currency": "DKK", "minorUnits": value}},
            "updateMask": "estimatedValue"})
        answer = self.review(third, reject={})
        self.assertEqual(answer.remainder.estimated_value.minor_units,
                         value + third.estimated_value.minor_units)
        self.review(fourth, accept={})
        self.children()

        before, words = (part.derivation.evidence[0].text.encode() for part in (first, fourth))
        self.assertEqual((NOTICE.count(before), NOTICE.count(words)), (1, 1))
        text = NOTICE.rindex(b">", 0, NOTICE.index(before)) + 1
        moved = NOTICE[:text] + b"Kulturnatten er nu gratis for alle. " + NOTICE[text:]
        answer = self.call("TenderService.IngestNotice", content=version(2, moved))
        self.assertEqual(answer.stale_reviews, 0)
        answer = self.call("TenderService.IngestNotice",
                           content=version(3, moved.replace(words, b"noget helt andet arbejde")))
        self.assertEqual(answer.stale_reviews, 1)

        self.running.kill()
        self.start()
        lots = self.lots()
        self.assertEqual(lots[first.name].review.decision, ACCEPTED)
        self.assertGreater(lots[first.name].derivation.evidence[0].begin,
                           first.derivation.evidence[0].begin)
        self.assertEqual(lots[second.name].review.decision, EDITED)
        self.assertEqual(lots[second.name].estimated_value.minor_units, value)
        self.assertEqual(lots[third.name].set_aside, REJECTED)
        self.assertEqual(lots[fourth.name].set_aside, TEXT_CHANGED)
        self.assertEqual(lots[fourth.name].review.decision, ACCEPTED)
        self.children()

        progress = self.client.watch("AdminService.ReindexLots", {})
        self.assertTrue(progress[-1].done)
        self.assertEqual((progress[-1].examined_tenders, progress[-1].reindexed_tenders), (1, 0))
        self.assertEqual(self.lots(), lots)
        self.running.stop()
        check = subprocess.run([server.CLI, "check", self.running.data], capture_output=True)
        self.assertEqual(check.returncode, 0, check.stdout)

    def test_a_lot_that_is_set_aside_is_no_leaf(self):
        self.review(self.parts[0], reject={})
        with self.assertRaises(wire.Failure) as caught:
            self.call("ConsortiumService.FindConsortia", lot=self.parts[0].name)
        self.assertEqual((caught.exception.code, caught.exception.reason),
                         (grpc.StatusCode.FAILED_PRECONDITION, "LOT_SET_ASIDE"))
        found = self.call("ConsortiumService.FindConsortia", lot=PARENT)
        self.assertEqual([leaf.leaf for leaf in found.leaves],
                         [part.name for part in self.children()])
        listed = self.call("TenderService.ListLots", parent=TENDER).lots
        self.assertNotIn(self.parts[0].name, [lot.name for lot in listed])

    def test_the_command_line_accepts_edits_merges_rejects_and_withdraws(self):
        names = [part.name for part in self.parts]
        accepted, = self.cli("review", names[0], "accept")
        self.assertEqual(accepted["lot"]["review"]["decision"], "DECISION_ACCEPTED")
        edited, = self.cli("review", names[1], "edit", "--title", "Varm mad", "--value", "500000",
                           "--months", "12")
        self.assertEqual(edited["lot"]["titles"][0]["text"], "Varm mad")
        self.assertEqual(edited["lot"]["estimatedValue"]["minorUnits"], "50000000")
        merged, = self.cli("review", names[2], "merge", names[3].rpartition("/")[2])
        self.assertEqual(merged["lot"]["review"]["mergedFrom"], names[2:4])
        self.cli("review", merged["lot"]["name"], "reject")
        withdrawn, = self.cli("review", merged["lot"]["name"], "withdraw")
        self.assertNotIn("lot", withdrawn)
        self.children()
        shown = subprocess.run([server.CLI, "--server", self.running.address, "lots", TENDER],
                               capture_output=True, text=True, check=True).stdout
        self.assertIn("proposed, accepted: ", shown)
        self.assertIn("proposed, edited: Varm mad", shown)
        self.assertIn("(set by the buyer)", shown)
        self.assertIn("(left over)", shown)
        self.cli("review", names[0], "--etag", "0", "accept", expect=1)
        self.cli("review", names[0], "sing", expect=2)
        self.cli("review", f"{TENDER}/lots/LOT-0002.99", "accept", expect=4)

    def test_the_command_line_reindexes(self):
        last = self.cli("reindex")[-1]
        self.assertTrue(last["done"])
        self.assertEqual(last["examinedTenders"], "1")
        self.assertEqual(last["modelVersion"], self.lots()[PARENT].model_version)


if __name__ == "__main__":
    unittest.main()
