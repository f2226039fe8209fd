// A day is four slots; in each a person makes at most one stay. The chance of one is scaled so that
// the mean over people and days is the census of scans, counting the outings of households too.
#include "analysis/synthesis/visits.h"

#include <algorithm>

#include "analysis/synthesis/census.h"
#include "analysis/synthesis/employment.h"
#include "analysis/synthesis/families.h"
#include "analysis/synthesis/gravity.h"
#include "base/check.h"

namespace firebreak::synthesis {
namespace {

using policy::PlaceKind;

constexpr std::size_t kDestinationsMax = 64;
constexpr double kChanceScale = 65536;
constexpr double kOutingChance[2] = {0.06,
                                     0.22};  // Of a household of two or more; weekday, weekend.
constexpr double kJoinsOuting = 0.75;
constexpr int kRetiredAge = 60;
constexpr int kFrailAge = 80;
constexpr std::uint64_t kVisitStream = 0x5649534954ULL;

Reach reach_of(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::shop:
    case PlaceKind::pharmacy:
    case PlaceKind::other:
      return {.scale_metres = 800, .power = 4};
    case PlaceKind::supermarket:
    case PlaceKind::market:
    case PlaceKind::transport:
      return {.scale_metres = 1100, .power = 4};
    case PlaceKind::restaurant:
    case PlaceKind::park:
      return {.scale_metres = 1600, .power = 3};
    case PlaceKind::hospital:
    case PlaceKind::entertainment:
      return {.scale_metres = 3000, .power = 3};
    default:
      return {.scale_metres = 4500, .power = 3};
  }
}

std::size_t row_of(Routine routine, bool weekend, int slot) {
  return (static_cast<std::size_t>(routine) * 2 + (weekend ? 1 : 0)) * kSlots +
         static_cast<std::size_t>(slot);
}

int outing_slot(bool weekend, Random& random) {
  return weekend ? static_cast<int>(random.between(1, kSlots - 1)) : kSlots - 1;
}

// What an outing costs in own stays: the share of the day that its slot is of.
double slot_lost(Routine routine, bool weekend) {
  if (!weekend) return slot_share(routine, false, kSlots - 1);
  double sum = 0;
  for (int i = 1; i < kSlots; ++i) sum += slot_share(routine, true, i);
  return sum / (kSlots - 1);
}

void add_stay(std::uint32_t person, std::uint32_t place, std::uint32_t start,
              std::uint16_t duration, Stays& stays) {
  stays.person.push_back(person);
  stays.place.push_back(place);
  stays.start_second.push_back(start);
  stays.duration_seconds.push_back(duration);
}

struct Time {
  std::uint32_t start_second;
  std::uint16_t duration_seconds;
};

Time draw_time(PlaceKind kind, bool weekend, int number, Random& random) {
  const Slot& window = slot(weekend, number);
  const DurationRange range = duration_of(kind);
  const auto start =
      static_cast<std::uint32_t>(random.between(window.first_second, window.last_second));
  const auto longest = static_cast<std::uint32_t>(
      random.between(range.shortest_minutes * 60, range.longest_minutes * 60));
  return {
      .start_second = start,
      .duration_seconds = static_cast<std::uint16_t>(std::min(longest, window.end_second - start))};
}

}  // namespace

VisitModel::VisitModel(const City& city)
    : city_(city), place_community_(community_of_places(city)) {
  index_venues();
  set_routines();
  set_chances();
  for (int routine = 0; routine < kRoutines; ++routine) {
    for (const bool weekend : {false, true}) {
      for (int i = 0; i < kSlots; ++i) {
        CHECK(row_of(static_cast<Routine>(routine), weekend, i) == kinds_.size());
        kinds_.add(kind_weights(static_cast<Routine>(routine), weekend, i));
      }
    }
  }
  outing_kinds_ = {kinds_.add(outing_weights(false)), kinds_.add(outing_weights(true))};
}

void VisitModel::index_venues() {
  const std::size_t communities = city_.neighbourhoods.size();
  std::vector<std::vector<std::uint32_t>> places(communities * kKindCount);
  std::array<std::vector<double>, kKindCount> offers;
  for (auto& list : offers) list.assign(communities, 0);
  for (std::uint32_t place = 0; place < city_.places.size(); ++place) {
    if (city_.places.popularity[place] == 0) continue;
    const auto kind = static_cast<std::size_t>(city_.places.kind[place]);
    const std::uint32_t community = place_community_[place];
    places[community * kKindCount + kind].push_back(place);
    offers[kind][community] += city_.places.popularity[place];
  }
  std::vector<double> weights;
  for (const auto& list : places) {
    weights.clear();
    for (const std::uint32_t place : list) weights.push_back(city_.places.popularity[place]);
    venue_table_.push_back(venues_.add(weights, list));
  }
  const Grounds grounds = grounds_of(city_);
  for (std::size_t kind = 0; kind < kKindCount; ++kind) {
    destinations_[kind] = gravity_tables(grounds, offers[kind],
                                         reach_of(static_cast<PlaceKind>(kind)), kDestinationsMax);
  }
}

void VisitModel::set_routines() {
  routine_.reserve(city_.people.size());
  for (std::uint32_t p = 0; p < city_.people.size(); ++p) {
    const int age = age_on(city_.options.first_day, city_.people.birth_day[p]);
    const std::uint32_t place = city_.people.affiliation[p];
    Routine routine = age >= kFrailAge     ? Routine::frail
                      : age >= kRetiredAge ? Routine::retired
                                           : Routine::at_home;
    if (place != kNone) {
      const bool pupil = city_.places.kind[place] == PlaceKind::class_group;
      routine = pupil ? Routine::pupil : Routine::worker;
    }
    routine_.push_back(routine);
  }
}

bool VisitModel::weekend_on(int day) const {
  const int weekday = ((city_.options.first_day.number + day) % 7 + 7 + 3) % 7;  // Monday is 0.
  return weekday >= 5;
}

void VisitModel::set_chances() {
  double all[kRoutines] = {};         // People who scan.
  double in_outings[kRoutines] = {};  // Of them, those with somebody to go out with.
  for (std::uint32_t p = 0; p < city_.people.size(); ++p) {
    if ((city_.people.presence[p] & kSeenByScan) == 0) continue;
    const std::uint32_t home = city_.people.household[p];
    const std::uint32_t size =
        city_.units.first_person[city_.units.end[home]] - city_.units.first_person[home];
    ++all[static_cast<int>(routine_[p])];
    if (size > 1 && city_.units.collective[home] == 0) {
      ++in_outings[static_cast<int>(routine_[p])];
    }
  }
  double own = 0;      // Stays of their own, before scaling.
  double outings = 0;  // Stays in outings, over the city's days.
  for (int day = 0; day < std::max(1, city_.options.days); ++day) {
    const bool weekend = weekend_on(day);
    const double joins = kOutingChance[weekend ? 1 : 0] * kJoinsOuting;
    for (int r = 0; r < kRoutines; ++r) {
      const auto routine = static_cast<Routine>(r);
      own += activity(routine, weekend) *
             (all[r] - in_outings[r] * joins * slot_lost(routine, weekend));
      outings += in_outings[r] * joins;
    }
  }
  const double wanted = census::kScansPerPersonDay * std::max(1, city_.options.days) *
                        static_cast<double>(city_.people.size());
  const double scale = own > 0 ? std::max(0.0, wanted - outings) / own : 0;
  for (int r = 0; r < kRoutines; ++r) {
    for (const bool weekend : {false, true}) {
      for (int i = 0; i < kSlots; ++i) {
        const auto routine = static_cast<Routine>(r);
        const double chance = scale * activity(routine, weekend) * slot_share(routine, weekend, i);
        chance_[row_of(routine, weekend, i)] =
            static_cast<std::uint32_t>(std::min(1.0, chance) * kChanceScale + 0.5);
      }
    }
  }
}

std::uint32_t VisitModel::venue_near(std::uint32_t community, PlaceKind kind,
                                     Random& random) const {
  const auto number = static_cast<std::size_t>(kind);
  const WeightedChoices& destinations = destinations_[number];
  if (destinations.empty(community)) return kNone;
  const std::uint32_t where = destinations.pick(community, random.next());
  return venues_.pick(venue_table_[where * kKindCount + number], random.next());
}

VisitModel::Outing VisitModel::outing_of(std::uint32_t community, bool weekend,
                                         Random& random) const {
  Outing outing;
  if (!random.chance(kOutingChance[weekend ? 1 : 0])) return outing;
  const auto kind =
      static_cast<PlaceKind>(kinds_.pick(outing_kinds_[weekend ? 1 : 0], random.next()));
  outing.slot = outing_slot(weekend, random);
  outing.place = venue_near(community, kind, random);
  const Time time = draw_time(kind, weekend, outing.slot, random);
  outing.start_second = time.start_second;
  outing.duration_seconds = time.duration_seconds;
  return outing;
}

// On a working day, noon is spent near work or school, and part of the way there and back.
std::uint32_t VisitModel::origin_of(std::uint32_t person, std::uint32_t home, bool weekend,
                                    int slot, Random& random) const {
  const std::uint32_t place = city_.people.affiliation[person];
  if (weekend || place == kNone || slot == kSlots - 1) return home;
  return random.chance(slot == 1 ? 0.9 : 0.4) ? place_community_[place] : home;
}

void VisitModel::add_person(std::uint32_t person, std::uint32_t community, bool weekend,
                            const Outing& outing, Random& random, Stays& stays) const {
  const bool joins = outing.place != kNone && random.chance(kJoinsOuting);
  std::uint64_t draws = random.next();
  for (int i = 0; i < kSlots; ++i, draws >>= 16) {
    if (joins && outing.slot == i) {
      add_stay(person, outing.place, outing.start_second, outing.duration_seconds, stays);
      continue;
    }
    const std::size_t row = row_of(routine_[person], weekend, i);
    if ((draws & 0xffff) >= chance_[row]) continue;
    const auto kind =
        static_cast<PlaceKind>(kinds_.pick(static_cast<std::uint32_t>(row), random.next()));
    const std::uint32_t place =
        venue_near(origin_of(person, community, weekend, i, random), kind, random);
    if (place == kNone) continue;
    const Time time = draw_time(kind, weekend, i, random);
    add_stay(person, place, time.start_second, time.duration_seconds, stays);
  }
}

void VisitModel::add_household(std::uint32_t first, std::uint32_t end, std::uint32_t community,
                               bool weekend, Random& random, Stays& stays) const {
  const std::uint32_t home = city_.people.household[first];
  const bool family = end - first > 1 && city_.units.collective[home] == 0;
  const Outing outing = family ? outing_of(community, weekend, random) : Outing{};
  for (std::uint32_t person = first; person < end; ++person) {
    if ((city_.people.presence[person] & kSeenByScan) == 0) continue;
    add_person(person, community, weekend, outing, random, stays);
  }
}

Stays VisitModel::stays_of_day(int day) const {
  CHECK(day >= 0 && day < city_.options.days);
  const bool weekend = weekend_on(day);
  const std::size_t expected = city_.people.size() + city_.people.size() / 4;
  Stays stays;
  stays.person.reserve(expected);
  stays.place.reserve(expected);
  stays.start_second.reserve(expected);
  stays.duration_seconds.reserve(expected);
  const Units& units = city_.units;
  const std::uint64_t stream = mix(city_.options.seed ^ kVisitStream) + std::uint64_t(day);
  for (std::uint32_t community = 0; community < city_.neighbourhoods.size(); ++community) {
    const std::uint32_t unit = city_.neighbourhoods[community];
    const std::uint32_t last = units.first_person[units.end[unit]];
    for (std::uint32_t first = units.first_person[unit]; first < last;) {
      const std::uint32_t home = city_.people.household[first];
      const std::uint32_t end = units.first_person[units.end[home]];
      Random random(mix(stream) ^ mix(home));
      add_household(first, end, community, weekend, random, stays);
      first = end;
    }
  }
  return stays;
}

}  // namespace firebreak::synthesis
