// Files that people bring, into the city here or through the server that holds it.
#include <cstdio>
#include <fstream>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "engine/imports/import_table.h"
#include "fronts/api/import_json.h"
#include "fronts/cli/commands.h"
#include "fronts/cli/progress_line.h"
#include "platform/tables/byte_source.h"

namespace firebreak::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kProblemsShown = 10;

constexpr const char* kAbout =
    "Import a table from CSV (UTF-8, GB18030) or XLSX; columns by Chinese or English names.\n"
    "  register      people: name, identity number, phone, address down to the door\n"
    "  units         the city's neighbourhoods with their codes; --city names an empty register\n"
    "  places        workplaces, schools, classes, shops: name, kind, neighbourhood\n"
    "  cases         a line list: id, onset, specimen, infector, related cases\n"
    "  links         who infected whom: from, to, setting, day\n"
    "  stays         who was where: document or person, place, in, out\n"
    "  departments   people of a workplace by label, for contact studies; --city names it\n"
    "  contact-pairs face-to-face readings t, i, j every 20 seconds; --first-day says when\n"
    "Every row is created, updated, held (a person must decide) or rejected; the counts add up.\n"
    "Exit code 3: done, but rows were held or rejected; --rejected keeps them with the reason, to "
    "be "
    "mended and imported again.";

struct Wanted {
  std::string table{};
  std::string file{};
  std::string rejected{};
  std::string first_day{};
  imports::ImportOptions options{};
};

struct Imported {
  json::object answer;  // As the API has it.
  std::string rejected_csv;
};

Result<std::string> read_all(const std::string& path) {
  auto source = tables::open_source(tables::FilePath{path});
  if (!source) return source.error();
  if ((*source)->size() > api::kBodyBytesMax) {
    return Refusal{.code = "request.too_large",
                   .values = {{.name = "limit", .value = std::to_string(api::kBodyBytesMax)}}};
  }
  std::string bytes((*source)->size(), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto read = (*source)->read(std::span(bytes).subspan(done));
    if (!read) return read.error();
    if (*read == 0) break;
    done += *read;
  }
  bytes.resize(done);
  return bytes;
}

std::optional<Imported> import_there(Terminal& terminal, const Wanted& wanted) {
  const auto bytes = read_all(wanted.file);
  if (!bytes) {
    terminal.fail(bytes.error());
    return std::nullopt;
  }
  auto speaker = speak_to(terminal.city, true);
  if (!speaker) {
    terminal.fail(speaker.error());
    return std::nullopt;
  }
  api::Call call{.method = api::Method::post,
                 .path = "/registry/imports",
                 .query = {{"table", wanted.table}, {"file", wanted.options.file_name}},
                 .body = *bytes,
                 .content_type = "text/csv",
                 .idempotency_key = new_key(),
                 .device = "command-line"};
  if (wanted.options.dry_run) call.query["dry_run"] = "true";
  if (!wanted.options.table.sheet.empty()) call.query["sheet"] = wanted.options.table.sheet;
  if (!wanted.options.city_name.empty()) call.query["city"] = wanted.options.city_name;
  if (!wanted.first_day.empty()) call.query["first_day"] = wanted.first_day;
  auto answer = ask(terminal, **speaker, call);
  if (!answer) return std::nullopt;
  Imported imported{.answer = std::move(*answer)};
  if (imported.answer["rejected_file"].is_string()) {
    std::string path(imported.answer["rejected_file"].get_string());
    auto rows = (*speaker)->ask({.path = path.substr(api::kBase.size())});
    if (!rows || rows->status != 200) {
      terminal.fail(rows ? IoError{.code = "server.answer", .message = rows->body} : rows.error());
      return std::nullopt;
    }
    imported.rejected_csv = std::move(rows->body);
  }
  return imported;
}

std::optional<Imported> import_here(Terminal& terminal, const Wanted& wanted) {
  static const io::RealClock clock;
  auto city = OpenCity::open(terminal.city, service::DataAccess::read_write, clock);
  if (!city) {
    terminal.fail(city.error());
    return std::nullopt;
  }
  ProgressLine line(terminal.city.progress, "importing");
  imports::ImportOptions options = wanted.options;
  options.words = api::reason_words;
  options.progress = [&](std::uint64_t done, std::uint64_t of) { line.show(done, of); };
  auto outcome =
      imports::import_table(*imports::imported_table_of(wanted.table), (*city)->service(),
                            *(*city)->data().vault, tables::FilePath{wanted.file}, options);
  line.end();
  if (!outcome) {
    terminal.fail(outcome.error());
    return std::nullopt;
  }
  if (auto saved = (*city)->save_snapshot(); !saved) {
    terminal.fail(saved.error());
    return std::nullopt;
  }
  return Imported{.answer = api::import_json(*outcome, options.dry_run),
                  .rejected_csv = std::move(outcome->rejected_csv)};
}

void print(Terminal& terminal, const Imported& imported) {
  const json::object& answer = imported.answer;
  if (terminal.format == Format::json) {
    fmt::print("{}\n", json::serialize(answer));
  } else {
    fmt::print("{}", table_text(json::array{answer},
                                {{"rows", "rows"},
                                 {"created", "created"},
                                 {"updated", "updated"},
                                 {"held", "held"},
                                 {"rejected", "rejected"}},
                                terminal.format));
    for (const auto& note : answer.at("notes").as_object()) {
      fmt::print(stderr, "{}: {}\n", std::string(note.key()), json::serialize(note.value()));
    }
    if (answer.at("dry_run").as_bool()) fmt::print(stderr, "A dry run: nothing was recorded.\n");
  }
  std::size_t shown = 0;
  for (const json::value& problem : answer.at("rejections").as_array()) {
    if (shown++ == kProblemsShown) break;
    const json::object& row = problem.as_object();
    fmt::print(stderr, "line {}: {} ({})\n", json::serialize(row.at("line")),
               std::string(row.at(terminal.chinese ? "detail_zh" : "detail_en").as_string()),
               std::string(row.at("code").as_string()));
  }
  if (answer.at("at_row_limit").as_bool()) {
    fmt::print(stderr,
               "The sheet is as long as sheets get: rows behind it may have been cut off.\n");
  }
}

void run_import(Terminal& terminal, Wanted wanted) {
  if (wanted.table == "register") wanted.table = "people";
  if (wanted.table == "contact-pairs") wanted.table = "contact_pairs";
  wanted.options.file_name = wanted.file.substr(wanted.file.find_last_of('/') + 1);
  if (!wanted.first_day.empty()) {
    wanted.options.first_day = parse_day(wanted.first_day);
    if (!wanted.options.first_day) {
      return terminal.fail(Refusal{.code = "request.time", .field = "first_day"});
    }
  }
  const bool server = !server_of(terminal.city).empty();
  const auto imported = server ? import_there(terminal, wanted) : import_here(terminal, wanted);
  if (!imported) return;
  print(terminal, *imported);
  if (imported->rejected_csv.empty()) return;
  terminal.exit_code = kRowsLeft;
  if (wanted.rejected.empty()) {
    fmt::print(stderr, "Give --rejected FILE.csv to keep these rows with their reasons.\n");
    return;
  }
  std::ofstream file(wanted.rejected, std::ios::binary | std::ios::trunc);
  file << imported->rejected_csv;
  file.close();
  if (!file) {
    return terminal.fail(Refusal{.code = "table.unwritable",
                                 .values = {{.name = "path", .value = wanted.rejected},
                                            {.name = "reason", .value = "it was not written"}}});
  }
  fmt::print(stderr, "The rows with their reasons are in {}. It holds names: keep it safe.\n",
             wanted.rejected);
}

}  // namespace

void add_import_command(CLI::App& app, Terminal& terminal) {
  const auto wanted = std::make_shared<Wanted>();
  auto* command = app.add_subcommand("import", kAbout);
  command->add_option("TABLE", wanted->table, "What the file holds")
      ->required()
      ->check(CLI::IsMember({"register", "people", "units", "places", "cases", "links", "stays",
                             "departments", "contact-pairs"}));
  command->add_option("FILE", wanted->file, "CSV or XLSX")->required()->check(CLI::ExistingFile);
  command->add_flag("--dry-run", wanted->options.dry_run, "Judge every row, record nothing");
  command->add_option("--sheet", wanted->options.table.sheet, "Of a workbook; absent: the first");
  command->add_option("--rejected", wanted->rejected,
                      "Write the held and rejected rows there, with their reasons");
  command->add_option("--city", wanted->options.city_name,
                      "Names the root of an empty register (units, departments)");
  command->add_option("--first-day", wanted->first_day,
                      "The day on which t is 0 at midnight (contact-pairs): 2022-03-17");
  command->callback([&terminal, wanted] { run_import(terminal, *wanted); });
}

}  // namespace firebreak::cli
