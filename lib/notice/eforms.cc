#include "lib/notice/eforms.h"

#include <string>

#include <pugixml.hpp>

#include "lib/base/digest.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/notice/copy_budget.h"
#include "lib/notice/identity.h"
#include "lib/notice/lot.h"
#include "lib/notice/organizations.h"
#include "lib/notice/path.h"
#include "lib/notice/procedure.h"
#include "lib/notice/result.h"
#include "lib/notice/xml.h"
#include "lib/notice/xml_guard.h"

namespace sambyd::notice {
namespace {

absl::Status LoadXml(std::string_view bytes, const ParseLimits& limits,
                     pugi::xml_document* document) {
  SAMBYD_RETURN_IF_ERROR(CheckXml(bytes, limits));
  const pugi::xml_parse_result result =
      document->load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
  if (result) return absl::OkStatus();
  return InvalidField(LineAt(bytes, static_cast<std::size_t>(result.offset)), result.description(),
                      "well-formed XML", Reason::kNoticeNotXml);
}

absl::Status CheckHasLots(const v1::Notice& notice, const Path& path) {
  const std::string& subtype = notice.reference().subtype();
  if (!notice.lots().empty() || !MustHaveLots(subtype)) return absl::OkStatus();
  return path.Refuse("lots", "", "at least one lot in a notice of subtype " + subtype,
                     Reason::kNoticeNoLots);
}

}  // namespace

absl::StatusOr<v1::Notice> ParseEforms(std::string_view bytes, const ParseLimits& limits) {
  pugi::xml_document document;
  SAMBYD_RETURN_IF_ERROR(LoadXml(bytes, limits, &document));
  const pugi::xml_node root = document.document_element();

  v1::Notice notice;
  v1::Tender& tender = *notice.mutable_tender();
  const Path path(tender.mutable_warnings());
  SAMBYD_RETURN_IF_ERROR(CheckIsEforms(root, path));
  SAMBYD_RETURN_IF_ERROR(ReadIdentity(root, path, &notice));
  notice.mutable_reference()->set_sha256(Sha256Hex(bytes));

  const Path tender_path = path.At("tender");
  SAMBYD_RETURN_IF_ERROR(ReadProcedure(root, tender_path, &tender));
  SAMBYD_RETURN_IF_ERROR(ReadLots(root, path, &notice));
  SAMBYD_RETURN_IF_ERROR(CheckHasLots(notice, path));

  const pugi::xml_node extension = First(root, kExtension);
  const Organizations organizations(extension, notice.reference().language());
  CopyBudget budget(limits.max_bytes);
  SAMBYD_RETURN_IF_ERROR(ReadBuyers(root, organizations, tender_path, budget, &tender));
  SAMBYD_RETURN_IF_ERROR(ReadAwards(extension, organizations, path, budget, &notice));
  return notice;
}

}  // namespace sambyd::notice
