#include "domain/tracing/infectious_period.h"

#include <gtest/gtest.h>

namespace firebreak::tracing {
namespace {

constexpr Day kToday{19080};
const Instant kNow = start_of(kToday) + Duration::hours(15);
constexpr policy::InfectiousPeriodRule kTwoDays{.days_before_anchor = 2};

Result<InstantRange> period(const CaseDates& dates) {
  return infectious_period(dates, kTwoDays, kNow);
}

TEST(InfectiousPeriod, OpensBeforeAnEarlierPositiveSpecimen) {
  EXPECT_EQ(period({.onset = kToday - 3,
                    .positive_specimen_at = start_of(kToday - 5) + Duration::hours(9)})
                .value(),
            (InstantRange{.from = start_of(kToday - 7), .until = kNow}));
}

TEST(InfectiousPeriod, OfOnsetAloneWaitsForTheOnset) {
  const policy::InfectiousPeriodRule rule{.anchor = policy::Anchor::onset};
  const CaseDates dates{.positive_specimen_at = start_of(kToday)};
  EXPECT_EQ(infectious_period(dates, rule, kNow).error().code, "case.no_anchor");
  EXPECT_EQ(period({}).error().code, "case.no_anchor");
}

TEST(InfectiousPeriod, ClosesAfterTheLastDayOfThePack) {
  const policy::InfectiousPeriodRule measles{
      .anchor = policy::Anchor::onset, .days_before_anchor = 4, .days_after_anchor_max = 4};
  EXPECT_EQ(infectious_period({.onset = kToday - 10}, measles, kNow).value(),
            (InstantRange{.from = start_of(kToday - 14), .until = start_of(kToday - 5)}));
}

TEST(InfectiousPeriod, RefusesIsolationBeforeItOpens) {
  EXPECT_EQ(period({.onset = kToday, .isolated_at = start_of(kToday - 2)}).error().code,
            "case.isolated_before_period");
}

// Property: isolating a case later never removes time from the period.
TEST(InfectiousPeriod, NeverShrinksWhenIsolationIsLater) {
  for (int hours = 1; hours < 72; ++hours) {
    const Instant isolated = start_of(kToday - 3) + Duration::hours(hours);
    const InstantRange early = period({.onset = kToday - 1, .isolated_at = isolated}).value();
    const InstantRange late =
        period({.onset = kToday - 1, .isolated_at = isolated + Duration::hours(1)}).value();
    EXPECT_EQ(early.from, late.from);
    EXPECT_LE(early.until, late.until);
  }
}

}  // namespace
}  // namespace firebreak::tracing
