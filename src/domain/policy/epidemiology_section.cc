#include "domain/policy/pack_sections.h"

namespace firebreak::policy {
namespace {

using Family = Distribution::Family;

constexpr std::array kFamilies{NamedWord<Family>{"gamma", Family::gamma},
                               NamedWord<Family>{"lognormal", Family::lognormal},
                               NamedWord<Family>{"weibull", Family::weibull}};

constexpr Bounds kDistributionDays{0, 365};
constexpr Bounds kReproductionNumber{0, 30};
constexpr Bounds kDispersion{0, 1000};

Distribution read_distribution(PackTable& epidemiology, std::string_view key) {
  std::optional<PackTable> table = epidemiology.table(key, Need::required);
  if (!table) return {};
  Distribution distribution;
  distribution.family = table->word("family", kFamilies);
  distribution.mean = table->decimal_days("mean", kDistributionDays);
  distribution.standard_deviation = table->decimal_days("standard_deviation", kDistributionDays);
  table->finish();
  return distribution;
}

}  // namespace

void read_epidemiology(PackTable& file, Pack& pack) {
  std::optional<PackTable> table = file.table("epidemiology", Need::required);
  if (!table) return;
  Epidemiology& known = pack.epidemiology;
  known.reproduction_number =
      table->decimal("reproduction_number", kReproductionNumber, Need::required);
  known.dispersion = table->decimal("dispersion", kDispersion, Need::optional);
  known.incubation = read_distribution(*table, "incubation");
  known.generation_time = read_distribution(*table, "generation_time");
  table->finish();
}

}  // namespace firebreak::policy
