// What follows from cases, contact lists and zones; and what a repeated request does.
#include <gtest/gtest.h>

#include "engine/core/response_fixture.h"

namespace firebreak::core {
namespace {

using duties::SubjectKind;
using laboratory::Outcome;
using policy::DutyKind;
using policy::ZoneLevel;

class ResponseReactions : public testing::Test {
 protected:
  // Case 0 is person 0: lives with person 1, works with the people of every fourth door.
  void open_case() {
    city_.accept(tracing::OpenCase{.person = PersonId{0}, .positive_specimen_at = city_.now});
  }
  void adopt(ZoneLevel level, UnitId unit) {
    city_.accept(zoning::AdoptZone{
        .name = "invented zone",
        .level = level,
        .units = {unit},
        .adoption = {.reason = "cases", .adopted_by = "li", .second_person = "wang"}});
  }
  laboratory::PoolRule rule(std::uint32_t round, UnitId unit) const {
    return city_.state.laboratory.round(RoundId{round})
        .pool_rule(city_.state.registry.units(), unit);
  }
  const duties::Duty* of_person(DutyKind kind, std::uint32_t person) const {
    return city_.open_duty(kind, SubjectKind::person, person);
  }

  SmallResponse city_;
};

TEST_F(ResponseReactions, ACaseIsHeldUntilTakenToHospital) {
  open_case();
  ASSERT_NE(city_.state.quarantine.active(PersonId{0}), nullptr);
  EXPECT_EQ(city_.state.quarantine.active(PersonId{0})->reason,
            quarantine::HoldReason::case_record);
  EXPECT_NE(city_.open_duty(DutyKind::case_transfer, SubjectKind::case_record, 0), nullptr);
  city_.later(50);
  city_.accept(tracing::UpdateCase{.case_id = CaseId{0}, .isolated_at = city_.now});
  EXPECT_EQ(city_.open_duty(DutyKind::case_transfer, SubjectKind::case_record, 0), nullptr);
  EXPECT_NE(city_.open_duty(DutyKind::full_report, SubjectKind::case_record, 0), nullptr);
}

TEST_F(ResponseReactions, ADiscardedCaseOwesNothingMore) {
  open_case();
  city_.accept(tracing::UpdateCase{.case_id = CaseId{0},
                                   .classification = tracing::CaseClassification::discarded});
  EXPECT_EQ(city_.state.duties.open_count(), 0U);
  for (const duties::Duty& duty : city_.state.duties.duties()) {
    EXPECT_EQ(duty.status, duties::DutyStatus::withdrawn);
  }
}

TEST_F(ResponseReactions, ACaseOfALineListHoldsNobody) {
  city_.accept(tracing::OpenCase{.label = "SK_14"});
  EXPECT_EQ(city_.state.quarantine.active_count(), 0U);
  EXPECT_EQ(city_.state.duties.open_count(), 0U);
}

TEST_F(ResponseReactions, ListedContactsAreToBeIsolated) {
  open_case();
  city_.later(10);
  city_.accept(tracing::ListContacts{.case_id = CaseId{0}});
  const tracing::ContactList* list = city_.state.tracing.contacts(CaseId{0});
  ASSERT_NE(list, nullptr);
  ASSERT_FALSE(list->contacts.empty());
  const policy::Pack& pack = *city_.state.pack();
  std::size_t quarantined = 0;
  for (const tracing::Contact& contact : list->contacts) {
    const policy::ContactClass& contact_class = pack.contact_classes[contact.class_index];
    const bool kept = std::ranges::any_of(
        pack.quarantine, [&](const auto& rule) { return rule.contact_class == contact_class.id; });
    const DutyKind kind = contact_class.degree == 1 ? DutyKind::isolate_close_contact
                                                    : DutyKind::isolate_second_degree;
    const duties::Duty* duty = of_person(kind, contact.person.value);
    EXPECT_EQ(duty != nullptr, kept) << contact_class.id;
    if (duty == nullptr) continue;
    ++quarantined;
    EXPECT_EQ(duty->due_at, city_.now + pack.clock(kind).limit);
    EXPECT_EQ(duty->cause, (duties::Subject{.kind = SubjectKind::case_record, .id = 0}));
  }
  EXPECT_GT(quarantined, 0U);
  const tracing::Contact& first = list->contacts.front();
  city_.later(30);
  city_.accept(quarantine::HoldPerson{.person = first.person});
  city_.accept(quarantine::ConfirmHold{.person = first.person});
  EXPECT_EQ(of_person(DutyKind::isolate_close_contact, first.person.value), nullptr);
  const std::size_t open = city_.state.duties.open_count();
  city_.accept(tracing::ListContacts{.case_id = CaseId{0}});  // Again: nothing twice.
  EXPECT_EQ(city_.state.duties.open_count(), open);
}

TEST_F(ResponseReactions, AZoneSetsPoolSizesOfOpenAndLaterRounds) {
  EXPECT_EQ(rule(0, city_.building).pool_size, city_.state.pack()->laboratory.pool_size);
  adopt(ZoneLevel::lockdown, city_.building);
  const policy::ZoneRule& sealed = city_.state.pack()->zone(ZoneLevel::lockdown);
  EXPECT_EQ(rule(0, city_.building).pool_size, sealed.pool_size);
  EXPECT_EQ(rule(0, city_.building).household_pool != 0, sealed.household_pool);
  EXPECT_EQ(rule(0, city_.other_building).pool_size, city_.state.pack()->laboratory.pool_size);
  city_.accept(laboratory::OpenRound{.campaign = "drill",
                                     .name = "second",
                                     .units = {city_.district},
                                     .opens_at = city_.now,
                                     .deadline = city_.now + Duration::hours(9),
                                     .pool_size = 20});
  EXPECT_EQ(rule(1, city_.building).pool_size, sealed.pool_size);
  EXPECT_EQ(rule(1, city_.other_building).pool_size, 20);
  city_.accept(
      zoning::LiftZone{.zone = ZoneId{0}, .adoption = {.reason = "14 days", .adopted_by = "li"}});
  EXPECT_EQ(rule(0, city_.building).pool_size, city_.state.pack()->laboratory.pool_size);
  EXPECT_EQ(rule(1, city_.building).pool_size, 20);
}

TEST_F(ResponseReactions, AZoneIsToBeAcknowledgedByItsNeighbourhood) {
  adopt(ZoneLevel::lockdown, city_.building);
  EXPECT_NE(
      city_.open_duty(DutyKind::acknowledge_order, SubjectKind::unit, city_.neighbourhood.value),
      nullptr);
  EXPECT_EQ(city_.open_duties(DutyKind::acknowledge_order), 1U);
}

TEST_F(ResponseReactions, ADistrictIsAcknowledgedByItsSubdistricts) {
  adopt(ZoneLevel::restricted, city_.district);
  EXPECT_NE(
      city_.open_duty(DutyKind::acknowledge_order, SubjectKind::unit, city_.subdistrict.value),
      nullptr);
}

TEST_F(ResponseReactions, TheSameKeyRecordsNothingTwice) {
  const Envelope envelope{.request = quarantine::HoldPerson{.person = PersonId{3}},
                          .actor = "li",
                          .device = "lane 4",
                          .key = key_of("a key")};
  const Result<Accepted> first = city_.ask(envelope);
  ASSERT_TRUE(first.has_value());
  EXPECT_FALSE(first->duplicate);
  const std::string hash = city_.state.hash();
  const Result<Accepted> again = city_.ask(envelope);
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(again->duplicate);
  EXPECT_EQ(again->first, first->first);
  EXPECT_EQ(city_.state.hash(), hash);
}

TEST_F(ResponseReactions, ARefusedRequestDoesNotUseUpItsKey) {
  const Key key = key_of("a key");
  EXPECT_FALSE(city_.ask({.request = quarantine::HoldPerson{.person = PersonId{999}}, .key = key}));
  const auto accepted =
      city_.ask({.request = quarantine::HoldPerson{.person = PersonId{3}}, .key = key});
  ASSERT_TRUE(accepted.has_value());
  EXPECT_FALSE(accepted->duplicate);
}

TEST_F(ResponseReactions, RefusesTheFutureAndNamelessActorsAndDevices) {
  const quarantine::HoldPerson request{.person = PersonId{3}};
  const auto code = [&](Envelope envelope) {
    envelope.request = request;
    const std::string before = city_.state.hash();
    const auto accepted = city_.ask(std::move(envelope));
    EXPECT_EQ(city_.state.hash(), before);
    return accepted ? "" : accepted.error().code;
  };
  EXPECT_EQ(code({.actor = "", .occurred_at = city_.now + Duration::hours(1)}),
            "request.occurred_ahead");
  EXPECT_EQ(code({.actor = "", .device = ""}), "actor.label");
  EXPECT_EQ(code({.device = std::string(101, 'x')}), "device.label");
  EXPECT_EQ(code({.actor = "\xff"}), "request.text");
  EXPECT_EQ(code({.scope = UnitId{999}}), "scope.outside");
  EXPECT_EQ(city_.refusal(HoldRollCall{.label = ""}), "roll_call.label");
  EXPECT_EQ(city_.refusal(HoldRollCall{.label = "\xe6\xb2"}), "request.text");
}

}  // namespace
}  // namespace firebreak::core
