#include "fronts/scenario/area_figures.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace firebreak::scenario {
namespace {

using registry::UnitLevel;

constexpr std::size_t kGraphemeBytes = 3;  // Of a Chinese character in UTF-8; two columns wide.
constexpr std::size_t kNameColumns = 12;

laboratory::AreaCounts newest_round(const core::State& state, UnitId unit, Instant now) {
  for (auto i = static_cast<std::uint32_t>(state.laboratory.round_count()); i-- > 0;) {
    const auto counts =
        laboratory::reconcile(state.laboratory, state.registry, RoundId{i}, unit, now);
    if (counts.registered > 0) return counts;
  }
  return {};
}

std::set<PersonId> positive_people(const core::State& state) {
  const laboratory::Tubes& tubes = state.laboratory.tubes();
  std::set<PersonId> people;
  for (std::uint32_t i = 0; i < tubes.size(); ++i) {
    const TubeId tube{i};
    if (tubes.outcome(tube) != laboratory::Outcome::positive || tubes.members(tube).size() != 1) {
      continue;
    }
    people.insert(tubes.members(tube).front());
  }
  return people;
}

AreaFigures figures_of(const core::State& state, UnitId unit, Instant now) {
  const registry::UnitTree& units = state.registry.units();
  AreaFigures figures{.name = std::string(units.name(unit)),
                      .round = newest_round(state, unit, now)};
  for (std::uint32_t i = 0; i < state.tracing.case_count(); ++i) {
    const tracing::CaseRecord record = state.tracing.case_record(CaseId{i});
    if (record.classification == tracing::CaseClassification::discarded) continue;
    const UnitId home =
        record.person.known() ? state.registry.people().household(record.person) : UnitId{0};
    figures.cases += units.contains(unit, home) ? 1 : 0;
  }
  for (const quarantine::Hold& hold : state.quarantine.holds()) {
    if (!hold.active() || !units.contains(unit, hold.unit)) continue;
    ++figures.held;
    figures.held_unconfirmed += hold.confirmed() ? 0 : 1;
  }
  for (const duties::Duty& duty : state.duties.duties()) {
    if (!duty.open() || !units.contains(unit, duty.unit)) continue;
    ++figures.duties_open;
    figures.duties_overdue += duty.overdue(now) ? 1 : 0;
  }
  for (const zoning::Zone& zone : state.zoning.zones()) {
    const bool touches = std::ranges::any_of(
        zone.units, [&](std::uint32_t id) { return units.contains(unit, UnitId{id}); });
    figures.zones += touches && zone.level_at(now) != policy::ZoneLevel::none ? 1 : 0;
  }
  return figures;
}

}  // namespace

std::vector<AreaFigures> district_figures(const core::State& state, Instant now) {
  const registry::UnitTree& units = state.registry.units();
  std::vector<UnitId> left{UnitId{0}};
  std::vector<AreaFigures> figures;
  while (!left.empty()) {
    const UnitId unit = left.back();
    left.pop_back();
    if (units.level(unit) == UnitLevel::district) figures.push_back(figures_of(state, unit, now));
    if (units.level(unit) >= UnitLevel::district) continue;
    const std::vector<UnitId> children = units.children(unit);
    left.insert(left.end(), children.rbegin(), children.rend());
  }
  return figures;
}

std::string to_text(const std::vector<AreaFigures>& figures) {
  std::string text =
      fmt::format("{:<{}}{:>11}{:>10}{:>9}{:>10}{:>9}{:>9}{:>9}{:>7}{:>7}{:>8}{:>9}\n", "",
                  kNameColumns, "registered", "sampled", "transit", "in lab", "resulted", "exempt",
                  "missing", "cases", "held", "duties", "overdue");
  for (const AreaFigures& row : figures) {
    const std::size_t width = row.name.size() / kGraphemeBytes * 2;
    const std::string fill(kNameColumns > width ? kNameColumns - width : 1, ' ');
    text +=
        fmt::format("{}{}{:>11}{:>10}{:>9}{:>10}{:>9}{:>9}{:>9}{:>7}{:>7}{:>8}{:>9}\n", row.name,
                    fill, row.round.registered, row.round.sampled, row.round.in_transit,
                    row.round.in_laboratory, row.round.resulted, row.round.exempt,
                    row.round.missing, row.cases, row.held, row.duties_open, row.duties_overdue);
  }
  return text;
}

std::uint64_t pcr_positives(const core::State& state) { return positive_people(state).size(); }

std::uint64_t antigen_positives_pending(const core::State& state) {
  const std::set<PersonId> positive = positive_people(state);
  std::set<PersonId> pending;
  for (const laboratory::AntigenRow& row : state.laboratory.results().antigens()) {
    if (row.positive != 0 && !positive.contains(row.person)) pending.insert(row.person);
  }
  return pending.size();
}

std::uint64_t close_contacts(const core::State& state) {
  std::set<PersonId> people;
  const policy::Pack* pack = state.pack();
  for (std::uint32_t i = 0; pack != nullptr && i < state.tracing.case_count(); ++i) {
    const tracing::ContactList* list = state.tracing.contacts(CaseId{i});
    if (list == nullptr) continue;
    for (const tracing::Contact& contact : list->contacts) {
      if (contact.class_index == 0 && contact.degree == 1) people.insert(contact.person);
    }
  }
  return people.size();
}

std::uint64_t held_because_of(const core::State& state, TubeId tube) {
  return static_cast<std::uint64_t>(
      std::ranges::count_if(state.quarantine.holds(), [&](const quarantine::Hold& hold) {
        return hold.active() && hold.cause.kind == duties::SubjectKind::tube &&
               hold.cause.id == tube.value;
      }));
}

}  // namespace firebreak::scenario
