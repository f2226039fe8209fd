#include "fronts/cli/run.h"

#include <cstdlib>
#include <string_view>

#include "fronts/cli/commands.h"

namespace firebreak::cli {
namespace {

constexpr const char* kAbout =
    "Firebreak 断链: runs a city's response to an outbreak, from the first positive tube to zero "
    "at "
    "large.\n\nStart with `firebreak demo`, or with your own city:\n"
    "  firebreak --data CITY init\n"
    "  firebreak --data CITY import register people.csv --dry-run\n"
    "  firebreak --data CITY serve\n"
    "A command finds the server that holds a city by itself; several commands may run at once.";

bool speaks_chinese() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("zh");
  }
  return false;
}

void add_global_options(CLI::App& app, Terminal& terminal) {
  app.add_option("--data", terminal.city.paths.directory, "The city's folder")
      ->default_val("firebreak-data")
      ->envname("FIREBREAK_DATA");
  app.add_option("--keys", terminal.city.paths.key_path,
                 "The vault's key file, kept apart from the data; absent: `keys` in the folder")
      ->envname("FIREBREAK_KEYS");
  app.add_option("--server", terminal.city.server,
                 "A running server's address; absent: whoever holds the folder, or nobody")
      ->envname("FIREBREAK_SERVER");
  app.add_option("--format", terminal.format, "table, csv or json")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Format>{
          {"table", Format::table}, {"csv", Format::csv}, {"json", Format::json}}))
      ->default_str("table");
  app.add_option_function<std::string>(
         "--lang", [&terminal](const std::string& lang) { terminal.chinese = lang == "zh"; },
         "Language of messages: zh or en; absent: of the terminal")
      ->check(CLI::IsMember({"zh", "en"}));
  app.add_flag_callback(
      "--quiet", [&terminal] { terminal.city.progress = false; }, "No progress lines");
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app(kAbout);
  Terminal terminal;
  terminal.chinese = speaks_chinese();
  add_global_options(app, terminal);
  app.require_subcommand(1);
  app.fallthrough();  // --data and its like may stand after the command too.
  add_data_commands(app, terminal);
  add_generate_command(app, terminal);
  add_import_command(app, terminal);
  add_serve_command(app, terminal);
  add_demo_command(app, terminal);
  add_query_commands(app, terminal);
  add_tracing_commands(app, terminal);
  add_chain_command(app, terminal);
  add_briefing_command(app, terminal);
  add_zone_commands(app, terminal);
  add_export_command(app, terminal);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? kDone : kUsage;
  }
  return terminal.exit_code;
}

}  // namespace firebreak::cli
