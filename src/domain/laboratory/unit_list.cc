#include "domain/laboratory/unit_list.h"

#include <algorithm>

namespace firebreak::laboratory {

UnitList::UnitList(const registry::UnitTree& tree, const std::vector<UnitId>& units) : tree_(tree) {
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    if (tree.late(units[i])) {
      late_[units[i].value] = i;
    } else {
      const registry::RankRange range = tree.subtree(units[i]);
      ranked_.push_back({.first_rank = range.first, .last_rank = range.last, .index = i});
    }
  }
  std::ranges::sort(ranked_, {}, &Entry::first_rank);
}

std::uint32_t UnitList::find(UnitId home) const {
  while (tree_.late(home)) {
    if (const auto found = late_.find(home.value); found != late_.end()) return found->second;
    if (home.value == 0) return kNone;
    home = tree_.parent(home);
  }
  const std::uint32_t rank = tree_.rank(home);
  const auto after = std::ranges::upper_bound(ranked_, rank, {}, &Entry::first_rank);
  if (after == ranked_.begin()) return kNone;
  const Entry& entry = *(after - 1);
  return rank < entry.last_rank ? entry.index : kNone;
}

std::vector<std::uint32_t> UnitList::under(UnitId unit) const {
  std::vector<std::uint32_t> found;
  if (!tree_.late(unit)) {
    const registry::RankRange range = tree_.subtree(unit);
    auto entry = std::ranges::lower_bound(ranked_, range.first, {}, &Entry::first_rank);
    for (; entry != ranked_.end() && entry->first_rank < range.last; ++entry) {
      found.push_back(entry->index);
    }
  }
  for (const auto& [late, index] : late_) {
    if (tree_.contains(unit, UnitId{late})) found.push_back(index);
  }
  return found;
}

std::vector<UnitId> units_at(const registry::UnitTree& tree, registry::UnitLevel level) {
  std::vector<UnitId> units;
  for (std::uint32_t rank = 0; rank < tree.ranked();) {
    const UnitId unit = tree.by_rank(rank);
    const registry::UnitLevel here = tree.level(unit);
    if (here == level) units.push_back(unit);
    rank = here >= level ? tree.subtree(unit).last : rank + 1;
  }
  for (auto id = static_cast<std::uint32_t>(tree.ranked()); id < tree.size(); ++id) {
    if (tree.level(UnitId{id}) == level) units.push_back(UnitId{id});
  }
  return units;
}

}  // namespace firebreak::laboratory
