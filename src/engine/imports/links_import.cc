#include "engine/imports/links_import.h"

#include <map>

#include "engine/imports/import_sheet.h"
#include "platform/tables/cell_value.h"

namespace firebreak::imports {
namespace {

constexpr std::size_t kRowsPerStep = 5'000;

enum Column : std::size_t { from, to, setting, day };

std::span<const tables::KnownColumn> columns() {
  static const std::vector<tables::KnownColumn> known{
      {"from", {"infector", "source", "感染来源", "传染源"}, true},
      {"to", {"infectee", "case", "被感染者", "病例"}, true},
      {"setting", {"exposure", "暴露场所", "场所"}},
      {"day", {"date", "exposure date", "暴露日期", "日期"}},
  };
  return known;
}

Result<tracing::RecordLink> read_row(const core::State& state, const RowCells& cells) {
  tracing::RecordLink link{.setting = cells.known_text(setting)};
  for (const Column end : {from, to}) {
    const std::string label = cells.known_text(end);
    const auto found = state.tracing.find_label(label);
    if (!found) return refusal_at("row.case_unknown", columns()[end].name, label);
    (end == from ? link.from_case : link.to_case) = *found;
  }
  if (const std::string text = cells.known_text(day); !text.empty()) {
    const auto known = tables::read_day(text);
    if (!known) return refusal_at(known.error().code, "day", text);
    link.day = *known;
  }
  return link;
}

}  // namespace

Result<ImportOutcome> import_links(service::Service& service, const tables::TableInput& input,
                                   const ImportOptions& options) {
  auto sheet = ImportSheet::open(input, options, columns());
  if (!sheet) return sheet.error();
  ImportDesk desk(service, options.actor, options.dry_run);
  std::map<std::vector<std::string>, std::uint64_t> seen;
  while (true) {
    auto rows = (*sheet)->next(kRowsPerStep);
    if (!rows) return rows.error();
    if (rows->empty()) return (*sheet)->conclude(desk);
    std::vector<core::Request> requests;
    std::vector<SheetRow*> asked;
    desk.read([&](const core::State& state) {
      for (SheetRow& row : *rows) {
        if (row.fate != Fate::undecided) continue;
        const RowCells cells = (*sheet)->cells(row);
        const auto [earlier, first] = seen.emplace(
            std::vector{cells.text(from), cells.text(to), cells.text(setting), cells.text(day)},
            row.line);
        auto link = read_row(state, cells);
        if (!link) {
          row.reject(link.error());
        } else if (!first) {
          row.reject({.code = "row.repeated",
                      .values = {{.name = "line", .value = std::to_string(earlier->second)}}});
        } else {
          requests.push_back(tracing::Request(std::move(*link)));
          asked.push_back(&row);
        }
      }
      return true;
    });
    const std::vector<service::Answer> answers = desk.ask_all(std::move(requests));
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (answers[i]) {
        asked[i]->fate = Fate::created;
      } else if (answers[i].error().code.starts_with("service.")) {
        return answers[i].error();
      } else if (answers[i].error().code == "link.duplicate") {
        asked[i]->fate = Fate::updated;
      } else {
        asked[i]->reject(answers[i].error());
      }
    }
    (*sheet)->account(*rows);
  }
}

}  // namespace firebreak::imports
