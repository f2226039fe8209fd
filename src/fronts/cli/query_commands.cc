// What people ask of a city: status, who is missing, where a tube is, what is due.
#include <boost/json.hpp>
#include <fmt/format.h>

#include "fronts/cli/commands.h"

namespace firebreak::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kRowsUsual = 100;

struct Asked {  // What most questions can be narrowed by.
  std::string as_of{};
  std::string unit{};
  std::size_t limit = kRowsUsual;
};

void add_narrowing(CLI::App* command, const std::shared_ptr<Asked>& asked) {
  command->add_option("--as-of", asked->as_of,
                      "As known then: a position or a time (2022-03-31T03:00:00+08:00)");
  command->add_option("--unit", asked->unit, "Only this unit of the register, by id");
  command->add_option("--limit", asked->limit, "At most so many rows")->default_val(kRowsUsual);
}

api::Call call_of(const std::string& path, const Asked& asked) {
  api::Call call{.path = path};
  if (!asked.as_of.empty()) call.query["as_of"] = asked.as_of;
  if (!asked.unit.empty()) call.query["unit"] = asked.unit;
  return call;
}

void print_list(Terminal& terminal, const api::Call& call, std::size_t limit,
                const std::vector<Column>& columns) {
  auto speaker = speak_to(terminal.city, false);
  if (!speaker) return terminal.fail(speaker.error());
  const auto rows = ask_list(terminal, **speaker, call, limit);
  if (rows) fmt::print("{}", table_text(*rows, columns, terminal.format));
}

void status(Terminal& terminal, const Asked& asked) {
  auto speaker = speak_to(terminal.city, false);
  if (!speaker) return terminal.fail(speaker.error());
  auto answer = ask(terminal, **speaker, call_of("/status", asked));
  if (!answer) return;
  if (terminal.format == Format::json) {
    fmt::print("{}\n", json::serialize(*answer));
    return;
  }
  json::array rows;
  for (const char* key : {"city", "people", "units", "places", "now", "clock"}) {
    rows.push_back(json::object{{"what", key}, {"value", (*answer)[key]}});
  }
  const json::object& as_of = (*answer)["as_of"].as_object();
  rows.push_back(json::object{{"what", "position"}, {"value", as_of.at("position")}});
  if (const json::value& pack = (*answer)["pack"]; pack.is_object()) {
    rows.push_back(json::object{{"what", "policy pack"}, {"value", pack.at("id")}});
  }
  if (const json::value& round = (*answer)["current_round"]; round.is_object()) {
    rows.push_back(json::object{{"what", "round"}, {"value", round.at("name")}});
  }
  fmt::print("{}", table_text(rows, {{"what", ""}, {"value", ""}}, terminal.format));
}

// One line a person, with the door, in door order: what a grid worker walks with.
json::array people_of(const json::array& doors) {
  json::array people;
  for (const json::value& door : doors) {
    for (const json::value& person : door.at("people").as_array()) {
      json::object row = person.as_object();
      row["path"] = door.at("path");
      row["floor"] = door.at("floor");
      people.push_back(std::move(row));
    }
  }
  return people;
}

void missing(Terminal& terminal, const Asked& asked, const std::string& round, bool doors) {
  auto speaker = speak_to(terminal.city, false);
  if (!speaker) return terminal.fail(speaker.error());
  const std::string base = "/laboratory/rounds/" + round;
  if (doors) {
    const auto rows = ask_list(terminal, **speaker, call_of(base + "/missing", asked), asked.limit);
    if (!rows) return;
    fmt::print("{}", table_text(people_of(*rows),
                                {{"person", "person"},
                                 {"path", "door"},
                                 {"floor", "floor"},
                                 {"sex", "sex"},
                                 {"age_years", "age"},
                                 {"reason", "reason"}},
                                terminal.format));
    return;
  }
  auto answer = ask(terminal, **speaker, call_of(base + "/reconciliation", asked));
  if (!answer) return;
  json::array rows = (*answer)["items"].as_array();
  rows.push_back((*answer)["unit"]);
  std::vector<Column> columns{{"unit.id", "unit"}, {"unit.name", "name"}};
  for (const char* figure : {"registered", "sampled", "at_station", "in_transit", "in_laboratory",
                             "resulted", "exempt", "missing", "not_on_register"}) {
    columns.push_back({std::string("figures.") + figure, figure});
  }
  fmt::print("{}", table_text(rows, columns, terminal.format));
}

void tube(Terminal& terminal, const Asked& asked, const std::string& code) {
  auto speaker = speak_to(terminal.city, false);
  if (!speaker) return terminal.fail(speaker.error());
  auto answer = ask(terminal, **speaker, call_of("/laboratory/tubes/" + code, asked));
  if (!answer) return;
  if (terminal.format == Format::json) {
    fmt::print("{}\n", json::serialize(*answer));
    return;
  }
  const json::array one{(*answer)["tube"]};
  fmt::print("{}\n", table_text(one,
                                {{"code", "tube"},
                                 {"custody", "where"},
                                 {"outcome", "outcome"},
                                 {"people", "people"},
                                 {"capacity", "room for"},
                                 {"station.name", "station"},
                                 {"laboratory.name", "laboratory"},
                                 {"opened_at", "opened"},
                                 {"resulted_at", "resulted"}},
                                terminal.format));
  fmt::print("{}", table_text((*answer)["members"].as_array(),
                              {{"order", "#"},
                               {"person", "person"},
                               {"path", "lives at"},
                               {"sex", "sex"},
                               {"age_years", "age"},
                               {"held", "held"},
                               {"antigen", "antigen"},
                               {"retest.outcome", "single re-test"}},
                              terminal.format));
}

}  // namespace

void add_query_commands(CLI::App& app, Terminal& terminal) {
  const auto asked = std::make_shared<Asked>();
  auto* about = app.add_subcommand("status", "The city, its clock, its pack, the current round");
  about->add_option("--as-of", asked->as_of, "As known then: a position or a time");
  about->callback([&terminal, asked] { status(terminal, *asked); });

  const auto who = std::make_shared<Asked>();
  const auto round = std::make_shared<std::string>();
  const auto doors = std::make_shared<bool>(false);
  auto* missed = app.add_subcommand(
      "missing",
      "A round's reconciliation: registered, sampled, resulted, exempt, missing, by unit; with "
      "--doors the people not reached, door by door");
  missed->add_option("ROUND", *round, "The round's number")->required();
  missed->add_flag("--doors", *doors, "The people, door by door, in walking order");
  add_narrowing(missed, who);
  missed->callback([&terminal, who, round, doors] { missing(terminal, *who, *round, *doors); });

  const auto when = std::make_shared<Asked>();
  const auto code = std::make_shared<std::string>();
  auto* one = app.add_subcommand("tube", "Where a tube is, who is in it, what came out");
  one->add_option("CODE", *code, "As on the tube")->required();
  one->add_option("--as-of", when->as_of, "As known then: a position or a time");
  one->callback([&terminal, when, code] { tube(terminal, *when, *code); });

  const auto which = std::make_shared<Asked>();
  const auto state = std::make_shared<std::string>();
  auto* due = app.add_subcommand("duties", "What must be done by whom by when; the latest first");
  due->add_option("--state", *state, "open, overdue, escalated or done; absent: all")
      ->check(CLI::IsMember({"open", "overdue", "escalated", "done"}));
  add_narrowing(due, which);
  due->callback([&terminal, which, state] {
    api::Call call = call_of("/duties", *which);
    if (!state->empty()) call.query["state"] = *state;
    print_list(terminal, call, which->limit,
               {{"id", "duty"},
                {"kind", "what"},
                {"subject.label", "about"},
                {"path", "where"},
                {"owner", "owner"},
                {"party", "party"},
                {"due_at", "due"},
                {"state", "state"},
                {"late_minutes", "late (min)"}});
  });
}

}  // namespace firebreak::cli
