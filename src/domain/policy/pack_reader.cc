#include "domain/policy/pack_reader.h"

#include <string>

#include "domain/policy/pack_sections.h"
#include "domain/policy/toml_tree.h"

namespace firebreak::policy {
namespace {

struct Reading {
  Pack pack;
  std::vector<Refusal> problems;
};

void read_identity(PackTable& file, Pack& pack) {
  pack.id = file.id("id");
  pack.version = file.id("version");
  pack.pathogen = file.id("pathogen");
  pack.title = file.both_languages("title");
  pack.effective_from = file.date("effective_from", Need::required).value_or(Day{});
  pack.effective_until = file.date("effective_until", Need::optional);
  if (pack.effective_until && *pack.effective_until < pack.effective_from) {
    file.note("pack.effective_dates", "effective_until",
              "effective_from <= effective_until: " + to_text(pack.effective_from));
  }
}

Reading read(std::string_view toml, std::string_view file_name) {
  Reading reading;
  const Result<TomlNode> tree = parse_toml(toml, file_name);
  if (!tree) {
    reading.problems.push_back(tree.error());
    return reading;
  }
  PackTable::Notes notes;
  PackTable file(*tree, "", notes);
  notes.sources.read_documents(*tree, notes.problems);
  (void)file.table("sources", Need::optional);  // Asked for, so that it is known.

  Pack& pack = reading.pack;
  read_identity(file, pack);
  read_infectious_period(file, pack);
  read_contacts(file, pack);
  read_quarantine(file, pack);
  read_laboratory(file, pack);
  read_round(file, pack);
  read_zones(file, pack);
  read_clocks(file, pack);
  read_epidemiology(file, pack);
  read_retention(file, pack);
  file.finish();
  pack.sources = std::move(notes.sources).take();
  reading.problems = notes.problems.refusals(file_name);
  return reading;
}

}  // namespace

Result<Pack> read_pack(std::string_view toml, std::string_view file_name) {
  Reading reading = read(toml, file_name);
  if (reading.problems.empty()) return std::move(reading.pack);
  Refusal first = std::move(reading.problems.front());
  first.values.push_back({"more", std::to_string(reading.problems.size() - 1)});
  return first;
}

std::vector<Refusal> pack_problems(std::string_view toml, std::string_view file_name) {
  return read(toml, file_name).problems;
}

}  // namespace firebreak::policy
