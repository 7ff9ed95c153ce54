#include "tests/unit/registry/sample.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"

namespace sambyd::registry {
namespace {

template <class Message>
Message Parse(const char* text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

}  // namespace

v1::Enterprise SampleEnterprise() {
  return Parse<v1::Enterprise>(R"pb(
    name: "enterprises/DK24256790"
    national_id { scheme: "DK:CVR" value: "24256790" }
    display_name: "Værkstedet på Æblevej"
    home_place: "0751"
    capabilities {
      cpv: "90911000"
      service_areas: "0751"
      service_areas: "DK042"
      yearly_capacity { ore_per_year: 150000000 }
      quality: 820
      description: "Rengøring af skoler"
    }
    capabilities {
      cpv: "90911300"
      service_areas: "DK"
      yearly_capacity { unlimited: true }
    }
    yearly_capacity { ore_per_year: 200000000 }
    delivery_reliability: 910
    certificates {
      code: "ISO9001"
      valid_until { year: 2027 month: 6 day: 30 }
    }
    certificates { code: "SVANEMAERKET" }
    main_aim {
      integration: true
      evidence_level: EVIDENCE_LEVEL_AUDITED
      as_of { year: 2026 month: 1 day: 5 }
    }
    revenue_mix { market_bp: 7000 municipal_social_services_bp: 2000 grants_bp: 1000 }
    registration {
      registered_on { year: 2019 month: 5 day: 2 }
      checked_on { year: 2026 month: 10 day: 1 }
    }
    contact { email: "kontakt@example.dk" phone: "+45 70 10 20 30" }
    as_of { year: 2026 month: 11 day: 1 }
  )pb");
}

v1::WorkforceStatement SampleStatement() {
  return Parse<v1::WorkforceStatement>(R"pb(
    as_of { year: 2026 month: 10 day: 1 }
    counts { category: WORKFORCE_CATEGORY_ORDINARY heads: 7 }
    counts { category: WORKFORCE_CATEGORY_FLEKSJOB heads: 3 }
    counts { category: WORKFORCE_CATEGORY_STU heads: 4 }
    evidence_level: EVIDENCE_LEVEL_MANAGEMENT_SIGNED
  )pb");
}

v1::Date DateOf(int year, int month, int day) {
  v1::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

std::string Violations(const absl::Status& status) {
  std::string text;
  for (const Violation& v : RefusalOf(status).value_or(Refusal{}).violations) {
    text += (text.empty() ? "" : "; ") + v.field + ": " + v.got;
  }
  return text;
}

}  // namespace sambyd::registry
