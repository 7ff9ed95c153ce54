#include "lib/breakdown/figures.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace sambyd::breakdown {
namespace {

constexpr std::int64_t kScale = 10'000;  // numbers are kept in ten-thousandths
constexpr std::int64_t kLargest = 1'000'000'000'000;
constexpr std::size_t kNear = 30;    // bytes after an amount in which "pr. år" may stand
constexpr std::size_t kBefore = 60;  // bytes before an amount in which "i alt" may stand

struct Word {
  std::string_view text;
  std::string_view meaning;
};

constexpr std::array<Word, 24> kCurrencies = {{{"dkk", "DKK"},
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

constexpr std::array<Word, 6> kThousands = {{{"t.kr.", "kr"},
                                             {"t.kr", "kr"},
                                             {"tkr.", "kr"},
                                             {"tkr", "kr"},
                                             {"tdkk", "DKK"},
                                             {"teur", "EUR"}}};

struct Multiplier {
  std::string_view text;
  std::int64_t factor;
};
constexpr std::array<Multiplier, 22> kMultipliers = {
    {{"mio.", 1'000'000},        {"mio", 1'000'000},
     {"mill.", 1'000'000},       {"mill", 1'000'000},
     {"millioner", 1'000'000},   {"million", 1'000'000},
     {"millions", 1'000'000},    {"millionen", 1'000'000},
     {"miljoner", 1'000'000},    {"miljon", 1'000'000},
     {"milj.", 1'000'000},       {"mn", 1'000'000},
     {"m", 1'000'000},           {"mia.", 1'000'000'000},
     {"mia", 1'000'000'000},     {"milliarder", 1'000'000'000},
     {"billion", 1'000'000'000}, {"tusind", 1'000},
     {"tusen", 1'000},           {"tusinde", 1'000},
     {"thousand", 1'000},        {"tsd.", 1'000}}};

constexpr std::array<std::string_view, 9> kPercent = {
    "%", "pct.", "pct", "procent", "percent", "per cent", "prozent", "prosent", "v.h."};

constexpr std::array<Word, 36> kUnits = {{{"m²", "m2"},
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
constexpr std::array<std::string_view, 34> kWholes = {
    "af opgave",   "af kontrakt",    "af arbejde",      "af værdi",
    "af omfang",   "af den samlede", "af det samlede",  "af budget",
    "af aftale",   "af ydelse",      "af beløb",        "af entreprise",
    "af mængde",   "af volumen",     "af den anslåede", "er ",
    "til ",        "of the task",    "of the contract", "of the total",
    "of the work", "of the value",   "of the volume",   "is ",
    "for ",        "des auftrag",    "der leistung",    "des gesamt",
    "av uppdrag",  "av värde",       "av oppdrag",      "av kontrakt",
    "av verdi",    "av total"};

// Words before a percentage that make it a demand: "mindst 30 %", "med 20 %".
constexpr std::array<std::string_view, 14> kBounds = {
    "mindst",   "minimum", "højst",      "maks",  "under ", "over ",    "med ",
    "at least", "minst",   "mindestens", "up to", "op til", "mere end", "rabat"};

// What follows an amount that is a price and no value: "28 kr. for en varm ret", "pr. time".
constexpr std::array<std::string_view, 14> kUnitPrices = {
    "pr. stk", "pr. time", "pr. måltid", "pr. m",    "pr. solgt",  "pr. person", "for en ",
    "for et ", "per hour", "per unit",   "per meal", "pro stunde", "per timme",  "i timen"};
constexpr std::int64_t kLeastAmount = 100'000;  // 1,000 of the currency: less is a price

constexpr std::array<std::string_view, 16> kYearly = {
    "årlig",  "pr. år", "pr år",    "om året",  "per år",    "per year", "a year", "annual",
    "yearly", "p.a.",   "jährlich", "pro jahr", "per annum", "/år",      "i året", "/year"};

constexpr std::array<std::string_view, 15> kTotals = {
    "budget",     "samlet",          "samlede",      "i alt",   "totalt",
    "total",      "hele aftalen",    "insgesamt",    "gesamt",  "sammanlagt",
    "sammenlagt", "hele kontrakten", "hele opgaven", "overall", "altogether"};

struct Number {
  Range range;
  std::int64_t value = 0;     // in 1/kScale
  bool single_group = false;  // "1.200": could also mean 1,2
};

class Reader {
 public:
  Reader(const Text& text, Range range) : text_(text), folded_(text.folded()), range_(range) {}

  std::vector<Figure> Read() {
    for (std::size_t at = range_.begin; at < range_.end;) {
      if (!IsAsciiDigit(at) || (at > range_.begin && text_.IsWordCharacter(at - 1))) {
        ++at;
        continue;
      }
      const Number number = ReadNumber(at);
      at = std::max(number.range.end, at + 1);
      if (number.value < 0) continue;
      if (auto figure = ReadFigure(number)) {
        at = std::max(at, figure->range.end);
        JoinRange(*figure, number);
        figures_.push_back(*figure);
      }
      last_number_ = number;
    }
    return std::move(figures_);
  }

 private:
  bool IsAsciiDigit(std::size_t at) const {
    return at < range_.end && folded_[at] >= '0' && folded_[at] <= '9';
  }

  std::size_t DigitsAt(std::size_t at) const {
    std::size_t count = 0;
    while (IsAsciiDigit(at + count) && count < 20) ++count;
    return count;
  }

  std::size_t SkipBlanks(std::size_t at) const {
    const std::size_t limit = std::min(range_.end, at + 4);
    while (at < limit && text_.IsBlank(at) && folded_[at] != '\n') ++at;
    return at;
  }

  // The length of a separator of thousands at `at`, or 0.
  std::size_t SeparatorAt(std::size_t at) const {
    if (at >= range_.end) return 0;
    if (folded_[at] == '.' || folded_[at] == ',' || folded_[at] == '\'') return 1;
    return SkipBlanks(at) - at;
  }

  // A number from its first digit; the value is negative when it is not one number (a date, a
  // version) or too large.
  Number ReadNumber(std::size_t begin) const {
    Number number{{begin, begin + DigitsAt(begin)}, 0};
    std::int64_t whole = Digits(number.range);
    int groups = 0;
    char separator = 0;
    if (number.range.end - begin <= 3) {
      for (std::size_t length = SeparatorAt(number.range.end); length > 0;
           length = SeparatorAt(number.range.end)) {
        const char found = folded_[number.range.end];
        if ((separator != 0 && found != separator) || DigitsAt(number.range.end + length) != 3)
          break;
        separator = found;
        const std::size_t group = number.range.end + length;
        whole = whole * 1000 + Digits({group, group + 3});
        number.range.end = group + 3;
        if (++groups > 4) break;
      }
    }
    if (whole > kLargest || groups > 4) {
      number.value = -1;
      return number;
    }
    number.value = whole * kScale;
    number.single_group = groups == 1 && (separator == '.' || separator == ',');
    ReadDecimals(number, separator);
    return number;
  }

  void ReadDecimals(Number& number, char separator) const {
    const std::size_t at = number.range.end;
    if (at >= range_.end || (folded_[at] != '.' && folded_[at] != ',')) return;
    const std::size_t count = DigitsAt(at + 1);
    if (count == 0) return;
    const bool another = at + 1 + count < range_.end &&
                         (folded_[at + 1 + count] == '.' || folded_[at + 1 + count] == ',') &&
                         IsAsciiDigit(at + 2 + count);
    if (folded_[at] == separator || count > 4 || another) {
      number.value = -1;  // "12.05.2027", "1.2.3"
      number.range.end = at + 1 + count;
      return;
    }
    std::int64_t unit = kScale;
    for (std::size_t i = at + 1; i <= at + count; ++i) {
      unit /= 10;
      number.value += (folded_[i] - '0') * unit;
    }
    number.range.end = at + 1 + count;
    number.single_group = false;
  }

  std::int64_t Digits(Range range) const {
    std::int64_t value = 0;
    for (std::size_t i = range.begin; i < std::min(range.end, range.begin + 13); ++i) {
      value = value * 10 + (folded_[i] - '0');
    }
    return range.end - range.begin > 13 ? kLargest + 1 : value;
  }

  // Length of `word` where it stands at `at` as a whole word, else 0.
  std::size_t WordAt(std::size_t at, std::string_view word) const {
    if (folded_.substr(at, word.size()) != word || at + word.size() > range_.end) return 0;
    const std::size_t end = at + word.size();
    return text_.IsWordBoundary(end) || !text_.IsLetter(end - 1) ? word.size() : 0;
  }

  // The longest of the words at `at`.
  template <class Words>
  const typename Words::value_type* LongestAt(std::size_t at, const Words& words) const {
    const typename Words::value_type* longest = nullptr;
    for (const auto& word : words) {
      if (WordAt(at, word.text) > 0 && (!longest || word.text.size() > longest->text.size())) {
        longest = &word;
      }
    }
    return longest;
  }

  std::optional<Figure> ReadFigure(const Number& number) const {
    const std::size_t at = SkipBlanks(number.range.end);
    for (const std::string_view percent : kPercent) {
      if (const std::size_t length = WordAt(at, percent)) return Share(number, at + length);
    }
    if (auto amount = Amount(number, at)) return amount;
    if (const Word* unit = LongestAt(at, kUnits)) {
      Figure figure{Figure::Kind::kQuantity,
                    {number.range.begin, at + unit->text.size()},
                    number.value / (kScale / 1000),
                    unit->meaning};
      return figure;
    }
    return std::nullopt;
  }

  std::optional<Figure> Share(const Number& number, std::size_t end) const {
    if (number.value <= 0 || number.value > 100 * kScale) return std::nullopt;
    const std::size_t next = SkipBlanks(end);
    const std::string_view rest = folded_.substr(next, range_.end - std::min(next, range_.end));
    const bool stands_alone = rest.empty() || !text_.IsWordCharacter(next);
    const bool of_the_task =
        std::ranges::any_of(kWholes, [&](auto whole) { return rest.starts_with(whole); });
    std::string_view before = Before(number.range.begin, 16);
    before.remove_prefix(std::min(before.rfind('(') + 1, before.size()));
    const bool bounded = std::ranges::any_of(
        kBounds, [&](auto word) { return before.find(word) != std::string_view::npos; });
    if ((!stands_alone && !of_the_task) || bounded) return std::nullopt;
    return Figure{Figure::Kind::kShare, {number.range.begin, end}, number.value / 100, "%"};
  }

  std::optional<Figure> Amount(const Number& number, std::size_t at) const {
    Figure figure{Figure::Kind::kAmount, {number.range.begin, number.range.end}, 0, ""};
    std::int64_t value = number.value;
    std::int64_t factor = 1;
    if (const Multiplier* multiplier = LongestAt(at, kMultipliers)) {
      factor = multiplier->factor;
      at = SkipBlanks(at + multiplier->text.size());
      if (number.single_group && factor >= 1'000'000) value /= 1000;  // "1.200 mio." is 1,2
    } else if (const Word* thousands = LongestAt(at, kThousands)) {
      figure.unit = thousands->meaning;
      factor = 1000;
      at += thousands->text.size();
      figure.range.end = at;
    }
    if (const Word* after = LongestAt(at, kCurrencies); after && figure.unit.empty()) {
      figure.unit = after->meaning;
      figure.range.end = at + after->text.size();
    }
    if (figure.unit.empty()) ReadCurrencyBefore(figure, factor > 1 ? at : number.range.end);
    if (figure.unit.empty() || value > kLargest / factor * kScale) return std::nullopt;
    figure.value = value * factor / (kScale / 100);
    const std::string_view next = folded_.substr(SkipBlanks(figure.range.end), kNear);
    const bool is_price =
        std::ranges::any_of(kUnitPrices, [&](auto price) { return next.starts_with(price); });
    if (is_price || figure.value < kLeastAmount) return std::nullopt;
    figure.yearly = Says(kYearly, folded_.substr(figure.range.end, kNear));
    figure.total = Says(kTotals, ClauseBefore(figure.range.begin));
    return figure;
  }

  // "DKK 1.200.000", "kr. 500.000", "€2.5 million".
  void ReadCurrencyBefore(Figure& figure, std::size_t end) const {
    std::size_t at = figure.range.begin;
    while (at > range_.begin && text_.IsBlank(at - 1)) --at;
    const std::string_view before = Before(at, 10);
    const Word* longest = nullptr;
    for (const Word& currency : kCurrencies) {
      if (currency.text == ",-" || !before.ends_with(currency.text)) continue;
      if (!longest || currency.text.size() > longest->text.size()) longest = &currency;
    }
    if (longest == nullptr) return;
    const std::size_t begin = at - longest->text.size();
    if (text_.IsLetter(begin) && begin > range_.begin && text_.IsLetter(begin - 1)) return;
    figure.unit = longest->meaning;
    figure.range = {begin, end};
    while (figure.range.end > begin && text_.IsBlank(figure.range.end - 1)) --figure.range.end;
  }

  // At most `length` bytes before `at` within the range.
  std::string_view Before(std::size_t at, std::size_t length) const {
    const std::size_t begin = at - std::min(length, at - range_.begin);
    return folded_.substr(begin, at - begin);
  }

  // Back to the last comma or full stop: what is said of this amount.
  std::string_view ClauseBefore(std::size_t at) const {
    std::string_view before = Before(at, kBefore);
    const std::size_t cut = before.find_last_of(";:(");
    if (cut != std::string_view::npos && cut + 3 < before.size()) before.remove_prefix(cut + 1);
    const std::size_t comma = before.rfind(", ");
    return comma == std::string_view::npos ? before : before.substr(comma);
  }

  template <class Words>
  static bool Says(const Words& words, std::string_view text) {
    const std::size_t stop = std::min(text.find_first_of(",;)"), text.size());
    const std::string_view head = text.starts_with(',') ? text : text.substr(0, stop);
    return std::ranges::any_of(
        words, [&](auto word) { return head.find(word) != std::string_view::npos; });
  }

  // "2-3", "2 til 3", "mellem 2 og 3": true for what stands between two ends of one range.
  bool IsRange(Range low, std::size_t high) const {
    if (low.end > high || high - low.end > 8) return false;
    const std::string_view between = text_.folded(text_.Trim({low.end, high}));
    static constexpr std::array<std::string_view, 6> kTo = {"-", "–", "—", "til", "to", "bis"};
    static constexpr std::array<std::string_view, 5> kAnd = {"og", "and", "und", "och", "dkk"};
    static constexpr std::array<std::string_view, 4> kBetween = {"mellem", "between", "zwischen",
                                                                 "mellan"};
    if (std::ranges::find(kTo, between) != kTo.end()) return true;
    return std::ranges::find(kAnd, between) != kAnd.end() &&
           std::ranges::any_of(kBetween, [&](auto word) {
             return Before(low.begin, 12).find(word) != std::string_view::npos;
           });
  }

  // Joins the upper end of a range of amounts or shares with its lower end, to their middle.
  void JoinRange(Figure& figure, const Number& number) {
    if (!figures_.empty() && figures_.back().kind == figure.kind &&
        IsRange(figures_.back().range, figure.range.begin)) {
      figure.value = (figures_.back().value + figure.value) / 2;
      figure.range.begin = figures_.back().range.begin;
      figures_.pop_back();
      return;
    }
    if (!last_number_ || last_number_->value <= 0 || last_number_->value > number.value ||
        figure.range.begin != number.range.begin ||
        !IsRange(last_number_->range, figure.range.begin)) {
      return;
    }
    const std::int64_t factor = figure.value * 100 / number.value;
    figure.value = (last_number_->value * factor / 100 + figure.value) / 2;
    figure.range.begin = last_number_->range.begin;
  }

  const Text& text_;
  std::string_view folded_;
  Range range_;
  std::optional<Number> last_number_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> FindFigures(const Text& text, Range range) {
  return Reader(text, range).Read();
}

}  // namespace sambyd::breakdown
