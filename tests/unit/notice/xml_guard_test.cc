#include "lib/notice/xml_guard.h"

#include <optional>
#include <random>

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/unit/notice/tiny_notice.h"

namespace sambyd::notice {
namespace {

// "lt" -> the violation of a document that holds "lt" in the text of its third line.
absl::StatusOr<v1::Notice> ParseWithText(const std::string& text) {
  return ParseEforms(absl::StrCat("<a>\n<b>\n", text, "</b></a>"));
}

TEST(XmlGuardTest, TextThatIsNotXmlIsRefusedWithItsLine) {
  ExpectRefused(ParseEforms("\n{\"ocid\": \"ocds-1\"}"), Reason::kNoticeNotXml, "line 2");
  ExpectRefused(ParseEforms(""), Reason::kNoticeNotXml, "line 1");
  ExpectRefused(ParseEforms("%PDF-1.7"), Reason::kNoticeNotXml, "line 1");
  ExpectRefused(ParseEforms("<a>\n<b></a></b>"), Reason::kNoticeNotXml, "line 2");
  ExpectRefused(ParseEforms("<a></a>\n<b></b>"), Reason::kNoticeNotXml, "line 2");
  ExpectRefused(ParseEforms("<a></a>\n</a>"), Reason::kNoticeNotXml, "line 2");
  ExpectRefused(ParseEforms("<a>\n<b c=d/></a>"), Reason::kNoticeNotXml, "line 2");
  ExpectRefused(ParseEforms("<a>\n<b c='d/></a>"), Reason::kNoticeNotXml, "line 2");
}

TEST(XmlGuardTest, EveryTruncationOfANoticeIsRefused) {
  const std::string xml = TinyNotice().Xml();
  const std::size_t end = xml.rfind('>');
  for (std::size_t size = 0; size < end; ++size) {
    const absl::StatusOr<v1::Notice> notice = ParseEforms(std::string_view(xml).substr(0, size));
    ASSERT_FALSE(notice.ok()) << size;
    ASSERT_EQ(RefusalOf(notice.status())->reason, Reason::kNoticeNotXml) << size;
    ASSERT_THAT(RefusalOf(notice.status())->violations[0].field, ::testing::StartsWith("line "));
  }
}

TEST(XmlGuardTest, ADocumentTypeIsRefusedWhateverItDeclares) {
  const char* prologues[] = {
      "<!DOCTYPE a>",
      "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">",
      "<!DOCTYPE a [<!ENTITY x SYSTEM \"http://example.org/\">]>",
      "<!DOCTYPE a [<!ENTITY a0 \"ha\"><!ENTITY a1 \"&a0;&a0;\"><!ENTITY a2 \"&a1;&a1;\">]>",
      "<!doctype html>",
      "<!ENTITY x 'y'>",
  };
  for (const char* prologue : prologues) {
    ExpectRefused(ParseEforms(absl::StrCat("<?xml version='1.0'?>\n", prologue, "<a/>")),
                  Reason::kNoticeForbiddenXml, "line 2");
  }
  ExpectRefused(ParseWithText("<!DOCTYPE a>"), Reason::kNoticeForbiddenXml, "line 3");
}

TEST(XmlGuardTest, WhatOnlyLooksLikeADocumentTypeIsText) {
  const std::string xml = absl::StrReplaceAll(
      TinyNotice().Xml(),
      {{"?>\n", "?>\n<!-- <!DOCTYPE a> -->"},
       {"</cac:ProcurementProject>\n",
        "<cbc:Name><![CDATA[<!ENTITY x>]]></cbc:Name></cac:ProcurementProject>\n"}});
  const absl::StatusOr<v1::Notice> notice = ParseEforms(xml);
  ASSERT_TRUE(notice.ok()) << notice.status();
  EXPECT_EQ(notice->tender().titles(0).text(), "<!ENTITY x>");
}

TEST(XmlGuardTest, OnlyPredefinedEntitiesAndCharactersAreKnown) {
  for (const char* text : {"&nbsp;", "&xxe;", "&", "& ", "&amp", "&;", "&#;", "&#x;", "&#0;",
                           "&#xD800;", "&#x110000;", "&#11;", "&#-5;", "&#99999999999;"}) {
    ExpectRefused(ParseWithText(text), Reason::kNoticeNotXml, "line 3");
  }
  // Well-formed, and refused only for being another document.
  ExpectRefused(ParseWithText("&amp;&lt;&gt;&quot;&apos;&#13;&#xE6;&#x1F600;"),
                Reason::kNoticeNotEforms, "root element");
  ExpectRefused(ParseEforms("<a b='&x;'/>"), Reason::kNoticeNotXml, "line 1");
}

TEST(XmlGuardTest, BytesThatAreNotUtf8AreRefusedWithTheirLine) {
  for (const char* text : {"caf\xE9", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80"}) {
    ExpectRefused(ParseWithText(text), Reason::kEncodingInvalid, "line 3");
  }
  ExpectRefused(ParseEforms(std::string_view("\xFF\xFE<\0a\0/\0>\0", 10)), Reason::kEncodingInvalid,
                "line 1");
}

TEST(XmlGuardTest, AnotherDeclaredEncodingIsRefused) {
  ExpectRefused(ParseEforms("<?xml version='1.0' encoding='ISO-8859-1'?><a/>"),
                Reason::kEncodingInvalid, "line 1");
}

TEST(XmlGuardTest, ControlCharactersAreNotXml) {
  ExpectRefused(ParseWithText("\x01"), Reason::kNoticeNotXml, "line 3");
  ExpectRefused(ParseEforms(std::string_view("<a>\n\0</a>", 9)), Reason::kNoticeNotXml, "line 2");
}

TEST(XmlGuardTest, NoncharactersAreNotXmlHoweverTheyAreWritten) {
  for (const char* text : {"\xEF\xBF\xBE", "\xEF\xBF\xBF", "&#xFFFE;", "&#xFFFF;"}) {
    ExpectRefused(ParseWithText(text), Reason::kNoticeNotXml, "line 3");
  }
  // U+FFFD, which stands for what could not be read, is one; so is U+EFBF.
  ExpectRefused(ParseWithText("\xEF\xBF\xBD\xEE\xBE\xBF"), Reason::kNoticeNotEforms,
                "root element");
}

TEST(XmlGuardTest, AByteOrderMarkIsAccepted) {
  const absl::StatusOr<v1::Notice> notice = ParseEforms("\xEF\xBB\xBF" + TinyNotice().Xml());
  EXPECT_TRUE(notice.ok()) << notice.status();
}

TEST(XmlGuardTest, ANoticeOverTheSizeLimitIsRefusedUnread) {
  const std::string xml = TinyNotice().Xml();
  ExpectRefused(ParseEforms(xml, {.max_bytes = xml.size() - 1}), Reason::kNoticeTooLarge,
                "content");
  EXPECT_TRUE(ParseEforms(xml, {.max_bytes = xml.size()}).ok());
  ExpectRefused(ParseEforms(std::string(50'000'000, 'x')), Reason::kNoticeTooLarge, "content");
}

TEST(XmlGuardTest, NestingAndElementsAreLimited) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  ExpectRefused(ParseEforms(deep), Reason::kNoticeTooLarge, "line 1");
  std::string wide = "<a>";
  for (int i = 0; i < 600'000; ++i) wide += "<b/>";
  ExpectRefused(ParseEforms(wide + "</a>"), Reason::kNoticeTooLarge, "line 1");
}

TEST(XmlGuardTest, LinesAreCountedFromOne) {
  EXPECT_EQ(LineAt("a\nb\nc", 0), "line 1");
  EXPECT_EQ(LineAt("a\nb\nc", 2), "line 2");
  EXPECT_EQ(LineAt("a\nb\nc", 5), "line 3");
}

TEST(XmlGuardTest, NoFlippedByteCrashesTheParser) {
  constexpr unsigned kSeed = 11;
  SCOPED_TRACE(absl::StrCat("seed ", kSeed));
  std::mt19937 random(kSeed);
  const std::string xml = TinyNotice().Xml();
  for (int i = 0; i < 5'000; ++i) {
    std::string damaged = xml;
    for (int flips = 0; flips < 3; ++flips) {
      damaged[random() % damaged.size()] = static_cast<char>(random() % 128);
    }
    const absl::StatusOr<v1::Notice> notice = ParseEforms(damaged);
    if (notice.ok()) continue;
    ASSERT_EQ(notice.status().code(), absl::StatusCode::kInvalidArgument);
    ASSERT_TRUE(RefusalOf(notice.status()).has_value()) << notice.status();
  }
}

}  // namespace
}  // namespace sambyd::notice
