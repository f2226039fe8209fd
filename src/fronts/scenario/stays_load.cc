#include "analysis/synthesis/visits.h"
#include "fronts/scenario/city_load.h"

namespace firebreak::scenario {
namespace {

constexpr std::size_t kStaysPerRequest = 200'000;

Result<void> load_day(const CityLoad& load, const synthesis::Stays& stays, Instant midnight) {
  for (std::size_t first = 0; first < stays.size(); first += kStaysPerRequest) {
    const std::size_t last = std::min(stays.size(), first + kStaysPerRequest);
    tracing::RecordStays request;
    request.stays.reserve(last - first);
    for (std::size_t i = first; i < last; ++i) {
      const Instant entered_at = midnight + Duration::seconds(stays.start_second[i]);
      request.stays.push_back(
          {.person = PersonId{load.first_person.value + stays.person[i]},
           .place = PlaceId{stays.place[i]},
           .entered_at = entered_at,
           .left_at = entered_at + Duration::seconds(stays.duration_seconds[i])});
    }
    const service::Answer answer = load.ask({.request = tracing::Request(std::move(request))});
    if (!answer) return answer.error();
  }
  return {};
}

}  // namespace

Result<void> load_stays(const CityLoad& load, int days) {
  const synthesis::VisitModel visits(load.city);
  for (int day = 0; day < days; ++day) {
    const synthesis::Stays stays = visits.stays_of_day(day);
    const Instant midnight = start_of(load.city.options.first_day + day);
    if (auto loaded = load_day(load, stays, midnight); !loaded) return loaded;
    if (load.progress)
      load.progress("stays", static_cast<std::uint64_t>(day) + 1, static_cast<std::uint64_t>(days));
  }
  return {};
}

}  // namespace firebreak::scenario
