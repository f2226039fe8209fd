// Importing people into the register from a file that somebody brings.
//
// Every row read is created, updated, held (a possible duplicate: a person must decide) or rejected
// with its line and reason, and the four counts add up to the rows read. Rejected and held rows come
// back as CSV with a reason column, to be mended and imported again. Names and numbers go to the
// vault first, then the facts to the journal. Doors and buildings that are new are made; a
// neighbourhood must exist (import units first). A dry run counts the same and changes nothing.
// Refuses what is wrong with the file as a whole: tables.*, import.no_units, service.*.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "engine/service/register_row.h"
#include "engine/service/service.h"
#include "platform/tables/csv_writer.h"
#include "platform/tables/table_reader.h"
#include "platform/vault/vault.h"

namespace firebreak::service {

inline constexpr std::size_t kProblemsListedMax = 1'000;

struct ImportOptions {
  std::string file_name;
  bool dry_run = false;
  std::string actor = "operator";
  tables::TableOptions table{};
  std::function<void(std::uint64_t bytes_done, std::uint64_t bytes_total)> progress{};
};

struct ImportProblem {
  std::uint64_t line = 0;
  Refusal refusal;
  bool held = false;
};

struct ImportOutcome {
  std::uint64_t rows_read = 0;  // = created + updated + held + rejected.
  std::uint64_t created = 0;
  std::uint64_t updated = 0;
  std::uint64_t held = 0;
  std::uint64_t rejected = 0;
  std::uint64_t units_created = 0;
  std::vector<ImportProblem> problems{};  // The first kProblemsListedMax.
  std::string rejected_csv{};             // Held rows too; empty when there are none.
  bool at_row_limit = false;              // The sheet is as long as sheets get: rows may be cut.
  core::Position position = 0;            // 0 for a dry run.
};

// BLAKE2b-256 over the bytes of a table, hexadecimal: says which file an import was of.
Result<std::string> file_hash(const tables::TableInput& input);

class RegisterImport {
 public:
  // Words of a refusal for the reason column, in the language of whoever imports.
  using Words = std::function<std::string(const Refusal&)>;

  RegisterImport(Service& service, vault::Vault& vault, Words words);
  Result<ImportOutcome> run(const tables::TableInput& input, const ImportOptions& options);

 private:
  struct Pending {  // A row that can be recorded, once its units have ids.
    RegisterRow row;
    UnitId known;                     // The deepest unit that exists.
    std::vector<std::string> to_make; // Names below it, with their levels.
    std::vector<registry::UnitLevel> levels;
    PersonId person{};                // Known already; none for a new one.
  };

  Result<void> read_rows(tables::RowReader& reader);
  void take_row(const tables::Row& row);
  void turn_away(const tables::Row& row, const Refusal& refusal, bool held);
  Result<Pending> place(RegisterRow row) const;
  Result<void> look_up(Pending& pending) const;
  Result<void> record_pending();
  Result<void> make_units();
  Result<void> make_people();
  Result<void> update_people();
  Result<void> conclude(const tables::TableInput& input);
  Answer ask(core::Request request) const;

  Service& service_;
  vault::Vault& vault_;
  Words words_;
  ImportOptions options_;
  ImportOutcome outcome_;
  tables::HeaderMatch match_;
  tables::CsvWriter rejected_;
  std::vector<Pending> pending_;
  std::map<std::pair<std::uint32_t, std::string>, UnitId> made_;  // In this import.
  std::map<std::string, std::uint64_t> seen_;  // Document -> line, in this file.
  std::size_t header_width_ = 0;
  Day today_{};
};

}  // namespace firebreak::service
