#include "engine/imports/contact_pairs_import.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/imports/meetings.h"
#include "engine/imports/person_lookup.h"
#include "engine/imports/place_index.h"
#include "engine/imports/stay_batch.h"
#include "engine/imports/workplace.h"
#include "platform/tables/cell_value.h"

namespace firebreak::imports {
namespace {

enum Column : std::size_t { second, one, other };

std::span<const tables::KnownColumn> columns() {
  static const std::vector<tables::KnownColumn> known{
      {"t", {"time", "second", "秒"}, true}, {"i", {"person 1"}, true}, {"j", {"person 2"}, true}};
  return known;
}

using Pair = std::pair<PersonId, PersonId>;

class ContactPairsImport {
 public:
  ContactPairsImport(ImportDesk& desk, vault::Vault& vault, ImportSheet& sheet, Day first_day)
      : desk_(desk), people_(desk, vault), sheet_(sheet), midnight_(start_of(first_day)) {}

  Result<void> take(std::vector<SheetRow>& rows) {
    std::vector<Reading> readings;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].fate != Fate::undecided) continue;
      auto reading = read_row(sheet_.cells(rows[i]), rows[i].line);
      if (reading) {
        reading->row = static_cast<std::uint32_t>(i);
        readings.push_back(*reading);
      } else if (reading.error().code == "vault.failed") {
        return reading.error();
      } else {
        rows[i].reject(reading.error());
      }
    }
    const std::vector<Meeting> meetings = meetings_of(std::move(readings));
    if (auto made = make_places(meetings); !made) return made;
    if (auto recorded = record(meetings, rows); !recorded) return recorded;
    sheet_.note("meetings", meetings.size());
    sheet_.note("pairs", place_of_.size());
    sheet_.account(rows);
    return {};
  }

 private:
  Result<Reading> read_row(const RowCells& cells, std::uint64_t line) {
    const std::string text = cells.text(second);
    const auto until = tables::read_whole(text);
    if (!until) return refusal_at(until.error().code, "t", text);
    if (*until < kReadingSeconds || *until > kContactSecondsMax) {
      return refusal_at("row.second", "t", text);
    }
    PersonId ends[2];
    for (const Column column : {one, other}) {
      const std::string label = cells.text(column);
      const auto found = people_.find_label(label);
      if (!found) return found.error();
      if (!found->known()) {
        return refusal_at("row.person_unknown", columns()[column].name, label);
      }
      ends[column - one] = *found;
    }
    if (ends[0] == ends[1]) return refusal_at("row.same_person", "j");
    Reading reading{.low = std::min(ends[0], ends[1]),
                    .high = std::max(ends[0], ends[1]),
                    .until_second = *until};
    const auto [earlier, first] =
        seen_.emplace(std::tuple(reading.low, reading.high, reading.until_second), line);
    if (!first) {
      return Refusal{.code = "row.repeated",
                     .values = {{.name = "line", .value = std::to_string(earlier->second)}}};
    }
    return reading;
  }

  // Named by the numbers of the two people, so that the next file of the same people finds them.
  Result<void> make_places(const std::vector<Meeting>& meetings) {
    const auto company = ensure_workplace(desk_);
    if (!company) return company.error();
    registry::RegisterPlaces request;
    desk_.read([&](const core::State& state) {
      const PlaceIndex index(state.registry);
      request.first = PlaceId{static_cast<std::uint32_t>(state.registry.places().size())};
      for (const Meeting& meeting : meetings) {
        const auto [place, is_new] =
            place_of_.emplace(Pair(meeting.low, meeting.high), PlaceId::none());
        if (!is_new) continue;
        const std::string name = "face to face " + std::to_string(meeting.low.value) + "-" +
                                 std::to_string(meeting.high.value);
        for (const PlaceId known : index.named(name)) {
          if (state.registry.places().parent(known) == *company) place->second = known;
        }
        if (place->second.known()) continue;
        place->second =
            PlaceId{request.first.value + static_cast<std::uint32_t>(request.places.size())};
        request.places.push_back({.kind = policy::PlaceKind::workplace,
                                  .unit = UnitId{0},
                                  .parent = *company,
                                  .name = name});
      }
      return true;
    });
    if (request.places.empty()) return {};
    const service::Answer answer = desk_.ask(registry::Request(std::move(request)));
    if (!answer) return answer.error();
    return {};
  }

  Result<void> record(const std::vector<Meeting>& meetings, std::vector<SheetRow>& rows) {
    StayBatch batch(desk_);
    for (const Meeting& meeting : meetings) {
      SheetRow& first = rows[meeting.rows.front()];
      for (const PersonId person : {meeting.low, meeting.high}) {
        batch.add({.person = person,
                   .place = place_of_.at(Pair(meeting.low, meeting.high)),
                   .entered_at = midnight_ + Duration::seconds(meeting.from_second),
                   .left_at = midnight_ + Duration::seconds(meeting.until_second)},
                  first);
      }
    }
    if (auto recorded = batch.record(); !recorded) return recorded;
    for (const Meeting& meeting : meetings) {
      const SheetRow& first = rows[meeting.rows.front()];
      for (const std::uint32_t row : meeting.rows) {
        rows[row].fate = first.fate;
        rows[row].refusal = first.refusal;
      }
    }
    return {};
  }

  ImportDesk& desk_;
  PersonLookup people_;
  ImportSheet& sheet_;
  Instant midnight_;
  std::map<Pair, PlaceId> place_of_;
  std::map<std::tuple<PersonId, PersonId, std::int64_t>, std::uint64_t> seen_;
};

}  // namespace

Result<ImportOutcome> import_contact_pairs(service::Service& service, vault::Vault& vault,
                                           const tables::TableInput& input,
                                           const ImportOptions& options) {
  if (!options.first_day) return Refusal{.code = "import.first_day_missing"};
  auto sheet = ImportSheet::open(input, options, columns());
  if (!sheet) return sheet.error();
  ImportDesk desk(service, options.actor, options.dry_run);
  ContactPairsImport import(desk, vault, **sheet, *options.first_day);
  // All at once: a meeting's readings lie scattered among those of others.
  auto rows = (*sheet)->next(kContactRowsMax + 1);
  if (!rows) return rows.error();
  if (rows->size() > kContactRowsMax) {
    return Refusal{.code = "import.too_many_rows",
                   .values = {{.name = "limit", .value = std::to_string(kContactRowsMax)}}};
  }
  if (auto taken = import.take(*rows); !taken) return taken.error();
  return (*sheet)->conclude(desk);
}

}  // namespace firebreak::imports
