// Verbs of rounds: opening one, exemptions, who arrives, the tube that the story is about.
#include <algorithm>
#include <set>

#include "base/random.h"
#include "domain/registry/area_count.h"
#include "fronts/scenario/verbs.h"

namespace firebreak::scenario {
namespace {

constexpr std::size_t kRoundsPerStoryMax = 100;
constexpr double kDaysAYear = 365.25;

StoryRound* find_round(Story& story, Arguments& arguments, std::string_view key,
                       const std::string& name) {
  const auto found = story.rounds.find(name);
  if (found != story.rounds.end()) return &found->second;
  arguments.unknown(key);
  return nullptr;
}

Result<void> round(Story& story, Arguments& arguments) {
  const std::vector<UnitId> units = story.places.units(arguments, "area", arguments.list("area"));
  const std::optional<Instant> deadline = arguments.instant("deadline");
  const std::string purpose = arguments.text("purpose", "screening");
  const std::int64_t people_per_site = arguments.number("people_per_site", 2'500);
  arguments.expect(purpose == "screening" || purpose == "routine", "purpose",
                   "screening or routine");
  arguments.expect(people_per_site >= 100, "people_per_site", "at least 100");
  arguments.expect(story.rounds.size() < kRoundsPerStoryMax, "", "at most 100 rounds");
  if (arguments.fault()) return *arguments.fault();
  const RoundId id = story.agenda.look([](const core::State& state) {
    return RoundId{static_cast<std::uint32_t>(state.laboratory.round_count())};
  });
  const service::Answer answer =
      story.agenda.ask(laboratory::Request(laboratory::OpenRound{
                           .campaign = arguments.text("campaign"),
                           .name = arguments.text("title"),
                           .units = units,
                           .opens_at = story.agenda.now(),
                           .deadline = *deadline,
                           .pool_size = static_cast<int>(arguments.number("pool_size", 0)),
                           .purpose = purpose == "routine" ? laboratory::RoundPurpose::routine
                                                           : laboratory::RoundPurpose::screening}),
                       {.actor = "duty_officer", .device = "desk"});
  if (!answer) return answer.error();
  story.rounds[arguments.subject()] = {
      .id = id, .units = units, .people_per_site = static_cast<std::uint32_t>(people_per_site)};
  story.teams->set_round(id);
  const auto neighbourhoods = story.agenda.look(
      [&](const core::State& state) { return Gazetteer::neighbourhoods(state, units); });
  return story.sites.open(story.agenda, neighbourhoods,
                          static_cast<std::uint32_t>(people_per_site));
}

// Who of the round's area is of these ages, by a share drawn from the seed.
std::vector<PersonId> drawn_people(const core::State& state, const StoryRound& round, Span ages,
                                   double share, std::uint64_t seed, Day today) {
  std::vector<PersonId> drawn;
  const registry::Population& people = state.registry.people();
  const Bitmap& registered = people.registered();
  for (const UnitId unit : round.units) {
    registry::for_each_person(
        state.registry, unit, [&](std::size_t word) { return registry::word_of(registered, word); },
        [&](PersonId person) {
          const double age = (today - people.birth_day(person)) / kDaysAYear;
          if (age < ages.first || age >= ages.last + 1) return;
          if (Random(mix(seed ^ mix(person.value))).chance(share)) drawn.push_back(person);
        });
  }
  return drawn;
}

Result<void> exempt(Story& story, Arguments& arguments) {
  StoryRound* round = find_round(story, arguments, "", arguments.subject());
  const std::string reason = arguments.text("reason");
  const Span ages = arguments.span("age", {.first = 0, .last = 130});
  const double share = arguments.share("share", 1);
  const std::int64_t hours = arguments.number("hours");
  if (arguments.fault()) return *arguments.fault();
  const std::uint64_t drawing = story.seed ^ key_of(reason).low;
  const auto drawn = story.agenda.look([&](const core::State& state) {
    return drawn_people(state, *round, ages, share, drawing, day_of(story.agenda.now()));
  });
  for (std::size_t first = 0; first < drawn.size(); first += laboratory::kRowsPerRequestMax) {
    const std::size_t last = std::min(drawn.size(), first + laboratory::kRowsPerRequestMax);
    const service::Answer answer =
        story.agenda.ask(laboratory::Request(laboratory::GrantExemption{
                             .people = {drawn.begin() + static_cast<std::ptrdiff_t>(first),
                                        drawn.begin() + static_cast<std::ptrdiff_t>(last)},
                             .round = round->id,
                             .reason = reason,
                             .expires_at = story.agenda.now() + Duration::hours(hours)}),
                         {.actor = "community", .device = "desk"});
    if (!answer) return answer.error();
  }
  return {};
}

void serve_slot(Story& story, StoryRound& round, std::size_t slot) {
  const Instant until =
      round.rules.from + Duration{kSlot.milliseconds * static_cast<std::int64_t>(slot + 1)};
  story.agenda.at(until, [&story, &round, slot]() -> Result<void> {
    if (auto served = round.lanes->serve(slot, round.plan->slot(slot)); !served) return served;
    if (slot + 1 < round.plan->slots()) serve_slot(story, round, slot + 1);
    return slot + 1 == round.plan->slots() ? round.couriers->collect_all() : Result<void>{};
  });
}

ArrivalRules arrival_rules(const Story& story, const StoryRound& round, Arguments& arguments) {
  return {.round = round.id,
          .from = story.agenda.now(),
          .hourly = arguments.numbers("hourly"),
          .pupil_of = story.places.units(arguments, "pupils_of", arguments.list("pupils_of")),
          .missing_register_only = arguments.share("missing_register_only"),
          .missing_unseen = arguments.share("missing_unseen"),
          .missing_others = arguments.share("missing_others"),
          .exempt_come = arguments.share("exempt_come"),
          .strangers = arguments.share("strangers"),
          .one_by_one = arguments.yes("one_by_one"),
          .seed = story.seed};
}

Result<void> arrivals(Story& story, Arguments& arguments) {
  StoryRound* round = find_round(story, arguments, "", arguments.subject());
  if (arguments.fault()) return *arguments.fault();
  round->rules = arrival_rules(story, *round, arguments);
  const LaneOptions lanes{.round = round->id,
                          .prefix = arguments.text("prefix", "T"),
                          .mistakes = {.undone = arguments.share("undone"),
                                       .twice = arguments.share("twice"),
                                       .late = arguments.share("late")},
                          .seed = story.seed};
  const Span hours = arguments.span("laboratory_hours", {.first = 4, .last = 6});
  const CourierOptions couriers{.voided = arguments.share("voided"),
                                .box_lacks = arguments.share("box_lacks"),
                                .hours = {.least = hours.first, .most = hours.last},
                                .seed = story.seed};
  double sum = 0;
  for (const double weight : round->rules.hourly) sum += weight;
  arguments.expect(sum > 0 && round->rules.hourly.size() <= 48, "hourly", "1 to 48 weights");
  arguments.expect(round->plan == nullptr, "", "a round that nobody comes to yet");
  if (arguments.fault()) return *arguments.fault();
  round->lanes = std::make_unique<Lanes>(story.agenda, story.cast, story.sites, lanes);
  round->couriers =
      std::make_unique<Couriers>(story.agenda, *round->lanes, *story.laboratories, couriers);
  round->plan = story.agenda.look([&](const core::State& state) {
    return std::make_unique<ArrivalPlan>(state, story.sites, story.cast, round->rules);
  });
  const auto hours_open = static_cast<std::int64_t>(round->rules.hourly.size());
  round->couriers->start(story.agenda.now() + Duration::hours(hours_open + 2));
  serve_slot(story, *round, 0);
  return {};
}

struct Group {
  std::vector<PersonId> people;
  StationId station;
};

// The person and others of the round, each from another household, neighbours first; of a class,
// classmates.
Group group_around(const core::State& state, const Story& story, const StoryRound& round,
                   PersonId person, std::size_t size) {
  constexpr auto kScanned = static_cast<std::uint8_t>(registry::PresenceLayer::seen_by_scan);
  constexpr auto kEverybody = [](std::size_t) { return ~std::uint64_t{0}; };
  const registry::Population& people = state.registry.people();
  const UnitId home = state.registry.units().ancestor_at(people.household(person),
                                                         registry::UnitLevel::neighbourhood);
  Group group{.people = {person}, .station = {}};
  std::set<UnitId> doors{people.household(person)};
  const auto consider = [&](PersonId other) {
    if (group.people.size() >= size || story.cast.knows(other) || people.provisional(other)) return;
    if ((people.presence(other) & kScanned) == 0) return;
    if (state.laboratory.tube_of(round.id, other).known()) return;
    if (doors.insert(people.household(other)).second) group.people.push_back(other);
  };
  if (!round.rules.pupil_of.empty()) {
    const UnitId campus = state.registry.units().ancestor_at(round.rules.pupil_of.front(),
                                                             registry::UnitLevel::neighbourhood);
    people.for_each_affiliate(people.affiliation(person), consider);
    for (std::uint32_t i = 0; i < state.registry.places().size(); ++i) {
      const UnitId at = state.registry.places().unit(PlaceId{i});
      if (group.people.size() >= size) break;
      if (!state.registry.units().contains(round.rules.pupil_of.front(), at)) continue;
      people.for_each_affiliate(PlaceId{i}, consider);
    }
    group.station = story.sites.find(campus)->first;
    return group;
  }
  if (const NeighbourhoodSites* sites = story.sites.find(home)) group.station = sites->first;
  registry::for_each_person(state.registry, home, kEverybody, consider);
  for (const UnitId unit : round.units) {
    registry::for_each_person(state.registry, unit, kEverybody, consider);
  }
  return group;
}

Result<void> tube(Story& story, Arguments& arguments) {
  StoryRound* round = find_round(story, arguments, "round", arguments.text("round"));
  const PersonId with = story.cast.person(arguments, "with", arguments.text("with"));
  const std::int64_t size = arguments.number("size", 10);
  arguments.expect(round == nullptr || round->lanes != nullptr, "round",
                   "a round that people come to");
  if (arguments.fault()) return *arguments.fault();
  const Group group = story.agenda.look([&](const core::State& state) {
    return group_around(state, story, *round, with, static_cast<std::size_t>(size));
  });
  arguments.expect(group.people.size() == static_cast<std::size_t>(size) && group.station.known(),
                   "size", "as many people of different households as the round has");
  if (arguments.fault()) return *arguments.fault();
  Result<LaneTube> filled = round->lanes->fill(group.station, group.people);
  if (!filled) return filled.error();
  story.tubes[arguments.subject()] = {.tube = std::move(*filled), .round = round->id};
  return {};
}

// What the laboratory says of that tube, now rather than when its turn comes.
Result<void> result(Story& story, Arguments& arguments) {
  const auto known = story.tubes.find(arguments.subject());
  if (known == story.tubes.end()) {
    arguments.unknown("");
    return *arguments.fault();
  }
  const Result<bool> reported = story.laboratories->report_now(known->second.tube.code);
  if (!reported) return reported.error();
  arguments.expect(*reported, "", "a tube that has reached a laboratory");
  return {};
}

Result<void> close(Story& story, Arguments& arguments) {
  const StoryRound* round = find_round(story, arguments, "", arguments.subject());
  if (arguments.fault()) return *arguments.fault();
  const service::Answer answer =
      story.agenda.ask(laboratory::Request(laboratory::CloseRound{.round = round->id}),
                       {.actor = "duty_officer", .device = "desk"});
  if (!answer) return answer.error();
  return {};
}

constexpr Verb kVerbs[] = {
    {"round",
     true,
     {.subject = true,
      .known = "campaign title area deadline purpose pool_size people_per_site",
      .needed = "campaign title area deadline"},
     round},
    {"exempt",
     true,
     {.subject = true, .known = "reason age share hours", .needed = "reason hours"},
     exempt},
    {"arrivals",
     true,
     {.subject = true,
      .known = "hourly pupils_of missing_register_only missing_unseen missing_others exempt_come "
               "strangers one_by_one prefix undone twice late voided box_lacks laboratory_hours",
      .needed = "hourly"},
     arrivals},
    {"tube", true, {.subject = true, .known = "with round size", .needed = "with round"}, tube},
    {"result", true, {.subject = true}, result},
    {"close", true, {.subject = true}, close},
};

}  // namespace

std::span<const Verb> round_verbs() { return kVerbs; }

}  // namespace firebreak::scenario
