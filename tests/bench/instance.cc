#include "tests/bench/instance.h"

#include <cmath>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

#include "lib/base/error.h"
#include "lib/base/status.h"

namespace sambyd::bench {
namespace {

using consortium::Problem;
using nlohmann::json;

// Thrown and caught in this file only: what the JSON library throws for wrong types.
[[noreturn]] void Refuse(std::string_view field, const json& got, std::string_view want) {
  throw std::invalid_argument(std::string(field) + ": got " + got.dump().substr(0, 100) +
                              ", want " + std::string(want));
}

std::int64_t Integer(std::string_view field, const json& value) {
  const bool too_large = value.is_number_unsigned() &&
                         value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
  if (!value.is_number_integer() || too_large) Refuse(field, value, "a 64-bit integer");
  return value.get<std::int64_t>();
}

std::int64_t IntegerWithin(std::string_view field, const json& value, std::int64_t most) {
  const std::int64_t integer = Integer(field, value);
  if (integer < 0 || integer > most) Refuse(field, value, "0 to " + std::to_string(most));
  return integer;
}

std::int64_t Capacity(std::string_view field, const json& value) {
  return value.is_null() ? consortium::kUnlimited : Integer(field, value);
}

domain::ThresholdPolicy Policy(const json& value) {
  using domain::ThresholdPolicy;
  const std::map<std::string, ThresholdPolicy> policies = {
      {"NONE", ThresholdPolicy::kNone},
      {"AGGREGATE", ThresholdPolicy::kAggregate},
      {"PER_MEMBER", ThresholdPolicy::kPerMember},
      {"LEAD_ONLY", ThresholdPolicy::kLeadOnly}};
  const auto found = policies.find(value.get<std::string>());
  if (found == policies.end()) Refuse("policy", value, "a threshold policy");
  return found->second;
}

// Certificate names as bits; only those that the lot asks for get one.
class CertificateBits {
 public:
  std::uint64_t Require(const json& names) {
    std::uint64_t mask = 0;
    for (const json& name : names) {
      const auto bit = bits_.emplace(name.get<std::string>(), bits_.size()).first->second;
      if (bit >= 64) Refuse("certificates", names, "at most 64 different ones");
      mask |= std::uint64_t{1} << bit;
    }
    return mask;
  }

  std::uint64_t Held(const json& names) const {
    std::uint64_t mask = 0;
    for (const json& name : names) {
      const auto found = bits_.find(name.get_ref<const std::string&>());
      if (found != bits_.end()) mask |= std::uint64_t{1} << found->second;
    }
    return mask;
  }

 private:
  std::map<std::string, std::size_t> bits_;
};

void ReadCandidate(const json& row, const CertificateBits& bits, std::string_view id,
                   Problem& problem) {
  for (const json& entry : row.at("leaves")) {
    if (!entry.is_array() || entry.size() != 3) Refuse("leaves", entry, "[leaf, merit, capacity]");
    problem.candidates.offers.push_back({.capacity = Capacity("capacity", entry[2]),
                                         .merit = static_cast<std::int16_t>(IntegerWithin(
                                             "merit", entry[1], consortium::kMaxMerit)),
                                         .leaf = static_cast<std::uint8_t>(IntegerWithin(
                                             "leaf", entry[0], consortium::kMaxLeaves - 1))});
  }
  problem.candidates.Add(id,
                         {.headcount = Integer("headcount", row.at("headcount")),
                          .special = Integer("special", row.at("special"))},
                         Capacity("capacity", row.at("capacity")), bits.Held(row.at("certs")));
}

Instance Read(const json& lot) {
  Instance instance;
  instance.id = lot.at("id").get<std::string>();
  instance.ids = std::make_unique<std::vector<std::string>>();
  Problem& problem = instance.problem;
  problem.max_members = static_cast<int>(
      IntegerWithin("max_members", lot.at("max_members"), consortium::kMaxMembers));
  problem.role_min_bp = static_cast<int>(
      IntegerWithin("role_min_bp", lot.at("role_min_bp"), consortium::kBasisPoints));
  problem.member_cost = Integer("member_cost", lot.at("member_cost"));
  problem.policy = Policy(lot.at("policy"));
  CertificateBits bits;
  problem.certificates_all = bits.Require(lot.at("certs_all"));
  problem.certificates_any = bits.Require(lot.at("certs_any"));
  for (const json& leaf : lot.at("leaves")) {
    problem.volumes.push_back(Integer("volume", leaf.at("volume")));
  }
  const json& candidates = lot.at("candidates");
  for (const json& row : candidates) instance.ids->push_back(row.at("id").get<std::string>());
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    ReadCandidate(candidates[c], bits, (*instance.ids)[c], problem);
  }
  return instance;
}

std::string_view StatusName(consortium::SolveStatus status) {
  switch (status) {
    case consortium::SolveStatus::kOptimal:
      return "OPTIMAL";
    case consortium::SolveStatus::kBestFound:
      return "BEST_FOUND";
    case consortium::SolveStatus::kInfeasible:
      return "INFEASIBLE";
  }
  return "";
}

}  // namespace

absl::StatusOr<Instance> ParseInstance(std::string_view line) {
  try {
    Instance instance = Read(json::parse(line));
    SAMBYD_RETURN_IF_ERROR(consortium::Validate(instance.problem));
    return instance;
  } catch (const std::exception& error) {
    return ErrorWithReason(absl::StatusCode::kInvalidArgument, Reason::kFieldInvalid, error.what());
  }
}

std::string RenderResult(const Instance& instance, const consortium::Solution& solution,
                         double cpu_ms) {
  const auto id = [&](std::uint32_t e) { return std::string(instance.problem.candidates.ids[e]); };
  json top = json::array();
  for (const consortium::Consortium& set : solution.top) {
    json members = json::array();
    json amounts = json::array();
    for (const std::uint32_t member : set.members) members.push_back(id(member));
    for (const consortium::Amount& part : set.amounts) {
      amounts.push_back({id(part.candidate), part.leaf, part.amount});
    }
    top.push_back({{"objective", set.objective},
                   {"members", std::move(members)},
                   {"amounts", std::move(amounts)}});
  }
  nlohmann::ordered_json result;
  result["id"] = instance.id;
  result["status"] = StatusName(solution.status);
  result["bound"] = solution.bound ? json(*solution.bound) : json(nullptr);
  result["cpu_ms"] = std::round(cpu_ms * 1000) / 1000;
  result["top"] = std::move(top);
  return result.dump();
}

}  // namespace sambyd::bench
