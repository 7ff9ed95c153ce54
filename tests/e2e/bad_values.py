"""Fields that many methods have, and numbers, days and texts outside their limits: bad input of the
same kind for each place that takes it. Entries as in bad_requests_test.BAD_REQUESTS."""

import grpc
import server

INVALID = grpc.StatusCode.INVALID_ARGUMENT

NOTICE = (server.SOURCE / "tests/samples/notices/skolemad-slagelse.xml").read_bytes()
TENDER = "tenders/07e289ac-6d76-4d46-8406-e1feff543e13"
LOT = f"{TENDER}/lots/LOT-0001"
DERIVED = f"{TENDER}/lots/LOT-0002.1"
NAME = "enterprises/DK24256790"
DAY = {"year": 2026, "month": 10, "day": 1}
PROFILE = {"nationalId": {"scheme": "DK:CVR", "value": "10150817"},
           "displayName": "Værkstedet", "homePlace": "0751"}
CAPABILITY = {"cpv": "90911000", "serviceAreas": ["DK042"]}
COUNTS = [{"category": "WORKFORCE_CATEGORY_ORDINARY", "heads": 1}]
LEAF = {"key": "a", "cpv": "90911000"}
INLINE = {"leaves": [LEAF]}

# Where a name of each kind goes: the request that has it.
TAKES_TENDER = [
    lambda name: ("TenderService.GetTender", {"name": name}),
    lambda name: ("TenderService.ListLots", {"parent": name}),
    lambda name: ("ConsortiumService.AssessReservation", {"tender": name}),
]
TAKES_LOT = [
    lambda name: ("TenderService.GetLot", {"name": name}),
    lambda name: ("TenderService.ReviewLot", {"name": name, "accept": {}}),
    lambda name: ("ConsortiumService.FindConsortia", {"lot": name}),
    lambda name: ("ConsortiumService.EvaluateConsortium", {"lot": name, "enterprises": [NAME]}),
    lambda name: ("ConsortiumService.SuggestChanges", {"lot": name}),
    lambda name: ("ConsortiumService.AssessReservation", {"lot": name}),
    lambda name: ("ConsortiumService.ReplaceMember",
                  {"lot": name, "enterprises": [NAME], "leavingEnterprise": NAME}),
]
TAKES_ENTERPRISE = [
    lambda name: ("EnterpriseService.GetEnterprise", {"name": name}),
    lambda name: ("EnterpriseService.DeleteEnterprise", {"name": name}),
    lambda name: ("EnterpriseService.ConfirmProfile", {"name": name}),
    lambda name: ("EnterpriseService.UpdateEnterprise", {"enterprise": {"name": name}}),
    lambda name: ("EnterpriseService.SubmitWorkforceStatement",
                  {"parent": name, "workforceStatement": {"asOf": DAY, "counts": COUNTS}}),
    lambda name: ("ConsortiumService.EvaluateConsortium", {"lot": LOT, "enterprises": [name]}),
    lambda name: ("ConsortiumService.SuggestChanges", {"lot": LOT, "enterprises": [name]}),
    lambda name: ("ConsortiumService.SuggestPartners", {"enterprise": name}),
]
TAKES_REQUEST_ID = [
    lambda id: ("TenderService.IngestNotice", {"content": NOTICE, "requestId": id}),
    lambda id: ("TenderService.ReviewLot", {"name": DERIVED, "accept": {}, "requestId": id}),
    lambda id: ("EnterpriseService.CreateEnterprise", {"enterprise": PROFILE, "requestId": id}),
    lambda id: ("EnterpriseService.UpdateEnterprise",
                {"enterprise": {"name": NAME, "displayName": "x"}, "requestId": id}),
    lambda id: ("EnterpriseService.DeleteEnterprise", {"name": NAME, "requestId": id}),
    lambda id: ("EnterpriseService.ConfirmProfile", {"name": NAME, "requestId": id}),
    lambda id: ("EnterpriseService.SubmitWorkforceStatement",
                {"parent": NAME, "workforceStatement": {"asOf": DAY, "counts": COUNTS},
                 "requestId": id}),
]
READS = [
    ("TenderService.GetTender", {"name": TENDER}),
    ("TenderService.GetLot", {"name": LOT}),
    ("TenderService.ListTenders", {}),
    ("TenderService.ListLots", {"parent": TENDER}),
    ("EnterpriseService.GetEnterprise", {"name": NAME}),
    ("EnterpriseService.ListEnterprises", {}),
    ("ConsortiumService.FindConsortia", {"lot": LOT}),
    ("ConsortiumService.EvaluateConsortium", {"lot": LOT, "enterprises": [NAME]}),
    ("ConsortiumService.SuggestChanges", {"lot": LOT}),
    ("ConsortiumService.AssessReservation", {"tender": TENDER}),
    ("ConsortiumService.ReplaceMember",
     {"lot": LOT, "enterprises": [NAME], "leavingEnterprise": NAME}),
    ("ConsortiumService.SuggestPartners", {"enterprise": NAME}),
]
LISTS = [READS[2], READS[3], READS[5], READS[11]]
MATCHES = [READS[6], READS[7], READS[8], READS[9], READS[10], READS[11]]

BAD_TENDERS = ["tenders", "tenders/", "/tenders/x", "tenders/x/", "tenders/a b", "tenders/æ",
               "tenders/x?", "tenders/%", "tenders/%2g", "tenders/%41", "tenders/x.1",
               "enterprises/x", LOT]
BAD_LOTS = [TENDER, f"{TENDER}/lots", f"{TENDER}/lots/", "lots/LOT-0001", f"{LOT}/x",
            f"{TENDER}/parts/LOT-0001", f"{TENDER}/lots/a b",
            f"{LOT}%", f"{LOT}.x"]
BAD_ENTERPRISES = ["enterprises", "enterprises/", "DK24256790", f"{NAME}/x", "tenders/DK24256790",
                   "enterprises/æ"]
BAD_IDS = ["x", "2c5ea4c0-4067-11e9-8bad", "2c5ea4c0406711e98bad9b1deb4d3b7d",
           "2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7g"]
BAD_TOKENS = ["=", "A" * 5000]
BAD_DAYS = [{"year": 0, "month": 1, "day": 1}, {"year": 10_000, "month": 1, "day": 1},
            {"year": 2026, "month": 13, "day": 1}, {"year": 2026, "month": 4, "day": 31},
            {"year": 2026, "month": 4, "day": 0}, {"year": 2026, "month": -1, "day": 1}]

# Days: the request that has it.
TAKES_DAY = [
    lambda day: create(asOf=day),
    lambda day: create(certificates=[{"code": "ISO9001", "validUntil": day}]),
    lambda day: create(mainAim={"asOf": day}),
    lambda day: create(registration={"registeredOn": day}),
    lambda day: ("TenderService.ListTenders", {"deadlineFrom": day}),
    lambda day: ("TenderService.ListTenders", {"deadlineTo": day}),
    lambda day: ("EnterpriseService.ListEnterprises", {"notConfirmedSince": day}),
    lambda day: ("ConsortiumService.FindConsortia", {"lot": LOT, "options": {"asOf": day}}),
]

# Numbers: the request that has it, the largest value below its limits and the smallest above.
LIMITS = [
    (lambda n: create(deliveryReliability=n), -1, 1001),
    (lambda n: create(capabilities=[{**CAPABILITY, "quality": n}]), -1, 1001),
    (lambda n: create(yearlyCapacity={"orePerYear": n}), -1, 1 << 53),
    (lambda n: create(capabilities=[{**CAPABILITY, "yearlyCapacity": {"orePerYear": n}}]), -1,
     1 << 53),
    *((lambda n, part=part: create(revenueMix={part: n}), -1, 10_001)
      for part in ("marketBp", "municipalSocialServicesBp", "grantsBp", "otherBp",
                   "largestCustomerBp")),
    *((lambda n, part=part: options(weights={"quality": 1, part: n}), -1, 1001)
      for part in ("cpvFit", "quality", "deliveryReliability", "proximity")),
    (lambda n: options(maxMembers=n), -1, 9),
    (lambda n: options(roleMinBp=n), 99, 10_001),
    (lambda n: options(memberCost=n), -1, 1001),
    (lambda n: ("ConsortiumService.FindConsortia", {"lot": LOT, "top": n}), -1, 51),
    (lambda n: ("ConsortiumService.SuggestChanges", {"lot": LOT, "maxJoining": n}), -1, 11),
    (lambda n: ("ConsortiumService.SuggestChanges", {"lot": LOT, "maxGroups": n}), -1, 11),
    (lambda n: ("ConsortiumService.AssessReservation", {"lot": LOT, "maxConsortia": n}), -1, 201),
    (lambda n: ("ConsortiumService.AssessReservation", {"lot": LOT, "maxDisjoint": n}), -1, 21),
    (lambda n: ("ConsortiumService.SuggestPartners", {"enterprise": NAME, "top": n}), -1, 11),
    (lambda n: statement(counts=[{"category": "WORKFORCE_CATEGORY_FLEKSJOB", "heads": n}]), -1,
     1_000_001),
]

# Texts and codes of a profile.
BAD_PROFILES = [
    (dict(displayName="a\x01b"), "FIELD_INVALID"),
    (dict(displayName="\x7f"), "FIELD_INVALID"),
    (dict(homePlace=""), "FIELD_REQUIRED"),
    (dict(homePlace="DK999"), "FIELD_INVALID"),
    (dict(homePlace="751"), "FIELD_INVALID"),
    (dict(nationalId={}), "FIELD_REQUIRED"),
    (dict(nationalId={"scheme": "DK:CVR"}), "FIELD_REQUIRED"),
    (dict(nationalId={"value": "10150817"}), "FIELD_REQUIRED"),
    (dict(nationalId={"scheme": "DK:CVR", "value": "1015081"}), "FIELD_INVALID"),
    (dict(nationalId={"scheme": "DK:CVR", "value": "1015081x"}), "FIELD_INVALID"),
    (dict(nationalId={"scheme": "SE:", "value": "5566778899"}), "FIELD_INVALID"),
    (dict(nationalId={"scheme": "SE:ORGNR", "value": "5"}), "FIELD_INVALID"),
    (dict(nationalId={"scheme": "SE:ORGNR", "value": "1" * 21}), "FIELD_INVALID"),
    (dict(nationalId={"scheme": "SE:ORGNR", "value": "abc"}), "FIELD_INVALID"),
    (dict(name="enterprises/DK24256790"), "FIELD_INVALID"),
    (dict(capabilities=[CAPABILITY] * 65), "FIELD_OUT_OF_RANGE"),
    (dict(capabilities=[{**CAPABILITY, "cpv": ""}]), "FIELD_REQUIRED"),
    (dict(capabilities=[{**CAPABILITY, "cpv": "9091100"}]), "FIELD_INVALID"),
    (dict(capabilities=[{**CAPABILITY, "cpv": "90911000x"}]), "FIELD_INVALID"),
    (dict(capabilities=[{**CAPABILITY, "serviceAreas": [""]}]), "FIELD_REQUIRED"),
    (dict(capabilities=[{**CAPABILITY, "serviceAreas": [f"{n:04}" for n in range(129)]}]), "FIELD_OUT_OF_RANGE"),
    (dict(capabilities=[{**CAPABILITY, "description": "x" * 501}]), "FIELD_OUT_OF_RANGE"),
    (dict(capabilities=[{**CAPABILITY, "description": "\x00"}]), "FIELD_INVALID"),
    (dict(certificates=[{}]), "FIELD_REQUIRED"),
    (dict(certificates=[{"code": "A"}, {"code": "A"}]), "FIELD_INVALID"),
    (dict(certificates=[{"code": "A" * 41}]), "FIELD_INVALID"),
    (dict(certificates=[{"code": f"A{i}"} for i in range(33)]), "FIELD_OUT_OF_RANGE"),
    (dict(mainAim={"evidenceLevel": 9}), "FIELD_INVALID"),
    (dict(mainAim={"asOf": {**DAY, "year": 9999}}), "FIELD_OUT_OF_RANGE"),
    (dict(registration={"registeredOn": {**DAY, "year": 9999}}), "FIELD_OUT_OF_RANGE"),
    (dict(registration={"deregisteredOn": {**DAY, "year": 2020}}), "FIELD_INVALID"),
    (dict(contact={"email": "nobody"}), "FIELD_INVALID"),
    (dict(contact={"email": "@b.dk"}), "FIELD_INVALID"),
    (dict(contact={"email": "a@"}), "FIELD_INVALID"),
    (dict(contact={"email": "a@b@c"}), "FIELD_INVALID"),
    (dict(contact={"email": "a b@c.dk"}), "FIELD_INVALID"),
    (dict(contact={"email": "a@" + "b" * 253}), "FIELD_OUT_OF_RANGE"),
    (dict(contact={"phone": "ring"}), "FIELD_INVALID"),
    (dict(contact={"phone": "1" * 33}), "FIELD_INVALID"),
]

BAD_MASKS = [
    *((path, "FIELD_IMMUTABLE") for path in ("name", "etag", "workforce", "createTime",
                                             "updateTime", "updatePosition",
                                             "profileConfirmTime")),
    *((path, "FIELD_INVALID") for path in ("contact.email", "capabilities.cpv", "nothing",
                                           "displayName,nothing")),
]
BAD_STATEMENTS = [
    (dict(asOf=None), "FIELD_REQUIRED"),
    (dict(asOf={**DAY, "month": 13}), "FIELD_INVALID"),
    (dict(evidenceLevel=9), "FIELD_INVALID"),
    (dict(counts=[{"category": 99, "heads": 1}]), "FIELD_INVALID"),
]
BAD_LEAVES = [
    ({**LEAF, "cpv": ""}, "FIELD_INVALID"),
    ({**LEAF, "cpv": "00000001"}, "FIELD_INVALID"),
    ({**LEAF, "key": "k" * 65}, "FIELD_INVALID"),
    ({**LEAF, "places": ["75"]}, "FIELD_INVALID"),
    ({**LEAF, "places": ["9999"]}, "FIELD_INVALID"),
    ({**LEAF, "places": ["XX"]}, "FIELD_INVALID"),
]
BAD_FILTERS = [
    ("TenderService.ListTenders", "cpvPrefix", ["x", "901234567", "90-1"]),
    ("TenderService.ListTenders", "nutsPrefix", ["D", "DK0123", "D-"]),
    ("TenderService.ListTenders", "state", [-1, 99]),
    ("EnterpriseService.ListEnterprises", "cpvPrefix", ["x", "901234567", "90-1"]),
    ("EnterpriseService.ListEnterprises", "place", ["D", "75", "99999"]),
]
BAD_NOTICES = [
    (b"\x00", "NOTICE_NOT_XML"),
    (b"\xff\xfe<\x00", "ENCODING_INVALID"),
    (b"<a>", "NOTICE_NOT_XML"),
    (b"<a></b>", "NOTICE_NOT_XML"),
    (b"<a/>trailing", "NOTICE_NOT_XML"),
    (b"{}", "NOTICE_NOT_XML"),
    (b"<html><body/></html>", "NOTICE_NOT_EFORMS"),
    (b"<ContractNotice/>", "NOTICE_NOT_EFORMS"),
]


def create(**changes):
    return "EnterpriseService.CreateEnterprise", {"enterprise": {**PROFILE, **changes}}


def statement(**changes):
    content = {"asOf": DAY, "counts": COUNTS, **changes}
    return ("EnterpriseService.SubmitWorkforceStatement",
            {"parent": NAME, "workforceStatement": {k: v for k, v in content.items() if v}})


def options(**changes):
    return "ConsortiumService.FindConsortia", {"lot": LOT, "options": changes}


def bad_values():
    def each(takers, values, reason):
        return [(take(value), INVALID, reason) for take in takers for value in values]

    def added(requests, reason, **field):
        return [((method, {**request, **field}), INVALID, reason) for method, request in requests]

    yield from each(TAKES_TENDER, BAD_TENDERS, "NAME_INVALID")
    yield from each(TAKES_LOT, BAD_LOTS, "NAME_INVALID")
    yield from each(TAKES_ENTERPRISE, BAD_ENTERPRISES, "NAME_INVALID")
    yield from each(TAKES_REQUEST_ID, BAD_IDS, "FIELD_INVALID")
    yield from each(TAKES_DAY, BAD_DAYS, "FIELD_INVALID")
    for take, below, above in LIMITS:
        yield from each([take], [below, above], "FIELD_OUT_OF_RANGE")
    yield from added(READS, "FIELD_OUT_OF_RANGE", minPosition=-1)
    yield from added(LISTS, "FIELD_OUT_OF_RANGE", pageSize=-2_147_483_648)
    for token in BAD_TOKENS:
        yield from added(LISTS, "PAGE_TOKEN_INVALID", pageToken=token)
    yield from added(MATCHES, "FIELD_OUT_OF_RANGE", options={"maxMembers": 100})
    for changes, reason in BAD_PROFILES:
        yield create(**changes), INVALID, reason
    for mask, reason in BAD_MASKS:
        yield (("EnterpriseService.UpdateEnterprise",
                {"enterprise": {"name": NAME}, "updateMask": mask}), INVALID, reason)
    for changes, reason in BAD_STATEMENTS:
        yield statement(**changes), INVALID, reason
    for leaf, reason in BAD_LEAVES:
        yield (("ConsortiumService.FindConsortia", {"inlineLot": {"leaves": [leaf]}}), INVALID,
               reason)
    for method, field, values in BAD_FILTERS:
        for value in values:
            yield (method, {field: value}), INVALID, "FILTER_INVALID"
    for content, reason in BAD_NOTICES:
        for method in ("TenderService.IngestNotice", "TenderService.PreviewNotice"):
            yield (method, {"content": content}), INVALID, reason
