// Cases and their contacts.
#include <boost/json.hpp>
#include <fmt/format.h>

#include "fronts/cli/commands.h"

namespace firebreak::cli {
namespace {

namespace json = boost::json;

struct Asked {
  std::string case_id{};
  std::string contact_class{};
  std::string as_of{};
  bool search = false;
  std::size_t limit = 1000;
};

void contacts(Terminal& terminal, const Asked& asked) {
  auto speaker = speak_to(terminal.city, asked.search);
  if (!speaker) return terminal.fail(speaker.error());
  if (asked.case_id.empty()) {
    api::Call call{.path = "/tracing/cases"};
    if (!asked.as_of.empty()) call.query["as_of"] = asked.as_of;
    const auto cases = ask_list(terminal, **speaker, call, asked.limit);
    if (!cases) return;
    fmt::print("{}", table_text(*cases,
                                {{"id", "case"},
                                 {"label", "label"},
                                 {"classification", "classification"},
                                 {"found_how", "found by"},
                                 {"reported_at", "reported"},
                                 {"path", "lives at"},
                                 {"held", "held"}},
                                terminal.format));
    return;
  }
  const std::string path = "/tracing/cases/" + asked.case_id + "/contacts";
  if (asked.search) {
    const auto found = ask(terminal, **speaker,
                           {.method = api::Method::post,
                            .path = path,
                            .body = "{}",
                            .content_type = "application/json",
                            .idempotency_key = new_key(),
                            .device = "command-line"});
    if (!found) return;
  }
  api::Call call{.path = path};
  if (!asked.contact_class.empty()) call.query["class"] = asked.contact_class;
  if (!asked.as_of.empty()) call.query["as_of"] = asked.as_of;
  const auto rows = ask_list(terminal, **speaker, call, asked.limit);
  if (!rows) return;
  fmt::print("{}", table_text(*rows,
                              {{"person", "person"},
                               {"class", "class"},
                               {"rule", "rule"},
                               {"place.name", "place"},
                               {"first_at", "first"},
                               {"last_at", "last"},
                               {"minutes", "minutes"},
                               {"degree", "degree"},
                               {"via", "via"},
                               {"held", "held"}},
                              terminal.format));
}

}  // namespace

void add_tracing_commands(CLI::App& app, Terminal& terminal) {
  const auto asked = std::make_shared<Asked>();
  auto* command = app.add_subcommand(
      "contacts",
      "The contacts of a case with their evidence, class by class as the pack defines; without a "
      "case, the cases");
  command->add_option("CASE", asked->case_id, "The case's number");
  command->add_option("--class", asked->contact_class, "Only this class: close_contact, ...");
  command->add_flag("--search", asked->search, "Search the record now, and record the list");
  command->add_option("--as-of", asked->as_of, "As known then: a position or a time");
  command->add_option("--limit", asked->limit, "At most so many rows")->default_val(1000);
  command->callback([&terminal, asked] { contacts(terminal, *asked); });
}

}  // namespace firebreak::cli
