#include "engine/imports/line_list_row.h"

#include <array>

#include "domain/tracing/requests.h"
#include "platform/tables/cell_value.h"

namespace firebreak::imports {
namespace {

using tracing::CaseClassification;
using tracing::CaseOrigin;

enum Column : std::size_t {
  label,
  person,
  document_kind,
  document_number,
  classification,
  origin,
  onset,
  specimen,
  confirmation,
  report,
  infector,
  related,
};

struct ClassificationWord {
  std::string_view word;
  CaseClassification classification;
};
constexpr std::array kClassificationWords{
    ClassificationWord{"疑似", CaseClassification::suspected},
    ClassificationWord{"疑似病例", CaseClassification::suspected},
    ClassificationWord{"临床诊断", CaseClassification::probable},
    ClassificationWord{"确诊", CaseClassification::confirmed},
    ClassificationWord{"确诊病例", CaseClassification::confirmed},
    ClassificationWord{"无症状", CaseClassification::asymptomatic},
    ClassificationWord{"无症状感染者", CaseClassification::asymptomatic},
    ClassificationWord{"排除", CaseClassification::discarded}};

struct OriginWord {
  std::string_view word;
  CaseOrigin origin;
};
constexpr std::array kOriginWords{
    OriginWord{"本土", CaseOrigin::local}, OriginWord{"本地", CaseOrigin::local},
    OriginWord{"输入", CaseOrigin::imported}, OriginWord{"境外输入", CaseOrigin::imported}};

Result<std::optional<CaseClassification>> read_classification(const std::string& text) {
  if (text.empty()) return std::optional<CaseClassification>{};
  for (const ClassificationWord& known : kClassificationWords) {
    if (known.word == text) return std::optional(known.classification);
  }
  const auto code = tracing::case_classification_of(text);
  if (!code) return refusal_at("row.classification", "classification", text);
  return code;
}

Result<std::optional<CaseOrigin>> read_origin(const std::string& text) {
  if (text.empty()) return std::optional<CaseOrigin>{};
  for (const OriginWord& known : kOriginWords) {
    if (known.word == text) return std::optional(known.origin);
  }
  const auto code = tracing::case_origin_of(text);
  if (!code) return refusal_at("row.origin", "origin", text);
  return code;
}

// "26, 2", "54、58": labels between commas and their like.
Result<std::vector<std::string>> read_labels(const std::string& text, Column column) {
  constexpr std::array<std::string_view, 4> kBetween{",", ";", "、", "\n"};
  std::vector<std::string> labels;
  std::string label;
  const auto finish = [&] {
    std::string plain = tables::plain_cell(label);
    if (!plain.empty()) labels.push_back(std::move(plain));
    label.clear();
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t taken = 0;
    for (const std::string_view between : kBetween) {
      if (std::string_view(text).substr(i).starts_with(between)) taken = between.size();
    }
    if (taken > 0) {
      finish();
    } else {
      label.push_back(text[i]);
      taken = 1;
    }
    i += taken;
  }
  finish();
  if (labels.size() > kNamedCasesMax) {
    return refusal_at("row.too_many_cases", line_list_columns()[column].name);
  }
  return labels;
}

Result<void> read_dates(const RowCells& cells, Instant now, LineListRow& row) {
  if (const std::string text = cells.known_text(onset); !text.empty()) {
    const auto day = tables::read_day(text);
    if (!day) return refusal_at(day.error().code, "onset", text);
    if (*day > day_of(now)) return refusal_at("case.onset", "onset", text);
    row.onset = *day;
  }
  for (const Column column : {specimen, confirmation, report}) {
    const std::string text = cells.known_text(column);
    if (text.empty()) continue;
    const std::string& field = line_list_columns()[column].name;
    const auto instant = tables::read_instant(text);
    if (!instant) return refusal_at(instant.error().code, field, text);
    if (*instant > now) {
      return Refusal{
          .code = "case.future", .field = field, .values = {{.name = "field", .value = field}}};
    }
    if (!row.positive_specimen_at) row.positive_specimen_at = *instant;
  }
  return {};
}

Result<void> read_person(const RowCells& cells, Instant now, LineListRow& row) {
  if (const std::string text = cells.known_text(person); !text.empty()) {
    row.document_kind = vault::DocumentKind::other;  // As departments_import.h registers labels.
    row.document_number = vault::normal_document_number(row.document_kind, text);
    return {};
  }
  if (const std::string kind = cells.known_text(document_kind); !kind.empty()) {
    const auto known = vault::parse_document_kind(kind);
    if (!known) return refusal_at("document.kind_unknown", "document_kind", kind);
    row.document_kind = *known;
  }
  const std::string number = cells.known_text(document_number);
  if (number.empty()) return {};
  if (cells.lost_digits(document_number)) return refusal_at("row.lost_digits", "document_number");
  auto checked = vault::check_document(row.document_kind, number, day_of(now));
  if (!checked) {
    Refusal refusal = checked.error();
    refusal.field = "document_number";
    return refusal;
  }
  row.document_number = std::move(checked->number);
  return {};
}

}  // namespace

std::span<const tables::KnownColumn> line_list_columns() {
  static const std::vector<tables::KnownColumn> known{
      {"label", {"id", "case id", "caseid", "病例编号", "编号"}, true},
      {"person", {"person label", "人员标识"}},
      {"document_kind", {"证件类型", "证件种类", "document type"}},
      {"document_number", {"证件号码", "证件号", "身份证号", "身份证号码", "identity number"}},
      {"classification", {"case classification", "分类", "病例分类"}},
      {"origin", {"case origin", "来源", "本土输入"}},
      {"onset",
       {"dt onset", "date onset", "onset date", "date of onset", "date onset symptoms",
        "symptom onset", "date of prodrome", "发病日期", "症状出现日期"}},
      {"specimen",
       {"positive specimen", "dt specimen", "date specimen", "specimen date", "采样日期",
        "阳性采样时间"}},
      {"confirmation",
       {"dt diag", "date confirmation", "date of confirmation", "confirmation date", "date of rash",
        "确诊日期", "阳性日期"}},
      {"report", {"dt report", "date report", "report date", "date of report", "报告日期"}},
      {"infector", {"source", "infected by", "source case", "感染来源", "传染源", "上一代病例"}},
      {"related", {"related cases", "linked cases", "关联病例"}},
  };
  return known;
}

Result<LineListRow> read_line_list_row(const RowCells& cells, Instant now) {
  LineListRow row{.label = cells.known_text(label)};
  if (row.label.empty() || row.label.size() > tracing::kLabelBytesMax) {
    return refusal_at("case.label", "label");
  }
  if (auto told = read_person(cells, now, row); !told) return told.error();
  if (auto dates = read_dates(cells, now, row); !dates) return dates.error();
  auto class_told = read_classification(cells.known_text(classification));
  if (!class_told) return class_told.error();
  row.classification = *class_told;
  auto origin_told = read_origin(cells.known_text(origin));
  if (!origin_told) return origin_told.error();
  row.origin = *origin_told;
  auto infectors = read_labels(cells.known_text(infector), infector);
  if (!infectors) return infectors.error();
  row.infectors = std::move(*infectors);
  auto linked = read_labels(cells.known_text(related), related);
  if (!linked) return linked.error();
  row.related = std::move(*linked);
  return row;
}

}  // namespace firebreak::imports
