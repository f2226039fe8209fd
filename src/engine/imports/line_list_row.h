// One row of a line list, read: the case's label, its dates, and who is named as its source.
//
// Columns by the names that line lists have in Chinese and English; "NA" and its like are empty. A
// label is recorded in clear, so it must be a number of the list, never a name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/tracing/case_record.h"
#include "engine/imports/import_sheet.h"
#include "platform/vault/document_number.h"

namespace firebreak::imports {

inline constexpr std::size_t kNamedCasesMax = 100;  // As related, in one row.

std::span<const tables::KnownColumn> line_list_columns();

struct LineListRow {
  std::string label;
  // A person of the register, where the row says who: by a document, or by a person's label.
  vault::DocumentKind document_kind = vault::DocumentKind::resident_identity_card;
  std::string document_number;
  std::optional<tracing::CaseClassification> classification{};
  std::optional<tracing::CaseOrigin> origin{};
  std::optional<Day> onset{};
  // First of: specimen, confirmation, report. A day alone is its local midnight.
  std::optional<Instant> positive_specimen_at{};
  std::vector<std::string> infectors;  // Labels: they infected this case.
  std::vector<std::string> related;    // Labels: cases known to be linked, either way.
};

// Refuses case.label, case.onset, case.future, table.not_a_day, table.not_a_time,
// row.classification, row.origin, document.*, row.too_many_cases.
Result<LineListRow> read_line_list_row(const RowCells& cells, Instant now);

}  // namespace firebreak::imports
