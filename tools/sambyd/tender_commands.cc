// sambyd tender show, sambyd tender list, sambyd lots
#include <algorithm>
#include <memory>

#include "tools/sambyd/command.h"
#include "tools/sambyd/render_lots.h"

namespace sambyd::cli {
namespace {

absl::StatusOr<std::vector<v1::Lot>> LotsOf(Command& command, const std::string& tender, bool all) {
  v1::ListLotsRequest request;
  request.set_parent(tender);
  request.set_page_size(500);
  request.set_show_rejected(all);
  std::vector<v1::Lot> lots;
  const absl::Status status = command.client().tenders().ForEachLot(request, [&](const auto& lot) {
    lots.push_back(lot);
    return true;
  });
  if (!status.ok()) return status;
  return lots;
}

void ShowLots(Command& command, const std::string& tender, bool all) {
  const auto lots = LotsOf(command, TenderName(tender), all);
  if (!lots.ok()) return command.End(lots.status());
  Terminal& terminal = command.terminal();
  if (!terminal.json()) return PrintLots(terminal, *lots, command.language());
  for (const v1::Lot& lot : *lots) terminal.PrintJson(lot);
}

void ShowTender(Command& command, const std::string& name) {
  const auto tender = command.client().tenders().GetTender(TenderName(name));
  if (!tender.ok()) return command.End(tender.status());
  Terminal& terminal = command.terminal();
  if (terminal.json()) return terminal.PrintJson(*tender);
  PrintTender(terminal, *tender, command.language());
  ShowLots(command, tender->name(), false);
}

struct ListArguments {
  v1::ListTendersRequest request;
  std::string state;
  std::string deadline_from;
  std::string deadline_to;
  int limit = 50;
};

void ListTenders(Command& command, ListArguments& arguments) {
  v1::ListTendersRequest& request = arguments.request;
  if (!arguments.state.empty()) {
    v1::Tender::State state{};
    v1::Tender::State_Parse("STATE_" + arguments.state, &state);
    request.set_state(state);
  }
  if (!arguments.deadline_from.empty()) {
    *request.mutable_deadline_from() = ParseDay(arguments.deadline_from);
  }
  if (!arguments.deadline_to.empty()) {
    *request.mutable_deadline_to() = ParseDay(arguments.deadline_to);
  }
  request.set_page_size(std::min(arguments.limit, 500));
  Terminal& terminal = command.terminal();
  int listed = 0;
  command.End(command.client().tenders().ForEachTender(request, [&](const v1::Tender& tender) {
    if (terminal.json()) {
      terminal.PrintJson(tender);
    } else {
      PrintTenderLine(terminal, tender, command.language());
    }
    return ++listed < arguments.limit;
  }));
}

void AddListCommand(CLI::App& parent, Command& command) {
  CLI::App* list = parent.add_subcommand("list", "Tenders that match every filter given");
  const auto arguments = std::make_shared<ListArguments>();
  v1::ListTendersRequest* request = &arguments->request;
  list->add_option("--state", arguments->state, "PLANNED, PUBLISHED or AWARDED")
      ->check(CLI::IsMember({"PLANNED", "PUBLISHED", "AWARDED"}));
  list->add_option_function<std::string>(
      "--cpv", [request](const std::string& v) { request->set_cpv_prefix(v); },
      "First digits of a CPV code");
  list->add_option_function<std::string>(
      "--nuts", [request](const std::string& v) { request->set_nuts_prefix(v); },
      "First characters of a NUTS code");
  list->add_option_function<std::string>(
      "--buyer", [request](const std::string& v) { request->set_buyer(v); },
      "Registration number of a buyer");
  list->add_option("--deadline-from", arguments->deadline_from, "First day of the deadline")
      ->check(IsDay());
  list->add_option("--deadline-to", arguments->deadline_to, "Last day of the deadline")
      ->check(IsDay());
  list->add_flag_function(
      "--reserved", [request](std::int64_t) { request->set_reserved_only(true); },
      "Only tenders with a reserved lot");
  list->add_option("--limit", arguments->limit, "Most tenders to list")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  list->callback([&command, arguments] { ListTenders(command, *arguments); });
}

}  // namespace

void AddTenderCommands(CLI::App& app, Command& command) {
  CLI::App* tender = app.add_subcommand("tender", "Stored tenders");
  tender->require_subcommand(1);
  CLI::App* show = tender->add_subcommand("show", "One tender and its lots");
  auto* name = show->add_option("TENDER", "Name or identifier of the tender")->required();
  show->callback([&command, name] { ShowTender(command, name->as<std::string>()); });
  AddListCommand(*tender, command);

  CLI::App* lots = app.add_subcommand("lots", "The tree of lots of a tender");
  auto* parent = lots->add_option("TENDER", "Name or identifier of the tender")->required();
  const auto all = std::make_shared<bool>(false);
  lots->add_flag("--all", *all, "Also lots that the buyer rejected or merged into others");
  lots->callback([&command, parent, all] { ShowLots(command, parent->as<std::string>(), *all); });
}

}  // namespace sambyd::cli
