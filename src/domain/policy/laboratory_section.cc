#include <algorithm>

#include "domain/policy/pack_sections.h"

namespace firebreak::policy {
namespace {

constexpr int kPoolSizeMax = 20;  // No rule mixes more swabs in a tube.
constexpr Bounds kCycleThreshold{15, 50};
constexpr Bounds kTargets{1, 10};
constexpr Bounds kRoundHours{1, 30 * 24};
constexpr Bounds kPeople{1, 1'000'000};
constexpr Bounds kSwabsPerHour{1, 1000};
constexpr Bounds kExemptionHours{1, 365 * 24};

}  // namespace

void read_laboratory(PackTable& file, Pack& pack) {
  std::optional<PackTable> table = file.table("laboratory", Need::required);
  if (!table) return;
  LaboratoryRule& rule = pack.laboratory;
  const int size_max = table->count("pool_size_max", {1, kPoolSizeMax}, Need::required);
  if (size_max > 0) rule.pool_size_max = size_max;
  rule.pool_size = table->count("pool_size", {1, rule.pool_size_max}, Need::required);
  rule.single_target_is_positive = table->flag("single_target_is_positive", Need::required);
  rule.cycle_threshold_positive_max =
      table->decimal("cycle_threshold_positive_max", kCycleThreshold, Need::required);
  rule.single_targets_min = table->count("single_targets_min", kTargets, Need::required);
  table->finish();
}

void read_round(PackTable& file, Pack& pack) {
  if (std::optional<PackTable> table = file.table("round", Need::optional)) {
    RoundRule& rule = pack.round;
    rule.planned = true;
    rule.hours_to_finish =
        table->amount("finish_within", TimeUnit::hour, kRoundHours, Need::required);
    rule.people_per_site_min = table->count("people_per_site_min", kPeople, Need::required);
    rule.people_per_site_max =
        table->count("people_per_site_max", {std::max(rule.people_per_site_min, 1), kPeople.max},
                     Need::required);
    rule.people_per_sampler = table->count("people_per_sampler", kPeople, Need::required);
    rule.swabs_per_sampler_hour =
        table->count("swabs_per_sampler_hour", kSwabsPerHour, Need::required);
    table->finish();
  }
  for (PackTable& table : file.list("exemptions", "id", Need::optional)) {
    ExemptionReason reason;
    reason.id = table.id("id");
    reason.title = table.both_languages("title");
    reason.hours_max =
        table.amount("lasts_at_most", TimeUnit::hour, kExemptionHours, Need::required);
    table.finish();
    pack.exemptions.push_back(std::move(reason));
  }
}

}  // namespace firebreak::policy
