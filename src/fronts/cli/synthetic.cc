#include "fronts/cli/synthetic.h"

#include "analysis/synthesis/synthetic_city.h"
#include "fronts/cli/share.h"

namespace firebreak::cli {

IoResult<synthesis::City> make_city(const synthesis::CityOptions& options) {
  std::array<std::string, 3> texts;
  const std::array names{"data/wuxi/communities.csv", "data/wuxi/districts.geojson",
                         "data/wuxi/landmarks.csv"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto text = read_share(names[i]);
    if (!text) return text.error();
    texts[i] = std::move(*text);
  }
  auto city = synthesis::make_synthetic_city(
      {.communities_csv = texts[0], .districts_geojson = texts[1], .landmarks_csv = texts[2]},
      options);
  if (!city) {
    std::string reason = city.error().code;
    for (const RefusalValue& value : city.error().values) {
      reason += " " + value.name + "=" + value.value;
    }
    return IoError{.code = "city.sources", .message = reason};
  }
  return std::move(*city);
}

Result<scenario::CityLoad> load_synthetic(const synthesis::City& city, service::Service& service,
                                          vault::Vault* vault, int days, ProgressLine& line) {
  const auto report = [&line](std::string_view what, std::uint64_t done, std::uint64_t of) {
    line.name("loading " + std::string(what));
    line.show(done, of);
  };
  scenario::CityLoad load{
      .city = city,
      .ask = [&service](core::Envelope envelope) { return service.call(std::move(envelope)); },
      .vault = vault,
      .progress = report};
  const bool empty =
      service.read([](const core::State& state) { return state.registry.units().size() == 0; });
  if (auto loaded = scenario::load_city(load, empty); !loaded) return loaded.error();
  if (auto loaded = scenario::load_stays(load, days); !loaded) return loaded.error();
  line.end();
  return load;
}

}  // namespace firebreak::cli
