// Zones: in force, proposed, adopted.
#include <boost/json.hpp>
#include <fmt/format.h>

#include "fronts/cli/commands.h"

namespace firebreak::cli {
namespace {

namespace json = boost::json;

struct Adoption {
  std::string name{};
  std::string level{};
  std::vector<std::uint32_t> units{};
  std::string reason{};
  std::string adopted_by{};
  std::string second_person{};
};

void list(Terminal& terminal, const std::string& as_of) {
  auto speaker = speak_to(terminal.city, false);
  if (!speaker) return terminal.fail(speaker.error());
  api::Call call{.path = "/zoning/zones"};
  if (!as_of.empty()) call.query["as_of"] = as_of;
  const auto rows = ask_list(terminal, **speaker, call, 10'000);
  if (!rows) return;
  fmt::print("{}", table_text(*rows,
                              {{"id", "zone"},
                               {"name", "name"},
                               {"level", "level"},
                               {"people", "people"},
                               {"from", "from"},
                               {"until", "until"},
                               {"adopted_by", "adopted by"},
                               {"second_person", "and"}},
                              terminal.format));
}

void propose(Terminal& terminal, const std::string& case_id) {
  auto speaker = speak_to(terminal.city, false);
  if (!speaker) return terminal.fail(speaker.error());
  api::Call call{.path = "/zoning/proposals"};
  if (!case_id.empty()) call.query["case"] = case_id;
  const auto answer = ask(terminal, **speaker, call);
  if (!answer) return;
  if (terminal.format != Format::table) {
    fmt::print("{}\n", json::serialize(*answer));
    return;
  }
  for (const json::value& proposal : answer->at("items").as_array()) {
    fmt::print("{}: {} people restricted, {} of exposure covered\n",
               std::string(proposal.at("width").as_string()),
               json::serialize(proposal.at("people_restricted")),
               json::serialize(proposal.at("exposure_covered")));
    fmt::print("{}\n", table_text(proposal.at("zones").as_array(),
                                  {{"level", "level"}, {"units", "units"}, {"people", "people"}},
                                  Format::table));
  }
}

void adopt(Terminal& terminal, const Adoption& adoption) {
  auto speaker = speak_to(terminal.city, true);
  if (!speaker) return terminal.fail(speaker.error());
  json::object body{{"name", adoption.name},
                    {"level", adoption.level},
                    {"units", json::value_from(adoption.units)},
                    {"reason", adoption.reason},
                    {"adopted_by", adoption.adopted_by}};
  if (!adoption.second_person.empty()) body["second_person"] = adoption.second_person;
  const auto answer = ask(terminal, **speaker,
                          {.method = api::Method::post,
                           .path = "/zoning/zones",
                           .body = json::serialize(body),
                           .content_type = "application/json",
                           .idempotency_key = new_key(),
                           .device = "command-line"});
  if (answer) fmt::print("zone {} is in force\n", json::serialize(answer->at("id")));
}

}  // namespace

void add_zone_commands(CLI::App& app, Terminal& terminal) {
  auto* zones = app.add_subcommand(
      "zones", "Zones in force; `zones propose` for what the record suggests; `zones adopt`");
  const auto as_of = std::make_shared<std::string>();
  zones->add_option("--as-of", *as_of, "As known then: a position or a time");
  zones->require_subcommand(0, 1);

  auto* proposals = zones->add_subcommand("propose", "Tight, standard and wide, smallest first");
  const auto case_id = std::make_shared<std::string>();
  proposals->add_option("--case", *case_id, "From this case alone; absent: from all");
  proposals->callback([&terminal, case_id] { propose(terminal, *case_id); });

  auto* adopting = zones->add_subcommand("adopt", "A named person puts a zone into force");
  const auto adoption = std::make_shared<Adoption>();
  adopting->add_option("--name", adoption->name, "What people will call it")->required();
  adopting->add_option("--level", adoption->level, "lockdown, restricted or precautionary")
      ->required();
  adopting->add_option("--units", adoption->units, "Unit ids")->required()->delimiter(',');
  adopting->add_option("--reason", adoption->reason, "Why; shown to those it touches")->required();
  adopting->add_option("--by", adoption->adopted_by, "Who decides: an account label")->required();
  adopting->add_option("--second", adoption->second_person,
                       "Another person, needed where homes are sealed");
  adopting->callback([&terminal, adoption] { adopt(terminal, *adoption); });

  zones->callback([&terminal, zones, as_of] {
    if (zones->get_subcommands().empty()) list(terminal, *as_of);
  });
}

}  // namespace firebreak::cli
