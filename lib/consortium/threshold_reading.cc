#include "lib/consortium/threshold_reading.h"

#include <algorithm>
#include <limits>

namespace sambyd::consortium {
namespace {

using domain::ShareSlack;
using domain::Workforce;

// What one employee more or fewer does to the slack 10·special − 3·headcount.
constexpr std::int64_t kOrdinary = 3;   // an ordinary employee more: 3 less
constexpr std::int64_t kSpecial = 7;    // one on special terms more: 7 more
constexpr std::int64_t kReplaced = 10;  // an ordinary one replaced by one on special terms
constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

std::int64_t RoundedUp(std::int64_t amount, std::int64_t step) {
  return (amount + step - 1) / step;
}

// How many on special terms a passing member or group can lose; all employees must not leave.
std::int64_t SpecialToSpare(Workforce w) {
  return std::min(ShareSlack(w) / kSpecial, w.headcount - 1);
}

Reading Aggregate(std::span<const Workforce> members, Workforce all) {
  const std::int64_t slack = ShareSlack(all);
  if (slack < 0) {
    return {.verdict = Verdict::kFail,
            .special_to_hire = RoundedUp(-slack, kSpecial),
            .ordinary_to_replace = RoundedUp(-slack, kReplaced)};
  }
  std::int64_t special = slack / kSpecial;
  for (const Workforce& w : members) {
    if (w.special == w.headcount) special = std::min(special, w.headcount - 1);
  }
  return {.verdict = Verdict::kPass,
          .ordinary_to_spare = slack / kOrdinary,
          .special_to_spare = special};
}

// The weakest member turns it, and each failing one must be mended.
Reading PerMember(std::span<const Workforce> members) {
  Reading pass{
      .verdict = Verdict::kPass, .ordinary_to_spare = kNoLimit, .special_to_spare = kNoLimit};
  Reading fail{.verdict = Verdict::kFail};
  for (const Workforce& w : members) {
    const std::int64_t slack = ShareSlack(w);
    if (slack < 0) {
      fail.special_to_hire += RoundedUp(-slack, kSpecial);
      fail.ordinary_to_replace += RoundedUp(-slack, kReplaced);
    } else {
      pass.ordinary_to_spare = std::min(pass.ordinary_to_spare, slack / kOrdinary);
      pass.special_to_spare = std::min(pass.special_to_spare, SpecialToSpare(w));
    }
  }
  return fail.special_to_hire > 0 ? fail : pass;
}

// Every qualifying member must be brought down to turn it; mending one is enough.
Reading LeadOnly(std::span<const Workforce> members) {
  Reading pass{.verdict = Verdict::kPass, .ordinary_to_spare = -1, .special_to_spare = -1};
  Reading fail{
      .verdict = Verdict::kFail, .special_to_hire = kNoLimit, .ordinary_to_replace = kNoLimit};
  bool passes = false;
  for (const Workforce& w : members) {
    const std::int64_t slack = ShareSlack(w);
    if (slack >= 0) {
      passes = true;
      pass.ordinary_to_spare += slack / kOrdinary + 1;
      pass.special_to_spare += SpecialToSpare(w) + 1;
    } else {
      fail.special_to_hire = std::min(fail.special_to_hire, RoundedUp(-slack, kSpecial));
      fail.ordinary_to_replace = std::min(fail.ordinary_to_replace, RoundedUp(-slack, kReplaced));
    }
  }
  return passes ? pass : fail;
}

}  // namespace

Verdict ShareVerdict(Workforce workforce) {
  if (workforce.headcount == 0) return Verdict::kUnknown;
  return domain::MeetsShare(workforce) ? Verdict::kPass : Verdict::kFail;
}

ThresholdReading ExplainThreshold(std::span<const Workforce> members) {
  ThresholdReading reading;
  for (const Workforce& w : members) {
    reading.all.headcount += w.headcount;
    reading.all.special += w.special;
  }
  const auto count = [&](Verdict verdict) {
    return std::ranges::count(members, verdict, ShareVerdict);
  };
  reading.all_known = count(Verdict::kUnknown) == 0;
  if (reading.all_known) {
    reading.aggregate = Aggregate(members, reading.all);
    reading.per_member = PerMember(members);
    reading.lead_only = LeadOnly(members);
  } else {
    if (count(Verdict::kFail) > 0) reading.per_member.verdict = Verdict::kFail;
    if (count(Verdict::kPass) > 0) reading.lead_only.verdict = Verdict::kPass;
  }
  return reading;
}

Reading ReadingOf(const ThresholdReading& threshold, domain::ThresholdPolicy policy) {
  switch (policy) {
    case domain::ThresholdPolicy::kAggregate:
      return threshold.aggregate;
    case domain::ThresholdPolicy::kPerMember:
      return threshold.per_member;
    case domain::ThresholdPolicy::kLeadOnly:
      return threshold.lead_only;
    case domain::ThresholdPolicy::kNone:
      break;
  }
  return {.verdict = Verdict::kPass};
}

}  // namespace sambyd::consortium
