// What an import is asked for, and what came of it.
//
// Invariant: rows_read = created + updated + held + rejected.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "engine/core/position.h"
#include "platform/tables/table_reader.h"

namespace firebreak::imports {

inline constexpr std::size_t kProblemsListedMax = 1'000;

struct ImportOptions {
  std::string file_name{};  // Recorded; without its folder.
  bool dry_run = false;
  std::string actor = "operator";
  tables::TableOptions table{};
  // Words of a refusal for the reason column, in the language of whoever imports; else its code.
  std::function<std::string(const Refusal&)> words{};
  std::function<void(std::uint64_t bytes_done, std::uint64_t bytes_total)> progress{};
  std::string city_name{};         // Of the root unit that is made in an empty register.
  std::optional<Day> first_day{};  // On which a contact file's seconds begin.
};

struct ImportProblem {
  std::uint64_t line = 0;
  Refusal refusal;
  bool held = false;
};

struct ImportOutcome {
  std::uint64_t rows_read = 0;
  std::uint64_t created = 0;
  std::uint64_t updated = 0;  // Or there already, just so.
  std::uint64_t held = 0;
  std::uint64_t rejected = 0;
  // What else there is to know, by kind: "units_created", "workplace_unknown", "links_recorded".
  std::map<std::string, std::uint64_t> notes{};
  std::vector<ImportProblem> problems{};  // The first kProblemsListedMax.
  std::string rejected_csv{};             // Held rows too; empty when there are none.
  bool at_row_limit = false;    // The sheet is as long as sheets get: rows may have been cut off.
  core::Position position = 0;  // Of the import's last fact; 0 for a dry run.
};

}  // namespace firebreak::imports
