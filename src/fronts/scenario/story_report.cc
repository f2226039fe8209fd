#include "fronts/scenario/story_report.h"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace firebreak::scenario {
namespace {

namespace json = boost::json;

json::object to_object(const queries::Figures& counts) {
  return {{"registered", counts.registered},
          {"sampled", counts.sampled},
          {"at_station", counts.at_station},
          {"in_transit", counts.in_transit},
          {"in_laboratory", counts.in_laboratory},
          {"resulted", counts.resulted},
          {"exempt", counts.exempt},
          {"missing", counts.missing},
          {"not_on_register", counts.not_on_register}};
}

json::object to_object(const BriefedArea& area) {
  const queries::BriefingFigures& figures = area.figures;
  json::object all{{"name", area.name},
                   {"cases", figures.cases},
                   {"antigen_positive", figures.antigen_positive},
                   {"positive_tubes", figures.positive_tubes},
                   {"held", figures.held},
                   {"contacts_listed", figures.contacts_listed},
                   {"contacts_held", figures.contacts_held},
                   {"zones", figures.zones},
                   {"people_in_zones", figures.people_in_zones},
                   {"duties_open", figures.duties_open},
                   {"duties_overdue", figures.duties_overdue}};
  if (figures.round) all["round"] = to_object(*figures.round);
  return all;
}

json::object to_object(const StoryReport& report) {
  json::object all;
  for (const auto& [name, value] : report.figures) all[name] = value;
  json::array roll_calls;
  for (const RollCallReport& roll_call : report.roll_calls) {
    json::array areas;
    for (const BriefedArea& area : roll_call.areas) areas.push_back(to_object(area));
    roll_calls.push_back(
        {{"label", roll_call.label}, {"at", to_text(roll_call.at)}, {"areas", std::move(areas)}});
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
    for (const BriefedArea& area : roll_call.areas) {
      const queries::Figures round = area.figures.round.value_or(queries::Figures{});
      text += fmt::format("roll_call {} {} sampled {} missing {} cases {} held {} overdue {}\n",
                          roll_call.label, area.name, round.sampled, round.missing,
                          area.figures.cases, area.figures.held, area.figures.duties_overdue);
    }
  }
  for (const auto& [code, rows] : report.rows_refused) {
    text += fmt::format("refused {} {}\n", code, rows);
  }
  return text + fmt::format("facts {}\n", report.facts);
}

}  // namespace firebreak::scenario
