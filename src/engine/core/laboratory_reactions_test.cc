// What follows from results: holds, duties with their clocks, cases.
#include <gtest/gtest.h>

#include "engine/core/response_fixture.h"

namespace firebreak::core {
namespace {

using duties::SubjectKind;
using laboratory::Outcome;
using policy::DutyKind;
using quarantine::HoldReason;

class LaboratoryReactions : public testing::Test {
 protected:
  const quarantine::Hold* hold(std::uint32_t person) const {
    return city_.state.quarantine.active(PersonId{person});
  }
  const duties::Duty* of_person(DutyKind kind, std::uint32_t person) const {
    return city_.open_duty(kind, SubjectKind::person, person);
  }
  Duration limit(DutyKind kind) const { return city_.state.pack()->clock(kind).limit; }

  SmallResponse city_;
};

TEST_F(LaboratoryReactions, TenPeopleOfAPositivePoolAreHeldAndEachWorkHasItsClock) {
  city_.pool("T1", 10, Outcome::positive);
  EXPECT_EQ(city_.state.quarantine.active_count(), 10U);
  const std::uint32_t tube = city_.tube("T1").value;
  for (std::uint32_t person = 0; person < 10; ++person) {
    ASSERT_NE(hold(person), nullptr);
    EXPECT_EQ(hold(person)->reason, HoldReason::pool_member);
    EXPECT_EQ(hold(person)->cause, (duties::Subject{.kind = SubjectKind::tube, .id = tube}));
    for (const DutyKind kind :
         {DutyKind::hold_pool_member, DutyKind::antigen_test, DutyKind::single_retest}) {
      const duties::Duty* duty = of_person(kind, person);
      ASSERT_NE(duty, nullptr) << code_of(kind);
      EXPECT_EQ(duty->due_at, city_.now + limit(kind));
      EXPECT_EQ(duty->unit, city_.state.registry.people().household(PersonId{person}));
    }
  }
  for (const DutyKind kind :
       {DutyKind::notify_sampling_team, DutyKind::notify_community, DutyKind::notify_police}) {
    EXPECT_EQ(city_.open_duties(kind), 1U);
    const duties::Duty* duty = city_.open_duty(kind, SubjectKind::tube, tube);
    ASSERT_NE(duty, nullptr);
    EXPECT_EQ(duty->due_at, city_.now + limit(kind));
    EXPECT_EQ(duty->unit, city_.neighbourhood);  // Where the tube's station stands.
  }
  EXPECT_EQ(city_.state.duties.open_count(), 33U);
  EXPECT_EQ(city_.state.tracing.case_count(), 0U);  // Nobody in particular is positive yet.
}

TEST_F(LaboratoryReactions, ANegativePoolHoldsNobody) {
  city_.pool("T1", 10, Outcome::negative);
  EXPECT_EQ(city_.state.quarantine.active_count(), 0U);
  EXPECT_EQ(city_.state.duties.open_count(), 0U);
}

TEST_F(LaboratoryReactions, AnInconclusivePoolIsSampledAgainAndHoldsNobody) {
  city_.pool("T1", 4, Outcome::inconclusive);
  EXPECT_EQ(city_.state.quarantine.active_count(), 0U);
  EXPECT_EQ(city_.open_duties(DutyKind::single_retest), 4U);
  EXPECT_EQ(city_.state.duties.open_count(), 4U);
}

TEST_F(LaboratoryReactions, SomebodyBoundLateToAPositivePoolIsHeldToo) {
  const Instant collected_at = city_.now;
  city_.pool("T1", 5, Outcome::positive);
  city_.accept(laboratory::BindSpecimen{.tube_code = "T1",
                                        .person = PersonId{7},
                                        .station = StationId{0},
                                        .round = RoundId{0},
                                        .collected_at = collected_at});
  ASSERT_NE(hold(7), nullptr);
  EXPECT_EQ(hold(7)->reason, HoldReason::pool_member);
  EXPECT_NE(of_person(DutyKind::hold_pool_member, 7), nullptr);
  EXPECT_NE(of_person(DutyKind::single_retest, 7), nullptr);
  EXPECT_EQ(city_.open_duties(DutyKind::notify_police), 1U);  // Told once.
}

TEST_F(LaboratoryReactions, ConfirmingAHoldCompletesTheSearchForThePerson) {
  city_.pool("T1", 3, Outcome::positive);
  city_.later(20);
  city_.accept(quarantine::ConfirmHold{.person = PersonId{1}});
  EXPECT_TRUE(hold(1)->confirmed());
  EXPECT_EQ(of_person(DutyKind::hold_pool_member, 1), nullptr);
  EXPECT_NE(of_person(DutyKind::single_retest, 1), nullptr);  // Still owed.
  EXPECT_EQ(city_.open_duties(DutyKind::hold_pool_member), 2U);
}

TEST_F(LaboratoryReactions, ASinglePositiveOpensACaseWithFourClocks) {
  city_.pool("T1", 3, Outcome::positive);
  const Instant collected_at = city_.now;
  city_.retest("S1", 1, Outcome::positive);
  ASSERT_EQ(city_.state.tracing.case_count(), 1U);
  const tracing::CaseRecord record = city_.state.tracing.case_record(CaseId{0});
  EXPECT_EQ(record.person, PersonId{1});
  EXPECT_EQ(record.classification, tracing::CaseClassification::confirmed);
  EXPECT_EQ(record.positive_specimen_at, collected_at);
  EXPECT_EQ(record.tube, city_.tube("S1"));
  EXPECT_EQ(record.found_how, tracing::CaseFound::screening);
  for (const DutyKind kind : {DutyKind::case_report, DutyKind::case_transfer, DutyKind::core_facts,
                              DutyKind::full_report}) {
    const duties::Duty* duty = city_.open_duty(kind, SubjectKind::case_record, 0);
    ASSERT_NE(duty, nullptr) << code_of(kind);
    EXPECT_EQ(duty->due_at, city_.now + limit(kind));
  }
  EXPECT_EQ(of_person(DutyKind::single_retest, 1), nullptr);  // Done by the result.
}

TEST_F(LaboratoryReactions, ASingleNegativeEndsTheRetestAndOpensNoCase) {
  city_.pool("T1", 3, Outcome::positive);
  city_.retest("S1", 1, Outcome::negative);
  EXPECT_EQ(of_person(DutyKind::single_retest, 1), nullptr);
  EXPECT_EQ(city_.state.tracing.case_count(), 0U);
  EXPECT_NE(hold(1), nullptr);  // A person decides about the release.
}

TEST_F(LaboratoryReactions, ASecondPositiveSpecimenIsNoSecondCase) {
  city_.retest("S1", 1, Outcome::positive);
  city_.retest("S2", 1, Outcome::positive);
  EXPECT_EQ(city_.state.tracing.case_count(), 1U);
}

TEST_F(LaboratoryReactions, APositiveSpecimenConfirmsASuspectedCase) {
  for (const auto before :
       {tracing::CaseClassification::suspected, tracing::CaseClassification::probable}) {
    SmallResponse city;
    city.accept(tracing::OpenCase{.person = PersonId{1}, .classification = before});
    const Instant collected_at = city.now;
    city.retest("S1", 1, Outcome::positive);
    ASSERT_EQ(city.state.tracing.case_count(), 1U);
    const tracing::CaseRecord record = city.state.tracing.case_record(CaseId{0});
    EXPECT_EQ(record.classification, tracing::CaseClassification::confirmed);
    EXPECT_EQ(record.positive_specimen_at, collected_at);
  }
}

TEST_F(LaboratoryReactions, AnEarlierPositiveSpecimenOfASuspectedCaseStays) {
  const Instant earlier = city_.now - Duration::hours(9);
  city_.accept(tracing::OpenCase{.person = PersonId{1},
                                 .classification = tracing::CaseClassification::suspected,
                                 .positive_specimen_at = earlier});
  city_.retest("S1", 1, Outcome::positive);
  EXPECT_EQ(city_.state.tracing.case_record(CaseId{0}).positive_specimen_at, earlier);
}

TEST_F(LaboratoryReactions, APositiveAntigenHoldsTheHousehold) {
  city_.accept(laboratory::ReportAntigen{.person = PersonId{2}, .positive = true});
  ASSERT_NE(hold(2), nullptr);
  ASSERT_NE(hold(3), nullptr);  // Behind the same door.
  EXPECT_EQ(hold(2)->reason, HoldReason::antigen_positive);
  EXPECT_EQ(hold(3)->reason, HoldReason::household_of_positive);
  EXPECT_EQ(city_.state.quarantine.active_count(), 2U);
  EXPECT_NE(of_person(DutyKind::single_retest, 2), nullptr);
  EXPECT_NE(of_person(DutyKind::single_retest, 3), nullptr);
  EXPECT_NE(of_person(DutyKind::antigen_test, 3), nullptr);
  EXPECT_EQ(city_.state.tracing.case_count(), 0U);  // PCR decides.
}

TEST_F(LaboratoryReactions, ANegativeAntigenNeverClears) {
  city_.pool("T1", 3, Outcome::positive);
  city_.accept(laboratory::ReportAntigen{.person = PersonId{1}, .positive = false});
  EXPECT_EQ(of_person(DutyKind::antigen_test, 1), nullptr);  // The test itself is done.
  EXPECT_NE(hold(1), nullptr);
  EXPECT_NE(of_person(DutyKind::single_retest, 1), nullptr);
}

TEST_F(LaboratoryReactions, APersonHeldAlreadyKeepsTheFirstReason) {
  city_.accept(laboratory::ReportAntigen{.person = PersonId{2}, .positive = true});
  const Instant since = hold(3)->since;
  city_.pool("T1", 5, Outcome::positive);
  EXPECT_EQ(hold(3)->reason, HoldReason::household_of_positive);
  EXPECT_EQ(hold(3)->since, since);
  EXPECT_NE(of_person(DutyKind::hold_pool_member, 3), nullptr);
}

}  // namespace
}  // namespace firebreak::core
