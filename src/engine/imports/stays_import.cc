#include "engine/imports/stays_import.h"

#include <map>
#include <memory>
#include <tuple>

#include "engine/imports/person_lookup.h"
#include "engine/imports/place_index.h"
#include "engine/imports/stay_batch.h"
#include "platform/tables/cell_value.h"

namespace firebreak::imports {
namespace {

constexpr std::size_t kRowsPerStep = 50'000;

enum Column : std::size_t {
  person,
  document_kind,
  document_number,
  place_number,
  place,
  entered_at,
  left_at,
};

std::span<const tables::KnownColumn> columns() {
  static const std::vector<tables::KnownColumn> known{
      {"person", {"person label", "label", "人员标识"}},
      {"document_kind", {"证件类型", "证件种类", "document type"}},
      {"document_number", {"证件号码", "证件号", "身份证号", "身份证号码", "identity number"}},
      {"place_id", {"场所编号", "place number"}},
      {"place", {"place name", "场所", "场所名称", "地点"}},
      {"entered_at", {"in", "entered", "from", "进入时间", "到达时间"}, true},
      {"left_at", {"out", "left", "until", "离开时间"}, true},
  };
  return known;
}

class StaysImport {
 public:
  StaysImport(ImportDesk& desk, vault::Vault& vault, ImportSheet& sheet)
      : desk_(desk), people_(desk, vault), sheet_(sheet) {
    places_ = desk_.read(
        [](const core::State& state) { return std::make_unique<PlaceIndex>(state.registry); });
  }

  Result<void> take(std::vector<SheetRow>& rows) {
    StayBatch batch(desk_);
    for (SheetRow& row : rows) {
      if (row.fate != Fate::undecided) continue;
      const auto stay = read_row(sheet_.cells(row));
      if (!stay) {
        if (stay.error().code == "vault.failed") return stay.error();
        row.reject(stay.error());
        continue;
      }
      const auto [earlier, first] = seen_.emplace(
          std::tuple(stay->person, stay->place, stay->entered_at, stay->left_at), row.line);
      if (first) {
        batch.add(*stay, row);
      } else {
        row.reject({.code = "row.repeated",
                    .values = {{.name = "line", .value = std::to_string(earlier->second)}}});
      }
    }
    if (auto recorded = batch.record(); !recorded) return recorded;
    sheet_.account(rows);
    return {};
  }

 private:
  Result<tracing::StayRow> read_row(const RowCells& cells) {
    const auto who = read_person(cells);
    if (!who) return who.error();
    if (!who->known()) return refusal_at("row.person_unknown", "person");
    const auto where = read_place(cells);
    if (!where) return where.error();
    tracing::StayRow stay{.person = *who, .place = *where};
    for (const Column column : {entered_at, left_at}) {
      const std::string text = cells.known_text(column);
      const auto instant = tables::read_instant(text);
      if (!instant) return refusal_at(instant.error().code, columns()[column].name, text);
      (column == entered_at ? stay.entered_at : stay.left_at) = *instant;
    }
    return stay;
  }

  Result<PersonId> read_person(const RowCells& cells) {
    const std::string label = cells.known_text(person);
    if (!label.empty()) return people_.find_label(label);
    const std::string number = cells.known_text(document_number);
    if (number.empty()) return refusal_at("row.person_missing", "person");
    if (cells.lost_digits(document_number)) {
      return refusal_at("row.lost_digits", "document_number");
    }
    auto kind = vault::DocumentKind::resident_identity_card;
    if (const std::string text = cells.known_text(document_kind); !text.empty()) {
      const auto known = vault::parse_document_kind(text);
      if (!known) return refusal_at("document.kind_unknown", "document_kind", text);
      kind = *known;
    }
    const auto document = vault::check_document(kind, number, day_of(desk_.now()));
    if (!document) return document.error();
    return people_.find(kind, document->number);
  }

  Result<PlaceId> read_place(const RowCells& cells) const {
    if (const std::string text = cells.known_text(place_number); !text.empty()) {
      const auto number = tables::read_whole(text);
      if (!number || *number < 0 || *number >= PlaceId::kNone) {
        return refusal_at("row.place_unknown", "place_id", text);
      }
      return PlaceId{static_cast<std::uint32_t>(*number)};  // The register says whether it exists.
    }
    const std::string text = cells.known_text(place);
    const std::vector<PlaceId>& named = places_->named(text);
    if (named.size() != 1) return refusal_at("row.place_unknown", "place", text);
    return named.front();
  }

  ImportDesk& desk_;
  PersonLookup people_;
  ImportSheet& sheet_;
  std::unique_ptr<PlaceIndex> places_;
  std::map<std::tuple<PersonId, PlaceId, Instant, Instant>, std::uint64_t> seen_;
};

}  // namespace

Result<ImportOutcome> import_stays(service::Service& service, vault::Vault& vault,
                                   const tables::TableInput& input, const ImportOptions& options) {
  auto sheet = ImportSheet::open(input, options, columns());
  if (!sheet) return sheet.error();
  ImportDesk desk(service, options.actor, options.dry_run);
  StaysImport import(desk, vault, **sheet);
  while (true) {
    auto rows = (*sheet)->next(kRowsPerStep);
    if (!rows) return rows.error();
    if (rows->empty()) return (*sheet)->conclude(desk);
    if (auto taken = import.take(*rows); !taken) return taken.error();
  }
}

}  // namespace firebreak::imports
