#ifndef LIB_APPLICATION_LOCALIZED_H_
#define LIB_APPLICATION_LOCALIZED_H_

#include <string_view>

#include "google/protobuf/repeated_ptr_field.h"
#include "sambyd/v1/common.pb.h"

namespace sambyd::application {

using Texts = google::protobuf::RepeatedPtrField<v1::LocalizedText>;

v1::LocalizedText Localized(std::string_view language, std::string_view text);

// The text in a language, or the first given where that language is missing; empty without texts.
std::string_view TextIn(const Texts& texts, std::string_view language);

// One sentence of Sambyd's own, in Danish and in English.
void SetSentence(std::string_view danish, std::string_view english, Texts& texts);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_LOCALIZED_H_
