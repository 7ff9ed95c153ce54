"""Bad input over the wire: every entry gets the code and reason that the API documents."""

import re
import tempfile
import unittest
import uuid

import bad_values
import grpc
import server
import wire

INVALID, NOT_FOUND = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND
EXISTS, ABORTED = grpc.StatusCode.ALREADY_EXISTS, grpc.StatusCode.ABORTED
REFUSED = grpc.StatusCode.FAILED_PRECONDITION

NOTICE = (server.SOURCE / "tests/samples/notices/skolemad-slagelse.xml").read_bytes()
TENDER = "tenders/07e289ac-6d76-4d46-8406-e1feff543e13"
LOT = f"{TENDER}/lots/LOT-0001"
DERIVED, REJECTED = (f"{TENDER}/lots/LOT-0002.{number}" for number in (1, 2))
ENTERPRISE = {"nationalId": {"scheme": "DK:CVR", "value": "24256790"},
              "displayName": "Værkstedet", "homePlace": "0751"}
NAME = "enterprises/DK24256790"
USED_ID = "2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d"
DAY = {"year": 2026, "month": 10, "day": 1}
LEAF = {"key": "a", "cpv": "90911000"}


def without_lots(notice):
    return re.sub(rb"<cac:ProcurementProjectLot>.*</cac:ProcurementProjectLot>", b"", notice,
                  flags=re.DOTALL)


def with_doctype(declaration):
    head, _, rest = NOTICE.partition(b"?>")
    return head + b"?><!DOCTYPE x [" + declaration + b"]>" + rest


def notice(content, **others):
    return "TenderService.IngestNotice", {"content": content, **others}


def create(**changes):
    return "EnterpriseService.CreateEnterprise", {"enterprise": {**ENTERPRISE, **changes}}


def update(mask, **changes):
    return "EnterpriseService.UpdateEnterprise", {"enterprise": {"name": NAME, **changes},
                                                  "updateMask": mask}


def statement(**changes):
    content = {"asOf": DAY, "counts": [{"category": "WORKFORCE_CATEGORY_ORDINARY", "heads": 1}]}
    return ("EnterpriseService.SubmitWorkforceStatement",
            {"parent": NAME, "workforceStatement": {**content, **changes}})


def capability(**changes):
    return create(capabilities=[{"cpv": "90911000", "serviceAreas": ["DK042"], **changes}])


def tenders(**filters):
    return "TenderService.ListTenders", filters


def enterprises(**filters):
    return "EnterpriseService.ListEnterprises", filters


def find(**request):
    return "ConsortiumService.FindConsortia", request


def options(**changes):
    return find(lot=LOT, options=changes)


def inline(*leaves):
    return find(inlineLot={"leaves": list(leaves)})


def evaluate(*members):
    return "ConsortiumService.EvaluateConsortium", {"lot": LOT, "enterprises": list(members)}


def suggest(**request):
    return "ConsortiumService.SuggestChanges", {"lot": LOT, **request}


def assess(**request):
    return "ConsortiumService.AssessReservation", request


def review(name=DERIVED, **request):
    return "TenderService.ReviewLot", {"name": name, **request}


def edit(mask, **lot):
    return review(edit={"lot": lot, "updateMask": mask})


def merge(*others):
    return review(merge={"others": list(others)})


def replace(**request):
    return "ConsortiumService.ReplaceMember", {"lot": LOT, "enterprises": [NAME],
                                               "leavingEnterprise": NAME, **request}


def partners(**request):
    return "ConsortiumService.SuggestPartners", {"enterprise": NAME, **request}


def get(what, name, **others):
    kind = "EnterpriseService.GetEnterprise" if what == "Enterprise" else f"TenderService.Get{what}"
    return kind, {"name": name, **others}


# (method, request), code, reason.
BAD_REQUESTS = [
    (notice(b""), INVALID, "NOTICE_NOT_XML"),
    (notice(b"a tender"), INVALID, "NOTICE_NOT_XML"),
    (notice(NOTICE[:5000]), INVALID, "NOTICE_NOT_XML"),
    (notice(NOTICE + NOTICE), INVALID, "NOTICE_NOT_XML"),
    (notice(b"<rss version='2.0'/>"), INVALID, "NOTICE_NOT_EFORMS"),
    (notice(with_doctype(b'<!ENTITY a "a"><!ENTITY b "&a;&a;&a;">')), INVALID,
     "NOTICE_FORBIDDEN_XML"),
    (notice(with_doctype(b'<!ENTITY a SYSTEM "file:///etc/passwd">')), INVALID,
     "NOTICE_FORBIDDEN_XML"),
    (notice(NOTICE + b" " * 10_000_000), INVALID, "NOTICE_TOO_LARGE"),
    (notice(NOTICE.replace(b"Skolemad", b"Skol\xffmad")), INVALID, "ENCODING_INVALID"),
    (notice(without_lots(NOTICE)), INVALID, "NOTICE_NO_LOTS"),
    (notice(NOTICE.replace(b"LOT-0002", b"LOT-0001")), INVALID, "NOTICE_DUPLICATE_LOT"),
    (notice(NOTICE, requestId="once"), INVALID, "FIELD_INVALID"),
    (notice(NOTICE, requestId=USED_ID), INVALID, "REQUEST_ID_REUSED"),
    (("TenderService.PreviewNotice", {"content": b"<"}), INVALID, "NOTICE_NOT_XML"),
    (get("Tender", ""), INVALID, "NAME_INVALID"),
    (get("Tender", "tender/1"), INVALID, "NAME_INVALID"),
    (get("Tender", f"tenders/{uuid.UUID(int=1)}"), NOT_FOUND, "NOT_FOUND"),
    (get("Tender", TENDER, minPosition=-1), INVALID, "FIELD_OUT_OF_RANGE"),
    (get("Lot", TENDER), INVALID, "NAME_INVALID"),
    (get("Lot", f"{TENDER}/lots/LOT-0099"), NOT_FOUND, "NOT_FOUND"),
    (("TenderService.ListLots", {"parent": "tenders/"}), INVALID, "NAME_INVALID"),
    (("TenderService.ListLots", {"parent": f"tenders/{uuid.UUID(int=1)}"}), NOT_FOUND, "NOT_FOUND"),
    (("TenderService.ListLots", {"parent": TENDER, "pageSize": -1}), INVALID, "FIELD_OUT_OF_RANGE"),
    (review(), INVALID, "FIELD_REQUIRED"),
    (review(accept={}, name="LOT-0002.1"), INVALID, "NAME_INVALID"),
    (review(accept={}, name=f"{TENDER}/lots/LOT-0002.99"), NOT_FOUND, "NOT_FOUND"),
    (review(accept={}, name=LOT), REFUSED, "LOT_NOT_REVIEWABLE"),
    (review(accept={}, etag="0"), ABORTED, "ETAG_MISMATCH"),
    (review(accept={}, requestId="once"), INVALID, "FIELD_INVALID"),
    (review(accept={}, requestId=USED_ID), INVALID, "REQUEST_ID_REUSED"),
    (edit(""), INVALID, "FIELD_REQUIRED"),
    (edit("awards"), INVALID, "FIELD_INVALID"),
    (edit("titles"), INVALID, "FIELD_REQUIRED"),
    (edit("titles", titles=[{"text": "x" * 201}]), INVALID, "FIELD_OUT_OF_RANGE"),
    (edit("mainCpv", mainCpv="90911"), INVALID, "FIELD_INVALID"),
    (edit("additionalCpvs", additionalCpvs=["00000001"]), INVALID, "FIELD_INVALID"),
    (edit("places", places=["XX"]), INVALID, "FIELD_INVALID"),
    (edit("places", places=["SE110"]), INVALID, "FIELD_OUT_OF_RANGE"),
    (edit("period", period={"durationDays": -1}), INVALID, "FIELD_OUT_OF_RANGE"),
    (edit("period", period={"durationDays": 36_500}), INVALID, "FIELD_OUT_OF_RANGE"),
    (edit("period", period={"startDate": {**DAY, "day": 31}, "endDate": DAY}), INVALID,
     "FIELD_OUT_OF_RANGE"),
    (edit("period", period={"startDate": {**DAY, "month": 13}}), INVALID, "FIELD_INVALID"),
    (edit("estimatedValue"), INVALID, "FIELD_REQUIRED"),
    (edit("estimatedValue", estimatedValue={"currency": "DKK", "minorUnits": -1}), INVALID,
     "FIELD_OUT_OF_RANGE"),
    (edit("estimatedValue", estimatedValue={"currency": "EUR", "minorUnits": 1}), INVALID,
     "FIELD_INVALID"),
    (edit("estimatedValue", estimatedValue={"currency": "DKK", "minorUnits": 10**12}), REFUSED,
     "LOT_VALUE_EXCEEDED"),
    (merge(), INVALID, "FIELD_OUT_OF_RANGE"),
    (merge("LOT-0002.3"), INVALID, "NAME_INVALID"),
    (merge(DERIVED), INVALID, "FIELD_INVALID"),
    (merge(LOT), INVALID, "FIELD_INVALID"),
    (merge(REJECTED), REFUSED, "LOT_SET_ASIDE"),
    (find(lot=REJECTED), REFUSED, "LOT_SET_ASIDE"),
    (tenders(pageSize=-1), INVALID, "FIELD_OUT_OF_RANGE"),
    (tenders(pageToken="AAAA"), INVALID, "PAGE_TOKEN_INVALID"),
    (tenders(pageToken="not base64!"), INVALID, "PAGE_TOKEN_INVALID"),
    (tenders(cpvPrefix="9"), INVALID, "FILTER_INVALID"),
    (tenders(cpvPrefix="90x"), INVALID, "FILTER_INVALID"),
    (tenders(nutsPrefix="dk"), INVALID, "FILTER_INVALID"),
    (tenders(deadlineFrom={"year": 2026, "month": 2, "day": 30}), INVALID, "FIELD_INVALID"),
    (tenders(state=77), INVALID, "FILTER_INVALID"),
    (create(nationalId={"scheme": "DK:CVR", "value": "24256791"}), INVALID, "FIELD_INVALID"),
    (create(nationalId={"scheme": "cvr", "value": "24256790"}), INVALID, "FIELD_INVALID"),
    (create(displayName=""), INVALID, "FIELD_REQUIRED"),
    (create(displayName="x" * 201), INVALID, "FIELD_OUT_OF_RANGE"),
    (create(homePlace="9999"), INVALID, "FIELD_INVALID"),
    (create(deliveryReliability=1001), INVALID, "FIELD_OUT_OF_RANGE"),
    (create(certificates=[{"code": "iso 9001"}]), INVALID, "FIELD_INVALID"),
    (create(revenueMix={"marketBp": 9000, "grantsBp": 2000}), INVALID, "FIELD_OUT_OF_RANGE"),
    (create(yearlyCapacity={"orePerYear": -1}), INVALID, "FIELD_OUT_OF_RANGE"),
    (create(asOf={"year": 2026, "month": 13, "day": 1}), INVALID, "FIELD_INVALID"),
    (create(), EXISTS, "ALREADY_EXISTS"),
    (capability(cpv="90911"), INVALID, "FIELD_INVALID"),
    (capability(cpv="00000001"), INVALID, "FIELD_INVALID"),
    (capability(serviceAreas=[]), INVALID, "FIELD_REQUIRED"),
    (capability(serviceAreas=["XX"]), INVALID, "FIELD_INVALID"),
    (capability(quality=-1), INVALID, "FIELD_OUT_OF_RANGE"),
    (update("nationalId"), INVALID, "FIELD_IMMUTABLE"),
    (update("colour"), INVALID, "FIELD_INVALID"),
    (update("displayName", displayName="Nyt navn", etag="0"), ABORTED, "ETAG_MISMATCH"),
    (get("Enterprise", "enterprises/"), INVALID, "NAME_INVALID"),
    (get("Enterprise", "enterprises/DK25256792"), NOT_FOUND, "NOT_FOUND"),
    (("EnterpriseService.DeleteEnterprise", {"name": NAME, "etag": "0"}), ABORTED, "ETAG_MISMATCH"),
    (("EnterpriseService.ConfirmProfile", {"name": "Værkstedet"}), INVALID, "NAME_INVALID"),
    (("EnterpriseService.ImportEnterprises", [{"rows": [{}] * 1001}]), INVALID,
     "FIELD_OUT_OF_RANGE"),
    (enterprises(cpvPrefix="9"), INVALID, "FILTER_INVALID"),
    (enterprises(place="nowhere"), INVALID, "FILTER_INVALID"),
    (enterprises(pageToken="AAAA"), INVALID, "PAGE_TOKEN_INVALID"),
    (statement(counts=[]), INVALID, "FIELD_REQUIRED"),
    (statement(counts=[{"category": "WORKFORCE_CATEGORY_FLEKSJOB", "heads": -1}]), INVALID,
     "FIELD_OUT_OF_RANGE"),
    (statement(counts=[{"category": "WORKFORCE_CATEGORY_FLEKSJOB", "heads": 1}] * 2), INVALID,
     "FIELD_INVALID"),
    (statement(counts=[{"heads": 1}]), INVALID, "FIELD_INVALID"),
    (statement(asOf={"year": 9999, "month": 1, "day": 1}), INVALID, "FIELD_OUT_OF_RANGE"),
    (find(), INVALID, "FIELD_REQUIRED"),
    (find(lot="LOT-0001"), INVALID, "NAME_INVALID"),
    (find(lot=f"{TENDER}/lots/LOT-0099"), NOT_FOUND, "NOT_FOUND"),
    (find(lot=LOT, top=51), INVALID, "FIELD_OUT_OF_RANGE"),
    (find(lot=LOT, nodeBudget=-1), INVALID, "FIELD_OUT_OF_RANGE"),
    (options(maxMembers=9), INVALID, "FIELD_OUT_OF_RANGE"),
    (options(roleMinBp=99), INVALID, "FIELD_OUT_OF_RANGE"),
    (options(memberCost=1001), INVALID, "FIELD_OUT_OF_RANGE"),
    (options(policy=99), INVALID, "FIELD_INVALID"),
    (options(weights={}), INVALID, "FIELD_INVALID"),
    (options(certificatesAll=["A"] * 17), INVALID, "FIELD_OUT_OF_RANGE"),
    (options(asOf={"year": 2026, "month": 0, "day": 1}), INVALID, "FIELD_INVALID"),
    (inline(), INVALID, "FIELD_OUT_OF_RANGE"),
    (inline(*({"key": str(i), "cpv": "90911000"} for i in range(17))), INVALID,
     "FIELD_OUT_OF_RANGE"),
    (inline(LEAF, LEAF), INVALID, "FIELD_INVALID"),
    (inline({**LEAF, "cpv": "cleaning"}), INVALID, "FIELD_INVALID"),
    (inline({**LEAF, "places": ["XX"]}), INVALID, "FIELD_INVALID"),
    (inline({**LEAF, "key": ""}), INVALID, "FIELD_INVALID"),
    (inline({**LEAF, "orePerYear": -1}), INVALID, "FIELD_OUT_OF_RANGE"),
    (evaluate(), INVALID, "FIELD_OUT_OF_RANGE"),
    (evaluate(NAME, NAME), INVALID, "FIELD_INVALID"),
    (evaluate("Værkstedet"), INVALID, "NAME_INVALID"),
    (evaluate("enterprises/DK25256792"), NOT_FOUND, "NOT_FOUND"),
    (suggest(lot=""), INVALID, "NAME_INVALID"),
    (suggest(lot=f"{TENDER}/lots/LOT-0099"), NOT_FOUND, "NOT_FOUND"),
    (suggest(enterprises=[NAME] * 9), INVALID, "FIELD_OUT_OF_RANGE"),
    (suggest(enterprises=["enterprises/DK25256792"]), NOT_FOUND, "NOT_FOUND"),
    (suggest(maxJoining=11), INVALID, "FIELD_OUT_OF_RANGE"),
    (suggest(maxGroups=-1), INVALID, "FIELD_OUT_OF_RANGE"),
    (suggest(nodeBudget=-1), INVALID, "FIELD_OUT_OF_RANGE"),
    (suggest(minPosition=-1), INVALID, "FIELD_OUT_OF_RANGE"),
    (assess(), INVALID, "FIELD_REQUIRED"),
    (assess(tender="1"), INVALID, "NAME_INVALID"),
    (assess(tender=f"tenders/{uuid.UUID(int=1)}"), NOT_FOUND, "NOT_FOUND"),
    (assess(lot=TENDER), INVALID, "NAME_INVALID"),
    (assess(lot=f"{TENDER}/lots/LOT-0099"), NOT_FOUND, "NOT_FOUND"),
    (assess(notice=b"<"), INVALID, "NOTICE_NOT_XML"),
    (assess(tender=TENDER, maxConsortia=201), INVALID, "FIELD_OUT_OF_RANGE"),
    (assess(tender=TENDER, maxDisjoint=-1), INVALID, "FIELD_OUT_OF_RANGE"),
    (assess(tender=TENDER, options={"maxMembers": 9}), INVALID, "FIELD_OUT_OF_RANGE"),
    (replace(lot=f"{TENDER}/lots/LOT-0099"), NOT_FOUND, "NOT_FOUND"),
    (replace(enterprises=[]), INVALID, "FIELD_OUT_OF_RANGE"),
    (replace(leavingEnterprise=""), INVALID, "FIELD_REQUIRED"),
    (replace(leavingEnterprise="enterprises/DK25256792"), INVALID, "FIELD_INVALID"),
    (replace(enterprises=[NAME, "enterprises/DK25256792"]), NOT_FOUND, "NOT_FOUND"),
    (replace(agreed=[{"enterprise": "enterprises/DK25256792"}]), INVALID, "FIELD_INVALID"),
    (replace(agreed=[{"enterprise": NAME, "leaf": "a"}]), INVALID, "FIELD_INVALID"),
    (("ConsortiumService.ReplaceMember",
      {"inlineLot": {"leaves": [LEAF]}, "enterprises": [NAME], "leavingEnterprise": NAME,
       "agreed": [{"enterprise": NAME, "leaf": "a", "orePerYear": -1}]}), INVALID,
     "FIELD_OUT_OF_RANGE"),
    (replace(top=51), INVALID, "FIELD_OUT_OF_RANGE"),
    (partners(enterprise="Værkstedet"), INVALID, "NAME_INVALID"),
    (partners(enterprise="enterprises/DK25256792"), NOT_FOUND, "NOT_FOUND"),
    (partners(pageSize=-1), INVALID, "FIELD_OUT_OF_RANGE"),
    (partners(pageToken="AAAA"), INVALID, "PAGE_TOKEN_INVALID"),
    (partners(top=11), INVALID, "FIELD_OUT_OF_RANGE"),
    (partners(nodeBudget=-1), INVALID, "FIELD_OUT_OF_RANGE"),
    (partners(options={"roleMinBp": 99}), INVALID, "FIELD_OUT_OF_RANGE"),
]


class BadRequestsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sambyd-bad-")
        self.addCleanup(folder.cleanup)
        running = server.Server(folder.name)
        self.addCleanup(running.kill)
        api = wire.Api(running.address)
        self.client = self.enterContext(wire.Client(api, running.address))
        self.client.call("TenderService.IngestNotice", {"content": NOTICE})
        self.client.call("EnterpriseService.CreateEnterprise",
                         {"enterprise": ENTERPRISE, "requestId": USED_ID})
        self.client.call("TenderService.ReviewLot", {"name": REJECTED, "reject": {}})

    def test_each_gets_its_documented_code_and_reason_and_changes_nothing(self):
        position = self.client.call("AdminService.GetStatus", {}).position
        entries = BAD_REQUESTS + list(bad_values.bad_values())
        self.assertGreaterEqual(len({repr(request) for request, _, _ in entries}), 300)
        for number, ((method, request), code, reason) in enumerate(entries):
            with self.subTest(number=number, method=method, request=str(request)[:120]):
                with self.assertRaises(wire.Failure) as caught:
                    self.client.call(method, request)
                failure = caught.exception
                self.assertEqual((failure.code, failure.reason), (code, reason), failure)
                self.assertTrue(failure.fields or code is NOT_FOUND, failure)
        self.assertEqual(self.client.call("AdminService.GetStatus", {}).position, position)

    def test_bytes_that_are_no_request_are_refused_as_bad_input(self):
        for method in ("TenderService.GetTender", "EnterpriseService.CreateEnterprise",
                       "ConsortiumService.FindConsortia", "AdminService.GetStatus"):
            for request in (b"\xff", b"\xff" * 100, b"\x0a", b"\x0a\x7fabc", b"\x0a\x02a",
                            b"\x0b", b"\x00", b"\x0f\x00\x00\x00\x00"):
                with self.subTest(method=method, request=request):
                    with self.assertRaises(wire.Failure) as caught:
                        self.client.call_with_bytes(method, request)
                    failure = caught.exception
                    self.assertEqual((failure.code, failure.reason, failure.fields),
                                     (INVALID, "FIELD_INVALID", ["request"]), failure)
        for method in ("TenderService.IngestNotices", "EnterpriseService.ImportEnterprises"):
            for requests in ([b"\xff"], [b"", b"\x0a\x7fabc"], [b"\x0a\x02a", b""]):
                with self.subTest(method=method, requests=requests):
                    with self.assertRaises(wire.Failure) as caught:
                        self.client.stream_bytes(method, requests)
                    failure = caught.exception
                    self.assertEqual((failure.code, failure.reason, failure.fields),
                                     (INVALID, "FIELD_INVALID", ["request"]), failure)
        with self.assertRaises(wire.Failure) as caught:  # a text that is not UTF-8
            self.client.call_with_bytes("TenderService.GetTender", b"\x0a\x01\xff")
        self.assertIs(caught.exception.code, INVALID)


if __name__ == "__main__":
    unittest.main()
