#include "domain/laboratory/missing_list.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <tuple>

#include "domain/laboratory/reconciliation.h"
#include "domain/laboratory/unit_list.h"
#include "domain/registry/area_count.h"

namespace firebreak::laboratory {
namespace {

class MissingList {
 public:
  MissingList(const State& state, const registry::State& registry, RoundId id, Instant now)
      : state_(state),
        registry_(registry),
        id_(id),
        round_(state.round(id)),
        exempt_(exempt_at(state, registry, id, now)),
        area_(registry.units(), round_.units) {
    const registry::Population& people = registry.people();
    for (std::uint32_t p = people.laid_out(); p < people.positions(); ++p) {
      if (!people.at(p).known() || !round_.marks.sampled.test(p)) continue;
      late_sampled_homes_.push_back(people.household(people.at(p)));
    }
    std::ranges::sort(late_sampled_homes_);
  }

  std::vector<MissingPerson> under(UnitId unit, MissingPage page) {
    page_ = page;
    page_.limit = std::min(page.limit, kMissingPageMax);
    collect_late(unit);
    for (const registry::PositionRange range : ranges(unit)) {
      for_each_word(range.first, range.last, [&](std::size_t word, std::uint64_t cut) {
        if (full()) return;
        for (std::uint64_t bits = mask(word) & cut; bits != 0; bits &= bits - 1) {
          visit(static_cast<std::uint32_t>(word * 64) +
                static_cast<std::uint32_t>(std::countr_zero(bits)));
        }
      });
    }
    while (next_late_ < late_.size() && !full()) give(late_[next_late_++].person);
    return std::move(found_);
  }

 private:
  struct Late {
    std::uint32_t rank;  // Of the home, or of the ranked unit that it is under.
    std::uint32_t late_home;
    std::uint32_t position;
    PersonId person;
  };

  std::uint64_t mask(std::size_t word) const {
    return registry::word_of(registry_.people().registered(), word) &
           ~registry::word_of(round_.marks.sampled, word) & ~registry::word_of(exempt_, word);
  }

  // Laid-out positions under the unit and in the round's area, in order.
  std::vector<registry::PositionRange> ranges(UnitId unit) const {
    const registry::Population& people = registry_.people();
    if (area_.covers(unit)) return {people.range(registry_.units(), unit)};
    std::vector<registry::PositionRange> ranges;
    for (const std::uint32_t index : area_.under(unit)) {
      ranges.push_back(people.range(registry_.units(), round_.units[index]));
    }
    return ranges;
  }

  void collect_late(UnitId unit) {
    const registry::Population& people = registry_.people();
    const registry::UnitTree& units = registry_.units();
    registry::for_each_late(registry_, unit, [&](std::uint32_t p) {
      if ((mask(p / 64) >> (p % 64) & 1U) == 0) return;
      UnitId home = people.household(people.at(p));
      if (!area_.covers(home)) return;
      const std::uint32_t late_home = units.late(home) ? home.value + 1 : 0;
      while (units.late(home) && home.value != 0) home = units.parent(home);
      late_.push_back({.rank = units.late(home) ? 0 : units.rank(home),
                       .late_home = late_home,
                       .position = p,
                       .person = people.at(p)});
    });
    std::ranges::sort(late_, {}, [](const Late& late) {
      return std::tuple(late.rank, late.late_home, late.position);
    });
  }

  void visit(std::uint32_t position) {
    const PersonId person = registry_.people().at(position);
    if (!person.known()) return;
    const std::uint32_t rank = registry_.units().rank(registry_.people().household(person));
    while (next_late_ < late_.size() && late_[next_late_].rank < rank) {
      give(late_[next_late_++].person);
    }
    give(person);
  }

  bool full() const { return found_.size() >= page_.limit; }

  void give(PersonId person) {
    if (full()) return;
    if (page_.skip > 0) {
      --page_.skip;
      return;
    }
    const UnitId home = registry_.people().household(person);
    found_.push_back({.person = person, .home = home, .reason = reason_of(person, home)});
  }

  MissingReason reason_of(PersonId person, UnitId home) const {
    if (state_.lost_tube_of(id_, person).known()) return MissingReason::specimen_lost;
    const Exemption* exemption = state_.exemptions().lasting(person, id_);
    if (exemption != nullptr && exemption->expires_at > round_.opens_at) {
      return MissingReason::exemption_ended;
    }
    constexpr auto kRegisterOnly =
        static_cast<std::uint8_t>(registry::PresenceLayer::household_register);
    if (registry_.people().presence(person) == kRegisterOnly) {
      return MissingReason::household_register_only;
    }
    if (registry_.units().level(home) != registry::UnitLevel::household) {
      return MissingReason::door_unknown;
    }
    return anybody_sampled(home) ? MissingReason::others_at_door_sampled
                                 : MissingReason::nobody_at_door_sampled;
  }

  bool anybody_sampled(UnitId home) const {
    const registry::PositionRange range = registry_.people().range(registry_.units(), home);
    return round_.marks.sampled.count(range.first, range.last) > 0 ||
           std::ranges::binary_search(late_sampled_homes_, home);
  }

  const State& state_;
  const registry::State& registry_;
  RoundId id_;
  const Round& round_;
  Bitmap exempt_;
  UnitList area_;
  std::vector<UnitId> late_sampled_homes_;
  MissingPage page_;
  std::vector<Late> late_;
  std::size_t next_late_ = 0;
  std::vector<MissingPerson> found_;
};

}  // namespace

std::string_view code_of(MissingReason reason) {
  constexpr std::array<std::string_view, 6> kCodes{
      "specimen_lost", "exemption_ended",        "household_register_only",
      "door_unknown",  "nobody_at_door_sampled", "others_at_door_sampled"};
  return kCodes[static_cast<std::size_t>(reason)];
}

std::vector<MissingPerson> missing_people(const State& state, const registry::State& registry,
                                          RoundId round, UnitId unit, Instant now,
                                          MissingPage page) {
  return MissingList(state, registry, round, now).under(unit, page);
}

}  // namespace firebreak::laboratory
