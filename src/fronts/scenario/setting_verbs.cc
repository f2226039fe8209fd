// Verbs without a time: they are acted on at the beginning, in the order of their lines.
#include "domain/tracing/local_second.h"
#include "fronts/scenario/told_stays.h"
#include "fronts/scenario/verbs.h"

namespace firebreak::scenario {
namespace {

Result<void> title(Story& story, Arguments& arguments) {
  story.agenda.tell(arguments.subject(), arguments.line());
  return {};
}

Result<void> pack(Story& story, Arguments& arguments) {
  const std::string path = "policies/" + arguments.subject() + ".toml";
  const IoResult<std::string> toml = story.read(path);
  arguments.expect(toml.has_value(), "", "a pack in policies/");
  if (arguments.fault()) return *arguments.fault();
  const service::Answer answer =
      story.agenda.ask(policy::AdoptPack{.toml = *toml, .file_name = path});
  // The city may have been started with it.
  if (!answer && answer.error().code != "pack.already_adopted") return answer.error();
  return {};
}

Result<void> seed(Story& story, Arguments& arguments) {
  story.seed = static_cast<std::uint64_t>(arguments.number("number"));
  story.cast.set_seed(story.seed);
  return {};
}

Result<void> end(Story& story, Arguments& arguments) {
  const std::optional<Instant> at = arguments.instant("at");
  if (at) story.end = *at;
  arguments.expect(!at || *at > story.agenda.now(), "at", "a time after the beginning");
  return {};
}

Result<void> place(Story& story, Arguments& arguments) {
  return story.agenda.look(
      [&](const core::State& state) { return story.places.add(arguments, state); });
}

Result<void> person(Story& story, Arguments& arguments) {
  return story.cast.choose(arguments, story.places, story.agenda);
}

Result<void> stranger(Story& story, Arguments& arguments) {
  return story.cast.meet(arguments, story.places, story.agenda);
}

Result<void> infected(Story& story, Arguments& arguments) { return story.cast.infect(arguments); }

Result<void> together(Story& story, Arguments& arguments) {
  return tell_together(arguments, story.cast, story.places, story.agenda);
}

Result<void> follow(Story& story, Arguments& arguments) {
  return tell_following(arguments, story.cast, story.agenda);
}

// The register had the door wrong (人户分离): the person lives at the first door of that place.
Result<void> home(Story& story, Arguments& arguments) {
  const PersonId whom = story.cast.person(arguments, "", arguments.subject());
  const std::vector<UnitId> units = story.places.units(arguments, "in", {arguments.text("in")});
  if (arguments.fault()) return *arguments.fault();
  const auto row = story.agenda.look([&](const core::State& state) {
    registry::PersonRow moved = state.registry.people().row(whom);
    const registry::UnitTree& tree = state.registry.units();
    UnitId door = units.front();
    while (tree.level(door) < registry::UnitLevel::household && !tree.children(door).empty()) {
      door = tree.children(door).front();
    }
    moved.household = door;
    return moved;
  });
  const service::Answer answer = story.agenda.ask(
      registry::Request(registry::UpdatePerson{.row = row}), {.actor = "grid_worker"});
  if (!answer) return answer.error();
  return {};
}

// The neighbourhoods where these people live and where those have been.
Result<void> linked(Story& story, Arguments& arguments) {
  std::vector<UnitId> units = story.places.units(arguments, "areas", arguments.list("areas"));
  std::vector<PersonId> homes;
  for (const std::string& name : arguments.list("homes_of")) {
    homes.push_back(story.cast.person(arguments, "homes_of", name));
  }
  std::vector<PersonId> goers;
  for (const std::string& name : arguments.list("stays_of")) {
    goers.push_back(story.cast.person(arguments, "stays_of", name));
  }
  const std::optional<DaySpan> days = arguments.days("days");
  if (arguments.fault()) return *arguments.fault();
  const auto neighbourhoods = story.agenda.look([&](const core::State& state) {
    const registry::UnitTree& tree = state.registry.units();
    for (const PersonId home : homes) units.push_back(state.registry.people().household(home));
    for (const PersonId goer : goers) {
      if (!days) continue;
      state.tracing.stays().for_each_of_person(
          goer.value,
          {.from = tracing::start_of_day(days->first.number),
           .until = tracing::start_of_day(days->last.number + 1)},
          [&](std::uint32_t at, tracing::LocalRange) {
            units.push_back(state.registry.places().unit(PlaceId{at}));
          });
    }
    std::erase_if(
        units, [&](UnitId unit) { return tree.level(unit) < registry::UnitLevel::neighbourhood; });
    return Gazetteer::neighbourhoods(state, units);
  });
  return story.places.put(arguments, neighbourhoods);
}

Result<void> respond(Story& story, Arguments& arguments) {
  const auto kind = policy::duty_kind_of(arguments.subject());
  arguments.expect(kind.has_value(), "", "a kind of duty such as hold_pool_member");
  const Response response{.after_minutes = arguments.span("after"),
                          .late = arguments.share("late"),
                          .never = arguments.share("never")};
  if (kind) story.teams->set(*kind, response);
  return {};
}

Result<void> reach(Story& story, Arguments& arguments) {
  const PersonId whom = story.cast.person(arguments, "", arguments.subject());
  const std::optional<Instant> at = arguments.instant("at");
  if (at) story.teams->reach(whom, *at);
  return {};
}

Result<void> laboratories(Story& story, Arguments& arguments) {
  const auto count = static_cast<std::uint32_t>(arguments.number("count"));
  const auto tubes = static_cast<double>(arguments.number("tubes_per_day"));
  const auto of_people = static_cast<double>(arguments.number("of_people"));
  arguments.expect(count >= 1 && count <= 1'000, "count", "1 to 1000");
  arguments.expect(of_people >= 1, "of_people", "the people that so many tubes a day are for");
  if (arguments.fault()) return *arguments.fault();
  const auto people = story.agenda.look([](const core::State& state) {
    return static_cast<double>(state.registry.people().registered().count());
  });
  return story.laboratories->open(count, tubes * people / of_people, story.end);
}

void escalate_again(Story& story, Duration every) {
  const Instant next = story.agenda.now() + every;
  if (next > story.end) return;
  story.agenda.at(next, [&story, every]() -> Result<void> {
    escalate_again(story, every);
    const service::Answer answer =
        story.agenda.ask(duties::Request(duties::EscalateOverdue{}), {.actor = "firebreak"});
    if (!answer) return answer.error();
    return {};
  });
}

Result<void> escalate(Story& story, Arguments& arguments) {
  const std::int64_t minutes = arguments.number("every_minutes");
  arguments.expect(minutes >= 1 && minutes <= 1440, "every_minutes", "1 to 1440");
  if (arguments.fault()) return *arguments.fault();
  escalate_again(story, Duration::minutes(minutes));
  return {};
}

constexpr Verb kVerbs[] = {
    {"title", false, {.subject = true}, title},
    {"pack", false, {.subject = true}, pack},
    {"seed", false, {.known = "number", .needed = "number"}, seed},
    {"end", false, {.known = "at", .needed = "at"}, end},
    {"place", false, Gazetteer::kKeys, place},
    {"person", false, Cast::kPersonKeys, person},
    {"stranger", false, Cast::kStrangerKeys, stranger},
    {"infected", false, Cast::kInfectedKeys, infected},
    {"together", false, kTogetherKeys, together},
    {"follow", false, kFollowKeys, follow},
    {"home", false, {.subject = true, .known = "in", .needed = "in"}, home},
    {"linked", false, {.subject = true, .known = "areas homes_of stays_of days"}, linked},
    {"respond", false, {.subject = true, .known = "after late never", .needed = "after"}, respond},
    {"reach", false, {.subject = true, .known = "at", .needed = "at"}, reach},
    {"laboratories",
     false,
     {.known = "count tubes_per_day of_people", .needed = "count tubes_per_day of_people"},
     laboratories},
    {"escalate", false, {.known = "every_minutes", .needed = "every_minutes"}, escalate},
};

}  // namespace

std::span<const Verb> setting_verbs() { return kVerbs; }

}  // namespace firebreak::scenario
