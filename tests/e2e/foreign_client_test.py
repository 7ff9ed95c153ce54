"""The wire as a client in another language sees it, from reflection to ranked consortia."""

import datetime
import json
import re
import tempfile
import time
import unittest
import uuid

import grpc
import server
import wire

BAD_ITEM = 7
SEARCH_OPTIMAL, SEARCH_INFEASIBLE = 1, 3
OUTLOOK_NOT_COVERED = 1
CHANGES_OF_MEMBERS = (2, 6, 7)  # Change.Kind: REMOVE_MEMBER, ADD_MEMBER, REPLACE_MEMBER
VERDICT_PASS, VERDICT_FAIL = 1, 2
TEXTS = {1: "titles", 2: "descriptions", 3: "additional_information"}  # Evidence.Source
RESERVED = "tenders/d7e104e2-b546-47c4-b23e-db09e9bdb283"  # catering-plejecentre-odense.xml
STATE_AWARDED = 3
OUTCOME_UNCHANGED = 3
DEADLINE_YEAR = re.compile(rb"(<cac:TenderSubmissionDeadlinePeriod>\s*<cbc:EndDate>)\d{4}")


def still_open(notice):
    """The notice with deadlines that lie ahead whenever the test runs."""
    year = str(datetime.date.today().year + 2).encode()
    return DEADLINE_YEAR.sub(lambda found: found[1] + year, notice)


class ForeignClientTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="sambyd-foreign-")
        cls.addClassCleanup(folder.cleanup)
        running = server.Server(folder.name)
        cls.addClassCleanup(running.kill)
        cls.api = wire.Api(running.address)
        cls.client = cls.enterClassContext(wire.Client(cls.api, running.address))
        rows = [json.loads(line) for line in server.generated_enterprises(300).splitlines()]
        cls.imported = cls.client.call("EnterpriseService.ImportEnterprises",
                                       [{"rows": rows[at:at + 100]} for at in range(0, 300, 100)])
        contents = [still_open(path.read_bytes()) for path in server.SAMPLES]
        contents.insert(BAD_ITEM, contents[0][:len(contents[0]) // 2])
        cls.answers = cls.client.stream("TenderService.IngestNotices",
                                        [{"notice": {"content": each}} for each in contents])

    def call(self, method, **request):
        return self.client.call(method, request)

    def tenders(self, **filters):
        return list(self.call("TenderService.ListTenders", pageSize=500, **filters).tenders)

    def lots(self, tender):
        return list(self.call("TenderService.ListLots", parent=tender, pageSize=500).lots)

    def test_reflection_names_every_service_and_health_says_serving(self):
        self.assertLessEqual(
            {f"sambyd.v1.{kind}Service" for kind in ("Tender", "Enterprise", "Consortium", "Admin")},
            set(self.api.services))
        self.assertEqual(self.client.health(), "SERVING")

    def test_every_generated_enterprise_lands(self):
        self.assertEqual((self.imported.rows, self.imported.created), (300, 300))
        self.assertEqual(self.call("AdminService.GetStatus").enterprises, 300)

    def test_a_bad_notice_in_a_stream_fails_its_own_item_alone(self):
        self.assertEqual([answer.index for answer in self.answers],
                         list(range(len(server.SAMPLES) + 1)))
        failed = [answer.index for answer in self.answers if answer.status.code != 0]
        self.assertEqual(failed, [BAD_ITEM])
        failure = self.api.failure(self.answers[BAD_ITEM].status)
        self.assertEqual((failure.code, failure.reason),
                         (grpc.StatusCode.INVALID_ARGUMENT, "NOTICE_NOT_XML"))
        self.assertTrue(failure.fields[0].startswith("line "), failure.fields)
        self.assertFalse(self.answers[BAD_ITEM].HasField("result"))

    def test_filters_give_the_tenders_that_match_them(self):
        everything = self.tenders()
        self.assertEqual({tender.name for tender in everything},
                         {answer.result.tender for answer in self.answers} - {""})
        self.assertEqual(self.tenders(state="STATE_AWARDED"),
                         [tender for tender in everything if tender.state == STATE_AWARDED])
        self.assertEqual(self.tenders(reservedOnly=True),
                         [tender for tender in everything if tender.reservations])
        buyer = everything[0].buyers[0].registration_id
        self.assertEqual(self.tenders(buyer=buyer), [
            tender for tender in everything
            if buyer in (each.registration_id for each in tender.buyers)])
        self.assertIn(RESERVED, [tender.name for tender in
                                 self.tenders(cpvPrefix="55", reservedOnly=True)])
        self.assertEqual(self.tenders(cpvPrefix="14"), [])

    def test_pages_give_every_tender_once_and_in_order(self):
        names, token = [], ""
        while not names or token:
            page = self.call("TenderService.ListTenders", pageSize=4, pageToken=token)
            self.assertLessEqual(len(page.tenders), 4)
            names += [tender.name for tender in page.tenders]
            token = page.next_page_token
        self.assertEqual(names, [tender.name for tender in self.tenders()])

    def test_the_evidence_of_every_derived_lot_stands_in_its_parent(self):
        evidenced = 0
        for tender in self.tenders():
            lots = {lot.name: lot for lot in self.lots(tender.name)}
            for lot in lots.values():
                for evidence in lot.derivation.evidence:
                    texts = getattr(lots[lot.parent], TEXTS[evidence.source])
                    text, = (each.text.encode() for each in texts
                             if each.language == evidence.language)
                    self.assertEqual(text[evidence.begin:evidence.end], evidence.text.encode(),
                                     lot.name)
                    self.assertTrue(evidence.text.strip(), lot.name)
                    evidenced += 1
        self.assertGreater(evidenced, 40)

    def biddable_lots(self):
        """Lots that a tenderer can bid for: published, in a procedure that is not over."""
        return [lot for tender in self.tenders(state="STATE_PUBLISHED")
                for lot in self.lots(tender.name) if not lot.parent]

    def find(self, lot):
        return self.call("ConsortiumService.FindConsortia", lot=lot.name, top=3,
                         nodeBudget=1_000_000)

    def test_allocations_add_up_to_the_volume_of_every_leaf(self):
        consortia = 0
        for lot in self.biddable_lots():
            found = self.find(lot)
            for consortium in found.consortia:
                done = {}
                for member in consortium.members:
                    for part in member.allocations:
                        done[part.leaf] = done.get(part.leaf, 0) + part.ore_per_year
                self.assertEqual(done, {leaf.leaf: leaf.ore_per_year for leaf in found.leaves},
                                 lot.name)
                self.assertEqual([member.lead for member in consortium.members],
                                 [True] + [False] * (len(consortium.members) - 1))
                consortia += 1
        self.assertGreater(consortia, 20)

    def test_the_readings_follow_from_the_members(self):
        for lot in self.biddable_lots():
            for consortium in self.find(lot).consortia:
                meets = [member.meets_share for member in consortium.members]
                readings = consortium.readings
                if all(verdict == VERDICT_PASS for verdict in meets):
                    self.assertEqual(readings.aggregate.verdict, VERDICT_PASS, lot.name)
                    self.assertEqual(readings.per_member.verdict, VERDICT_PASS, lot.name)
                if VERDICT_FAIL in meets:
                    self.assertEqual(readings.per_member.verdict, VERDICT_FAIL, lot.name)
                if VERDICT_PASS in meets:
                    self.assertEqual(readings.lead_only.verdict, VERDICT_PASS, lot.name)
                if all(verdict == VERDICT_FAIL for verdict in meets):
                    self.assertEqual(readings.aggregate.verdict, VERDICT_FAIL, lot.name)
                    self.assertEqual(readings.lead_only.verdict, VERDICT_FAIL, lot.name)

    def test_counts_of_people_do_not_leave_the_server(self):
        for enterprise in self.call("EnterpriseService.ListEnterprises", pageSize=500).enterprises:
            self.assertFalse(enterprise.workforce.HasField("totals"), enterprise.name)

    def test_the_same_question_gives_the_same_bytes(self):
        for lot in self.biddable_lots():
            first, second = self.find(lot), self.find(lot)
            self.assertEqual(first.SerializeToString(deterministic=True),
                             second.SerializeToString(deterministic=True), lot.name)

    def test_the_best_consortium_is_feasible_when_evaluated(self):
        evaluated = 0
        for lot in self.biddable_lots():
            found = self.find(lot)
            if not found.consortia:
                continue
            best = found.consortia[0]
            answer = self.call("ConsortiumService.EvaluateConsortium", lot=lot.name,
                               enterprises=[member.enterprise for member in best.members])
            if best.capacity == VERDICT_PASS:  # UNKNOWN where a leaf's value is
                self.assertEqual(answer.feasible, VERDICT_PASS, lot.name)
                evaluated += 1
            self.assertEqual(answer.consortium.objective, best.objective, lot.name)
            if found.status == SEARCH_OPTIMAL:
                self.assertEqual(found.upper_bound, best.objective, lot.name)
        self.assertGreater(evaluated, 5)

    def test_an_enterprise_is_created_once_confirmed_and_deleted(self):
        profile = {"nationalId": {"scheme": "DK:CVR", "value": "24256790"},
                   "displayName": "Værkstedet", "homePlace": "0751"}
        created = self.call("EnterpriseService.CreateEnterprise", enterprise=profile)
        self.assertEqual(created.name, "enterprises/DK24256790")
        with self.assertRaises(wire.Failure) as caught:
            self.call("EnterpriseService.CreateEnterprise", enterprise=profile)
        self.assertEqual(caught.exception.code, grpc.StatusCode.ALREADY_EXISTS)
        self.assertFalse(created.HasField("profile_confirm_time"))
        confirmed = self.call("EnterpriseService.ConfirmProfile", name=created.name)
        self.assertTrue(confirmed.HasField("profile_confirm_time"))
        self.call("EnterpriseService.DeleteEnterprise", name=created.name, etag=confirmed.etag)
        with self.assertRaises(wire.Failure) as caught:
            self.call("EnterpriseService.GetEnterprise", name=created.name,
                      minPosition=self.client.position)
        self.assertEqual(caught.exception.code, grpc.StatusCode.NOT_FOUND)

    def test_the_same_notice_again_changes_nothing_and_a_preview_stores_nothing(self):
        before = self.call("AdminService.GetStatus")
        notice = {"content": still_open(server.SAMPLES[0].read_bytes())}
        again = self.call("TenderService.IngestNotice", **notice)
        preview = self.call("TenderService.PreviewNotice", **notice)
        self.assertEqual(again.outcome, OUTCOME_UNCHANGED)
        self.assertEqual(preview.tender.name, again.tender)
        stored = {lot.name: lot for lot in self.lots(again.tender)}
        self.assertEqual({lot.name for lot in preview.lots}, set(stored))
        for name, lot in stored.items():
            self.assertEqual(self.call("TenderService.GetLot", name=name), lot)
        self.assertEqual(self.call("AdminService.GetStatus").position, before.position)

    def test_a_consortium_that_lost_a_member_is_told_who_would_make_it_pass(self):
        evaluated = 0
        for lot in self.biddable_lots():
            for consortium in self.find(lot).consortia:
                rest = [member.enterprise for member in consortium.members[:-1]]
                if not rest:
                    continue
                answer = self.call("ConsortiumService.SuggestChanges", lot=lot.name,
                                   enterprises=rest)
                for change in answer.groups[0].changes:
                    if change.kind not in CHANGES_OF_MEMBERS:
                        continue
                    members = [member.enterprise for member in change.consortium.members]
                    again = self.call("ConsortiumService.EvaluateConsortium", lot=lot.name,
                                      enterprises=members)
                    self.assertEqual(again.feasible, VERDICT_PASS, (lot.name, change.kind))
                    self.assertEqual(again.consortium.objective, change.consortium.objective)
                    evaluated += 1
        self.assertGreater(evaluated, 5)

    def test_groups_near_to_passing_are_found_where_nobody_passes(self):
        found = 0
        for lot in self.biddable_lots():
            answer = self.call("ConsortiumService.SuggestChanges", lot=lot.name,
                               options={"policy": "THRESHOLD_POLICY_PER_MEMBER",
                                        "admitWithoutMainAim": True})
            for group in answer.groups:
                self.assertEqual(group.feasible, VERDICT_FAIL, lot.name)
                self.assertTrue(group.HasField("conflict"), lot.name)
                found += 1
        self.assertGreater(found, 5)

    def test_a_replacement_keeps_the_roles_of_those_who_stay(self):
        replaced = 0
        for lot in self.biddable_lots():
            best = next((found for found in self.find(lot).consortia if len(found.members) > 1),
                        None)
            if best is None:
                continue
            answer = self.call("ConsortiumService.ReplaceMember", lot=lot.name,
                               enterprises=[member.enterprise for member in best.members],
                               leavingEnterprise=best.members[-1].enterprise)
            agreed = {(part.enterprise, part.leaf): part.ore_per_year for part in answer.agreed
                      if part.enterprise != best.members[-1].enterprise}
            for replacement in answer.replacements:
                kept = {(member.enterprise, part.leaf): part.ore_per_year
                        for member in replacement.consortium.members
                        for part in member.allocations
                        if member.enterprise != replacement.joins.enterprise}
                self.assertEqual(replacement.moved_ore_per_year == 0, kept == agreed, lot.name)
                replaced += 1
        self.assertGreater(replaced, 5)

    def test_partners_are_those_of_the_best_consortium_with_the_enterprise(self):
        now = time.time()
        looked_at = 0
        for lot in self.biddable_lots():
            deadline = (lot.request_deadline if lot.HasField("request_deadline")
                        else lot.tender_deadline)
            found = self.find(lot)
            if deadline.seconds < now or not found.consortia or found.status != SEARCH_OPTIMAL:
                continue
            best = found.consortia[0]
            answer = self.call("ConsortiumService.SuggestPartners", pageSize=500,
                               enterprise=best.members[0].enterprise, nodeBudget=1_000_000)
            groups = {each.lot: each.groups for each in answer.lots}
            self.assertEqual(sorted(member.enterprise for member in best.members),
                             [member.enterprise for member in groups[lot.name][0].members])
            looked_at += 1
        self.assertGreater(looked_at, 5)

    def test_an_assessment_agrees_with_the_search(self):
        for tender in self.tenders(state="STATE_PUBLISHED"):
            answer = self.call("ConsortiumService.AssessReservation", tender=tender.name)
            self.assertEqual([lot.lot for lot in answer.lots],
                             [lot.name for lot in self.lots(tender.name) if not lot.parent])
            for lot in answer.lots:
                for reading in lot.readings:
                    found = self.call("ConsortiumService.FindConsortia", lot=lot.lot, top=1,
                                      nodeBudget=1_000_000, options={"policy": reading.policy})
                    if reading.outlook == OUTLOOK_NOT_COVERED:
                        self.assertEqual(found.status, SEARCH_INFEASIBLE, lot.lot)
                    self.assertEqual(reading.consortia > 0, len(found.consortia) > 0, lot.lot)
                    self.assertLessEqual(len(reading.disjoint), reading.disjoint_bound, lot.lot)

    def test_a_reader_sees_its_own_write_at_the_position_it_was_told(self):
        enterprise = self.call("EnterpriseService.ListEnterprises").enterprises[0].name
        for reliability in range(500, 520):
            self.call("EnterpriseService.UpdateEnterprise", updateMask="deliveryReliability",
                      enterprise={"name": enterprise, "deliveryReliability": reliability})
            written = self.client.position
            read = self.call("EnterpriseService.GetEnterprise", name=enterprise,
                             minPosition=written)
            self.assertEqual((read.delivery_reliability, read.update_position),
                             (reliability, written))

    def test_a_position_that_is_not_reached_is_unavailable_at_the_deadline(self):
        with self.assertRaises(wire.Failure) as caught:
            self.client.call("TenderService.GetTender",
                             {"name": RESERVED, "minPosition": self.client.position + 1_000_000},
                             timeout=4)
        self.assertEqual((caught.exception.code, caught.exception.reason),
                         (grpc.StatusCode.UNAVAILABLE, "POSITION_NOT_REACHED"))

    def test_a_replayed_request_gives_the_first_answer(self):
        request = {"requestId": str(uuid.uuid4()),
                   "parent": self.call("EnterpriseService.ListEnterprises").enterprises[0].name,
                   "workforceStatement": {"asOf": {"year": 2026, "month": 11, "day": 1},
                                          "counts": [{"category": "WORKFORCE_CATEGORY_FLEKSJOB",
                                                      "heads": 3}]}}
        first = self.client.call("EnterpriseService.SubmitWorkforceStatement", request)
        status = self.call("AdminService.GetStatus")
        again = self.client.call("EnterpriseService.SubmitWorkforceStatement", request)
        self.assertEqual(first.SerializeToString(), again.SerializeToString())
        self.assertEqual(status.position, self.call("AdminService.GetStatus").position)


if __name__ == "__main__":
    unittest.main()
