// The roll call, as it is read aloud.
#include <boost/json.hpp>
#include <fmt/format.h>

#include "fronts/cli/commands.h"

namespace firebreak::cli {
namespace {

namespace json = boost::json;

const std::vector<Column>& district_columns() {
  static const std::vector<Column> columns{
      {"unit.name", "district"},
      {"figures.cases", "cases"},
      {"figures.antigen_positive", "antigen+"},
      {"figures.positive_tubes", "tubes+"},
      {"figures.held", "held"},
      {"figures.contacts_listed", "contacts"},
      {"figures.contacts_held", "isolated"},
      {"figures.zones", "zones"},
      {"figures.people_in_zones", "in zones"},
      {"figures.round.registered", "registered"},
      {"figures.round.sampled", "sampled"},
      {"figures.round.resulted", "resulted"},
      {"figures.round.missing", "missing"},
      {"figures.duties_open", "duties"},
      {"figures.duties_overdue", "overdue"},
  };
  return columns;
}

}  // namespace

void print_briefing(Terminal& terminal, const json::object& briefing) {
  if (terminal.format == Format::json) {
    fmt::print("{}\n", json::serialize(briefing));
    return;
  }
  json::array rows = briefing.at("districts").as_array();
  rows.push_back(briefing.at("city"));
  if (terminal.format == Format::table) {
    fmt::print("As of {}\n\n", std::string(briefing.at("at").as_string()));
  }
  fmt::print("{}", table_text(rows, district_columns(), terminal.format));
  const json::array& late = briefing.at("late").as_array();
  if (terminal.format != Format::table || late.empty()) return;
  fmt::print("\nLate\n{}", table_text(late,
                                      {{"kind", "what"},
                                       {"owner", "owner"},
                                       {"party", "party"},
                                       {"unit.name", "where"},
                                       {"count", "how many"},
                                       {"late_minutes_max", "latest (min)"}},
                                      Format::table));
}

void add_briefing_command(CLI::App& app, Terminal& terminal) {
  auto* command = app.add_subcommand(
      "briefing", "The roll call: each district's figures, what is late and whose");
  const auto as_of = std::make_shared<std::string>();
  command->add_option("--as-of", *as_of, "As known then: a position or a time");
  command->callback([&terminal, as_of] {
    auto speaker = speak_to(terminal.city, false);
    if (!speaker) return terminal.fail(speaker.error());
    api::Call call{.path = "/briefing"};
    if (!as_of->empty()) call.query["as_of"] = *as_of;
    const auto answer = ask(terminal, **speaker, call);
    if (answer) print_briefing(terminal, *answer);
  });
}

}  // namespace firebreak::cli
