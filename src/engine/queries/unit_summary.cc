#include "engine/queries/unit_summary.h"

#include "domain/laboratory/unit_list.h"
#include "domain/registry/area_count.h"

namespace firebreak::queries {

UnitId city_unit(const registry::UnitTree& units) {
  if (units.size() == 0) return UnitId::none();
  UnitId unit{0};
  while (units.level(unit) < registry::UnitLevel::city) {
    const std::vector<UnitId> children = units.children(unit);
    if (children.size() != 1) break;
    unit = children.front();
  }
  return unit;
}

std::vector<std::uint64_t> people_of_units(const registry::State& registry,
                                           const std::vector<UnitId>& units) {
  const registry::Population& people = registry.people();
  std::vector<std::uint64_t> counts;
  counts.reserve(units.size());
  for (const UnitId unit : units) {
    const registry::PositionRange range = people.range(registry.units(), unit);
    counts.push_back(people.registered().count(range.first, range.last));
  }
  const laboratory::UnitList list(registry.units(), units);
  for (std::uint32_t p = people.laid_out(); p < people.positions(); ++p) {
    if (!people.registered().test(p) || !people.at(p).known()) continue;
    const std::uint32_t row = list.find(people.household(people.at(p)));
    if (row != laboratory::UnitList::kNone) ++counts[row];
  }
  return counts;
}

std::uint64_t people_of(const registry::State& registry, UnitId unit) {
  const Bitmap& registered = registry.people().registered();
  return registry::count_area(
      registry, unit, [&](std::size_t word) { return registry::word_of(registered, word); });
}

std::vector<UnitId> units_under(const registry::UnitTree& tree, UnitId unit,
                                registry::UnitLevel level) {
  std::vector<UnitId> units;
  const registry::RankRange range = tree.subtree(unit);
  for (std::uint32_t rank = range.first; rank < range.last;) {
    const UnitId here = tree.by_rank(rank);
    if (tree.level(here) == level) units.push_back(here);
    rank = tree.level(here) >= level ? tree.subtree(here).last : rank + 1;
  }
  for (auto id = static_cast<std::uint32_t>(tree.ranked()); id < tree.size(); ++id) {
    if (tree.level(UnitId{id}) == level && tree.contains(unit, UnitId{id})) {
      units.push_back(UnitId{id});
    }
  }
  return units;
}

std::optional<int> age_years(Day birth_day, Day today) {
  if (birth_day == Day{} || birth_day > today) return std::nullopt;
  const CivilDate born = civil_date(birth_day);
  const CivilDate now = civil_date(today);
  const bool had_birthday =
      now.month > born.month || (now.month == born.month && now.day >= born.day);
  return now.year - born.year - (had_birthday ? 0 : 1);
}

}  // namespace firebreak::queries
