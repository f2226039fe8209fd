#include "domain/laboratory/tubes.h"

#include <algorithm>

#include "base/check.h"

namespace firebreak::laboratory {

std::uint32_t unix_seconds(Instant instant) {
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(instant.milliseconds / kMillisecondsPerSecond, 1, 0xffffffff));
}

Instant instant_of(std::uint32_t unix_seconds) {
  return {static_cast<std::int64_t>(unix_seconds) * kMillisecondsPerSecond};
}

std::optional<TubeId> Tubes::find(std::string_view code) const {
  const auto found = index_.find(key_of(code));
  return found ? std::optional(TubeId{*found}) : std::nullopt;
}

std::optional<Instant> Tubes::closed_at(TubeId tube) const {
  std::uint32_t first = 0;
  for (const std::uint32_t at :
       {left_at_[tube.value], received_at_[tube.value], resulted_at_[tube.value]}) {
    if (at != 0 && (first == 0 || at < first)) first = at;
  }
  return first == 0 ? std::nullopt : std::optional(instant_of(first));
}

bool Tubes::contains(TubeId tube, PersonId person) const {
  return std::ranges::find(members(tube), person) != members(tube).end();
}

TubeId Tubes::add(const TubeRow& row) {
  CHECK(size() < kTubesMax && row.capacity >= 1 && row.capacity <= kPoolSizeMax);
  const TubeId tube{static_cast<std::uint32_t>(size())};
  codes_.add(row.code);
  index_.insert(key_of(row.code), tube.value);
  round_.push_back(row.round.value);
  station_.push_back(row.station.value);
  laboratory_.push_back(LaboratoryId::kNone);
  hand_over_.push_back(0xffffffffU);
  block_.push_back(static_cast<std::uint32_t>(members_.size()));
  capacity_.push_back(row.capacity);
  count_.push_back(0);
  purpose_.push_back(row.purpose);
  household_pool_.push_back(row.household_pool ? 1 : 0);
  custody_.push_back(Custody::station);
  outcome_.push_back(Outcome::none);
  opened_at_.push_back(unix_seconds(row.opened_at));
  left_at_.push_back(0);
  received_at_.push_back(0);
  resulted_at_.push_back(0);
  members_.resize(members_.size() + row.capacity);
  collected_.resize(collected_.size() + row.capacity, 0);
  return tube;
}

void Tubes::claim(TubeId tube, const TubeRow& row) {
  const std::uint32_t i = tube.value;
  CHECK(purpose_[i] == TubePurpose::unknown && count_[i] == 0);
  if (row.capacity > capacity_[i]) {  // A new block: the old one held nobody.
    block_[i] = static_cast<std::uint32_t>(members_.size());
    members_.resize(members_.size() + row.capacity);
    collected_.resize(collected_.size() + row.capacity, 0);
  }
  station_[i] = row.station.value;
  capacity_[i] = row.capacity;
  purpose_[i] = row.purpose;
  household_pool_[i] = row.household_pool ? 1 : 0;
}

void Tubes::bind(TubeId tube, PersonId person, std::uint32_t collected_seconds) {
  CHECK(count_[tube.value] < capacity_[tube.value]);
  const std::uint32_t slot = block_[tube.value] + count_[tube.value]++;
  members_[slot] = person;
  collected_[slot] = collected_seconds;
}

void Tubes::unbind(TubeId tube, PersonId person) {
  const auto first = members_.begin() + block_[tube.value];
  const auto last = first + count_[tube.value];
  const auto found = std::find(first, last, person);
  CHECK(found != last);
  const auto slot = found - members_.begin();
  std::move(found + 1, last, found);
  std::move(collected_.begin() + slot + 1, collected_.begin() + (last - members_.begin()),
            collected_.begin() + slot);
  --count_[tube.value];
  // The bytes of a State depend on nothing that is gone.
  const std::uint32_t freed = block_[tube.value] + count_[tube.value];
  members_[freed] = PersonId::none();
  collected_[freed] = 0;
}

void Tubes::set_left(TubeId tube, std::uint32_t hand_over, Instant at) {
  hand_over_[tube.value] = hand_over;
  left_at_[tube.value] = unix_seconds(at);
}

void Tubes::set_received(TubeId tube, LaboratoryId laboratory, Instant at) {
  laboratory_[tube.value] = laboratory.value;
  received_at_[tube.value] = unix_seconds(at);
}

void Tubes::set_outcome(TubeId tube, Outcome outcome, Instant at) {
  outcome_[tube.value] = outcome;
  resulted_at_[tube.value] = unix_seconds(at);
}

}  // namespace firebreak::laboratory
