#include "engine/imports/departments_import.h"

#include <map>
#include <set>

#include "engine/imports/import_sheet.h"
#include "engine/imports/root_unit.h"
#include "engine/imports/workplace.h"

namespace firebreak::imports {
namespace {

constexpr std::size_t kRowsPerStep = 5'000;

enum Column : std::size_t { label, department };

std::span<const tables::KnownColumn> columns() {
  static const std::vector<tables::KnownColumn> known{
      {"label", {"i", "id", "person", "编号", "人员标识"}, true},
      {"department", {"部门", "科室", "班级"}, true},
  };
  return known;
}

class DepartmentsImport {
 public:
  DepartmentsImport(ImportDesk& desk, vault::Vault& vault, ImportSheet& sheet)
      : desk_(desk), vault_(vault), sheet_(sheet) {}

  Result<void> take(std::vector<SheetRow>& rows) {
    members_.clear();
    for (SheetRow& row : rows) {
      if (row.fate != Fate::undecided) continue;
      if (auto judged = judge(row); !judged) return judged;
    }
    if (auto made = make_departments(); !made) return made;
    if (auto recorded = record(); !recorded) return recorded;
    sheet_.account(rows);
    return {};
  }

 private:
  struct Member {
    SheetRow* row;
    std::string number;  // The label, as a document's number.
    std::string department;
    PersonId person{};
    bool registered = false;
  };

  Result<void> judge(SheetRow& row) {
    constexpr auto kOther = vault::DocumentKind::other;
    const RowCells cells = sheet_.cells(row);
    const auto checked =
        vault::check_document(kOther, cells.known_text(label), day_of(desk_.now()));
    Member member{.row = &row, .department = cells.known_text(department)};
    if (!checked) {
      row.reject(refusal_at("row.label_missing", "label"));
      return {};
    }
    member.number = checked->number;
    if (member.department.empty() || member.department.size() > registry::kNameBytesMax) {
      row.reject(refusal_at("row.department_missing", "department"));
      return {};
    }
    const auto [earlier, first] = seen_.emplace(member.number, row.line);
    if (!first) {
      row.reject({.code = "row.repeated",
                  .field = "label",
                  .values = {{.name = "line", .value = std::to_string(earlier->second)}}});
      return {};
    }
    const auto found = vault_.find_by_document(kOther, member.number);
    if (!found) return vault_failed(found.error());
    desk_.read([&](const core::State& state) {
      for (const PersonId person : *found) {
        if (member.registered) break;
        member.registered = state.registry.people().has(person);
        if (member.registered || !desk_.dry_run()) member.person = person;
      }
      return true;
    });
    members_.push_back(std::move(member));
    return {};
  }

  // A unit under the root, where its people are registered, and a place of the workplace.
  Result<void> make_departments() {
    const auto company = ensure_workplace(desk_);
    if (!company) return company.error();
    registry::RegisterUnits units;
    registry::RegisterPlaces places;
    desk_.read([&](const core::State& state) {
      units.first = UnitId{static_cast<std::uint32_t>(state.registry.units().size())};
      places.first = PlaceId{static_cast<std::uint32_t>(state.registry.places().size())};
      std::set<std::string> planned;
      for (const Member& member : members_) {
        if (state.registry.units().find_child(UnitId{0}, member.department)) continue;
        if (!planned.insert(member.department).second) continue;
        places.places.push_back(
            {.kind = policy::PlaceKind::workplace,
             .unit = UnitId{units.first.value + static_cast<std::uint32_t>(units.units.size())},
             .parent = *company,
             .name = member.department});
        units.units.push_back({.parent = UnitId{0},
                               .level = registry::UnitLevel::section,
                               .name = member.department});
      }
      return true;
    });
    if (units.units.empty()) return {};
    sheet_.note("units_created", units.units.size());
    const service::Answer made = desk_.ask(registry::Request(std::move(units)));
    if (!made) return made.error();
    const service::Answer placed = desk_.ask(registry::Request(std::move(places)));
    if (!placed) return placed.error();
    return {};
  }

  Result<void> record() {
    if (auto known = give_ids(); !known) return known;
    registry::RegisterPeople request;
    std::vector<core::Request> updates;
    desk_.read([&](const core::State& state) {
      for (const Member& member : members_) {
        registry::PersonRow row{
            .person = member.person,
            .birth_day = Day{0},  // Not known: the row is provisional.
            .presence = static_cast<std::uint8_t>(registry::PresenceLayer::seen_by_scan),
            .provisional = true};
        if (member.registered) row = state.registry.people().row(member.person);
        row.household = *state.registry.units().find_child(UnitId{0}, member.department);
        member.row->fate = member.registered ? Fate::updated : Fate::created;
        if (member.registered) {
          updates.push_back(registry::Request(registry::UpdatePerson{.row = row}));
        } else {
          request.people.push_back(row);
        }
      }
      return true;
    });
    if (!request.people.empty()) {
      const service::Answer answer = desk_.ask(registry::Request(std::move(request)));
      if (!answer) return answer.error();
    }
    for (const service::Answer& answer : desk_.ask_all(std::move(updates))) {
      if (!answer) return answer.error();
    }
    return {};
  }

  Result<void> give_ids() {
    std::uint32_t count = 0;
    for (const Member& member : members_) count += member.person.known() ? 0 : 1;
    PersonId next = desk_.read(
        [](const core::State& state) { return PersonId{state.registry.people().ids_end()}; });
    if (!desk_.dry_run() && count > 0) {
      const auto first = vault_.reserve(count);
      if (!first) return vault_failed(first.error());
      next = *first;
    }
    std::vector<vault::PersonRecord> records;
    for (Member& member : members_) {
      if (member.person.known()) continue;
      member.person = next;
      ++next.value;
      records.push_back({.subject = member.person,
                         .document_kind = vault::DocumentKind::other,
                         .document_number = member.number});
    }
    if (desk_.dry_run() || records.empty()) return {};
    const auto put = vault_.put_many(records, day_of(desk_.now()));
    if (!put) return vault_failed(put.error());
    return {};
  }

  ImportDesk& desk_;
  vault::Vault& vault_;
  ImportSheet& sheet_;
  std::vector<Member> members_;
  std::map<std::string, std::uint64_t> seen_;
};

}  // namespace

Result<ImportOutcome> import_departments(service::Service& service, vault::Vault& vault,
                                         const tables::TableInput& input,
                                         const ImportOptions& options) {
  auto sheet = ImportSheet::open(input, options, columns());
  if (!sheet) return sheet.error();
  ImportDesk desk(service, options.actor, options.dry_run);
  if (auto root = ensure_root(desk, options.city_name); !root) return root.error();
  DepartmentsImport import(desk, vault, **sheet);
  while (true) {
    auto rows = (*sheet)->next(kRowsPerStep);
    if (!rows) return rows.error();
    if (rows->empty()) return (*sheet)->conclude(desk);
    if (auto taken = import.take(*rows); !taken) return taken.error();
  }
}

}  // namespace firebreak::imports
