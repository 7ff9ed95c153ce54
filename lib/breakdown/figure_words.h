#ifndef LIB_BREAKDOWN_FIGURE_WORDS_H_
#define LIB_BREAKDOWN_FIGURE_WORDS_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace sambyd::breakdown {

// The words around figures, in lower case.

struct Word {
  std::string_view text;
  std::string_view meaning;
};

inline constexpr std::array<Word, 24> kCurrencies = {{{"dkk", "DKK"},
                                                      {"kr.", "kr"},
                                                      {"kr", "kr"},
                                                      {"kroner", "kr"},
                                                      {"danske kroner", "DKK"},
                                                      {"kronor", "kr"},
                                                      {"sek", "SEK"},
                                                      {"nok", "NOK"},
                                                      {"eur", "EUR"},
                                                      {"euro", "EUR"},
                                                      {"euros", "EUR"},
                                                      {"€", "EUR"},
                                                      {"gbp", "GBP"},
                                                      {"£", "GBP"},
                                                      {"usd", "USD"},
                                                      {"$", "USD"},
                                                      {"chf", "CHF"},
                                                      {"pln", "PLN"},
                                                      {"danish kroner", "DKK"},
                                                      {",-", "kr"},
                                                      {"d.kr.", "DKK"},
                                                      {"dkr.", "DKK"},
                                                      {"dkr", "DKK"},
                                                      {"swedish kronor", "SEK"}}};

struct Multiplier {
  std::string_view text;
  std::int64_t factor;
};

// A currency with its multiplier in one word.
struct ScaledCurrency {
  std::string_view text;
  std::string_view meaning;
  std::int64_t factor;
};
inline constexpr std::array<ScaledCurrency, 14> kScaledCurrencies = {{{"t.kr.", "kr", 1'000},
                                                                      {"t.kr", "kr", 1'000},
                                                                      {"tkr.", "kr", 1'000},
                                                                      {"tkr", "kr", 1'000},
                                                                      {"tdkk", "DKK", 1'000},
                                                                      {"teur", "EUR", 1'000},
                                                                      {"mkr", "kr", 1'000'000},
                                                                      {"mkr.", "kr", 1'000'000},
                                                                      {"mnkr", "kr", 1'000'000},
                                                                      {"msek", "SEK", 1'000'000},
                                                                      {"mnok", "NOK", 1'000'000},
                                                                      {"mdkk", "DKK", 1'000'000},
                                                                      {"meur", "EUR", 1'000'000},
                                                                      {"tsek", "SEK", 1'000}}};

inline constexpr std::array<Multiplier, 23> kMultipliers = {{{"mio.", 1'000'000},
                                                             {"mio", 1'000'000},
                                                             {"mill.", 1'000'000},
                                                             {"mill", 1'000'000},
                                                             {"millioner", 1'000'000},
                                                             {"million", 1'000'000},
                                                             {"millions", 1'000'000},
                                                             {"millionen", 1'000'000},
                                                             {"miljoner", 1'000'000},
                                                             {"miljon", 1'000'000},
                                                             {"milj.", 1'000'000},
                                                             {"mn", 1'000'000},
                                                             {"m", 1'000'000},
                                                             {"mia.", 1'000'000'000},
                                                             {"mia", 1'000'000'000},
                                                             {"milliarder", 1'000'000'000},
                                                             {"billion", 1'000'000'000},
                                                             {"tusind", 1'000},
                                                             {"tusen", 1'000},
                                                             {"tusinde", 1'000},
                                                             {"thousand", 1'000},
                                                             {"tsd.", 1'000},
                                                             {"k", 1'000}}};

inline constexpr std::array<std::string_view, 9> kPercent = {
    "%", "pct.", "pct", "procent", "percent", "per cent", "prozent", "prosent", "v.h."};

inline constexpr std::array<Word, 36> kUnits = {{{"m²", "m2"},
                                                 {"m2", "m2"},
                                                 {"kvm.", "m2"},
                                                 {"kvm", "m2"},
                                                 {"kvadratmeter", "m2"},
                                                 {"sqm", "m2"},
                                                 {"sq m", "m2"},
                                                 {"square metres", "m2"},
                                                 {"square meters", "m2"},
                                                 {"quadratmeter", "m2"},
                                                 {"etagemeter", "m2"},
                                                 {"ha", "ha"},
                                                 {"hektar", "ha"},
                                                 {"hectares", "ha"},
                                                 {"timer", "h"},
                                                 {"hours", "h"},
                                                 {"stunden", "h"},
                                                 {"timmar", "h"},
                                                 {"arbejdstimer", "h"},
                                                 {"km", "km"},
                                                 {"kilometer", "km"},
                                                 {"løbende meter", "lm"},
                                                 {"lbm", "lm"},
                                                 {"lbm.", "lm"},
                                                 {"stk.", "pcs"},
                                                 {"stk", "pcs"},
                                                 {"styk", "pcs"},
                                                 {"pcs", "pcs"},
                                                 {"pieces", "pcs"},
                                                 {"stück", "pcs"},
                                                 {"st.", "pcs"},
                                                 {"ton", "t"},
                                                 {"tons", "t"},
                                                 {"tonnes", "t"},
                                                 {"kuverter", "meal"},
                                                 {"måltider", "meal"}}};

// What may follow a percentage of the task: "40 pct. af opgaven", "25 pct. er grafisk design".
inline constexpr std::array<std::string_view, 34> kWholes = {
    "af opgave",   "af kontrakt",    "af arbejde",      "af værdi",
    "af omfang",   "af den samlede", "af det samlede",  "af budget",
    "af aftale",   "af ydelse",      "af beløb",        "af entreprise",
    "af mængde",   "af volumen",     "af den anslåede", "er ",
    "til ",        "of the task",    "of the contract", "of the total",
    "of the work", "of the value",   "of the volume",   "is ",
    "for ",        "des auftrag",    "der leistung",    "des gesamt",
    "av uppdrag",  "av värde",       "av oppdrag",      "av kontrakt",
    "av verdi",    "av total"};

// Shares in words, in basis points. They count only where those of a sentence make up the whole.
struct Fraction {
  std::string_view text;
  std::int64_t basis_points;
};
inline constexpr std::int64_t kTheRest = 0;  // what the other shares of the sentence leave
inline constexpr std::array<Fraction, 40> kFractions = {{{"halvdelen", 5'000},
                                                         {"tre fjerdedele", 7'500},
                                                         {"en fjerdedel", 2'500},
                                                         {"to tredjedele", 6'667},
                                                         {"en tredjedel", 3'333},
                                                         {"en femtedel", 2'000},
                                                         {"to femtedele", 4'000},
                                                         {"tre femtedele", 6'000},
                                                         {"fire femtedele", 8'000},
                                                         {"half", 5'000},
                                                         {"three quarters", 7'500},
                                                         {"three-quarters", 7'500},
                                                         {"a quarter", 2'500},
                                                         {"one quarter", 2'500},
                                                         {"two thirds", 6'667},
                                                         {"two-thirds", 6'667},
                                                         {"a third", 3'333},
                                                         {"one third", 3'333},
                                                         {"hälfte", 5'000},
                                                         {"drei viertel", 7'500},
                                                         {"ein viertel", 2'500},
                                                         {"zwei drittel", 6'667},
                                                         {"ein drittel", 3'333},
                                                         {"ein fünftel", 2'000},
                                                         {"hälften", 5'000},
                                                         {"tre fjärdedelar", 7'500},
                                                         {"en fjärdedel", 2'500},
                                                         {"två tredjedelar", 6'667},
                                                         {"halvparten", 5'000},
                                                         {"tre fjerdedeler", 7'500},
                                                         {"to tredjedeler", 6'667},
                                                         {"resten", kTheRest},
                                                         {"den resterende del", kTheRest},
                                                         {"det resterende", kTheRest},
                                                         {"the rest", kTheRest},
                                                         {"the remainder", kTheRest},
                                                         {"the remaining", kTheRest},
                                                         {"der rest", kTheRest},
                                                         {"den rest", kTheRest},
                                                         {"återstoden", kTheRest}}};

// Words before a percentage that make it a demand: "mindst 30 %", "med 20 %".
inline constexpr std::array<std::string_view, 14> kBounds = {
    "mindst",   "minimum", "højst",      "maks",  "under ", "over ",    "med ",
    "at least", "minst",   "mindestens", "up to", "op til", "mere end", "rabat"};

// What follows an amount that is a price and no value: "28 kr. for en varm ret", "pr. time".
inline constexpr std::array<std::string_view, 14> kUnitPrices = {
    "pr. stk", "pr. time", "pr. måltid", "pr. m",    "pr. solgt",  "pr. person", "for en ",
    "for et ", "per hour", "per unit",   "per meal", "pro stunde", "per timme",  "i timen"};
inline constexpr std::array<std::string_view, 16> kYearly = {
    "årlig",  "pr. år", "pr år",    "om året",  "per år",    "per year", "a year", "annual",
    "yearly", "p.a.",   "jährlich", "pro jahr", "per annum", "/år",      "i året", "/year"};

inline constexpr std::array<std::string_view, 20> kTotals = {
    "budget",         "samlet",          "samlede",      "i alt",          "totalt",
    "total",          "hele aftalen",    "whose value",  "anslåede ramme", "nye anslåede",
    "contract value", "total value",     "insgesamt",    "gesamt",         "sammanlagt",
    "sammenlagt",     "hele kontrakten", "hele opgaven", "overall",        "altogether"};

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_FIGURE_WORDS_H_
