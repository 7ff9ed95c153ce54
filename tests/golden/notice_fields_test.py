#!/usr/bin/env python3
"""Counts eForms fields by XPath with Python's own XML parser and compares with notice-fields.

    notice_fields_test.py NOTICE_FIELDS FOLDER_OF_NOTICES [EFORMS_FIELDS_TSV]

Shares no code with the C++ parser: namespaces are resolved, paths are the XPaths of the eForms SDK,
references between organisations, tenders and parties are followed here again. Where the third
argument is given, the XPaths below are themselves checked against the SDK's.
"""

import collections
import csv
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
EFORMS = "http://data.europa.eu/p27/eforms-ubl-extension"
NAMESPACES = {
    "cac": UBL + "CommonAggregateComponents-2",
    "cbc": UBL + "CommonBasicComponents-2",
    "ext": UBL + "CommonExtensionComponents-2",
    "efac": EFORMS + "-aggregate-components/1",
    "efbc": EFORMS + "-basic-components/1",
    "efext": EFORMS + "s/1",
}

X = "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
LOT = "/*/cac:ProcurementProjectLot[cbc:ID/@schemeName='Lot']"
PART = "/*/cac:ProcurementProjectLot[cbc:ID/@schemeName='Part']"
PROJECT = "cac:ProcurementProject"
TERMS = "cac:TenderingTerms"
PROCESS = "cac:TenderingProcess"
ADDRESS = "cac:RealizedLocation/cac:Address"
VALUE = "cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount"
TYPE = "cbc:TendererRequirementTypeCode"


def requirement(code_list):
    """Codes of one list among the requirements that tenderers must meet."""
    return f"cac:SpecificTendererRequirement[{TYPE}/@listName='{code_list}']/{TYPE}"


def request_without(*code_lists):
    """A request that holds neither a legal form nor requirements of these lists."""
    return "cac:TendererQualificationRequest[not(cbc:CompanyLegalFormCode)]" + "".join(
        f"[not(cac:SpecificTendererRequirement/{TYPE}[@listName='{code_list}'])]"
        for code_list in code_lists
    )


RESERVED = requirement("reserved-procurement")
SOURCE = requirement("selection-criteria-source")


def objective(code_list):
    return (
        f"{PROJECT}/cac:ProcurementAdditionalType[cbc:ProcurementTypeCode/@listName='{code_list}']"
        "/cbc:ProcurementTypeCode"
    )


SUBCONTRACTING = (
    f"{LOT}/{TERMS}/cac:AllowedSubcontractTerms"
    "[cbc:SubcontractingConditionsCode/@listName='subcontracting-obligation']"
)
# The XPaths of the SDK, where a field is found when one of the elements has text.
XPATHS = {
    "BT-701-notice": "/*/cbc:ID[@schemeName='notice-id']",
    "BT-757-notice": "/*/cbc:VersionID",
    "BT-03-notice": "/*/cbc:NoticeTypeCode/@listName",
    "BT-02-notice": "/*/cbc:NoticeTypeCode",
    "OPP-070-notice": f"/*/{X}/efac:NoticeSubType/cbc:SubTypeCode",
    "BT-702(a)-notice": "/*/cbc:NoticeLanguageCode",
    "BT-05(a)-notice": "/*/cbc:IssueDate",
    "OPP-010-notice": f"/*/{X}/efac:Publication/efbc:NoticePublicationID",
    "OPP-012-notice": f"/*/{X}/efac:Publication/efbc:PublicationDate",
    "BT-04-notice": "/*/cbc:ContractFolderID",
    "BT-01-notice": "/*/cbc:RegulatoryDomain",
    "BT-105-Procedure": f"/*/{PROCESS}/cbc:ProcedureCode",
    "BT-21-Procedure": f"/*/{PROJECT}/cbc:Name",
    "BT-24-Procedure": f"/*/{PROJECT}/cbc:Description",
    "BT-300-Procedure": f"/*/{PROJECT}/cbc:Note",
    "BT-23-Procedure": f"/*/{PROJECT}/cbc:ProcurementTypeCode",
    "BT-262-Procedure": f"/*/{PROJECT}/cac:MainCommodityClassification/cbc:ItemClassificationCode",
    "BT-263-Procedure": f"/*/{PROJECT}/cac:AdditionalCommodityClassification"
    "/cbc:ItemClassificationCode",
    "BT-5071-Procedure": f"/*/{PROJECT}/{ADDRESS}/cbc:CountrySubentityCode",
    "BT-727-Procedure": f"/*/{PROJECT}/{ADDRESS}/cbc:Region",
    "BT-763-Procedure": f"/*/{PROCESS}/cbc:PartPresentationCode",
    "BT-140-notice": f"/*/{X}/efac:Changes/efac:ChangeReason/cbc:ReasonCode",
    "BT-762-notice": f"/*/{X}/efac:Changes/efac:ChangeReason/efbc:ReasonDescription",
    "BT-137-Lot": f"{LOT}/cbc:ID",
    "BT-137-Part": f"{PART}/cbc:ID",
    "BT-21-Lot": f"{LOT}/{PROJECT}/cbc:Name",
    "BT-21-Part": f"{PART}/{PROJECT}/cbc:Name",
    "BT-24-Lot": f"{LOT}/{PROJECT}/cbc:Description",
    "BT-300-Lot": f"{LOT}/{PROJECT}/cbc:Note",
    "BT-23-Lot": f"{LOT}/{PROJECT}/cbc:ProcurementTypeCode[@listName='contract-nature']",
    "BT-262-Lot": f"{LOT}/{PROJECT}/cac:MainCommodityClassification/cbc:ItemClassificationCode",
    "BT-263-Lot": f"{LOT}/{PROJECT}/cac:AdditionalCommodityClassification"
    "/cbc:ItemClassificationCode",
    "BT-5071-Lot": f"{LOT}/{PROJECT}/{ADDRESS}/cbc:CountrySubentityCode",
    "BT-5141-Lot": f"{LOT}/{PROJECT}/{ADDRESS}/cac:Country/cbc:IdentificationCode",
    "BT-727-Lot": f"{LOT}/{PROJECT}/{ADDRESS}/cbc:Region",
    "BT-36-Lot": f"{LOT}/{PROJECT}/cac:PlannedPeriod/cbc:DurationMeasure",
    "BT-536-Lot": f"{LOT}/{PROJECT}/cac:PlannedPeriod/cbc:StartDate",
    "BT-537-Lot": f"{LOT}/{PROJECT}/cac:PlannedPeriod/cbc:EndDate",
    "BT-538-Lot": f"{LOT}/{PROJECT}/cac:PlannedPeriod/cbc:DescriptionCode",
    "BT-131(d)-Lot": f"{LOT}/{PROCESS}/cac:TenderSubmissionDeadlinePeriod/cbc:EndDate",
    "BT-1311(d)-Lot": f"{LOT}/{PROCESS}/cac:ParticipationRequestReceptionPeriod/cbc:EndDate",
    "BT-630(d)-Lot": f"{LOT}/{PROCESS}/{X}/efac:InterestExpressionReceptionPeriod/cbc:EndDate",
    "BT-71-Part": f"{PART}/{TERMS}"
    f"/{request_without('missing-info-submission', 'selection-criteria-source')}/{RESERVED}",
    "BT-736-Lot": f"{LOT}/{TERMS}/cac:ContractExecutionRequirement"
    "[cbc:ExecutionRequirementCode/@listName='reserved-execution']/cbc:ExecutionRequirementCode",
    "BT-06-Lot": f"{LOT}/{objective('strategic-procurement')}",
    "BT-775-Lot": f"{LOT}/{objective('social-objective')}",
    "BT-774-Lot": f"{LOT}/{objective('environmental-impact')}",
    "BT-65-Lot": f"{SUBCONTRACTING}/cbc:SubcontractingConditionsCode",
    "BT-651-Lot": f"{LOT}/{TERMS}/{X}/efac:TenderSubcontractingRequirements"
    "/efbc:TenderSubcontractingRequirementsCode",
    "BT-809-Lot": f"{LOT}/{TERMS}/{X}/efac:SelectionCriteria/cbc:TendererRequirementTypeCode",
    "BT-821-Lot": f"{LOT}/{TERMS}"
    f"/{request_without('missing-info-submission', 'reserved-procurement')}/{SOURCE}",
    "BT-15-Lot": f"{LOT}/{TERMS}/cac:CallForTendersDocumentReference/cac:Attachment"
    "/cac:ExternalReference/cbc:URI",
}
# The SDK's XPaths, adjusted to what the parser keeps: amounts with a currency, limits above zero,
# indicators that hold, criteria that are not marked as unused; and reserved participation also where
# a buyer puts requirements of several kinds into one request, which the SDK's XPath passes over.
USED = (
    f"{LOT}/{TERMS}/{X}/efac:SelectionCriteria[not(cbc:CalculationExpressionCode='n-used')]"
    "[not(cbc:CalculationExpressionCode='nyk')]"
)
DISTRIBUTION = f"/*/{TERMS}/cac:LotDistribution"
ADJUSTED = {
    "BT-27-Procedure": (f"/*/{PROJECT}/{VALUE}[@currencyID]", "amount"),
    "BT-27-Lot": (f"{LOT}/{PROJECT}/{VALUE}[@currencyID]", "amount"),
    "BT-31-Procedure": (f"{DISTRIBUTION}/cbc:MaximumLotsSubmittedNumeric", "positive"),
    "BT-33-Procedure": (f"{DISTRIBUTION}/cbc:MaximumLotsAwardedNumeric", "positive"),
    "BT-64-Lot": (f"{SUBCONTRACTING}/cbc:MinimumPercent", "positive"),
    "BT-729-Lot": (f"{SUBCONTRACTING}/cbc:MaximumPercent", "positive"),
    "BT-71-Lot": (f"{LOT}/{TERMS}/cac:TendererQualificationRequest/{RESERVED}", "text"),
    "BT-726-Lot": (f"{LOT}/{PROJECT}/cbc:SMESuitableIndicator", "true"),
    "BT-747-Lot": (f"{USED}/cbc:CriterionTypeCode", "text"),
    "BT-749-Lot": (f"{USED}/cbc:Name", "text"),
    "BT-750-Lot": (f"{USED}/cbc:Description", "text"),
}
HOLDS = {
    "text": lambda element: bool(text_of(element)),
    "amount": lambda element: bool(text_of(element)) and element.get("currencyID") != "",
    "positive": lambda element: bool(text_of(element)) and float(text_of(element)) > 0,
    "true": lambda element: text_of(element) in {"true", "1"},
}


def text_of(node):
    return (node if isinstance(node, str) else node.text or "").strip()


def split_steps(path):
    """Splits at the slashes that stand outside of brackets."""
    steps, depth, step = [], 0, ""
    for char in path:
        depth += {"[": 1, "]": -1}.get(char, 0)
        if char == "/" and depth == 0:
            steps.append(step)
            step = ""
        else:
            step += char
    return steps + [step]


def predicates_of(step):
    """("cbc:ID", ["@schemeName='Lot'"]) of "cbc:ID[@schemeName='Lot']"."""
    name, predicates, depth, current = "", [], 0, ""
    for char in step:
        if char == "[":
            depth += 1
            if depth == 1:
                current = ""
                continue
        if char == "]":
            depth -= 1
            if depth == 0:
                predicates.append(current)
                continue
        if depth == 0:
            name += char
        else:
            current += char
    return name, predicates


def holds(element, predicate):
    negated = re.fullmatch(r"not\((.*)\)", predicate)
    if negated:
        return not holds(element, negated.group(1))
    equals = re.fullmatch(r"([^\[\]=]+)='([^']*)'", predicate)
    if equals:
        return any(text_of(node) == equals.group(2) for node in select(element, equals.group(1)))
    return bool(select(element, predicate))


def select(element, path):
    """The elements or attribute values at a relative XPath of the kind that the SDK uses."""
    nodes = [element]
    for step in split_steps(path):
        name, predicates = predicates_of(step)
        if name.startswith("@"):
            return [node.get(name[1:]) for node in nodes if node.get(name[1:]) is not None]
        prefix, local = name.split(":")
        tag = "{%s}%s" % (NAMESPACES[prefix], local)
        nodes = [child for node in nodes for child in node if child.tag == tag]
        nodes = [node for node in nodes if all(holds(node, p) for p in predicates)]
    return nodes


def texts(element, path):
    return [text_of(node) for node in select(element, path) if text_of(node)]


def found_by_paths(root):
    for field, path in XPATHS.items():
        if texts(root, path.removeprefix("/*/")):
            yield field
    for field, (path, kind) in ADJUSTED.items():
        if any(HOLDS[kind](node) for node in select(root, path.removeprefix("/*/"))):
            yield field
    changed = f"{X}/efac:%s/efbc:ChangedNoticeIdentifier"
    if texts(root, changed % "Changes") or texts(root, changed % "ContractModification"):
        yield "BT-758-notice"


def organisations(root):
    companies = {}
    for organisation in select(root, f"{X}/efac:Organizations/efac:Organization"):
        company = select(organisation, "efac:Company")[0]
        for party in [company] + select(organisation, "efac:TouchPoint"):
            for party_id in texts(party, "cac:PartyIdentification/cbc:ID"):
                companies.setdefault(party_id, company)
    return companies


def found_by_buyers(root):
    companies = organisations(root)
    references = texts(root, "cac:ContractingParty/cac:Party/cac:PartyIdentification/cbc:ID")
    buyers = [companies[reference] for reference in references if reference in companies]
    paths = {
        "BT-500-Buyer": "cac:PartyName/cbc:Name",
        "BT-501-Buyer": "cac:PartyLegalEntity/cbc:CompanyID",
        "BT-507-Buyer": "cac:PostalAddress/cbc:CountrySubentityCode",
    }
    for field, path in paths.items():
        if any(texts(buyer, path) for buyer in buyers):
            yield field


def by_id(elements):
    return {text: element for element in elements for text in texts(element, "cbc:ID")}


def winning_tenders(result):
    """Every LotTender that a lot result names as won: see lib/notice/result.h."""
    tenders = by_id(select(result, "efac:LotTender"))
    contracted = set(texts(result, "efac:SettledContract/efac:LotTender/cbc:ID"))
    for lot_result in select(result, "efac:LotResult"):
        if texts(lot_result, "cbc:TenderResultCode") not in ([], ["selec-w"]):
            continue
        named = texts(lot_result, "efac:LotTender/cbc:ID")
        won = [tender for tender in named if tender in contracted] or named
        yield from (tenders[tender] for tender in won if tender in tenders)


def found_by_winners(root):
    companies = organisations(root)
    for result in select(root, f"{X}/efac:NoticeResult"):
        parties = by_id(select(result, "efac:TenderingParty"))
        for tender in winning_tenders(result):
            amounts = texts(tender, "cac:LegalMonetaryTotal/cbc:PayableAmount")
            if amounts and amounts != ["-1"]:
                yield "BT-720-Tender"
            for party in texts(tender, "efac:TenderingParty/cbc:ID"):
                for tenderer in select(parties[party], "efac:Tenderer"):
                    company = companies[texts(tenderer, "cbc:ID")[0]]
                    yield "OPT-300-Tenderer"
                    if texts(tenderer, "efbc:GroupLeadIndicator") == ["true"]:
                        yield "OPT-170-Tenderer"
                    if texts(company, "efbc:CompanySizeCode"):
                        yield "BT-165-Winner"
                if texts(parties[party], "efac:SubContractor/cbc:ID"):
                    yield "OPT-301-Tenderer-SubCont"


def count_fields(folder):
    counts = collections.Counter()
    for file in sorted(pathlib.Path(folder).glob("*.xml")):
        root = ElementTree.parse(file).getroot()
        counts.update({*found_by_paths(root), *found_by_buyers(root), *found_by_winners(root)})
    return counts


def check_paths(table):
    """Names the fields whose XPath above is not that of the SDK."""
    with open(table, encoding="utf-8") as file:
        sdk = {row["field_id"]: row["xpath"] for row in csv.DictReader(file, delimiter="\t")}
    return [field for field, path in XPATHS.items() if sdk.get(field, path) != path]


def main():
    tool, folder, *table = sys.argv[1:]
    run = subprocess.run([tool, folder, "--json"], check=True, capture_output=True, text=True)
    answer = json.loads(run.stdout)
    expected = count_fields(folder)
    wrong = [f"{field}: not the SDK's XPath" for path in table for field in check_paths(path)]
    for field in sorted(set(answer["fields"]) | set(expected)):
        if answer["fields"].get(field, -1) != expected[field]:
            wrong.append(f"{field}: {answer['fields'].get(field)}, by XPath {expected[field]}")
    if answer["notices"] == 0 or answer["refused"] != 0:
        wrong.append(f"{answer['notices']} notices, {answer['refused']} refused")
    print("\n".join(wrong) or f"{len(expected)} fields agree in {answer['notices']} notices")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
