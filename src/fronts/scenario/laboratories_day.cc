#include "fronts/scenario/laboratories_day.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.h"
#include "base/random.h"

namespace firebreak::scenario {
namespace {

constexpr Duration kTick = Duration::minutes(15);
constexpr double kTicksPerDay = 96;
constexpr double kMillisecondsAnHour = 3'600'000;

laboratory::ReportResult result_of(LaboratoryId laboratory, const LaneTube& tube,
                                   std::uint64_t seed) {
  laboratory::ReportResult row{.tube_code = tube.code, .laboratory = laboratory};
  if (!tube.positive) {
    row.outcome = laboratory::Outcome::negative;
    return row;
  }
  Random random(mix(seed ^ key_of(tube.code).low));
  const auto threshold = [&] { return static_cast<double>(random.between(2'100, 3'300)) / 100; };
  row.readings = {{.gene = "ORF1ab", .cycle_threshold = threshold()},
                  {.gene = "N", .cycle_threshold = threshold()}};
  return row;
}

}  // namespace

Result<void> LaboratoriesDay::open(std::uint32_t count, double tubes_per_day, Instant last) {
  auto next = agenda_.look([](const core::State& state) {
    return static_cast<std::uint32_t>(state.laboratory.laboratories().size());
  });
  const double each = tubes_per_day / count;
  for (std::uint32_t i = 0; i < count; ++i) {
    const service::Answer answer =
        agenda_.ask(laboratory::Request(laboratory::OpenLaboratory{
                        .name = fmt::format("核酸检测机构{}", next + 1),
                        .tubes_per_day = std::max(1U, static_cast<std::uint32_t>(each))}),
                    {.actor = "city_health", .device = "desk"});
    if (!answer) return answer.error();
    benches_.push_back({.laboratory = LaboratoryId{next++}, .tubes_per_tick = each / kTicksPerDay});
  }
  tick(last);
  return {};
}

LaboratoryId LaboratoriesDay::nearest(StationId station) const {
  CHECK(is_open());
  return benches_[station.value % benches_.size()].laboratory;
}

void LaboratoriesDay::take(LaboratoryId laboratory, const LaneTube& tube, LaboratoryHours hours) {
  const double share = Random(mix(seed_ ^ key_of(tube.code).high)).unit();
  const double wait = hours.least + share * (hours.most - hours.least);
  const Instant ready_at =
      agenda_.now() + Duration{static_cast<std::int64_t>(wait * kMillisecondsAnHour)};
  const auto bench = std::ranges::find(benches_, laboratory, &Bench::laboratory);
  bench->queue.push_back({.tube = tube, .ready_at = ready_at});
}

void LaboratoriesDay::tick(Instant last) {
  const Instant next = agenda_.now() + kTick;
  if (next > last) return;
  agenda_.at(next, [this, last]() -> Result<void> {
    tick(last);
    for (Bench& bench : benches_) {
      if (auto reported = report_ready(bench); !reported) return reported;
    }
    return {};
  });
}

Result<void> LaboratoriesDay::report_ready(Bench& bench) {
  bench.allowed += bench.tubes_per_tick;
  std::vector<LaneTube> ready;
  while (bench.allowed >= 1 && !bench.queue.empty() &&
         bench.queue.front().ready_at <= agenda_.now() &&
         ready.size() < laboratory::kRowsPerRequestMax) {
    ready.push_back(std::move(bench.queue.front().tube));
    bench.queue.pop_front();
    bench.allowed -= 1;
  }
  // An idle bench saves no more than one stroke's worth.
  bench.allowed = std::min(bench.allowed, bench.tubes_per_tick + 1);
  return ready.empty() ? Result<void>{} : report(bench.laboratory, ready);
}

Result<bool> LaboratoriesDay::report_now(const std::string& code) {
  for (Bench& bench : benches_) {
    const auto found = std::ranges::find(bench.queue, code, [](const Waiting& waiting) {
      return std::string_view(waiting.tube.code);
    });
    if (found == bench.queue.end()) continue;
    const LaneTube tube = found->tube;
    bench.queue.erase(found);
    if (auto reported = report(bench.laboratory, {tube}); !reported) return reported.error();
    return true;
  }
  return false;
}

Result<void> LaboratoriesDay::report(LaboratoryId laboratory,
                                     const std::vector<LaneTube>& tubes) const {
  laboratory::ReportResults request;
  for (const LaneTube& tube : tubes) request.rows.push_back(result_of(laboratory, tube, seed_));
  const service::Answer answer = agenda_.ask(
      laboratory::Request(std::move(request)),
      {.actor = "laboratory", .device = fmt::format("laboratory-{}", laboratory.value)});
  if (!answer) return answer.error();
  for (const core::RowFate& row : answer->rows) {
    if (row.kind == core::RowFate::Kind::refused) return row.refusal;
  }
  return {};
}

}  // namespace firebreak::scenario
