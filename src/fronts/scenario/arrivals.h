// Who comes to which lane when, in one round: planned once, then read slot by slot.
//
// Households come together, most of their members; a curve of hours says when. Some never come:
// those whom only the household register knows, those whom no scan has seen, a few others. Some
// come who are on no register (person none). The plan is a function of the seed, the register and
// the rules; what happens in the meantime (somebody is held, a zone is sealed) is the lane's.
#pragma once

#include <set>
#include <span>
#include <vector>

#include "fronts/scenario/cast.h"
#include "fronts/scenario/collection_sites.h"

namespace firebreak::scenario {

inline constexpr Duration kSlot = Duration::minutes(15);

struct Arrival {
  PersonId person;  // None: a stranger, to be registered provisionally.
  StationId station;
  std::uint32_t minute = 0;  // Since the first slot's beginning.
};

struct ArrivalRules {
  RoundId round;
  Instant from;
  std::vector<double> hourly;        // Weight of each hour since `from`; not all 0.
  std::vector<UnitId> pupil_of{};    // Only who learns or works there comes, to the site there.
  double missing_register_only = 0;  // Shares of those who never come.
  double missing_unseen = 0;
  double missing_others = 0;
  double exempt_come = 0;   // Share of the exempt who come all the same.
  double strangers = 0;     // As a share of those who come.
  bool one_by_one = false;  // An afternoon: members of a household do not queue together.
  std::uint64_t seed = 0;
};

class ArrivalPlan {
 public:
  ArrivalPlan(const core::State& state, const CollectionSites& sites, const Cast& cast,
              const ArrivalRules& rules);

  std::size_t slots() const { return slot_end_.size(); }
  std::span<const Arrival> slot(std::size_t number) const;  // By station, then minute.
  std::size_t size() const { return arrivals_.size(); }

 private:
  struct Goer {
    PersonId person;
    UnitId household;
    StationId station;
  };
  void gather_residents(const core::State& state, const CollectionSites& sites);
  void gather_pupils(const core::State& state, const CollectionSites& sites);
  void plan_household(const core::State& state, const Cast& cast, std::span<const Goer> members);
  void add_strangers();
  void sort();
  std::uint32_t minute_of(double quantile) const;

  const ArrivalRules& rules_;
  std::vector<double> until_;  // Of the curve: share that has come by the end of each hour.
  std::vector<Goer> goers_;    // By household.
  std::vector<Arrival> arrivals_;
  std::vector<std::size_t> slot_end_;
};

}  // namespace firebreak::scenario
