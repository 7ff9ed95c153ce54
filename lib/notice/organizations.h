#ifndef LIB_NOTICE_ORGANIZATIONS_H_
#define LIB_NOTICE_ORGANIZATIONS_H_

#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "lib/notice/copy_budget.h"
#include "lib/notice/path.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::notice {

// What a notice says of one organisation.
struct Company {
  v1::Organization organization;
  std::string size;  // BT-165, as given
};

// The organisations of a notice by the ids that its other parts refer to: ORG-0001 for the
// organisation, TPO-0001 for a touch point, which stands for its organisation. Names are taken in
// the notice's language where they are given in several.
class Organizations {
 public:
  Organizations(pugi::xml_node extension, std::string_view language);

  // Null where the notice has no such organisation.
  const Company* Find(std::string_view id) const;

 private:
  std::vector<Company> companies_;
  absl::flat_hash_map<std::string, std::size_t> by_id_;
};

// Appends the buyers (OPT-300) in the notice's order; a reference that leads nowhere is a warning.
absl::Status ReadBuyers(pugi::xml_node root, const Organizations& organizations, const Path& path,
                        CopyBudget& budget, v1::Tender* tender);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_ORGANIZATIONS_H_
