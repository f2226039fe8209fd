#include "domain/tracing/infectious_period.h"

#include <algorithm>

#include "base/check.h"

namespace firebreak::tracing {
namespace {

std::optional<Day> anchor_of(const CaseDates& dates, policy::Anchor anchor) {
  if (anchor == policy::Anchor::onset) return dates.onset;
  if (!dates.positive_specimen_at) return dates.onset;
  // Screening can find a case before symptoms start, so the earlier day counts.
  const Day specimen = day_of(*dates.positive_specimen_at);
  return dates.onset ? std::min(*dates.onset, specimen) : specimen;
}

}  // namespace

Result<InstantRange> infectious_period(const CaseDates& dates,
                                       const policy::InfectiousPeriodRule& rule, Instant now) {
  CHECK(rule.days_before_anchor >= 0);  // The pack reader refuses others.
  const std::optional<Day> anchor = anchor_of(dates, rule.anchor);
  if (!anchor) return Refusal{.code = "case.no_anchor", .field = "onset"};

  const Instant from = start_of(*anchor - rule.days_before_anchor);
  Instant until = std::min(dates.isolated_at.value_or(now), now);
  if (rule.days_after_anchor_max) {
    until = std::min(until, start_of(*anchor + (*rule.days_after_anchor_max + 1)));
  }
  if (until <= from) {
    return Refusal{.code = "case.isolated_before_period",
                   .field = "isolated_at",
                   .values = {{.name = "from", .value = to_text(day_of(from))},
                              {.name = "until", .value = to_short_text(until)}}};
  }
  return InstantRange{.from = from, .until = until};
}

}  // namespace firebreak::tracing
