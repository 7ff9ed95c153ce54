#include "tests/bench/service_data.h"

#include <array>
#include <cstddef>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/str_format.h"
#include "lib/registry/ndjson_import.h"
#include "tests/bench/loopback.h"
#include "tests/support/files.h"

namespace sambyd::bench {
namespace {

// The same notice under another number: the last 12 digits of the identifier after `tag`, where
// there is one (planning notices belong to no procedure yet).
void Renumber(std::string& notice, std::string_view tag, int number) {
  std::size_t at = notice.find(tag);
  if (at == std::string::npos) return;
  at += tag.size();
  const std::string old = notice.substr(at, notice.find('<', at) - at);
  const std::string renumbered = old.substr(0, old.size() - 12) + absl::StrFormat("%012d", number);
  for (; at != std::string::npos; at = notice.find(old, at + 1)) {
    notice.replace(at, old.size(), renumbered);
  }
}

v1::FindConsortiaRequest InlineLot(std::size_t number) {
  // Cleaning, canteens, green areas, laundry, sorting, removals, transport, maintenance.
  constexpr std::array kTasks = {"90911000", "55510000", "77310000", "98310000",
                                 "90510000", "98392000", "60130000", "50700000"};
  constexpr std::array kPlaces = {"DK", "DK01", "DK011", "0101", "DK042", "0751", "DK03", "0461"};
  constexpr std::array<std::int64_t, 4> kKroner = {200'000, 1'000'000, 4'000'000, 15'000'000};
  v1::FindConsortiaRequest request;
  v1::InlineLot& lot = *request.mutable_inline_lot();
  const std::size_t leaves = 1 + number % 4;
  for (std::size_t i = 0; i < leaves; ++i) {
    v1::InlineLeaf& leaf = *lot.add_leaves();
    leaf.set_key(std::to_string(i));
    leaf.set_cpv(kTasks[(number / 4 + 3 * i) % kTasks.size()]);
    leaf.add_places(kPlaces[number % kPlaces.size()]);
    leaf.set_ore_per_year(100 * kKroner[(number / 2) % kKroner.size()]);
  }
  lot.set_reserved(number % 2 == 0);
  return request;
}

}  // namespace

void ImportEnterprises(const client::Client& client, const std::string& file, std::int64_t count) {
  std::ifstream in(file);
  const auto rows = registry::ReadNdjson(in);
  std::int64_t read = 0;
  const auto next = [&]() -> std::optional<v1::ImportRow> {
    if (read == count) return std::nullopt;
    auto row = rows->Next();
    if (!row) return std::nullopt;
    ++read;
    return std::move(row->row);
  };
  const auto response = OrFail(client.enterprises().ImportEnterprises(next));
  if (response.created() != count) {
    Fail(absl::StrFormat("%s: imported %d enterprises, want %d", file, response.created(), count));
  }
}

std::vector<std::string> SampleNotices(int copies) {
  std::vector<std::string> notices;
  int number = 0;
  for (const auto& file : testing::FilesIn(SAMBYD_SOURCE_DIR "/tests/samples/notices", ".xml")) {
    const std::string notice = testing::ReadFile(file);
    for (int copy = 0; copy < copies; ++copy) {
      std::string& renumbered = notices.emplace_back(notice);
      Renumber(renumbered, "<cbc:ContractFolderID>", ++number);
      Renumber(renumbered, "schemeName=\"notice-id\">", number);
    }
  }
  return notices;
}

std::vector<std::string> Ingest(const client::Client& client,
                                const std::vector<std::string>& notices) {
  std::vector<std::string> tenders;
  for (const std::string& notice : notices) {
    tenders.push_back(OrFail(client.tenders().IngestNotice(notice)).tender());
  }
  return tenders;
}

std::vector<v1::FindConsortiaRequest> MixedLots(const client::Client& client,
                                                const std::vector<std::string>& tenders) {
  constexpr std::size_t kInlineLots = 32;
  std::vector<v1::FindConsortiaRequest> requests;
  for (const std::string& tender : tenders) {
    v1::ListLotsRequest list;
    list.set_parent(tender);
    const absl::Status listed = client.tenders().ForEachLot(list, [&](const v1::Lot& lot) {
      requests.emplace_back().set_lot(lot.name());
      return true;
    });
    if (!listed.ok()) Fail(listed.ToString());
  }
  for (std::size_t i = 0; i < kInlineLots; ++i) requests.push_back(InlineLot(i));
  // The search is measured, not the memory of it.
  for (v1::FindConsortiaRequest& request : requests) request.set_bypass_cache(true);
  return requests;
}

}  // namespace sambyd::bench
