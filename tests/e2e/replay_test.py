"""Every method that takes a request_id answers a repeated call as it did the first, whatever became
of the first answer and of the server; and of concurrent updates with one etag exactly one wins."""

import concurrent.futures
import tempfile
import unittest
import uuid

import grpc
import server
import wire

NOTICE = (server.SOURCE / "tests/samples/notices/skolemad-slagelse.xml").read_bytes()
DERIVED = "tenders/07e289ac-6d76-4d46-8406-e1feff543e13/lots/LOT-0002.1"
PROFILE = {"nationalId": {"scheme": "DK:CVR", "value": "24256790"}, "displayName": "Værkstedet",
           "homePlace": "0751"}
NAME = "enterprises/DK24256790"
# Deleted while the other stays, whose erased counts no replay could tell.
LEAVING = {**PROFILE, "nationalId": {"scheme": "DK:CVR", "value": "13585628"}}
DAY = {"year": 2026, "month": 10, "day": 1}
COUNTS = [{"category": "WORKFORCE_CATEGORY_ORDINARY", "heads": 7}]
# In an order in which each can be done.
MUTATIONS = [
    ("TenderService.IngestNotice", {"content": NOTICE}),
    ("TenderService.ReviewLot", {"name": DERIVED, "accept": {}}),
    ("EnterpriseService.CreateEnterprise", {"enterprise": PROFILE}),
    ("EnterpriseService.UpdateEnterprise",
     {"enterprise": {"name": NAME, "deliveryReliability": 900}, "updateMask":
      "deliveryReliability"}),
    ("EnterpriseService.SubmitWorkforceStatement",
     {"parent": NAME, "workforceStatement": {"asOf": DAY, "counts": COUNTS}}),
    ("EnterpriseService.ConfirmProfile", {"name": NAME}),
    ("EnterpriseService.EraseContact", {"name": NAME}),
    ("EnterpriseService.CreateEnterprise", {"enterprise": LEAVING}),
    ("EnterpriseService.DeleteEnterprise", {"name": "enterprises/DK13585628"}),
]


class ReplayTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sambyd-replay-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.start()
        self.api = wire.Api(self.running.address)
        self.client = wire.Client(self.api, self.running.address)

    def start(self):
        self.running = server.Server(self.folder)
        self.addCleanup(self.running.kill)

    def restart(self):
        self.client.__exit__()
        self.running.kill()
        self.start()
        self.client = wire.Client(self.api, self.running.address)

    def position(self):
        return self.client.call("AdminService.GetStatus", {}).position

    def test_every_method_with_a_request_id_is_tested_here(self):
        with_id = {f"{name.rpartition('.')[2]}.{method.name}"
                   for name in self.api.services if name.startswith("sambyd.")
                   for method in self.api.service(name).methods
                   if "request_id" in method.input_type.fields_by_name}
        self.assertEqual(with_id, {method for method, _ in MUTATIONS})

    def test_a_repeated_call_gets_the_first_answer_also_after_a_kill(self):
        calls = [(method, {**request, "requestId": str(uuid.uuid4())})
                 for method, request in MUTATIONS]
        answers = [self.client.call(*call) for call in calls]
        position = self.position()
        for _ in range(2):
            for call, answer in zip(calls, answers):
                with self.subTest(method=call[0]):
                    self.assertEqual(self.client.call(*call), answer)
            self.assertEqual(self.position(), position)
            self.restart()

    def test_a_call_whose_answer_was_lost_is_repeated_without_effect(self):
        lost = {"enterprise": PROFILE, "requestId": str(uuid.uuid4())}
        impatient = wire.Client(self.api, self.running.address)
        for _ in range(5):
            try:  # whether or not the server has begun, the caller is gone
                impatient.call("EnterpriseService.CreateEnterprise", lost, timeout=0.002)
            except wire.Failure as failure:
                self.assertIs(failure.code, grpc.StatusCode.DEADLINE_EXCEEDED)
        impatient.__exit__()
        first = self.client.call("EnterpriseService.CreateEnterprise", lost)
        self.assertEqual(first.update_position, 1)
        self.restart()
        self.assertEqual(self.client.call("EnterpriseService.CreateEnterprise", lost), first)
        self.assertEqual(self.position(), 1)

    def test_of_concurrent_updates_with_one_etag_exactly_one_wins(self):
        etag = self.client.call("EnterpriseService.CreateEnterprise", {"enterprise": PROFILE}).etag

        def update(reliability):
            with wire.Client(self.api, self.running.address) as client:
                try:
                    client.call("EnterpriseService.UpdateEnterprise",
                                {"enterprise": {"name": NAME, "etag": etag,
                                                "deliveryReliability": reliability},
                                 "updateMask": "deliveryReliability"})
                    return "won"
                except wire.Failure as failure:
                    return failure.code, failure.reason

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            outcomes = list(pool.map(update, range(8)))
        self.assertEqual(outcomes.count("won"), 1)
        self.assertEqual(outcomes.count((grpc.StatusCode.ABORTED, "ETAG_MISMATCH")), 7)
        self.assertEqual(self.position(), 2)


if __name__ == "__main__":
    unittest.main()
