#include "lib/application/localized.h"

#include <string>

namespace sambyd::application {

v1::LocalizedText Localized(std::string_view language, std::string_view text) {
  v1::LocalizedText localized;
  localized.set_language(std::string(language));
  localized.set_text(std::string(text));
  return localized;
}

std::string_view TextIn(const Texts& texts, std::string_view language) {
  for (const v1::LocalizedText& text : texts) {
    if (text.language() == language) return text.text();
  }
  return texts.empty() ? std::string_view() : std::string_view(texts[0].text());
}

void SetSentence(std::string_view danish, std::string_view english, Texts& texts) {
  texts.Clear();
  *texts.Add() = Localized("DAN", danish);
  *texts.Add() = Localized("ENG", english);
}

}  // namespace sambyd::application
