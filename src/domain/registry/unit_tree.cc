// Ranks come from one counting pass: sizes of subtrees bottom-up (parents have smaller ids than
// children), then every unit takes the next free rank of its parent in id order. No recursion.
#include "domain/registry/unit_tree.h"

#include <algorithm>

#include "base/check.h"

namespace firebreak::registry {
namespace {

Key child_key(UnitId parent, std::string_view name) {
  std::string text(reinterpret_cast<const char*>(&parent.value), sizeof(parent.value));
  text.append(name);
  return key_of(text);
}

}  // namespace

UnitId UnitTree::add(const UnitRow& row) {
  const UnitId unit{static_cast<std::uint32_t>(parent_.size())};
  CHECK(parent_.size() < kUnitsMax);
  CHECK(unit.value == 0 ? row.parent == unit : row.parent < unit);
  CHECK(unit.value == 0 || row.level > level(row.parent));
  parent_.push_back(row.parent.value);
  level_.push_back(row.level);
  floor_.push_back(row.floor);
  position_.push_back(row.position);
  names_.add(row.name);
  rank_.push_back(kLate);
  late_.push_back(unit.value);
  if (!row.code.empty()) {
    code_of_.emplace_back(unit.value, codes_.add(row.code));
    code_index_.insert(key_of(row.code), unit.value);
  }
  child_index_.insert(child_key(row.parent, row.name), unit.value);
  return unit;
}

std::string_view UnitTree::code(UnitId unit) const {
  const auto found = std::ranges::lower_bound(code_of_, unit.value, {},
                                              &std::pair<std::uint32_t, std::uint32_t>::first);
  if (found == code_of_.end() || found->first != unit.value) return {};
  return codes_[found->second];
}

GeoPoint UnitTree::position(UnitId unit) const {
  while (!position_[unit.value].known() && unit.value != 0) unit = parent(unit);
  return position_[unit.value];
}

std::optional<UnitId> UnitTree::find_code(std::string_view code) const {
  const auto found = code_index_.find(key_of(code));
  return found ? std::optional(UnitId{*found}) : std::nullopt;
}

std::optional<UnitId> UnitTree::find_child(UnitId parent, std::string_view name) const {
  const auto found = child_index_.find(child_key(parent, name));
  return found ? std::optional(UnitId{*found}) : std::nullopt;
}

UnitId UnitTree::ancestor_at(UnitId unit, UnitLevel wanted) const {
  while (level(unit) > wanted && unit.value != 0) unit = parent(unit);
  return level(unit) == wanted ? unit : UnitId::none();
}

std::vector<UnitId> UnitTree::path(UnitId unit) const {
  std::vector<UnitId> path{unit};
  while (path.back().value != 0) path.push_back(parent(path.back()));
  std::ranges::reverse(path);
  return path;
}

std::vector<UnitId> UnitTree::children(UnitId unit) const {
  std::vector<UnitId> children;
  if (!late(unit)) {
    const RankRange range = subtree(unit);
    for (std::uint32_t r = range.first + 1; r < range.last; r = subtree_end_[r]) {
      children.push_back(by_rank(r));
    }
  }
  for (const std::uint32_t other : late_) {
    if (parent_[other] == unit.value && other != 0) children.push_back(UnitId{other});
  }
  return children;
}

bool UnitTree::contains(UnitId ancestor, UnitId unit) const {
  if (!late(ancestor)) {
    while (late(unit)) {  // Ends: the root is ranked whenever anything is.
      if (unit == ancestor) return true;
      if (unit.value == 0) return false;
      unit = parent(unit);
    }
    const RankRange range = subtree(ancestor);
    return rank(unit) >= range.first && rank(unit) < range.last;
  }
  while (unit != ancestor && unit.value != 0) unit = parent(unit);
  return unit == ancestor;
}

RankRange UnitTree::subtree(UnitId unit) const {
  if (late(unit)) return {};
  return {.first = rank(unit), .last = subtree_end_[rank(unit)]};
}

void UnitTree::renumber() {
  const std::size_t count = parent_.size();
  std::vector<std::uint32_t> subtree_size(count, 1);
  for (std::size_t i = count; i-- > 1;) subtree_size[parent_[i]] += subtree_size[i];
  std::vector<std::uint32_t> next_free(count, 0);  // The next rank to give to a child.
  by_rank_.assign(count, 0);
  subtree_end_.assign(count, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t rank = i == 0 ? 0 : next_free[parent_[i]];
    if (i != 0) next_free[parent_[i]] += subtree_size[i];
    rank_[i] = rank;
    by_rank_[rank] = i;
    subtree_end_[rank] = rank + subtree_size[i];
    next_free[i] = rank + 1;
  }
  late_.clear();
}

}  // namespace firebreak::registry
