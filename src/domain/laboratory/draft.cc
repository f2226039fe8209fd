#include "domain/laboratory/draft.h"

#include <algorithm>

namespace firebreak::laboratory {

DraftTube* Draft::find(std::string_view code) {
  const Key key = key_of(code);
  if (const auto touched = touched_.find(key)) return &tubes_[*touched];
  const Tubes& tubes = view_.laboratory.tubes();
  const std::optional<TubeId> known = tubes.find(code);
  if (!known) return nullptr;
  touched_.insert(key, static_cast<std::uint32_t>(tubes_.size()));
  return &tubes_.emplace_back(DraftTube{.id = *known,
                                        .round = tubes.round(*known),
                                        .station = tubes.station(*known),
                                        .capacity = tubes.capacity(*known),
                                        .purpose = tubes.purpose(*known),
                                        .household_pool = tubes.household_pool(*known),
                                        .custody = tubes.custody(*known),
                                        .outcome = tubes.outcome(*known),
                                        .closed_at = tubes.closed_at(*known)});
}

DraftTube& Draft::open(std::string_view code, const DraftTube& tube) {
  const auto first = static_cast<std::uint32_t>(view_.laboratory.tubes().size());
  TubesOpened& columns = *opened_.mutable_tubes_opened();
  columns.set_first_tube(first);
  columns.add_code(std::string(code));
  columns.add_round(tube.round.value);
  columns.add_station(tube.station.value);
  columns.add_capacity(tube.capacity);
  columns.add_purpose(static_cast<std::uint32_t>(tube.purpose));
  columns.add_household_pool(tube.household_pool);
  touched_.insert(key_of(code), static_cast<std::uint32_t>(tubes_.size()));
  tubes_.push_back(tube);
  tubes_.back().id = TubeId{first + opened_count_++};
  return tubes_.back();
}

void Draft::claim(const DraftTube& tube) {
  TubeClaimed& claimed = *claimed_.emplace_back().mutable_tube_claimed();
  claimed.set_tube(tube.id.value);
  claimed.set_station(tube.station.value);
  claimed.set_capacity(tube.capacity);
  claimed.set_purpose(static_cast<std::uint32_t>(tube.purpose));
  claimed.set_household_pool(tube.household_pool);
}

std::size_t Draft::count(const DraftTube& tube) const {
  const std::size_t before = exists(tube) ? view_.laboratory.tubes().members(tube.id).size() : 0;
  return before + tube.added.size();
}

bool Draft::contains(const DraftTube& tube, PersonId person) const {
  if (exists(tube) && view_.laboratory.tubes().contains(tube.id, person)) return true;
  return std::ranges::find(tube.added, person) != tube.added.end();
}

PersonId Draft::first_member(const DraftTube& tube) const {
  if (exists(tube) && !view_.laboratory.tubes().members(tube.id).empty()) {
    return view_.laboratory.tubes().members(tube.id).front();
  }
  return tube.added.empty() ? PersonId::none() : tube.added.front();
}

TubeId Draft::screening_tube_of(RoundId round, PersonId person) const {
  const TubeId known = view_.laboratory.tube_of(round, person);
  if (known.known() || bound_.empty()) return known;
  const auto found = bound_.find({round, person});
  return found == bound_.end() ? TubeId::none() : found->second;
}

std::string_view Draft::code(TubeId tube) const {
  const Tubes& tubes = view_.laboratory.tubes();
  if (tubes.has(tube)) return tubes.code(tube);
  return opened_.tubes_opened().code(static_cast<int>(tube.value - tubes.size()));
}

void Draft::bind(DraftTube& tube, PersonId person, Instant collected_at, std::uint8_t flags) {
  tube.added.push_back(person);
  if (tube.purpose == TubePurpose::screening) bound_[{tube.round, person}] = tube.id;
  SpecimensCollected& columns = *collected_.mutable_specimens_collected();
  if (bound_count_++ == 0) columns.set_first_collected_at(collected_at.milliseconds);
  columns.add_tube(tube.id.value);
  columns.add_person(person.value);
  columns.add_collected_after(collected_at.milliseconds - columns.first_collected_at());
  columns.add_flags(flags);
  flagged_ = flagged_ || flags != 0;
}

std::vector<Fact> Draft::facts() {
  std::vector<Fact> facts;
  if (opened_count_ > 0) facts.push_back(std::move(opened_));
  for (Fact& claimed : claimed_) facts.push_back(std::move(claimed));
  if (bound_count_ > 0) {
    if (!flagged_) collected_.mutable_specimens_collected()->clear_flags();
    facts.push_back(std::move(collected_));
  }
  return facts;
}

}  // namespace firebreak::laboratory
