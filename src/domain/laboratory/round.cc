#include "domain/laboratory/round.h"

#include <algorithm>

namespace firebreak::laboratory {

void RoundMarks::resize(std::size_t positions) {
  for (Bitmap* bitmap : {&sampled, &left, &received, &resulted, &exempt}) {
    bitmap->resize(positions);
  }
}

void RoundMarks::mark(std::uint32_t position, Custody custody) {
  sampled.set(position);
  if (custody != Custody::station) left.set(position);
  if (custody == Custody::laboratory || custody == Custody::resulted) received.set(position);
  if (custody == Custody::resulted) resulted.set(position);
}

void RoundMarks::unmark(std::uint32_t position) {
  sampled.clear(position);
  left.clear(position);
  received.clear(position);
  resulted.clear(position);
}

void RoundMarks::move(registry::Repositioned moved) {
  for (Bitmap* bitmap : {&sampled, &left, &received, &resulted, &exempt}) {
    if (!bitmap->test(moved.from)) continue;
    bitmap->clear(moved.from);
    bitmap->set(moved.to);
  }
}

PoolRule Round::pool_rule(const registry::UnitTree& tree, UnitId unit) const {
  const PoolRule whole{.pool_size = pool_size};
  if (pool_rules.empty()) return whole;
  for (;;) {
    if (const auto found = pool_rules.find(unit.value); found != pool_rules.end()) {
      return found->second;
    }
    if (unit.value == 0) return whole;
    unit = tree.parent(unit);
  }
}

bool Round::covers(const registry::UnitTree& tree, UnitId unit) const {
  return std::ranges::any_of(units, [&](UnitId area) { return tree.contains(area, unit); });
}

}  // namespace firebreak::laboratory
