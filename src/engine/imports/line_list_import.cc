#include "engine/imports/line_list_import.h"

#include <algorithm>
#include <map>

#include "engine/imports/line_list_row.h"
#include "engine/imports/person_lookup.h"

namespace firebreak::imports {
namespace {

constexpr std::size_t kRowsPerStep = 5'000;

class LineListImport {
 public:
  LineListImport(ImportDesk& desk, vault::Vault& vault, ImportSheet& sheet)
      : desk_(desk), people_(desk, vault), sheet_(sheet) {}

  Result<void> take(std::vector<SheetRow>& rows);
  Result<void> record_links();

 private:
  struct NamedLink {
    std::string from;
    std::string to;
    bool directed = true;
  };

  Result<std::optional<core::Request>> request_of(const LineListRow& row, SheetRow& sheet_row);
  core::Request update_of(CaseId id, const LineListRow& row) const;
  void name_links(const LineListRow& row);
  std::optional<tracing::RecordLink> resolve(const core::State& state, const NamedLink& link);

  ImportDesk& desk_;
  PersonLookup people_;
  ImportSheet& sheet_;
  std::map<std::string, std::uint64_t> seen_;
  std::vector<NamedLink> links_;
};

core::Request LineListImport::update_of(CaseId id, const LineListRow& row) const {
  return tracing::Request(tracing::UpdateCase{.case_id = id,
                                              .classification = row.classification,
                                              .origin = row.origin,
                                              .onset = row.onset,
                                              .positive_specimen_at = row.positive_specimen_at});
}

// What to ask for a row; nothing when its fate is known without asking.
Result<std::optional<core::Request>> LineListImport::request_of(const LineListRow& row,
                                                                SheetRow& sheet_row) {
  const auto none = std::optional<core::Request>{};
  const auto [earlier, first] = seen_.emplace(row.label, sheet_row.line);
  if (!first) {
    sheet_row.reject({.code = "row.repeated",
                      .field = "label",
                      .values = {{.name = "line", .value = std::to_string(earlier->second)}}});
    return none;
  }
  PersonId person;
  if (!row.document_number.empty()) {
    const auto found = people_.find(row.document_kind, row.document_number);
    if (!found) return found.error();
    if (!found->known()) {
      sheet_row.reject(refusal_at("row.person_unknown", "document_number"));
      return none;
    }
    person = *found;
  }
  const auto known =
      desk_.read([&](const core::State& state) { return state.tracing.find_label(row.label); });
  if (known) {
    sheet_row.fate = Fate::updated;
    return std::optional(update_of(*known, row));
  }
  sheet_row.fate = Fate::created;
  using tracing::CaseClassification;
  return std::optional<core::Request>(tracing::Request(tracing::OpenCase{
      .person = person,
      .label = row.label,
      .classification = row.classification.value_or(CaseClassification::confirmed),
      .origin = row.origin.value_or(tracing::CaseOrigin::local),
      .onset = row.onset,
      .positive_specimen_at = row.positive_specimen_at,
      .found_how = tracing::CaseFound::imported_list}));
}

void LineListImport::name_links(const LineListRow& row) {
  for (const std::string& infector : row.infectors) {
    links_.push_back({.from = infector, .to = row.label});
  }
  for (const std::string& related : row.related) {
    if (related != row.label) {
      links_.push_back({.from = related, .to = row.label, .directed = false});
    }
  }
}

Result<void> LineListImport::take(std::vector<SheetRow>& rows) {
  std::vector<core::Request> requests;
  std::vector<SheetRow*> asked;
  std::vector<LineListRow> read_rows;
  for (SheetRow& row : rows) {
    if (row.fate != Fate::undecided) continue;
    auto read = read_line_list_row(sheet_.cells(row), desk_.now());
    if (!read) {
      row.reject(read.error());
      continue;
    }
    auto request = request_of(*read, row);
    if (!request) return request.error();
    if (!*request) continue;
    requests.push_back(std::move(**request));
    asked.push_back(&row);
    read_rows.push_back(std::move(*read));
  }
  const std::vector<service::Answer> answers = desk_.ask_all(std::move(requests));
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i]) {
      name_links(read_rows[i]);
    } else if (answers[i].error().code.starts_with("service.")) {
      return answers[i].error();
    } else if (answers[i].error().code == "case.already_open") {
      asked[i]->hold(answers[i].error());
    } else {
      asked[i]->reject(answers[i].error());
    }
  }
  sheet_.account(rows);
  return {};
}

std::optional<tracing::RecordLink> LineListImport::resolve(const core::State& state,
                                                           const NamedLink& link) {
  auto from = state.tracing.find_label(link.from);
  auto to = state.tracing.find_label(link.to);
  if (!from || !to) return std::nullopt;
  if (!link.directed) {
    const auto onset_from = state.tracing.case_record(*from).onset;
    const auto onset_to = state.tracing.case_record(*to).onset;
    const bool told = onset_from && onset_to && *onset_from != *onset_to;
    const bool turned = told ? *onset_to < *onset_from : *to < *from;
    if (turned) std::swap(from, to);
  }
  return tracing::RecordLink{.from_case = *from, .to_case = *to};
}

Result<void> LineListImport::record_links() {
  std::vector<std::pair<CaseId, CaseId>> pairs;
  desk_.read([&](const core::State& state) {
    for (const NamedLink& link : links_) {
      const auto resolved = resolve(state, link);
      if (!resolved) {
        sheet_.note("link_case_unknown");
      } else if (resolved->from_case != resolved->to_case) {
        pairs.emplace_back(resolved->from_case, resolved->to_case);
      }
    }
    return true;
  });
  std::ranges::sort(pairs);
  const auto twice = std::ranges::unique(pairs);
  pairs.erase(twice.begin(), twice.end());
  std::vector<core::Request> requests;
  for (const auto& [from, to] : pairs) {
    requests.push_back(tracing::Request(tracing::RecordLink{.from_case = from, .to_case = to}));
  }
  for (const service::Answer& answer : desk_.ask_all(std::move(requests))) {
    if (answer) {
      sheet_.note("links_recorded");
    } else if (answer.error().code == "link.duplicate") {
      sheet_.note("links_known");
    } else {
      return answer.error();
    }
  }
  return {};
}

}  // namespace

Result<ImportOutcome> import_line_list(service::Service& service, vault::Vault& vault,
                                       const tables::TableInput& input,
                                       const ImportOptions& options) {
  auto sheet = ImportSheet::open(input, options, line_list_columns());
  if (!sheet) return sheet.error();
  ImportDesk desk(service, options.actor, options.dry_run);
  LineListImport import(desk, vault, **sheet);
  while (true) {
    auto rows = (*sheet)->next(kRowsPerStep);
    if (!rows) return rows.error();
    if (rows->empty()) break;
    if (auto taken = import.take(*rows); !taken) return taken.error();
  }
  if (auto linked = import.record_links(); !linked) return linked.error();
  return (*sheet)->conclude(desk);
}

}  // namespace firebreak::imports
