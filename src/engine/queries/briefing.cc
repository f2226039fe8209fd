#include "engine/queries/briefing.h"

#include <algorithm>
#include <set>

#include "domain/laboratory/unit_list.h"
#include "engine/queries/unit_summary.h"
#include "engine/queries/zone_people.h"

namespace firebreak::queries {
namespace {

// Adds what happens at a unit to the city's figures and to its district's.
class Tally {
 public:
  Tally(const core::State& state, Briefing& briefing)
      : state_(state), briefing_(briefing), districts_(state.registry.units(), ids(briefing)) {}

  void add(UnitId unit, std::uint64_t BriefingFigures::* figure, std::uint64_t count = 1) {
    briefing_.city.figures.*figure += count;
    if (!unit.known()) return;
    const std::uint32_t district = districts_.find(unit);
    if (district != laboratory::UnitList::kNone) {
      briefing_.districts[district].figures.*figure += count;
    }
  }
  void add(PersonId person, std::uint64_t BriefingFigures::* figure) {
    const registry::Population& people = state_.registry.people();
    add(people.has(person) ? people.household(person) : UnitId::none(), figure);
  }

 private:
  static std::vector<UnitId> ids(const Briefing& briefing) {
    std::vector<UnitId> units;
    for (const BriefingRow& row : briefing.districts) units.push_back(row.unit);
    return units;
  }

  const core::State& state_;
  Briefing& briefing_;
  laboratory::UnitList districts_;
};

void tally_cases(const core::State& state, Tally& tally) {
  std::set<PersonId> contacts;
  for (std::uint32_t i = 0; i < state.tracing.case_count(); ++i) {
    const tracing::CaseRecord record = state.tracing.case_record(CaseId{i});
    if (record.classification == tracing::CaseClassification::discarded) continue;
    tally.add(record.person, &BriefingFigures::cases);
    if (const tracing::ContactList* list = state.tracing.contacts(CaseId{i})) {
      for (const tracing::Contact& contact : list->contacts) contacts.insert(contact.person);
    }
  }
  for (const PersonId person : contacts) {
    tally.add(person, &BriefingFigures::contacts_listed);
    if (state.quarantine.active(person) != nullptr) {
      tally.add(person, &BriefingFigures::contacts_held);
    }
  }
}

void tally_laboratory(const core::State& state, Tally& tally) {
  std::set<PersonId> antigen_positive;
  for (const laboratory::AntigenRow& row : state.laboratory.results().antigens()) {
    if (row.positive != 0) antigen_positive.insert(row.person);
  }
  for (const PersonId person : antigen_positive) {
    tally.add(person, &BriefingFigures::antigen_positive);
  }
  const laboratory::Tubes& tubes = state.laboratory.tubes();
  for (std::uint32_t i = 0; i < tubes.size(); ++i) {
    const TubeId tube{i};
    if (tubes.outcome(tube) != laboratory::Outcome::positive) continue;
    const StationId station = tubes.station(tube);
    tally.add(station.known() ? state.laboratory.stations().unit(station) : UnitId::none(),
              &BriefingFigures::positive_tubes);
  }
}

void tally_response(const core::State& state, Instant now, Tally& tally) {
  for (const quarantine::Hold& hold : state.quarantine.holds()) {
    if (hold.active()) tally.add(hold.unit, &BriefingFigures::held);
  }
  for (const duties::Duty& duty : state.duties.duties()) {
    if (!duty.open()) continue;
    tally.add(duty.unit, &BriefingFigures::duties_open);
    if (duty.overdue(now) || duty.escalation_level > 0) {
      tally.add(duty.unit, &BriefingFigures::duties_overdue);
    }
  }
}

void count_zones(const core::State& state, Instant now, BriefingRow& row, bool city) {
  const registry::UnitTree& units = state.registry.units();
  for (const zoning::Zone& zone : state.zoning.zones()) {
    if (zone.level_at(now) == zoning::ZoneLevel::none) continue;
    if (city || touches(units, zone, row.unit)) ++row.figures.zones;
  }
  std::vector<UnitId> inside;
  for (const UnitId area : areas_in_force(state, now)) {
    if (city || units.contains(row.unit, area)) {
      inside.push_back(area);
    } else if (units.contains(area, row.unit)) {
      inside = {row.unit};
      break;
    }
  }
  row.figures.people_in_zones = people_in(state.registry, inside);
}

void put_round(const core::State& state, Briefing& briefing, Instant now) {
  if (!briefing.round.known()) return;
  const laboratory::Round& round = state.laboratory.round(briefing.round);
  const registry::UnitTree& units = state.registry.units();
  briefing.city.figures.round = figures_of_round(state, briefing.round, now);
  for (BriefingRow& row : briefing.districts) {
    const bool reached = std::ranges::any_of(round.units, [&](UnitId unit) {
      return units.contains(unit, row.unit) || units.contains(row.unit, unit);
    });
    if (reached) row.figures.round = figures_of(state, briefing.round, row.unit, now);
  }
}

}  // namespace

Briefing briefing(const core::State& state, Instant now) {
  const registry::UnitTree& units = state.registry.units();
  Briefing briefing{.round = current_round(state.laboratory, now),
                    .city = {.unit = city_unit(units), .figures = {}},
                    .districts = {}};
  for (const UnitId district :
       units_under(units, briefing.city.unit, registry::UnitLevel::district)) {
    briefing.districts.push_back({.unit = district, .figures = {}});
  }
  Tally tally(state, briefing);
  tally_cases(state, tally);
  tally_laboratory(state, tally);
  tally_response(state, now, tally);
  count_zones(state, now, briefing.city, true);
  for (BriefingRow& row : briefing.districts) count_zones(state, now, row, false);
  put_round(state, briefing, now);
  return briefing;
}

}  // namespace firebreak::queries
