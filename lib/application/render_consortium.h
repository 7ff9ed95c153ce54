#ifndef LIB_APPLICATION_RENDER_CONSORTIUM_H_
#define LIB_APPLICATION_RENDER_CONSORTIUM_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/application/match_subject.h"
#include "lib/application/published.h"
#include "lib/consortium/candidates.h"
#include "lib/consortium/evaluate.h"
#include "lib/consortium/explain.h"
#include "lib/registry/workforce.h"
#include "sambyd/v1/consortium.pb.h"

namespace sambyd::application {

// Puts the engine's answers to one question into the words of the API. What it is made from must
// outlive it.
class ConsortiumRenderer {
 public:
  // `disclosure`: which workforce counts the caller may be told.
  ConsortiumRenderer(const Published& published, const MatchSubject& subject,
                     const consortium::Pool& pool, registry::Disclosure disclosure);

  absl::StatusOr<v1::Consortium> Render(const consortium::Consortium& found) const;

  // The leaves as they were matched.
  std::vector<v1::MatchedLeaf> Leaves() const;

 private:
  absl::StatusOr<v1::Member> RenderMember(const consortium::MemberExplanation& member,
                                          std::int64_t total_volume) const;
  v1::ThresholdReadings RenderThreshold(const consortium::ThresholdReading& threshold,
                                        std::size_t members, registry::Disclosure disclosure) const;
  v1::CompetitionFlag RenderFlag(const consortium::Flag& flag) const;

  const Published& published_;
  const MatchSubject& subject_;
  const consortium::Pool& pool_;
  const registry::Disclosure disclosure_;
};

v1::ThresholdPolicy ToProto(domain::ThresholdPolicy policy);

// Consortium.score_milli of an objective and the lot's volume.
std::int64_t ScoreMilli(std::int64_t objective, std::int64_t volume);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_RENDER_CONSORTIUM_H_
