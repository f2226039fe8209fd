#include "fronts/scenario/city_load.h"

#include "analysis/synthesis/invented_person.h"
#include "analysis/synthesis/visits.h"

namespace firebreak::scenario {
namespace {

using synthesis::City;

constexpr std::uint32_t kRowsPerRequest = 100'000;

std::uint8_t priority_of(std::uint8_t bits) {
  using registry::PriorityGroup;
  const auto group = [&](std::uint8_t bit, PriorityGroup as) {
    return (bits & bit) != 0 ? static_cast<std::uint8_t>(as) : std::uint8_t{0};
  };
  return static_cast<std::uint8_t>(group(synthesis::kElderlyAlone, PriorityGroup::living_alone) |
                                   group(synthesis::kPregnant, PriorityGroup::pregnant) |
                                   group(synthesis::kDialysis, PriorityGroup::dialysis) |
                                   group(synthesis::kDisabled, PriorityGroup::disabled) |
                                   group(synthesis::kChronic, PriorityGroup::chronic_illness));
}

// Asks for rows [0, count) in requests of kRowsPerRequest; `make` builds the request for a range.
template <class Make>
Result<void> ask_in_parts(const CityLoad& load, std::string_view what, std::uint32_t count,
                          Make make) {
  for (std::uint32_t first = 0; first < count; first += kRowsPerRequest) {
    const std::uint32_t last = std::min(count, first + kRowsPerRequest);
    const service::Answer answer = load.ask({.request = make(first, last)});
    if (!answer) return answer.error();
    if (load.progress) load.progress(what, last, count);
  }
  return {};
}

Result<void> load_units(const CityLoad& load) {
  const synthesis::Units& units = load.city.units;
  const auto make = [&](std::uint32_t first, std::uint32_t last) -> core::Request {
    registry::RegisterUnits request{.first = UnitId{first}};
    for (std::uint32_t i = first; i < last; ++i) {
      const bool root = units.parent[i] == synthesis::kNone;
      request.units.push_back(
          {.parent = UnitId{root ? 0 : units.parent[i]},
           .level = units.level[i],
           .name = std::string(load.city.names[units.name[i]]),
           .code = units.code[i] == 0 ? std::string{} : std::to_string(units.code[i]),
           .position = units.point(i),
           .floor = units.floor[i]});
    }
    return registry::Request(std::move(request));
  };
  return ask_in_parts(load, "units", static_cast<std::uint32_t>(units.size()), make);
}

Result<void> load_boundaries(const CityLoad& load) {
  const synthesis::Boundaries& all = load.city.boundaries;
  std::uint32_t point = 0;
  for (std::size_t ring = 0; ring < all.unit.size();) {
    const std::uint32_t unit = all.unit[ring];
    registry::RecordBoundary request{
        .unit = UnitId{unit},
        .schematic = load.city.units.level[unit] > registry::UnitLevel::district};
    for (; ring < all.unit.size() && all.unit[ring] == unit; ++ring) {
      std::vector<registry::GeoPoint>& points = request.rings.emplace_back();
      for (; point < all.point_end[ring]; ++point) {
        points.push_back({all.longitude_microdegrees[point], all.latitude_microdegrees[point]});
      }
    }
    const service::Answer answer = load.ask({.request = registry::Request(std::move(request))});
    if (!answer) return answer.error();
  }
  return {};
}

Result<void> load_places(const CityLoad& load) {
  const synthesis::Places& places = load.city.places;
  const auto make = [&](std::uint32_t first, std::uint32_t last) -> core::Request {
    registry::RegisterPlaces request{.first = PlaceId{first}};
    for (std::uint32_t i = first; i < last; ++i) {
      request.places.push_back({.kind = places.kind[i],
                                .unit = UnitId{places.unit[i]},
                                .parent = PlaceId{places.parent[i]},
                                .name = std::string(load.city.names[places.name[i]]),
                                .position = places.point(i)});
    }
    return registry::Request(std::move(request));
  };
  return ask_in_parts(load, "places", static_cast<std::uint32_t>(places.size()), make);
}

// Names, numbers and phones, so that nobody is in the journal who is not in the vault.
Result<void> fill_vault(const CityLoad& load) {
  const synthesis::People& people = load.city.people;
  const auto count = static_cast<std::uint32_t>(people.size());
  const Day day = load.city.options.first_day;
  const auto refuse = [](const IoError& error) {
    return Refusal{.code = "vault.failed", .values = {{.name = "reason", .value = error.message}}};
  };
  if (auto begun = load.vault->begin_bulk(); !begun) return refuse(begun.error());
  std::vector<synthesis::InventedPerson> invented;
  std::vector<vault::PersonRecord> records;
  for (std::uint32_t first = 0; first < count; first += kRowsPerRequest) {
    const std::uint32_t last = std::min(count, first + kRowsPerRequest);
    invented.clear();
    records.clear();
    invented.reserve(last - first);  // The records point into it.
    for (std::uint32_t i = first; i < last; ++i) {
      const synthesis::InventedPerson& person = invented.emplace_back(synthesis::invented_person(
          load.city.options.seed, i, people.sex[i], Day{people.birth_day[i]}));
      records.push_back({.subject = PersonId{load.first_person.value + i},
                         .name = person.name,
                         .document_kind = vault::DocumentKind::resident_identity_card,
                         .document_number = person.document_number,
                         .phone = person.phone});
    }
    if (auto put = load.vault->put_many(records, day); !put) return refuse(put.error());
    if (load.progress) load.progress("names", last, count);
  }
  if (auto finished = load.vault->finish_bulk(); !finished) return refuse(finished.error());
  return {};
}

Result<void> load_people(CityLoad& load) {
  const synthesis::People& people = load.city.people;
  const auto count = static_cast<std::uint32_t>(people.size());
  if (load.vault != nullptr) {
    const auto reserved = load.vault->reserve(count);
    if (!reserved) {
      return Refusal{.code = "vault.failed",
                     .values = {{.name = "reason", .value = reserved.error().message}}};
    }
    load.first_person = *reserved;
    if (auto filled = fill_vault(load); !filled) return filled;
  }
  const auto make = [&](std::uint32_t first, std::uint32_t last) -> core::Request {
    registry::RegisterPeople request;
    for (std::uint32_t i = first; i < last; ++i) {
      request.people.push_back({.person = PersonId{load.first_person.value + i},
                                .household = UnitId{people.household[i]},
                                .birth_day = Day{people.birth_day[i]},
                                .sex = people.sex[i] == synthesis::Sex::male
                                           ? registry::Sex::male
                                           : registry::Sex::female,
                                .presence = people.presence[i],
                                .priority = priority_of(people.priority[i]),
                                .affiliation = PlaceId{people.affiliation[i]}});
    }
    return registry::Request(std::move(request));
  };
  if (auto loaded = ask_in_parts(load, "people", count, make); !loaded) return loaded;
  const service::Answer numbered = load.ask({.request = registry::Request(registry::Renumber{})});
  if (!numbered) return numbered.error();
  return {};
}

}  // namespace

Result<void> load_city(CityLoad& load, bool register_is_empty) {
  if (!register_is_empty) return Refusal{.code = "city.not_empty"};
  if (auto loaded = load_units(load); !loaded) return loaded;
  if (auto loaded = load_boundaries(load); !loaded) return loaded;
  if (auto loaded = load_places(load); !loaded) return loaded;
  return load_people(load);
}

}  // namespace firebreak::scenario
