#include "domain/quarantine/decide.h"

#include <gtest/gtest.h>

#include "base/archive.h"
#include "base/memory_bytes.h"
#include "domain/registry/facts.pb.h"

namespace firebreak::quarantine {
namespace {

class QuarantineDecide : public testing::Test {
 protected:
  static constexpr Instant kNow{1'648'641'600'000};

  QuarantineDecide() {
    registry::Fact units;
    for (int i = 0; i < 3; ++i) {  // A city and two doors.
      units.mutable_units_registered()->add_parent(0);
      units.mutable_units_registered()->add_level(i == 0 ? 2 : 11);
      units.mutable_units_registered()->add_name("unit");
    }
    registry_.apply(units, {});
    registry::Fact people;
    registry::PeopleRegistered& columns = *people.mutable_people_registered();
    for (std::uint32_t person = 0; person < 2; ++person) {
      columns.add_person(person);
      columns.add_household(1 + person);
      columns.add_birth_day(0);
      columns.add_sex(0);
      columns.add_presence(1);
      columns.add_priority(0);
      columns.add_affiliation(PlaceId::kNone);
    }
    registry_.apply(people, {});
  }

  Result<std::vector<Fact>> ask(const Request& request) const {
    return decide({.quarantine = quarantine_, .registry = registry_}, request,
                  {.now = now_, .occurred_at = now_, .scope = scope_});
  }
  std::string refusal(const Request& request) const {
    const auto facts = ask(request);
    return facts ? "" : facts.error().code;
  }
  std::size_t accept(const Request& request) {
    const auto facts = ask(request);
    EXPECT_TRUE(facts.has_value()) << (facts ? "" : facts.error().code);
    if (!facts) return 0;
    for (const Fact& fact : *facts) {
      Fact read;
      EXPECT_TRUE(read.ParseFromString(fact.SerializeAsString()));
      quarantine_.apply(read, {.occurred_at = now_, .recorded_at = now_});
    }
    return facts->size();
  }

  registry::State registry_;
  State quarantine_;
  Instant now_ = kNow;
  UnitId scope_{0};
};

TEST_F(QuarantineDecide, RefusesInThisOrder) {
  const std::string long_reason(kReasonBytesMax + 1, 'x');
  scope_ = UnitId{1};
  EXPECT_EQ(refusal(HoldPerson{.person = PersonId{9}, .unit = UnitId{9}}), "person.unknown");
  EXPECT_EQ(refusal(HoldPerson{.person = PersonId{1}, .unit = UnitId{9}}), "unit.unknown");
  EXPECT_EQ(refusal(HoldPerson{.person = PersonId{1}}), "scope.outside");
  EXPECT_EQ(refusal(ConfirmHold{.person = PersonId{9}, .unit = UnitId{9}}), "person.unknown");
  EXPECT_EQ(refusal(ConfirmHold{.person = PersonId{1}, .unit = UnitId{9}}), "unit.unknown");
  EXPECT_EQ(refusal(ConfirmHold{.person = PersonId{1}}), "scope.outside");
  EXPECT_EQ(refusal(ReleasePerson{.person = PersonId{9}, .reason = ""}), "person.unknown");
  EXPECT_EQ(refusal(ReleasePerson{.person = PersonId{1}, .reason = ""}), "scope.outside");
  scope_ = UnitId{0};
  EXPECT_EQ(refusal(ConfirmHold{.person = PersonId{1}}), "person.not_held");
  EXPECT_EQ(refusal(ReleasePerson{.person = PersonId{1}, .reason = ""}), "person.not_held");
  accept(HoldPerson{.person = PersonId{1}});
  EXPECT_EQ(refusal(ReleasePerson{.person = PersonId{1}, .reason = ""}), "hold.reason");
  EXPECT_EQ(refusal(ReleasePerson{.person = PersonId{1}, .reason = long_reason}), "hold.reason");
}

TEST_F(QuarantineDecide, HoldsAtHomeUnlessToldWhere) {
  accept(HoldPerson{.person = PersonId{0}});
  accept(HoldPerson{.person = PersonId{1}, .unit = UnitId{1}});
  EXPECT_EQ(quarantine_.active(PersonId{0})->unit, UnitId{1});
  EXPECT_EQ(quarantine_.active(PersonId{1})->unit, UnitId{1});
}

TEST_F(QuarantineDecide, TheFirstReasonStands) {
  accept(HoldPerson{.person = PersonId{0}, .reason = HoldReason::pool_member});
  EXPECT_EQ(accept(HoldPerson{.person = PersonId{0}, .reason = HoldReason::close_contact}), 0U);
  EXPECT_EQ(quarantine_.active(PersonId{0})->reason, HoldReason::pool_member);
  EXPECT_EQ(quarantine_.active_count(), 1U);
}

TEST_F(QuarantineDecide, AConfirmationSaysWhereThePersonWasFound) {
  accept(HoldPerson{.person = PersonId{0}});
  EXPECT_FALSE(quarantine_.active(PersonId{0})->confirmed());
  now_ = now_ + Duration::minutes(40);
  accept(ConfirmHold{.person = PersonId{0}, .unit = UnitId{2}});
  EXPECT_EQ(quarantine_.active(PersonId{0})->confirmed_at, now_);
  EXPECT_EQ(quarantine_.active(PersonId{0})->unit, UnitId{2});
}

TEST_F(QuarantineDecide, ReleasedAndHeldAgainIsTwoHolds) {
  accept(HoldPerson{.person = PersonId{0}});
  accept(ReleasePerson{.person = PersonId{0}, .reason = "two negatives"});
  EXPECT_EQ(quarantine_.active(PersonId{0}), nullptr);
  EXPECT_EQ(quarantine_.latest(PersonId{0})->release_reason, "two negatives");
  accept(HoldPerson{.person = PersonId{0}, .reason = HoldReason::other});
  EXPECT_EQ(quarantine_.holds().size(), 2U);
  EXPECT_EQ(quarantine_.active_count(), 1U);
}

TEST_F(QuarantineDecide, EveryReasonHasItsWord) {
  for (std::uint8_t reason = 0; reason <= static_cast<std::uint8_t>(HoldReason::other); ++reason) {
    const auto value = static_cast<HoldReason>(reason);
    EXPECT_EQ(hold_reason_of(code_of(value)), value);
  }
  EXPECT_FALSE(hold_reason_of("because"));
}

TEST_F(QuarantineDecide, ColumnsSurviveTheRoundTrip) {
  accept(HoldPerson{.person = PersonId{0}, .until = kNow + Duration::days(7)});
  accept(HoldPerson{.person = PersonId{1}});
  accept(ConfirmHold{.person = PersonId{0}});
  accept(ReleasePerson{.person = PersonId{1}, .reason = "an error"});
  MemorySink sink;
  SaveArchive save(sink);
  quarantine_.columns(save);
  MemorySource source(sink.bytes());
  LoadArchive load(source);
  State loaded;
  loaded.columns(load);
  ASSERT_FALSE(load.failed());
  HashArchive before;
  quarantine_.columns(before);
  HashArchive after;
  loaded.columns(after);
  EXPECT_EQ(before.hex(), after.hex());
  EXPECT_EQ(loaded.active(PersonId{0})->until, kNow + Duration::days(7));
  EXPECT_EQ(loaded.active(PersonId{1}), nullptr);
}

}  // namespace
}  // namespace firebreak::quarantine
