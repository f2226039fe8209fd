#include "fronts/scenario/story_report.h"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace firebreak::scenario {
namespace {

namespace json = boost::json;

json::object to_object(const laboratory::AreaCounts& counts) {
  return {{"registered", counts.registered},    {"sampled", counts.sampled},
          {"in_transit", counts.in_transit},    {"in_laboratory", counts.in_laboratory},
          {"resulted", counts.resulted},        {"exempt", counts.exempt},
          {"missing", counts.missing},          {"not_on_register", counts.not_on_register},
          {"outside_area", counts.outside_area}};
}

json::object to_object(const AreaFigures& figures) {
  return {{"district", figures.name},
          {"round", to_object(figures.round)},
          {"cases", figures.cases},
          {"held", figures.held},
          {"held_unconfirmed", figures.held_unconfirmed},
          {"duties_open", figures.duties_open},
          {"duties_overdue", figures.duties_overdue},
          {"zones", figures.zones}};
}

json::object to_object(const StoryReport& report) {
  json::object all;
  for (const auto& [name, value] : report.figures) all[name] = value;
  json::array roll_calls;
  for (const RollCallReport& roll_call : report.roll_calls) {
    json::array districts;
    for (const AreaFigures& figures : roll_call.districts) districts.push_back(to_object(figures));
    roll_calls.push_back({{"label", roll_call.label},
                          {"at", to_text(roll_call.at)},
                          {"districts", std::move(districts)}});
  }
  json::array reconciliations;
  for (const ReconciliationReport& row : report.reconciliations) {
    json::object counts = to_object(row.counts);
    counts["round"] = row.round;
    counts["at"] = to_text(row.at);
    reconciliations.push_back(std::move(counts));
  }
  json::object refused;
  for (const auto& [code, rows] : report.rows_refused) refused[code] = rows;
  all["roll_calls"] = std::move(roll_calls);
  all["reconciliations"] = std::move(reconciliations);
  all["rows_refused"] = std::move(refused);
  all["facts"] = report.facts;
  all["state_hash"] = report.state_hash;
  all["state_hash_replayed"] = report.state_hash_replayed;
  return all;
}

// Boost.JSON writes one line; people read this file, so members get a line each where they nest.
void print(const json::value& value, std::string& text, std::size_t indent) {
  const std::string pad(indent + 2, ' ');
  const bool deep = std::ranges::any_of(
      value.is_object() ? value.get_object() : json::object{},
      [](const json::key_value_pair& pair) { return !pair.value().is_primitive(); });
  if (value.is_object() && deep) {
    std::size_t left = value.get_object().size();
    text += "{\n";
    for (const auto& [key, member] : value.get_object()) {
      text += pad + json::serialize(json::value(key)) + ": ";
      print(member, text, indent + 2);
      text += --left == 0 ? "\n" : ",\n";
    }
    text += std::string(indent, ' ') + "}";
  } else if (value.is_array() && !value.get_array().empty()) {
    std::size_t left = value.get_array().size();
    text += "[\n";
    for (const json::value& member : value.get_array()) {
      text += pad;
      print(member, text, indent + 2);
      text += --left == 0 ? "\n" : ",\n";
    }
    text += std::string(indent, ' ') + "]";
  } else {
    text += json::serialize(value);
  }
}

}  // namespace

std::string to_json(const StoryReport& report) {
  std::string text;
  print(json::value(to_object(report)), text, 0);
  return text + "\n";
}

std::string golden_text(const StoryReport& report) {
  std::string text;
  for (const auto& [name, value] : report.figures) text += fmt::format("{} {}\n", name, value);
  for (const ReconciliationReport& row : report.reconciliations) {
    text += fmt::format("reconcile {} {} sampled {} in_laboratory {} resulted {} missing {}\n",
                        to_short_text(row.at), row.round, row.counts.sampled,
                        row.counts.in_laboratory, row.counts.resulted, row.counts.missing);
  }
  for (const RollCallReport& roll_call : report.roll_calls) {
    for (const AreaFigures& row : roll_call.districts) {
      text += fmt::format("roll_call {} {} sampled {} missing {} cases {} held {} overdue {}\n",
                          roll_call.label, row.name, row.round.sampled, row.round.missing,
                          row.cases, row.held, row.duties_overdue);
    }
  }
  for (const auto& [code, rows] : report.rows_refused) {
    text += fmt::format("refused {} {}\n", code, rows);
  }
  text += fmt::format("facts {}\nstate_hash {}\n", report.facts, report.state_hash);
  return text;
}

}  // namespace firebreak::scenario
