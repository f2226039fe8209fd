// The commands, one function a group; each adds its own to the command line.
#pragma once

#include <functional>
#include <string>

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>

#include "fronts/cli/city.h"
#include "fronts/cli/table_text.h"

namespace firebreak::cli {

// Exit codes: 0 done; 1 refused or failed, said on standard error; 2 the command itself is wrong;
// 3 an import is done, but some of its rows were held or rejected.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kRowsLeft = 3;

struct Terminal {
  CityOptions city;
  Format format = Format::table;
  bool chinese = false;  // Refusals in Chinese; by LANG or --lang.
  int exit_code = kDone;

  void fail(const IoError& error);
  void fail(const Refusal& refusal);
  void fail(const api::Reply& problem);  // Of application/problem+json.
};

// Asks and gives the JSON of the answer; prints and remembers a failure otherwise.
std::optional<boost::json::object> ask(Terminal& terminal, Speaker& speaker, const api::Call& call);
// All pages of a list, up to `limit` rows.
std::optional<boost::json::array> ask_list(Terminal& terminal, Speaker& speaker, api::Call call,
                                           std::size_t limit);
// Prints a briefing as people read it aloud.
void print_briefing(Terminal& terminal, const boost::json::object& briefing);
void adopt_pack(Terminal& terminal, Speaker& speaker, const std::string& path);
std::string new_key();  // A random UUID, for Idempotency-Key.

void add_data_commands(CLI::App& app, Terminal& terminal);  // init, verify, backup, replay
void add_generate_command(CLI::App& app, Terminal& terminal);
void add_import_command(CLI::App& app, Terminal& terminal);
void add_serve_command(CLI::App& app, Terminal& terminal);
void add_demo_command(CLI::App& app, Terminal& terminal);
void add_query_commands(CLI::App& app, Terminal& terminal);    // status, missing, tube, ...
void add_tracing_commands(CLI::App& app, Terminal& terminal);  // contacts
void add_chain_command(CLI::App& app, Terminal& terminal);
void add_briefing_command(CLI::App& app, Terminal& terminal);
void add_zone_commands(CLI::App& app, Terminal& terminal);
void add_export_command(CLI::App& app, Terminal& terminal);

}  // namespace firebreak::cli
