#include <fmt/format.h>

#include "fronts/cli/commands.h"
#include "fronts/cli/synthetic.h"

namespace firebreak::cli {
namespace {

struct Wanted {
  std::uint32_t people = synthesis::kCityPeople / 10;
  std::uint64_t seed = 1;
  int days = 14;
};

void generate(Terminal& terminal, const Wanted& wanted) {
  io::PosixFiles files;
  static const io::RealClock clock;
  vault::SystemEntropy entropy;
  const auto created = service::create_data(files, terminal.city.paths, clock.now(), entropy);
  if (!created && created.error().code != "data.exists") return terminal.fail(created.error());
  ProgressLine line(terminal.city.progress, "making the city");
  const auto city = make_city({.people = wanted.people,
                               .seed = wanted.seed,
                               .first_day = Day{19'068},
                               .days = wanted.days});
  if (!city) return terminal.fail(city.error());
  auto open = OpenCity::open(terminal.city, service::DataAccess::read_write, clock);
  if (!open) return terminal.fail(open.error());
  const auto loaded =
      load_synthetic(*city, (*open)->service(), (*open)->data().vault.get(), wanted.days, line);
  if (!loaded) return terminal.fail(loaded.error());
  if (auto saved = (*open)->save_snapshot(); !saved) return terminal.fail(saved.error());
  (*open)->service().read([&](const core::State& state) {
    fmt::print("{} people in {} units and {} places, {} facts. All of them are invented.\n",
               state.registry.people().size(), state.registry.units().size(),
               state.registry.places().size(), state.position());
    return true;
  });
}

}  // namespace

void add_generate_command(CLI::App& app, Terminal& terminal) {
  const auto wanted = std::make_shared<Wanted>();
  auto* command = app.add_subcommand(
      "generate",
      "Fill a city with invented people: the real communities of Wuxi, with homes, work, schools, "
      "venues and days of venue scans; the same from the same seed");
  command->add_option("--people", wanted->people, "How many; the whole city is 7462135")
      ->default_val(wanted->people)
      ->check(CLI::Range(1'000U, synthesis::kPeopleMax));
  command->add_option("--seed", wanted->seed, "The same seed, the same city")->default_val(1);
  command->add_option("--days", wanted->days, "Days of venue scans, from 17 March 2022 on")
      ->default_val(14)
      ->check(CLI::Range(0, synthesis::kDaysMax));
  command->callback([&terminal, wanted] { generate(terminal, *wanted); });
}

}  // namespace firebreak::cli
