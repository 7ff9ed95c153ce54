#include "tests/support/notice_text.h"

namespace sambyd::testing {
namespace {

std::string Optional(const std::string& before, const std::string& text, const std::string& after) {
  return text.empty() ? "" : before + text + after;
}

std::string Project(const std::string& title, const std::string& description,
                    const std::string& cpv, const std::string& nuts, const std::string& value,
                    const std::string& months) {
  return R"(<cac:ProcurementProject><cbc:Name languageID="DAN">)" + title +
         R"(</cbc:Name><cbc:Description languageID="DAN">)" + description +
         R"(</cbc:Description><cbc:ProcurementTypeCode listName="contract-nature">services</cbc:ProcurementTypeCode>)" +
         Optional(
             R"(<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="DKK">)",
             value, "</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>") +
         R"(<cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">)" + cpv +
         R"(</cbc:ItemClassificationCode></cac:MainCommodityClassification>)" +
         Optional(
             R"(<cac:RealizedLocation><cac:Address><cbc:CountrySubentityCode listName="nuts">)",
             nuts,
             "</cbc:CountrySubentityCode><cac:Country><cbc:IdentificationCode "
             "listName=\"country\">DNK</cbc:IdentificationCode></cac:Country></cac:Address></"
             "cac:RealizedLocation>") +
         Optional(R"(<cac:PlannedPeriod><cbc:DurationMeasure unitCode="MONTH">)", months,
                  "</cbc:DurationMeasure></cac:PlannedPeriod>") +
         "</cac:ProcurementProject>";
}

std::string Lot(const LotSpec& lot) {
  return R"(<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">)" + lot.id +
         R"(</cbc:ID><cac:TenderingTerms><cac:TendererQualificationRequest><cac:SpecificTendererRequirement><cbc:TendererRequirementTypeCode listName="reserved-procurement">)" +
         lot.reserved +
         R"(</cbc:TendererRequirementTypeCode></cac:SpecificTendererRequirement></cac:TendererQualificationRequest></cac:TenderingTerms><cac:TenderingProcess><cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>)" +
         lot.deadline +
         R"(+01:00</cbc:EndDate><cbc:EndTime>12:00:00+01:00</cbc:EndTime></cac:TenderSubmissionDeadlinePeriod></cac:TenderingProcess>)" +
         Project(lot.title, lot.description, lot.cpv, lot.nuts, lot.value_dkk, lot.months) +
         "</cac:ProcurementProjectLot>";
}

std::string Extensions(const NoticeSpec& spec) {
  return R"(<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension><efac:NoticeSubType><cbc:SubTypeCode listName="notice-subtype">16</cbc:SubTypeCode></efac:NoticeSubType><efac:Organizations><efac:Organization><efac:Company><cac:PartyIdentification><cbc:ID schemeName="organization">ORG-0001</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name languageID="DAN">)" +
         spec.buyer +
         R"(</cbc:Name></cac:PartyName><cac:PostalAddress><cac:Country><cbc:IdentificationCode listName="country">DNK</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyLegalEntity><cbc:CompanyID>)" +
         spec.buyer_id +
         R"(</cbc:CompanyID></cac:PartyLegalEntity></efac:Company></efac:Organization></efac:Organizations>)" +
         Optional(
             R"(<efac:Publication><efbc:NoticePublicationID schemeName="ojs-notice-id">00000001-2026</efbc:NoticePublicationID><efbc:PublicationDate>)",
             spec.published ? spec.dispatch_date : "",
             "Z</efbc:PublicationDate></efac:Publication>") +
         R"(</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>)";
}

}  // namespace

std::string NoticeText(const NoticeSpec& spec) {
  std::string text =
      R"(<?xml version="1.0" encoding="UTF-8"?><ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1" xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1" xmlns:efext="http://data.europa.eu/p27/eforms-ubl-extensions/1" xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2">)" +
      Extensions(spec) +
      R"(<cbc:UBLVersionID>2.3</cbc:UBLVersionID><cbc:CustomizationID>eforms-sdk-1.10</cbc:CustomizationID><cbc:ID schemeName="notice-id">)" +
      spec.notice_id + "</cbc:ID>" +
      Optional("<cbc:ContractFolderID>", spec.procedure_id, "</cbc:ContractFolderID>") +
      "<cbc:IssueDate>" + spec.dispatch_date +
      R"(+00:00</cbc:IssueDate><cbc:IssueTime>09:00:00+00:00</cbc:IssueTime><cbc:VersionID>)" +
      spec.version +
      R"(</cbc:VersionID><cbc:RegulatoryDomain>32014L0024</cbc:RegulatoryDomain><cbc:NoticeTypeCode listName="competition">cn-standard</cbc:NoticeTypeCode><cbc:NoticeLanguageCode>DAN</cbc:NoticeLanguageCode><cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID schemeName="organization">ORG-0001</cbc:ID></cac:PartyIdentification></cac:Party></cac:ContractingParty><cac:TenderingProcess><cbc:ProcedureCode listName="procurement-procedure-type">open</cbc:ProcedureCode></cac:TenderingProcess>)" +
      Project(spec.title, spec.title, spec.cpv, "", "", "");
  for (const LotSpec& lot : spec.lots) text += Lot(lot);
  return text + "</ContractNotice>";
}

}  // namespace sambyd::testing
