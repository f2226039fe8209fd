#include "full_city.h"

#include <fmt/format.h>

#include "base/check.h"
#include "engine/service/writer.h"
#include "fronts/cli/share.h"
#include "fronts/cli/synthetic.h"
#include "fronts/scenario/city_load.h"

namespace firebreak::bench {
namespace {

constexpr Instant kNight{1'648'641'600'000};  // 2022-03-30 20:00 local.

void must(bool done, const char* what) {
  if (!done) {
    fmt::print(stderr, "bench: {} failed\n", what);
    std::exit(1);
  }
}

// A round over the whole city in which nine of ten are sampled and half of those resulted.
void open_round(service::Writer& writer, const core::State& state) {
  const auto toml = cli::read_share("policies/covid19_omicron_city.toml");
  must(toml.has_value(), "reading the pack");
  const auto ask = [&](core::Request request) {
    auto answer = writer.call({.request = std::move(request)});
    must(answer.has_value() && answer->has_value(), "a request");
  };
  ask(policy::AdoptPack{.toml = *toml, .file_name = "covid19_omicron_city.toml"});
  ask(laboratory::Request(laboratory::OpenRound{.campaign = "bench",
                                                .name = "bench",
                                                .units = {UnitId{0}},
                                                .opens_at = kNight,
                                                .deadline = kNight + Duration::hours(24)}));
  ask(laboratory::Request(laboratory::OpenStation{.name = "bench", .unit = UnitId{0}}));
  ask(laboratory::Request(laboratory::OpenLaboratory{.name = "bench"}));
  laboratory::BindSpecimens bind;
  std::uint32_t bound = 0;
  for (std::uint32_t p = 0; p < state.registry.people().positions(); ++p) {
    if (p % 10 == 9) continue;
    bind.rows.push_back({.tube_code = fmt::format("B{:08}", bound / 10),
                         .person = state.registry.people().at(p),
                         .station = StationId{0},
                         .round = RoundId{0},
                         .collected_at = kNight});
    ++bound;
    if (bind.rows.size() == 20'000) ask(laboratory::Request(std::exchange(bind, {})));
  }
  if (!bind.rows.empty()) ask(laboratory::Request(std::move(bind)));
}

}  // namespace

service::DataPaths city_paths(const Options& options) {
  return {.directory =
              fmt::format("{}/city-{}-{}", options.directory, options.people, options.days)};
}

void prepare_city(const Options& options) {
  io::PosixFiles files;
  const service::DataPaths paths = city_paths(options);
  if (files.size(paths.directory + "/complete")) return;
  vault::SeededEntropy entropy(1);
  io::ManualClock clock(kNight);
  cli::ProgressLine line(true, "making the city");
  const auto city = cli::make_city(
      {.people = options.people, .seed = 1, .first_day = Day{19'068}, .days = options.days});
  must(city.has_value(), "making the city");
  must(service::create_data(files, paths, clock.now(), entropy).has_value(), "creating the data");
  auto data = service::open_data(files, paths, service::DataAccess::read_write, entropy);
  must(data.has_value(), "opening the data");
  service::Writer writer(data->state, *data->journal, clock);
  scenario::CityLoad load{.city = *city,
                          .ask =
                              [&](core::Envelope envelope) {
                                auto answer = writer.call(envelope);
                                must(answer.has_value(), "the journal");
                                return std::move(*answer);
                              },
                          .progress =
                              [&](std::string_view what, std::uint64_t done, std::uint64_t of) {
                                line.name("loading " + std::string(what));
                                line.show(done, of);
                              }};
  must(scenario::load_city(load, true).has_value(), "loading the city");
  must(scenario::load_stays(load, options.days).has_value(), "loading the stays");
  line.name("sampling");
  open_round(writer, data->state);
  must(service::write_snapshot(files, paths, *data->journal, data->state).has_value(),
       "the snapshot");
  must(files.create(paths.directory + "/complete").has_value(), "the mark");
}

service::OpenData open_city(const Options& options) {
  static io::PosixFiles files;
  static vault::SeededEntropy entropy(2);
  auto data =
      service::open_data(files, city_paths(options), service::DataAccess::read_only, entropy);
  must(data.has_value(), "opening the city");
  return std::move(*data);
}

}  // namespace firebreak::bench
