// sambyd review
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tools/sambyd/command.h"
#include "tools/sambyd/render_lots.h"

namespace sambyd::cli {
namespace {

constexpr std::int64_t kMostKroner = 10'000'000'000'000;
constexpr int kDaysPerMonth = 30;  // as in notices

// What an edit changes, as given on the command line.
struct EditArguments {
  std::string title;
  std::string cpv;
  std::vector<std::string> additional_cpvs;
  std::vector<std::string> places;
  std::int64_t value = 0;
  std::string currency = "DKK";
  std::string start;
  std::string end;
  int months = 0;
};

using Request = std::shared_ptr<v1::ReviewLotRequest>;

// "tenders/x/lots/LOT-0001.2" of "LOT-0001.2" beside another lot of tenders/x.
std::string Beside(const std::string& lot, const std::string& other) {
  if (other.starts_with("tenders/")) return other;
  const std::string_view last = LastPart(lot);
  return lot.substr(0, lot.size() - last.size()) + other;
}

void Send(Command& command, const v1::ReviewLotRequest& request) {
  const auto response = command.client().tenders().ReviewLot(request);
  if (!response.ok()) return command.End(response.status());
  Terminal& terminal = command.terminal();
  if (terminal.json()) return terminal.PrintJson(*response);
  std::vector<v1::Lot> lots;
  if (response->has_lot()) lots.push_back(response->lot());
  if (response->has_remainder()) lots.push_back(response->remainder());
  PrintLots(terminal, lots, command.language());
  if (!response->has_lot()) terminal.out() << request.name() << " is gone\n";
}

void AddDecision(CLI::App& review, Command& command, const std::string& name,
                 const std::string& about, const Request& request,
                 const std::function<void(v1::ReviewLotRequest&)>& decide) {
  review.add_subcommand(name, about)->callback([&command, request, decide] {
    decide(*request);
    Send(command, *request);
  });
}

void AddMerge(CLI::App& review, Command& command, const Request& request) {
  CLI::App* merge = review.add_subcommand("merge", "One lot of this and others");
  const auto others = std::make_shared<std::vector<std::string>>();
  merge->add_option("OTHER", *others, "Names or identifiers of the other lots")->required();
  merge->callback([&command, request, others] {
    for (const std::string& other : *others) {
      request->mutable_merge()->add_others(Beside(request->name(), other));
    }
    Send(command, *request);
  });
}

v1::Period PeriodOf(const EditArguments& edit) {
  v1::Period period;
  if (!edit.start.empty()) *period.mutable_start_date() = ParseDay(edit.start);
  if (!edit.end.empty()) *period.mutable_end_date() = ParseDay(edit.end);
  if (edit.months > 0) {
    period.set_duration_days(edit.months * kDaysPerMonth);
    period.set_duration_source(std::to_string(edit.months) + " MONTH");
  }
  return period;
}

// The fields for which an option was given.
v1::EditLot EditOf(const CLI::App& app, const EditArguments& given, const std::string& language) {
  v1::EditLot edit;
  v1::Lot& lot = *edit.mutable_lot();
  const auto changes = [&](const char* path) { edit.mutable_update_mask()->add_paths(path); };
  if (app.count("--title") > 0) {
    changes("titles");
    v1::LocalizedText& title = *lot.add_titles();
    title.set_language(language);
    title.set_text(given.title);
  }
  if (app.count("--cpv") > 0) {
    changes("main_cpv");
    lot.set_main_cpv(given.cpv);
  }
  if (app.count("--additional-cpv") > 0) {
    changes("additional_cpvs");
    for (const std::string& code : given.additional_cpvs) lot.add_additional_cpvs(code);
  }
  if (app.count("--place") > 0) {
    changes("places");
    for (const std::string& place : given.places) lot.add_places(place);
  }
  if (app.count("--value") > 0) {
    changes("estimated_value");
    lot.mutable_estimated_value()->set_currency(given.currency);
    lot.mutable_estimated_value()->set_minor_units(given.value * 100);
  }
  if (app.count("--start") + app.count("--end") + app.count("--months") > 0) {
    changes("period");
    *lot.mutable_period() = PeriodOf(given);
  }
  return edit;
}

void AddEdit(CLI::App& review, Command& command, const Request& request) {
  CLI::App* edit = review.add_subcommand("edit", "Right with these changes");
  const auto given = std::make_shared<EditArguments>();
  edit->add_option("--title", given->title, "Title, in the language of --language");
  edit->add_option("--cpv", given->cpv, "Main CPV code");
  edit->add_option("--additional-cpv", given->additional_cpvs, "Additional CPV code; repeatable");
  edit->add_option("--place", given->places, "NUTS or municipality code; repeatable");
  edit->add_option("--value", given->value, "Value in whole kroner, or units of --currency")
      ->check(CLI::Range(std::int64_t{0}, kMostKroner));
  edit->add_option("--currency", given->currency, "Currency of the value")->capture_default_str();
  edit->add_option("--start", given->start, "First day")->check(IsDay());
  edit->add_option("--end", given->end, "Last day")->check(IsDay());
  edit->add_option("--months", given->months, "Length")->check(CLI::Range(1, 1200));
  edit->callback([&command, request, given, edit] {
    *request->mutable_edit() = EditOf(*edit, *given, command.language());
    Send(command, *request);
  });
}

}  // namespace

void AddReviewCommand(CLI::App& app, Command& command) {
  CLI::App* review = app.add_subcommand("review", "Decide about a derived lot");
  const auto request = std::make_shared<v1::ReviewLotRequest>();
  review
      ->add_option_function<std::string>(
          "LOT", [request](const std::string& name) { request->set_name(name); },
          "Name of the derived lot")
      ->required();
  review->add_option_function<std::string>(
      "--etag", [request](const std::string& etag) { request->set_etag(etag); },
      "Only while the lot has this etag");
  review->require_subcommand(1);
  AddDecision(*review, command, "accept", "Right as it stands", request,
              [](v1::ReviewLotRequest& r) { r.mutable_accept(); });
  AddDecision(*review, command, "reject", "No lot of its own: its work goes to the remainder",
              request, [](v1::ReviewLotRequest& r) { r.mutable_reject(); });
  AddDecision(*review, command, "withdraw", "Back to what was proposed", request,
              [](v1::ReviewLotRequest& r) { r.mutable_withdraw(); });
  AddMerge(*review, command, request);
  AddEdit(*review, command, request);
}

}  // namespace sambyd::cli
