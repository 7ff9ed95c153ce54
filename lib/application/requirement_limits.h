#ifndef LIB_APPLICATION_REQUIREMENT_LIMITS_H_
#define LIB_APPLICATION_REQUIREMENT_LIMITS_H_

#include <string>

#include "google/protobuf/repeated_ptr_field.h"
#include "sambyd/v1/common.pb.h"
#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::application {

// What a derived lot may ask for: it stays within its parent's places and period and has its
// currency. What the parent leaves open limits nothing.

// Each place lies in one of the parent's, or of the tender's where the parent names none.
bool PlacesWithin(const v1::Tender& tender, const v1::Lot& parent,
                  const google::protobuf::RepeatedPtrField<std::string>& places);

// The days lie within those of the parent, and the length is at most the parent's.
bool PeriodWithin(const v1::Period& parent, const v1::Period& period);

bool SharesCurrency(const v1::Lot& parent, const v1::Lot& lot);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_REQUIREMENT_LIMITS_H_
