#include "fronts/scenario/story_figures.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace firebreak::scenario {
namespace {

constexpr std::size_t kCharacterBytes = 3;  // Of a Chinese character in UTF-8; two columns wide.
constexpr std::size_t kNameColumns = 10;

std::string line(std::string_view name, const queries::BriefingFigures& figures) {
  const std::size_t width = name.size() / kCharacterBytes * 2;
  const std::string fill(kNameColumns > width ? kNameColumns - width : 1, ' ');
  const queries::Figures round = figures.round.value_or(queries::Figures{});
  return fmt::format("{}{}{:>11}{:>9}{:>9}{:>9}{:>9}{:>9}{:>8}{:>9}{:>7}{:>7}{:>7}{:>8}\n", name,
                     fill, round.registered, round.sampled, round.at_station, round.in_transit,
                     round.in_laboratory, round.resulted, round.exempt, round.missing,
                     figures.cases, figures.held, figures.duties_open, figures.duties_overdue);
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

}  // namespace

std::string to_text(const core::State& state, const queries::Briefing& briefing) {
  const registry::UnitTree& units = state.registry.units();
  std::string text =
      fmt::format("{:<{}}{:>11}{:>9}{:>9}{:>9}{:>9}{:>9}{:>8}{:>9}{:>7}{:>7}{:>7}{:>8}\n", "",
                  kNameColumns, "registered", "sampled", "station", "transit", "in lab", "results",
                  "exempt", "missing", "cases", "held", "duties", "overdue");
  for (const queries::BriefingRow& row : briefing.districts) {
    text += line(units.name(row.unit), row.figures);
  }
  return text + line(units.name(briefing.city.unit), briefing.city.figures);
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
