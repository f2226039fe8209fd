// Reconciliation at full size: every neighbourhood, and one down to its doors.
#include "base/check.h"
#include "domain/laboratory/missing_list.h"
#include "domain/laboratory/reconciliation.h"
#include "full_city.h"

namespace firebreak::bench {
namespace {

constexpr int kRuns = 101;

}  // namespace

Metrics bench_reconcile(const Options& options) {
  prepare_city(options);
  const service::OpenData data = open_city(options);
  const core::State& state = data.state;
  const RoundId round{0};
  const Instant now = state.recorded_at();
  std::vector<double> all;
  std::vector<laboratory::UnitCounts> counts;
  for (int run = 0; run < kRuns; ++run) {
    const double begun = seconds_since_start();
    counts = laboratory::reconcile_level(state.laboratory, state.registry, round,
                                         registry::UnitLevel::neighbourhood, now);
    all.push_back((seconds_since_start() - begun) * 1e3);
  }
  std::vector<double> one;
  std::uint64_t missing = 0;
  for (std::size_t i = 0; i < counts.size(); i += counts.size() / kRuns + 1) {
    const double begun = seconds_since_start();
    const auto page =
        laboratory::missing_people(state.laboratory, state.registry, round, counts[i].unit, now);
    one.push_back((seconds_since_start() - begun) * 1e3);
    missing += page.size();
  }
  CHECK(missing > 0);
  return {{"all_communities_ms", median(all)},
          {"one_community_ms", median(one)},
          {"communities", static_cast<double>(counts.size())}};
}

}  // namespace firebreak::bench
