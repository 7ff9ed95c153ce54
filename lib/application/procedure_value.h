#ifndef LIB_APPLICATION_PROCEDURE_VALUE_H_
#define LIB_APPLICATION_PROCEDURE_VALUE_H_

#include <optional>
#include <vector>

#include "lib/domain/date.h"
#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::application {

// The day whose limits apply: that of the first publication among the notices of the tender.
std::optional<domain::Date> PublicationDate(const v1::Tender& tender);

// Value of the whole procedure: as given, else the sum of its published lots when all are known.
std::optional<v1::Money> TotalValue(const v1::Tender& tender, const std::vector<v1::Lot>& lots);

// Whether the procedure's value reaches the EU threshold in force on `day`: that of works, of the
// light regime (Art. 74) for services of its CPV codes, or of goods and services bought by
// municipalities and regions. UNKNOWN without value, contract nature or threshold.
v1::Verdict ReachesThreshold(const v1::Tender& tender, const std::vector<v1::Lot>& lots,
                             domain::Date day);

// UNKNOWN for nothing.
v1::Verdict ToVerdict(std::optional<bool> known);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_PROCEDURE_VALUE_H_
