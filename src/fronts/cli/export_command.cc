// A list as a file: what a question answers, as CSV, JSON or GeoJSON, whole.
#include <boost/json.hpp>
#include <fmt/format.h>

#include "fronts/cli/commands.h"

namespace firebreak::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kRowsMax = 50'000'000;

struct Wanted {
  std::string what{};
  std::string round{};
  std::string as_of{};
  std::string file{};
};

void write_out(Terminal& terminal, const std::string& path, const std::string& text) {
  io::PosixFiles files;
  auto file = files.create(path);
  if (!file) return terminal.fail(file.error());
  auto done = (*file)->append(std::as_bytes(std::span(text)));
  if (done) done = (*file)->sync();
  if (!done) return terminal.fail(done.error());
  fmt::print("{}: {} bytes\n", path, text.size());
}

std::vector<Column> all_columns(const json::array& rows) {
  std::vector<Column> columns;
  if (rows.empty() || !rows.front().is_object()) return columns;
  for (const auto& [key, value] : rows.front().get_object()) {
    columns.push_back({.key = std::string(key), .header = std::string(key)});
  }
  return columns;
}

void export_list(Terminal& terminal, const Wanted& wanted) {
  auto speaker = speak_to(terminal.city, false);
  if (!speaker) return terminal.fail(speaker.error());
  api::Call call;
  if (!wanted.as_of.empty()) call.query["as_of"] = wanted.as_of;
  if (wanted.what == "boundaries") {
    call.path = "/map/boundaries";
    call.query["level"] = "neighbourhood";
    const auto answer = ask(terminal, **speaker, call);
    if (answer) write_out(terminal, wanted.file, json::serialize(*answer) + "\n");
    return;
  }
  if (wanted.what == "missing") {
    call.path = "/laboratory/rounds/" + wanted.round + "/missing";
  } else if (wanted.what == "cases") {
    call.path = "/tracing/cases";
  } else if (wanted.what == "zones") {
    call.path = "/zoning/zones";
  } else if (wanted.what == "duties") {
    call.path = "/duties";
  } else if (wanted.what == "tubes") {
    call.path = "/laboratory/tubes";
  } else {
    call.path = "/quarantine/held";
  }
  const auto rows = ask_list(terminal, **speaker, call, kRowsMax);
  if (!rows) return;
  const Format format = wanted.file.ends_with(".json") ? Format::json : Format::csv;
  write_out(terminal, wanted.file, table_text(*rows, all_columns(*rows), format));
}

}  // namespace

void add_export_command(CLI::App& app, Terminal& terminal) {
  const auto wanted = std::make_shared<Wanted>();
  auto* command = app.add_subcommand(
      "export", "A whole list as a file: .csv, or .json; boundaries are GeoJSON");
  command->add_option("WHAT", wanted->what)
      ->required()
      ->check(
          CLI::IsMember({"missing", "cases", "zones", "duties", "tubes", "held", "boundaries"}));
  command->add_option("FILE", wanted->file, "Where to")->required();
  command->add_option("--round", wanted->round, "For `missing`: the round's number")
      ->default_val("0");
  command->add_option("--as-of", wanted->as_of, "As known then: a position or a time");
  command->callback([&terminal, wanted] { export_list(terminal, *wanted); });
}

}  // namespace firebreak::cli
