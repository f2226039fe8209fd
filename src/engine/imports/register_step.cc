#include "engine/imports/register_step.h"

#include <algorithm>

#include "base/check.h"
#include "base/reached.h"
#include "platform/vault/text_fold.h"

namespace firebreak::imports {
namespace {

constexpr int kPlansMax = 100;  // Others may make units at the same time, but not for ever.

Key document_key(const RegisterRow& row) {
  return key_of(std::string(vault::to_text(row.document_kind)) + ":" + row.document_number);
}

Key name_key(const RegisterRow& row) {
  return key_of(vault::fold_name(row.name) + ":" + std::to_string(row.birth_day.number));
}

Refusal repeated(std::string_view column, std::uint32_t line) {
  return {.code = "row.repeated",
          .field = std::string(column),
          .values = {{.name = "line", .value = std::to_string(line)}}};
}

}  // namespace

void RegisterStep::add(SheetRow& row, RegisterRow read) {
  candidates_.push_back({.sheet_row = &row, .row = std::move(read)});
}

Result<void> RegisterStep::look_up(Candidate& candidate) const {
  const RegisterRow& row = candidate.row;
  auto found = row.document_number.empty()
                   ? vault_.find_by_name(row.name)
                   : vault_.find_by_document(row.document_kind, row.document_number);
  if (!found) return vault_failed(found.error());
  candidate.known = std::move(*found);
  return {};
}

Result<void> RegisterStep::judge() {
  for (Candidate& candidate : candidates_) {
    if (auto found = look_up(candidate); !found) return found;
  }
  desk_.read([&](const core::State& state) {
    HomePlan plan(state.registry.units());
    for (Candidate& candidate : candidates_) judge_one(state, plan, candidate);
    return true;
  });
  return {};
}

void RegisterStep::judge_one(const core::State& state, HomePlan& plan, Candidate& candidate) {
  if (is_repeated(candidate)) return;
  const RegisterRow& row = candidate.row;
  const registry::UnitTree& units = state.registry.units();
  const auto neighbourhood = memory_.neighbourhoods->find(units, {.code = row.neighbourhood_code,
                                                                  .district = row.address[0],
                                                                  .subdistrict = row.address[1],
                                                                  .neighbourhood = row.address[2]});
  if (!neighbourhood) return candidate.sheet_row->reject(neighbourhood.error());
  candidate.neighbourhood = *neighbourhood;
  identify(state, candidate);
  if (!candidate.taken()) return;
  // Last, because what is planned is made.
  const auto home = plan.find(*neighbourhood, row);
  if (!home) return candidate.sheet_row->reject(home.error());
  if (!row.workplace.empty() && memory_.places) {
    candidate.workplace = memory_.places->nearest(state.registry, row.workplace, *neighbourhood);
    if (!candidate.workplace.known()) ++workplaces_unknown_;
  }
  remember(candidate);
}

bool RegisterStep::is_repeated(Candidate& candidate) {
  const RegisterRow& row = candidate.row;
  if (!row.document_number.empty()) {
    if (const auto line = memory_.documents.find(document_key(row))) {
      candidate.sheet_row->reject(repeated("document_number", *line));
      return true;
    }
    return false;
  }
  const auto line = memory_.names.find(name_key(row));
  if (!line || row.decision == SamePerson::another) return false;
  if (row.decision == SamePerson::same) {
    candidate.sheet_row->reject(repeated("name", *line));
  } else {
    candidate.sheet_row->hold(refusal_at("row.possible_duplicate", "name"));
  }
  return true;
}

void RegisterStep::identify(const core::State& state, Candidate& candidate) {
  const registry::Population& people = state.registry.people();
  const RegisterRow& row = candidate.row;
  std::vector<PersonId> registered;
  for (const PersonId person : candidate.known) {
    if (!people.has(person)) continue;
    // A name alone is many people's.
    if (row.document_number.empty() && people.birth_day(person) != row.birth_day) continue;
    registered.push_back(person);
  }
  candidate.registered = !registered.empty();
  if (!row.document_number.empty()) {
    if (!registered.empty()) {
      candidate.person = registered.front();
    } else if (!candidate.known.empty() && !desk_.dry_run()) {
      REACHED("import.vault_orphan_taken_up");
      candidate.person = candidate.known.front();
    }
    return;
  }
  if (registered.empty()) return;
  if (row.decision == SamePerson::same && registered.size() == 1) {
    candidate.person = registered.front();
  } else if (row.decision == SamePerson::another) {
    candidate.registered = false;
  } else {
    REACHED("import.possible_duplicate");
    candidate.sheet_row->hold(refusal_at("row.possible_duplicate", "name"));
  }
}

void RegisterStep::remember(const Candidate& candidate) {
  const auto line = static_cast<std::uint32_t>(candidate.sheet_row->line);
  if (!candidate.row.document_number.empty()) {
    memory_.documents.insert(document_key(candidate.row), line);
  }
  memory_.names.insert(name_key(candidate.row), line);
}

Result<void> RegisterStep::record() {
  std::erase_if(candidates_, [](const Candidate& candidate) { return !candidate.taken(); });
  if (candidates_.empty()) return {};
  if (auto made = make_units(); !made) return made;
  if (auto reserved = reserve_ids(); !reserved) return reserved;
  if (auto filled = fill_vault(); !filled) return filled;
  if (auto made = register_people(); !made) return made;
  if (auto updated = update_people(); !updated) return updated;
  for (Candidate& candidate : candidates_) {
    candidate.sheet_row->fate = candidate.registered ? Fate::updated : Fate::created;
  }
  return {};
}

Result<void> RegisterStep::make_units() {
  for (int attempt = 0; attempt < kPlansMax; ++attempt) {
    auto request = desk_.read([&](const core::State& state) -> Result<registry::RegisterUnits> {
      HomePlan plan(state.registry.units());
      for (Candidate& candidate : candidates_) {
        const auto home = plan.find(candidate.neighbourhood, candidate.row);
        if (!home) return home.error();
        candidate.home = *home;
      }
      return plan.take();
    });
    if (!request) return request.error();
    if (request->units.empty()) return {};
    const std::size_t count = request->units.size();
    const service::Answer answer = desk_.ask(registry::Request(std::move(*request)));
    if (answer) {
      units_created_ += count;
      return {};
    }
    if (answer.error().code != "registry.moved_on") return answer.error();
    REACHED("import.register_moved_on");
  }
  return Refusal{.code = "service.busy"};
}

// Ids for those whom the vault does not know. A dry run takes the ones behind the last: its State
// is thrown away.
Result<void> RegisterStep::reserve_ids() {
  const auto count = static_cast<std::uint32_t>(std::ranges::count_if(
      candidates_, [](const Candidate& candidate) { return !candidate.person.known(); }));
  if (count == 0) return {};
  PersonId next;
  if (desk_.dry_run()) {
    next = desk_.read(
        [](const core::State& state) { return PersonId{state.registry.people().ids_end()}; });
  } else {
    const auto first = vault_.reserve(count);
    if (!first) return vault_failed(first.error());
    next = *first;
  }
  for (Candidate& candidate : candidates_) {
    if (candidate.person.known()) continue;
    candidate.person = next;
    ++next.value;
  }
  return {};
}

Result<void> RegisterStep::fill_vault() {
  if (desk_.dry_run()) return {};
  std::vector<vault::PersonRecord> records;
  records.reserve(candidates_.size());
  for (const Candidate& candidate : candidates_) {
    const RegisterRow& row = candidate.row;
    vault::PersonRecord record{.subject = candidate.person, .phone = row.phone};
    // Name and document are one record: a row that has no document must not take one away.
    if (!candidate.registered || !row.document_number.empty()) {
      record.name = row.name;
      record.document_kind = row.document_kind;
      record.document_number = row.document_number;
    }
    records.push_back(record);
  }
  if (auto put = vault_.put_many(records, today_); !put) return vault_failed(put.error());
  return {};
}

Result<void> RegisterStep::register_people() {
  registry::RegisterPeople request;
  for (const Candidate& candidate : candidates_) {
    if (candidate.registered) continue;
    request.people.push_back({.person = candidate.person,
                              .household = candidate.home,
                              .birth_day = candidate.row.birth_day,
                              .sex = candidate.row.sex,
                              .presence = candidate.row.presence,
                              .affiliation = candidate.workplace});
  }
  if (request.people.empty()) return {};
  const service::Answer answer = desk_.ask(registry::Request(std::move(request)));
  if (!answer) return answer.error();
  return {};
}

registry::PersonRow RegisterStep::row_after(const core::State& state,
                                            const Candidate& candidate) const {
  registry::PersonRow after = state.registry.people().row(candidate.person);
  const RegisterRow& row = candidate.row;
  // A row that knows no door takes nobody out of the home that is known within it.
  if (!state.registry.units().contains(candidate.home, after.household)) {
    after.household = candidate.home;
  }
  after.birth_day = row.birth_day;
  if (row.sex != registry::Sex::unknown) after.sex = row.sex;
  after.presence |= row.presence;
  if (candidate.workplace.known()) after.affiliation = candidate.workplace;
  after.provisional = false;
  return after;
}

Result<void> RegisterStep::update_people() {
  std::vector<core::Request> requests;
  desk_.read([&](const core::State& state) {
    std::map<std::uint32_t, std::size_t> asked;  // Of one person twice, the second sees the first.
    for (const Candidate& candidate : candidates_) {
      if (!candidate.registered) continue;
      registry::PersonRow after = row_after(state, candidate);
      const auto [first, is_new] = asked.emplace(candidate.person.value, requests.size());
      if (!is_new) {
        const auto& before =
            std::get<registry::UpdatePerson>(std::get<registry::Request>(requests[first->second]));
        after.presence |= before.row.presence;
      }
      requests.push_back(registry::Request(registry::UpdatePerson{.row = after}));
    }
    return true;
  });
  for (const service::Answer& answer : desk_.ask_all(std::move(requests))) {
    if (!answer) return answer.error();
  }
  return {};
}

}  // namespace firebreak::imports
