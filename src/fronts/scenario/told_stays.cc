#include "fronts/scenario/told_stays.h"

#include <algorithm>

#include "domain/tracing/local_second.h"

namespace firebreak::scenario {
namespace {

std::vector<std::string> names_of(std::string_view subject) {
  std::vector<std::string> names;
  while (true) {
    const std::size_t comma = subject.find(',');
    names.emplace_back(subject.substr(0, comma));
    if (comma == std::string_view::npos) return names;
    subject.remove_prefix(comma + 1);
  }
}

// The first place of the kind in the neighbourhood, else the subdistrict, else the district.
PlaceId place_near(const core::State& state, policy::PlaceKind kind, UnitId near) {
  using registry::UnitLevel;
  const registry::UnitTree& units = state.registry.units();
  const registry::Places& places = state.registry.places();
  for (const UnitLevel level :
       {UnitLevel::neighbourhood, UnitLevel::subdistrict, UnitLevel::district}) {
    const UnitId area = units.ancestor_at(near, level);
    if (!area.known()) continue;
    for (std::uint32_t i = 0; i < places.size(); ++i) {
      const PlaceId place{i};
      if (places.kind(place) == kind && units.contains(area, places.unit(place))) return place;
    }
  }
  return PlaceId::none();
}

Result<void> record(std::vector<tracing::StayRow> stays, const Arguments& arguments,
                    const Agenda& agenda) {
  const service::Answer answer =
      agenda.ask(tracing::Request(tracing::RecordStays{.stays = std::move(stays)}),
                 {.actor = "investigator", .device = "desk"});
  if (!answer) return answer.error();
  for (const core::RowFate& row : answer->rows) {
    if (row.kind == core::RowFate::Kind::refused) {
      return at_line("scenario.refused", arguments.file_name(), arguments.line(),
                     {{.name = "code", .value = row.refusal.code}});
    }
  }
  return {};
}

}  // namespace

Result<void> tell_together(Arguments& arguments, const Cast& cast, const Gazetteer& places,
                           const Agenda& agenda) {
  const auto kind = policy::place_kind_of(arguments.text("kind"));
  arguments.expect(kind.has_value(), "kind", "a kind of place such as restaurant");
  const std::vector<UnitId> near = places.units(arguments, "near", {arguments.text("near")});
  const std::optional<Instant> from = arguments.instant("from");
  const std::int64_t minutes = arguments.number("minutes");
  arguments.expect(minutes >= 1 && minutes <= 720, "minutes", "1 to 720");
  std::vector<PersonId> people;
  for (const std::string& name : names_of(arguments.subject())) {
    people.push_back(cast.person(arguments, "", name));
  }
  if (arguments.fault()) return *arguments.fault();
  const PlaceId place =
      agenda.look([&](const core::State& state) { return place_near(state, *kind, near.front()); });
  arguments.expect(place.known(), "kind", "a kind of place that the district has");
  if (arguments.fault()) return *arguments.fault();
  std::vector<tracing::StayRow> stays;
  for (const PersonId person : people) {
    stays.push_back({.person = person,
                     .place = place,
                     .entered_at = *from,
                     .left_at = *from + Duration::minutes(minutes)});
  }
  return record(std::move(stays), arguments, agenda);
}

Result<void> tell_following(Arguments& arguments, const Cast& cast, const Agenda& agenda) {
  const PersonId follower = cast.person(arguments, "", arguments.subject());
  const PersonId other = cast.person(arguments, "with", arguments.text("with"));
  const std::optional<DaySpan> days = arguments.days("days");
  const std::vector<std::string> kinds = arguments.list("kinds");
  if (arguments.fault()) return *arguments.fault();
  const tracing::LocalRange range{.from = tracing::start_of_day(days->first.number),
                                  .until = tracing::start_of_day(days->last.number + 1)};
  auto stays = agenda.look([&](const core::State& state) {
    std::vector<tracing::StayRow> found;
    state.tracing.stays().for_each_of_person(
        other.value, range, [&](std::uint32_t place, tracing::LocalRange stay) {
          const auto kind = policy::code_of(state.registry.places().kind(PlaceId{place}));
          if (std::ranges::find(kinds, kind) == kinds.end()) return;
          found.push_back({.person = follower,
                           .place = PlaceId{place},
                           .entered_at = tracing::instant_of(stay.from),
                           .left_at = tracing::instant_of(stay.until)});
        });
    return found;
  });
  arguments.expect(!stays.empty(), "with", "somebody with such stays");
  if (arguments.fault()) return *arguments.fault();
  return record(std::move(stays), arguments, agenda);
}

}  // namespace firebreak::scenario
