#include "fronts/scenario/cast.h"

#include <algorithm>

#include "base/random.h"
#include "domain/registry/area_count.h"
#include "domain/tracing/local_second.h"

namespace firebreak::scenario {
namespace {

using registry::UnitLevel;

constexpr double kDaysAYear = 365.25;
constexpr tracing::LocalSecond kVisitSecondsMin = 15 * 60;  // Long enough to have met somebody.
constexpr auto kEverybody = [](std::size_t) { return ~std::uint64_t{0}; };

struct Wanted {
  std::vector<UnitId> lives_in{};
  PersonId household_of{};
  PersonId colleague_of{};
  std::vector<UnitId> pupil_of{};
  Span age{.first = 0, .last = 120};
  std::int64_t household_min = 1;
  std::optional<Span> staff{};  // Of the place where the person works.
  std::optional<DaySpan> visited{};
  std::uint32_t kinds = 0;  // Bit k: PlaceKind k; of the visit.
};

std::uint32_t kinds_of(Arguments& arguments) {
  std::uint32_t kinds = 0;
  for (const std::string& code : arguments.list("kinds")) {
    const auto kind = policy::place_kind_of(code);
    arguments.expect(kind.has_value(), "kinds", "kinds of places such as supermarket,market");
    if (kind) kinds |= std::uint32_t{1} << static_cast<unsigned>(*kind);
  }
  return kinds;
}

template <class Visit>
void for_each_in(const registry::State& registry, UnitId unit, Visit visit) {
  registry::for_each_person(registry, unit, kEverybody, visit);
}

template <class Visit>
void for_each_candidate(const core::State& state, const Wanted& wanted, Visit visit) {
  const registry::Population& people = state.registry.people();
  if (wanted.household_of.known()) {
    for_each_in(state.registry, people.household(wanted.household_of), visit);
  } else if (wanted.colleague_of.known()) {
    const PlaceId place = people.affiliation(wanted.colleague_of);
    if (place.known()) people.for_each_affiliate(place, visit);
  } else if (!wanted.lives_in.empty()) {
    for (const UnitId unit : wanted.lives_in) for_each_in(state.registry, unit, visit);
  } else {
    for_each_in(state.registry, UnitId{0}, visit);
  }
}

std::size_t household_size(const core::State& state, PersonId person) {
  std::size_t size = 0;
  for_each_in(state.registry, state.registry.people().household(person), [&](PersonId) { ++size; });
  return size;
}

std::size_t staff_of(const core::State& state, PlaceId place) {
  std::size_t staff = 0;
  state.registry.people().for_each_affiliate(place, [&](PersonId) { ++staff; });
  return staff;
}

bool visited(const core::State& state, PersonId person, const Wanted& wanted) {
  bool found = false;
  const tracing::LocalRange range{.from = tracing::start_of_day(wanted.visited->first.number),
                                  .until = tracing::start_of_day(wanted.visited->last.number + 1)};
  state.tracing.stays().for_each_of_person(
      person.value, range, [&](std::uint32_t place, tracing::LocalRange stay) {
        const auto kind = static_cast<unsigned>(state.registry.places().kind(PlaceId{place}));
        found |= (wanted.kinds >> kind & 1U) != 0 && stay.until - stay.from >= kVisitSecondsMin;
      });
  return found;
}

// The cheap conditions first: a whole district may be asked.
bool fits(const core::State& state, PersonId person, const Wanted& wanted, Day today) {
  const registry::Population& people = state.registry.people();
  constexpr auto kScanned = static_cast<std::uint8_t>(registry::PresenceLayer::seen_by_scan);
  if (people.provisional(person) || (people.presence(person) & kScanned) == 0) return false;
  const UnitId home = people.household(person);
  if (state.registry.units().level(home) != UnitLevel::household) return false;
  const double age = (today - people.birth_day(person)) / kDaysAYear;
  if (age < wanted.age.first || age >= wanted.age.last + 1) return false;
  const PlaceId place = people.affiliation(person);
  if (!wanted.pupil_of.empty()) {
    if (!place.known()) return false;
    const registry::Places& places = state.registry.places();
    if (places.kind(place) != policy::PlaceKind::class_group) return false;
    const bool here = std::ranges::any_of(wanted.pupil_of, [&](UnitId unit) {
      return state.registry.units().contains(unit, places.unit(place));
    });
    if (!here) return false;
  }
  if (wanted.visited && !visited(state, person, wanted)) return false;
  if (household_size(state, person) < static_cast<std::size_t>(wanted.household_min)) return false;
  if (!wanted.staff) return true;
  if (!place.known() || state.registry.places().kind(place) == policy::PlaceKind::class_group) {
    return false;
  }
  const auto staff = static_cast<double>(staff_of(state, place));
  return staff >= wanted.staff->first && staff <= wanted.staff->last;
}

}  // namespace

Result<void> Cast::add(Arguments& arguments, PersonId person) {
  if (!people_.emplace(arguments.subject(), person).second) {
    arguments.expect(false, "", "a name that is not taken");
    return *arguments.fault();
  }
  names_.emplace(person, arguments.subject());
  return {};
}

Result<void> Cast::choose(Arguments& arguments, const Gazetteer& places, const Agenda& agenda) {
  Wanted wanted{.lives_in = places.units(arguments, "lives_in", arguments.list("lives_in")),
                .pupil_of = places.units(arguments, "pupil_of", arguments.list("pupil_of")),
                .age = arguments.span("age", {.first = 0, .last = 120}),
                .household_min = arguments.number("household_min", 1),
                .visited = arguments.days("visited"),
                .kinds = kinds_of(arguments)};
  if (arguments.has("staff")) wanted.staff = arguments.span("staff");
  for (auto [key, whose] : {std::pair("household_of", &wanted.household_of),
                            std::pair("colleague_of", &wanted.colleague_of)}) {
    if (arguments.has(key)) *whose = person(arguments, key, arguments.text(key));
  }
  if (arguments.fault()) return *arguments.fault();
  const Day today = day_of(agenda.now());
  const PersonId chosen = agenda.look([&](const core::State& state) {
    PersonId best;
    std::uint64_t best_order = 0;
    for_each_candidate(state, wanted, [&](PersonId candidate) {
      const std::uint64_t order = mix(seed_ ^ mix(candidate.value));
      if ((best.known() && order >= best_order) || knows(candidate)) return;
      if (!fits(state, candidate, wanted, today)) return;
      best = candidate;
      best_order = order;
    });
    return best;
  });
  if (!chosen.known()) {
    return at_line("scenario.nobody", arguments.file_name(), arguments.line(),
                   {{.name = "name", .value = arguments.subject()}});
  }
  return add(arguments, chosen);
}

Result<void> Cast::meet(Arguments& arguments, const Gazetteer& places, const Agenda& agenda) {
  const std::vector<UnitId> home = places.units(arguments, "home", {arguments.text("home")});
  const std::optional<Day> born = arguments.day("born");
  const std::string sex = arguments.text("sex", "unknown");
  arguments.expect(sex == "male" || sex == "female" || sex == "unknown", "sex", "male or female");
  if (arguments.fault()) return *arguments.fault();
  registry::PersonRow row{.household = home.front(),
                          .birth_day = *born,
                          .sex = sex == "male"     ? registry::Sex::male
                                 : sex == "female" ? registry::Sex::female
                                                   : registry::Sex::unknown,
                          .provisional = true};
  const Result<PersonId> id = agenda.admit(row);
  if (!id) return id.error();
  row.person = *id;
  const service::Answer answer =
      agenda.ask(registry::Request(registry::RegisterPeople{.people = {row}}),
                 {.actor = "investigator", .device = "desk"});
  if (!answer) return answer.error();
  return add(arguments, *id);
}

Result<void> Cast::infect(Arguments& arguments) {
  const PersonId whom = person(arguments, "", arguments.subject());
  const std::optional<Instant> pcr_from = arguments.instant("pcr_from");
  const std::optional<Instant> antigen_from = arguments.instant("antigen_from");
  if (arguments.fault()) return *arguments.fault();
  constexpr Instant kNever{std::numeric_limits<std::int64_t>::max()};
  infections_[whom] = {.pcr_from = *pcr_from, .antigen_from = antigen_from.value_or(kNever)};
  return {};
}

PersonId Cast::person(Arguments& arguments, std::string_view key, const std::string& name) const {
  const auto found = people_.find(name);
  if (found != people_.end()) return found->second;
  arguments.unknown(key);
  return PersonId::none();
}

std::string_view Cast::name(PersonId person) const {
  const auto found = names_.find(person);
  return found == names_.end() ? std::string_view{} : std::string_view(found->second);
}

bool Cast::positive_by_pcr(PersonId person, Instant collected_at) const {
  const auto found = infections_.find(person);
  return found != infections_.end() && collected_at >= found->second.pcr_from;
}

bool Cast::positive_by_antigen(PersonId person, Instant taken_at) const {
  const auto found = infections_.find(person);
  return found != infections_.end() && taken_at >= found->second.antigen_from;
}

}  // namespace firebreak::scenario
