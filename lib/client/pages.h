#ifndef LIB_CLIENT_PAGES_H_
#define LIB_CLIENT_PAGES_H_

#include "absl/status/status.h"
#include "lib/client/session.h"

namespace sambyd::client {

// Lists page after page with `list(request)` and calls `visit` for each entry in `entries(page)`
// until it returns false. min_position is settled before the first page, so that all pages belong
// to one list.
template <class Request, class List, class Entries, class Visit>
absl::Status VisitPages(const Session& session, Request request, const List& list,
                        const Entries& entries, const Visit& visit) {
  if (request.min_position() == 0) request.set_min_position(session.MinPosition());
  while (true) {
    const auto page = list(request);
    if (!page.ok()) return page.status();
    for (const auto& entry : entries(*page)) {
      if (!visit(entry)) return absl::OkStatus();
    }
    if (page->next_page_token().empty()) return absl::OkStatus();
    request.set_page_token(page->next_page_token());
  }
}

}  // namespace sambyd::client

#endif  // LIB_CLIENT_PAGES_H_
