#include "domain/registry/population.h"

#include "base/check.h"

namespace firebreak::registry {

void Population::add(const PersonRow& row) {
  CHECK(row.person.value < kPeopleMax && !has(row.person));
  if (row.person.value >= household_.size()) {
    const std::size_t size = row.person.value + 1;
    household_.resize(size, UnitId::kNone);
    birth_day_.resize(size, 0);
    kind_.resize(size, 0);
    presence_.resize(size, 0);
    priority_.resize(size, 0);
    affiliation_.resize(size, PlaceId::kNone);
    position_.resize(size, 0);
  }
  household_[row.person.value] = row.household.value;
  ++people_;
  place_at_end(row.person);
  update(row);
}

void Population::place_at_end(PersonId person) {
  position_[person.value] = static_cast<std::uint32_t>(person_at_.size());
  person_at_.push_back(person.value);
}

Repositioned Population::move(PersonId person, UnitId household) {
  CHECK(has(person));
  const std::uint32_t from = position_[person.value];
  const bool counted = registered_.test(from);
  person_at_[from] = PersonId::kNone;
  registered_.clear(from);
  household_[person.value] = household.value;
  place_at_end(person);
  const std::uint32_t to = position_[person.value];
  if (counted) registered_.set(to);
  return {.from = from, .to = to};
}

void Population::update(const PersonRow& row) {
  CHECK(has(row.person));
  const std::uint32_t i = row.person.value;
  birth_day_[i] = row.birth_day.number;
  kind_[i] = static_cast<std::uint8_t>(static_cast<std::uint8_t>(row.sex) |
                                       (row.provisional ? kProvisional : 0));
  presence_[i] = row.presence;
  priority_[i] = row.priority;
  if (affiliation_[i] != row.affiliation.value) {
    affiliation_[i] = row.affiliation.value;
    affiliates_.changed(row.person);
  }
  if (row.provisional) {
    registered_.clear(position_[i]);
  } else {
    registered_.set(position_[i]);
  }
}

PersonRow Population::row(PersonId person) const {
  const std::uint32_t i = person.value;
  return {.person = person,
          .household = household(person),
          .birth_day = birth_day(person),
          .sex = static_cast<Sex>(kind_[i] & kSexBits),
          .presence = presence_[i],
          .priority = priority_[i],
          .affiliation = affiliation(person),
          .provisional = provisional(person)};
}

PositionRange Population::range(const UnitTree& units, UnitId unit) const {
  // Units ranked since the last renumbering of people cannot be: both are renumbered together.
  const RankRange ranks = units.subtree(unit);
  if (ranks.first == ranks.last || range_begin_.empty()) return {};
  return {.first = range_begin_[ranks.first], .last = range_begin_[ranks.last]};
}

void Population::renumber(const UnitTree& units) {
  range_begin_.assign(units.ranked() + 1, 0);
  for (const std::uint32_t household : household_) {
    if (household != UnitId::kNone) ++range_begin_[units.rank(UnitId{household}) + 1];
  }
  for (std::size_t i = 1; i < range_begin_.size(); ++i) range_begin_[i] += range_begin_[i - 1];
  std::vector<std::uint32_t> next = range_begin_;
  person_at_.assign(people_, PersonId::kNone);
  registered_ = Bitmap{};
  registered_.resize(people_);
  for (std::uint32_t person = 0; person < household_.size(); ++person) {
    if (household_[person] == UnitId::kNone) continue;
    const std::uint32_t position = next[units.rank(UnitId{household_[person]})]++;
    position_[person] = position;
    person_at_[position] = person;
    if ((kind_[person] & kProvisional) == 0) registered_.set(position);
  }
  laid_out_ = static_cast<std::uint32_t>(people_);
  affiliates_.lay_out(affiliation_);
}

}  // namespace firebreak::registry
