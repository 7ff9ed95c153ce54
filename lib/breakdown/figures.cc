#include "lib/breakdown/figures.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <span>
#include <string_view>

#include "lib/breakdown/figure_words.h"
#include "lib/breakdown/first_bytes.h"
#include "lib/breakdown/numbers.h"

namespace sambyd::breakdown {
namespace {

constexpr std::int64_t kLeastAmount = 100'000;      // 1,000 of the currency: less is a price
constexpr std::int64_t kWhole = 10'000;             // basis points
constexpr std::int64_t kThirds = 1;                 // three thirds lack as much
constexpr std::string_view kLooseShare = "% of ?";  // while it is not known of what
constexpr std::size_t kLongestShareGap = 120;       // between two shares of one sentence
constexpr std::size_t kMostBlanks = 4;
constexpr std::size_t kNear = 30;    // bytes after an amount in which "pr. år" may stand
constexpr std::size_t kBefore = 60;  // bytes before an amount in which "i alt" may stand

class FigureReader {
 public:
  FigureReader(const Text& text, Range range)
      : text_(text), folded_(text.folded()), range_(range) {}

  std::vector<Figure> Read() {
    for (std::size_t at = range_.begin; at < range_.end;) {
      if (at > range_.begin && text_.IsWordCharacter(at - 1)) {
        ++at;
        continue;
      }
      if (!IsAsciiDigit(folded_[at])) {
        at = ReadFraction(at);
        continue;
      }
      const Number number = ReadNumber(text_, {at, range_.end});
      at = std::max(number.range.end, at + 1);
      if (number.value < 0) continue;
      if (auto figure = ReadFigure(number)) {
        at = std::max(at, figure->range.end);
        JoinRange(*figure, number);
        figures_.push_back(*figure);
      }
      last_number_ = number;
    }
    KeepWholeShares();
    return std::move(figures_);
  }

  // The currency word that the range holds, by its meaning.
  std::string_view Currency() const {
    for (std::size_t at = range_.begin; at < range_.end; ++at) {
      if (at > range_.begin && text_.IsWordCharacter(at - 1) && text_.IsWordCharacter(at)) continue;
      if (const Word* currency = LongestAt(at, kCurrencies)) return currency->meaning;
    }
    return {};
  }

 private:
  // Past a few blanks: figures and their units stand close together.
  std::size_t SkipBlanks(std::size_t at) const {
    return std::min({text_.SkipBlanks(at), at + kMostBlanks, range_.end});
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
                    number.value / (kNumberScale / 1000),
                    unit->meaning};
      return figure;
    }
    return std::nullopt;
  }

  // A share in words that begins at `at`: past it, else one byte on.
  std::size_t ReadFraction(std::size_t at) {
    static constexpr FirstBytes kBegin(kFractions, [](const Fraction& f) { return f.text; });
    if (!kBegin.Hold(folded_[at])) return at + 1;
    const Fraction* fraction = LongestAt(at, kFractions);
    if (fraction == nullptr) return at + 1;
    const Range range{at, at + fraction->text.size()};
    figures_.push_back({Figure::Kind::kShare, range, fraction->basis_points, kLooseShare});
    return range.end;
  }

  std::optional<Figure> Share(const Number& number, std::size_t end) const {
    if (number.value <= 0 || number.value > 100 * kNumberScale) return std::nullopt;
    const std::size_t next = SkipBlanks(end);
    const std::string_view rest = folded_.substr(next, range_.end - std::min(next, range_.end));
    const bool stands_alone = rest.empty() || !text_.IsWordCharacter(next);
    const bool of_the_task =
        std::ranges::any_of(kWholes, [&](auto whole) { return rest.starts_with(whole); });
    std::string_view before = Before(number.range.begin, 16);
    before.remove_prefix(std::min(before.rfind('(') + 1, before.size()));
    const bool bounded = std::ranges::any_of(
        kBounds, [&](auto word) { return before.find(word) != std::string_view::npos; });
    if (bounded) return std::nullopt;
    Figure share{Figure::Kind::kShare, {number.range.begin, end}, number.value / 100, "%"};
    if (!stands_alone && !of_the_task) share.unit = kLooseShare;
    return share;
  }

  std::optional<Figure> Amount(const Number& number, std::size_t at) const {
    Figure figure{Figure::Kind::kAmount, {number.range.begin, number.range.end}, 0, ""};
    std::int64_t value = number.value;
    std::int64_t factor = 1;
    if (const Multiplier* multiplier = LongestAt(at, kMultipliers)) {
      factor = multiplier->factor;
      at = SkipBlanks(at + multiplier->text.size());
      if (number.single_group && factor >= 1'000'000) value /= 1000;  // "1.200 mio." is 1,2
    } else if (const ScaledCurrency* scaled = LongestAt(at, kScaledCurrencies)) {
      figure.unit = scaled->meaning;
      factor = scaled->factor;
      at += scaled->text.size();
      figure.range.end = at;
    }
    if (const Word* after = LongestAt(at, kCurrencies); after && figure.unit.empty()) {
      figure.unit = after->meaning;
      figure.range.end = at + after->text.size();
    }
    if (figure.unit.empty()) ReadCurrencyBefore(figure, factor > 1 ? at : number.range.end);
    if (figure.unit.empty() || value > kLargestNumber / factor * kNumberScale) return std::nullopt;
    figure.value = value * factor / (kNumberScale / 100);
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

  // Drops shares of which the text does not say that they are of the task, unless those of their
  // sentence make up the whole.
  void KeepWholeShares() {
    for (std::size_t first = 0; first < figures_.size();) {
      std::size_t last = first + 1;
      while (last < figures_.size() && InOneSentence(last)) ++last;
      KeepWholeShares({figures_.begin() + static_cast<std::ptrdiff_t>(first), last - first});
      first = last;
    }
    std::erase_if(figures_, [](const Figure& figure) {
      return figure.kind == Figure::Kind::kShare && figure.unit.empty();
    });
  }

  static void KeepWholeShares(std::span<Figure> sentence) {
    std::int64_t sum = 0;
    std::size_t shares = 0;
    bool of_the_task = false;
    Figure* rest = nullptr;
    for (Figure& figure : sentence) {
      if (figure.kind != Figure::Kind::kShare) continue;
      if (figure.value == kTheRest) rest = &figure;
      ++shares;
      sum += figure.value;
      of_the_task = of_the_task || figure.unit != kLooseShare;
    }
    // "60 % økologi, resten konventionelt" is no division.
    if (rest != nullptr && sum < kWhole && (of_the_task || shares > 2)) {
      rest->value = kWhole - sum;
      sum = kWhole;
    }
    const bool whole = std::abs(sum - kWhole) <= kThirds && shares > 1;
    for (Figure& figure : sentence) {
      if (figure.unit == kLooseShare) figure.unit = whole && figure.value > 0 ? "%" : "";
    }
  }

  // The figure stands in the sentence of the one before it.
  bool InOneSentence(std::size_t index) const {
    const Range gap{figures_[index - 1].range.end, figures_[index].range.begin};
    if (gap.end - gap.begin > kLongestShareGap) return false;
    const std::string_view between = text_.clean(gap);
    return between.find('\n') == std::string_view::npos &&
           between.find(". ") == std::string_view::npos;
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
  return FigureReader(text, range).Read();
}

std::string_view CurrencyOf(const Text& text, Range heading) {
  return FigureReader(text, heading).Currency();
}

std::optional<Figure> AmountInCell(const Text& text, Range cell, std::string_view currency) {
  cell = text.Trim(cell);
  if (cell.empty() || !IsAsciiDigit(text.clean()[cell.begin])) return std::nullopt;
  const Number number = ReadNumber(text, cell);
  const bool bare = text.Letters({number.range.end, cell.end}, 1) == 0;
  if (number.value <= 0 || !bare) return std::nullopt;
  return Figure{Figure::Kind::kAmount, cell, number.value / (kNumberScale / 100), currency};
}

}  // namespace sambyd::breakdown
