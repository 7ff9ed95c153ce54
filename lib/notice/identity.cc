#include "lib/notice/identity.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/notice/date.h"
#include "lib/notice/fields.h"
#include "lib/notice/number.h"
#include "lib/notice/xml.h"

namespace sambyd::notice {
namespace {

constexpr std::string_view kSdk = "eforms-sdk-1.";
constexpr int kOldestSdk = 3;
constexpr int kNewestSdk = 13;

// The namespace of the root element, which declares it itself.
std::string_view RootNamespace(pugi::xml_node root) {
  const std::string_view name = root.name();
  const std::size_t colon = name.find(':');
  std::string declaration = "xmlns";
  if (colon != std::string_view::npos) {
    absl::StrAppend(&declaration, ":", ToAbsl(name.substr(0, colon)));
  }
  return root.attribute(declaration.c_str()).value();
}

std::optional<v1::NoticeReference::FormType> ToFormType(std::string_view code) {
  using Reference = v1::NoticeReference;
  if (code == "planning" || code == "consultation") return Reference::FORM_TYPE_PLANNING;
  if (code == "competition") return Reference::FORM_TYPE_COMPETITION;
  if (code == "change") return Reference::FORM_TYPE_CHANGE;
  if (code == "result") return Reference::FORM_TYPE_RESULT;
  if (code == "dir-awa-pre") return Reference::FORM_TYPE_DIRECT_AWARD;
  if (code == "cont-modif") return Reference::FORM_TYPE_CONTRACT_MODIFICATION;
  if (code == "compl") return Reference::FORM_TYPE_COMPLETION;
  return std::nullopt;
}

std::string NoticeId(pugi::xml_node root) {
  for (const pugi::xml_node id : Select(root, "ID")) {
    if (Attribute(id, "schemeName") == "notice-id") return Text(id);
  }
  return {};
}

// "00672025-2023" is published as "672025-2023".
std::string PublicationNumber(pugi::xml_node publication) {
  std::string number = TextAt(publication, "NoticePublicationID");
  number.erase(0, number.find_first_not_of('0'));
  return number;
}

absl::Status ReadIds(pugi::xml_node root, const Path& path, v1::Notice* notice) {
  v1::NoticeReference& reference = *notice->mutable_reference();
  reference.set_notice_id(NoticeId(root));
  if (reference.notice_id().empty() && !reference.publication_number().empty()) {
    path.Warn("notice_id", "", "missing, the publication number stands in");
    reference.set_notice_id(reference.publication_number());
  }
  SAMBYD_RETURN_IF_ERROR(CheckId(reference.notice_id(), path, "notice_id"));
  notice->set_procedure_id(TextAt(root, "ContractFolderID"));
  if (notice->procedure_id().empty()) return absl::OkStatus();
  return CheckId(notice->procedure_id(), path, "procedure_id");
}

// Form type and subtype decide what the rest means.
absl::Status ReadKind(pugi::xml_node root, const Path& path, v1::NoticeReference* reference) {
  const pugi::xml_node type = First(root, "NoticeTypeCode");
  reference->set_notice_type(Text(type));
  const std::string_view form_type = Attribute(type, "listName");
  const std::optional<v1::NoticeReference::FormType> known = ToFormType(form_type);
  if (known) {
    reference->set_form_type(*known);
  } else {
    path.Warn("form_type", form_type, "not a form type of eForms, left out");
  }
  reference->set_subtype(TextAt(First(root, kExtension), "NoticeSubType/SubTypeCode"));
  if (!reference->subtype().empty()) return absl::OkStatus();
  return path.Refuse("subtype", "", "a notice subtype (OPP-070)", Reason::kFieldRequired);
}

absl::Status ReadVersion(pugi::xml_node root, const Path& path, v1::NoticeReference* reference) {
  const std::string text = TextAt(root, "VersionID");
  if (text.empty()) {
    return path.Refuse("version", text, "a notice version (BT-757)", Reason::kFieldRequired);
  }
  SAMBYD_ASSIGN_OR_RETURN(const std::int32_t version, ParseCount(text, path, "version"));
  reference->set_version(version);
  return absl::OkStatus();
}

absl::Status ReadPublication(pugi::xml_node extension, const Path& path,
                             v1::NoticeReference* reference) {
  const pugi::xml_node publication = First(extension, "Publication");
  reference->set_publication_number(PublicationNumber(publication));
  SAMBYD_ASSIGN_OR_RETURN(
      const auto date, ReadDate(TextAt(publication, "PublicationDate"), path, "publication_date"));
  if (date) *reference->mutable_publication_date() = *date;
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckIsEforms(pugi::xml_node root, const Path& path) {
  const std::string_view name = LocalName(root);
  const std::string wanted =
      absl::StrCat("urn:oasis:names:specification:ubl:schema:xsd:", ToAbsl(name), "-2");
  const bool is_notice =
      name == "ContractNotice" || name == "ContractAwardNotice" || name == "PriorInformationNotice";
  if (!is_notice || RootNamespace(root) != wanted) {
    return path.Refuse("root element", root.name(),
                       "a UBL 2 ContractNotice, ContractAwardNotice or PriorInformationNotice",
                       Reason::kNoticeNotEforms);
  }
  const std::string customization = TextAt(root, "CustomizationID");
  std::string_view minor = customization;
  if (!minor.starts_with(kSdk)) {
    return path.Refuse("customization_id", customization, "eforms-sdk-1.3 to eforms-sdk-1.13",
                       Reason::kNoticeNotEforms);
  }
  minor.remove_prefix(kSdk.size());
  int number = 0;
  if (!absl::SimpleAtoi(ToAbsl(minor.substr(0, minor.find('.'))), &number) || number < kOldestSdk ||
      number > kNewestSdk) {
    path.Warn("customization_id", customization, "outside SDK 1.3 to 1.13, read all the same");
  }
  return absl::OkStatus();
}

absl::Status ReadIdentity(pugi::xml_node root, const Path& path, v1::Notice* notice) {
  const pugi::xml_node extension = First(root, kExtension);
  v1::NoticeReference& reference = *notice->mutable_reference();
  SAMBYD_RETURN_IF_ERROR(ReadPublication(extension, path, &reference));
  SAMBYD_RETURN_IF_ERROR(ReadIds(root, path, notice));
  SAMBYD_RETURN_IF_ERROR(ReadVersion(root, path, &reference));
  SAMBYD_RETURN_IF_ERROR(ReadKind(root, path, &reference));
  reference.set_customization_id(TextAt(root, "CustomizationID"));
  reference.set_language(TextAt(root, "NoticeLanguageCode"));
  SAMBYD_ASSIGN_OR_RETURN(
      const auto dispatch,
      ReadMoment(TextAt(root, "IssueDate"), TextAt(root, "IssueTime"), path, "dispatch_time"));
  if (dispatch) *reference.mutable_dispatch_time() = *dispatch;
  reference.set_changes_notice(TextAt(extension, "Changes/ChangedNoticeIdentifier"));
  if (reference.changes_notice().empty()) {
    reference.set_changes_notice(TextAt(extension, "ContractModification/ChangedNoticeIdentifier"));
  }
  return absl::OkStatus();
}

bool MustHaveLots(std::string_view subtype) {
  int number = 0;
  if (absl::SimpleAtoi(ToAbsl(subtype), &number)) return number >= 7 && number <= 40;
  return subtype == "CEI" || subtype == "T01" || subtype == "T02" || subtype == "E3" ||
         subtype == "E4" || subtype == "E5" || subtype == "E6";
}

}  // namespace sambyd::notice
