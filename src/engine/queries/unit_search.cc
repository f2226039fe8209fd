// Candidates are kept in a list that is cut back whenever it has grown to twice the limit, so a
// word that is in every name costs no more memory than one that is in none.
#include "engine/queries/unit_search.h"

#include <algorithm>
#include <tuple>

namespace firebreak::queries {
namespace {

using registry::UnitLevel;

struct Candidate {
  int likeness;  // 0 the very name, 1 begins with it, 2 contains it.
  int rank;      // Of its kind: levels from above, then places.
  std::uint32_t order;
  Found found;
};

bool better(const Candidate& a, const Candidate& b) {
  return std::tie(a.likeness, a.rank, a.order) < std::tie(b.likeness, b.rank, b.order);
}

class BestNames {
 public:
  BestNames(std::string_view words, std::size_t limit) : words_(words), limit_(limit) {}

  void look(std::string_view name, int rank, std::uint32_t order, Found found) {
    const std::size_t at = name.find(words_);
    if (at == std::string_view::npos) return;
    const int likeness = at != 0 ? 2 : name.size() == words_.size() ? 0 : 1;
    best_.push_back({.likeness = likeness, .rank = rank, .order = order, .found = found});
    if (best_.size() >= 2 * limit_ + 64) cut();
  }

  std::vector<Found> take() {
    cut();
    std::vector<Found> found;
    for (const Candidate& candidate : best_) found.push_back(candidate.found);
    return found;
  }

 private:
  void cut() {
    std::ranges::sort(best_, better);
    best_.resize(std::min(best_.size(), limit_));
  }

  std::string_view words_;
  std::size_t limit_;
  std::vector<Candidate> best_;
};

}  // namespace

std::vector<Found> search_names(const registry::State& registry, std::string_view words,
                                std::size_t limit) {
  if (words.empty()) return {};
  BestNames best(words, std::min(limit, kFoundMax));
  const registry::UnitTree& units = registry.units();
  const auto look = [&](UnitId unit, std::uint32_t order) {
    best.look(units.name(unit), static_cast<int>(units.level(unit)), order, {.unit = unit});
  };
  for (std::uint32_t rank = 0; rank < units.ranked();) {
    const UnitId unit = units.by_rank(rank);
    if (units.level(unit) <= UnitLevel::compound) look(unit, rank);
    rank = units.level(unit) >= UnitLevel::compound ? units.subtree(unit).last : rank + 1;
  }
  for (auto id = static_cast<std::uint32_t>(units.ranked()); id < units.size(); ++id) {
    if (units.level(UnitId{id}) <= UnitLevel::compound) look(UnitId{id}, id);
  }
  const int after_units = static_cast<int>(registry::kDeepestLevel) + 1;
  for (std::uint32_t id = 0; id < registry.places().size(); ++id) {
    best.look(registry.places().name(PlaceId{id}), after_units, id, {.place = PlaceId{id}});
  }
  return best.take();
}

}  // namespace firebreak::queries
