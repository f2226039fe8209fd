#include "domain/policy/pack_sections.h"

namespace firebreak::policy {
namespace {

constexpr Bounds kReleaseDays{0, 90};
constexpr Bounds kResidentsPerStaff{1, 10'000};
constexpr int kTestDayMax = 90;

ZoneRule read_zone(PackTable& table, ZoneLevel level, const LaboratoryRule& laboratory) {
  ZoneRule zone{.level = level};
  zone.title = table.both_languages("title");
  zone.regime = table.both_languages("regime");
  zone.pool_size = table.count("pool_size", {1, laboratory.pool_size_max}, Need::required);
  zone.household_pool = table.flag("household_pool", Need::optional);
  zone.release_days_without_case =
      table.amount("release_without_case", TimeUnit::day, kReleaseDays, Need::required);
  zone.release_round_within_days =
      table.amount("release_round_within", TimeUnit::day, kReleaseDays, Need::optional);
  zone.residents_per_staff = table.count("residents_per_staff", kResidentsPerStaff, Need::optional);
  zone.test_days = table.day_numbers("test_days", kTestDayMax);
  table.finish();
  return zone;
}

}  // namespace

void read_zones(PackTable& file, Pack& pack) {
  std::optional<PackTable> zones = file.table("zones", Need::optional);
  if (!zones) return;
  for (const ZoneLevel level :
       {ZoneLevel::precautionary, ZoneLevel::restricted, ZoneLevel::lockdown}) {
    std::optional<PackTable> table = zones->table(code_of(level), Need::optional);
    if (!table) continue;
    pack.zones[static_cast<std::size_t>(level)] = read_zone(*table, level, pack.laboratory);
  }
  zones->finish();
}

}  // namespace firebreak::policy
