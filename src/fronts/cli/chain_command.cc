// Who infected whom, by the links that were told.
#include <boost/json.hpp>
#include <fmt/format.h>

#include "fronts/cli/commands.h"

namespace firebreak::cli {
namespace {

namespace json = boost::json;

struct Asked {
  std::string as_of{};
  std::size_t limit = 20;
};

void chain(Terminal& terminal, const Asked& asked) {
  auto speaker = speak_to(terminal.city, false);
  if (!speaker) return terminal.fail(speaker.error());
  api::Call call{.path = "/tracing/chain"};
  call.query["limit"] = std::to_string(asked.limit);
  if (!asked.as_of.empty()) call.query["as_of"] = asked.as_of;
  auto answer = ask(terminal, **speaker, call);
  if (!answer) return;
  if (terminal.format == Format::json) {
    fmt::print("{}\n", json::serialize(*answer));
    return;
  }
  json::array figures;
  for (const char* key : {"cases", "links", "links_to_people", "chains", "isolated",
                          "unknown_sources", "several_sources"}) {
    figures.push_back(json::object{{"what", key}, {"value", (*answer)[key]}});
  }
  for (const json::value& generation : (*answer)["generations"].as_array()) {
    figures.push_back(
        json::object{{"what", "generation " + json::serialize(generation.at("generation"))},
                     {"value", generation.at("cases")}});
  }
  for (const json::value& cycle : (*answer)["cycles"].as_array()) {
    figures.push_back(json::object{{"what", "in a circle"}, {"value", json::serialize(cycle)}});
  }
  fmt::print("{}", table_text(figures, {{"what", "what"}, {"value", "value"}}, terminal.format));
  fmt::print("{}", table_text((*answer)["items"].as_array(),
                              {{"label", "case"},
                               {"onset", "onset"},
                               {"generation", "generation"},
                               {"secondary_cases", "infected"},
                               {"source_label", "source"},
                               {"sources_named", "sources named"}},
                              terminal.format));
}

}  // namespace

void add_chain_command(CLI::App& app, Terminal& terminal) {
  const auto asked = std::make_shared<Asked>();
  auto* command = app.add_subcommand(
      "chain",
      "Chains of transmission from imported and told links: generations, secondary cases, sources "
      "that are not known, circles");
  command->add_option("--as-of", asked->as_of, "As known then: a position or a time");
  command->add_option("--limit", asked->limit, "So many cases, those that infected most first")
      ->default_val(20);
  command->callback([&terminal, asked] { chain(terminal, *asked); });
}

}  // namespace firebreak::cli
