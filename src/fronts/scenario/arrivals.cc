#include "fronts/scenario/arrivals.h"

#include <algorithm>

#include "base/check.h"
#include "base/random.h"
#include "domain/registry/area_count.h"

namespace firebreak::scenario {
namespace {

constexpr auto kEverybody = [](std::size_t) { return ~std::uint64_t{0}; };
constexpr double kComesAlone = 0.12;  // Of the members of a household that comes together.
constexpr double kWaveShare = 0.3;    // One by one: a household sends its next after so much time.
constexpr std::uint32_t kMinutesPerSlot = static_cast<std::uint32_t>(kSlot.in_minutes());

}  // namespace

ArrivalPlan::ArrivalPlan(const core::State& state, const CollectionSites& sites, const Cast& cast,
                         const ArrivalRules& rules)
    : rules_(rules) {
  double sum = 0;
  for (const double weight : rules.hourly) until_.push_back(sum += weight);
  CHECK(sum > 0);
  for (double& until : until_) until /= sum;
  if (rules.pupil_of.empty()) {
    gather_residents(state, sites);
  } else {
    gather_pupils(state, sites);
  }
  for (std::size_t first = 0; first < goers_.size();) {
    std::size_t last = first + 1;
    while (last < goers_.size() && goers_[last].household == goers_[first].household) ++last;
    plan_household(state, cast, std::span(goers_).subspan(first, last - first));
    first = last;
  }
  goers_ = {};
  add_strangers();
  sort();
}

// Each site of a neighbourhood serves an equal stretch of its doors.
void ArrivalPlan::gather_residents(const core::State& state, const CollectionSites& sites) {
  const laboratory::Round& round = state.laboratory.round(rules_.round);
  const registry::UnitTree& units = state.registry.units();
  for (const UnitId neighbourhood : Gazetteer::neighbourhoods(state, round.units)) {
    const NeighbourhoodSites* here = sites.find(neighbourhood);
    if (here == nullptr) continue;
    std::uint64_t door = 0;
    registry::for_each_person(state.registry, neighbourhood, kEverybody, [&](PersonId person) {
      const UnitId home = state.registry.people().household(person);
      if (!round.covers(units, home) || state.registry.people().provisional(person)) return;
      const bool same = !goers_.empty() && goers_.back().household == home;
      const auto lane = static_cast<std::uint32_t>(std::min<std::uint64_t>(
          door++ * here->count / std::max(1U, here->people), here->count - 1));
      goers_.push_back(
          {.person = person,
           .household = home,
           .station = same ? goers_.back().station : StationId{here->first.value + lane}});
    });
  }
}

void ArrivalPlan::gather_pupils(const core::State& state, const CollectionSites& sites) {
  const registry::Places& places = state.registry.places();
  const registry::UnitTree& units = state.registry.units();
  for (const UnitId campus : rules_.pupil_of) {
    const NeighbourhoodSites* here =
        sites.find(units.ancestor_at(campus, registry::UnitLevel::neighbourhood));
    if (here == nullptr) continue;
    for (std::uint32_t i = 0; i < places.size(); ++i) {
      if (!units.contains(campus, places.unit(PlaceId{i}))) continue;
      state.registry.people().for_each_affiliate(PlaceId{i}, [&](PersonId person) {
        goers_.push_back({.person = person,
                          .household = state.registry.people().household(person),
                          .station = here->first});
      });
    }
  }
  std::ranges::sort(goers_, {},
                    [](const Goer& goer) { return std::pair(goer.household, goer.person); });
}

std::uint32_t ArrivalPlan::minute_of(double quantile) const {
  const auto hour =
      static_cast<std::size_t>(std::ranges::lower_bound(until_, quantile) - until_.begin());
  if (hour >= until_.size()) return static_cast<std::uint32_t>(until_.size() * 60 - 1);
  const double before = hour == 0 ? 0 : until_[hour - 1];
  const double within = (quantile - before) / std::max(1e-9, until_[hour] - before);
  return static_cast<std::uint32_t>(hour * 60 + std::min(59.0, within * 60));
}

void ArrivalPlan::plan_household(const core::State& state, const Cast& cast,
                                 std::span<const Goer> members) {
  using registry::PresenceLayer;
  const registry::Population& people = state.registry.people();
  Random random(mix(rules_.seed ^ mix((std::uint64_t{rules_.round.value} << 32U) |
                                      members.front().household.value)));
  const double together = random.unit();
  double wave = 0;
  for (const Goer& member : members) {
    const double comes = random.unit();
    const bool alone = random.chance(kComesAlone);
    const double own = random.unit();
    const std::uint8_t presence = people.presence(member.person);
    double missing = rules_.missing_others;
    if (presence == static_cast<std::uint8_t>(PresenceLayer::household_register)) {
      missing = rules_.missing_register_only;
    } else if ((presence & static_cast<std::uint8_t>(PresenceLayer::seen_by_scan)) == 0) {
      missing = rules_.missing_unseen;
    }
    const bool exempt =
        state.laboratory.exemptions().lasting(member.person, rules_.round) != nullptr;
    if (exempt) missing = 1 - rules_.exempt_come;
    if (comes < missing && !cast.infected(member.person)) continue;
    double quantile = alone ? own : together;
    if (rules_.one_by_one) {
      quantile = std::min(0.999, own * kWaveShare + wave);
      wave += kWaveShare;
    }
    arrivals_.push_back(
        {.person = member.person, .station = member.station, .minute = minute_of(quantile)});
  }
}

// At the lanes of others, at others' times: where many are, strangers are.
void ArrivalPlan::add_strangers() {
  Random random(mix(rules_.seed ^ mix(~std::uint64_t{rules_.round.value})));
  const std::size_t known = arrivals_.size();
  const auto count = static_cast<std::size_t>(rules_.strangers * static_cast<double>(known) + 0.5);
  for (std::size_t i = 0; i < count && known > 0; ++i) {
    Arrival arrival = arrivals_[random.below(known)];
    arrival.person = PersonId::none();
    arrivals_.push_back(arrival);
  }
}

void ArrivalPlan::sort() {
  std::ranges::sort(arrivals_, {}, [](const Arrival& arrival) {
    return std::tuple(arrival.minute / kMinutesPerSlot, arrival.station, arrival.minute,
                      arrival.person);
  });
  const std::size_t count = until_.size() * 60 / kMinutesPerSlot;
  slot_end_.assign(count, 0);
  for (const Arrival& arrival : arrivals_) ++slot_end_[arrival.minute / kMinutesPerSlot];
  for (std::size_t i = 1; i < count; ++i) slot_end_[i] += slot_end_[i - 1];
}

std::span<const Arrival> ArrivalPlan::slot(std::size_t number) const {
  const std::size_t first = number == 0 ? 0 : slot_end_[number - 1];
  return std::span(arrivals_).subspan(first, slot_end_[number] - first);
}

}  // namespace firebreak::scenario
