#include "domain/zoning/decide.h"

#include <gtest/gtest.h>

#include "base/archive.h"
#include "base/memory_bytes.h"
#include "domain/registry/facts.pb.h"

namespace firebreak::zoning {
namespace {

class ZoningDecide : public testing::Test {
 protected:
  static constexpr Instant kNow{1'648'641'600'000};

  ZoningDecide() {
    registry::Fact units;
    for (const std::uint32_t level : {2U, 3U, 3U, 7U}) {  // A city, two districts, a compound.
      units.mutable_units_registered()->add_parent(level == 7 ? 1 : 0);
      units.mutable_units_registered()->add_level(level);
      units.mutable_units_registered()->add_name("unit");
    }
    registry_.apply(units, {});
    pack_.id = "invented";
    pack_.version = "1";
    for (const ZoneLevel level : {ZoneLevel::precautionary, ZoneLevel::lockdown}) {
      pack_.zones[static_cast<std::size_t>(level)].title = {.zh = "区", .en = "zone"};
    }
  }

  static AdoptZone seal() {
    return {.name = "invented compound",
            .level = ZoneLevel::lockdown,
            .units = {UnitId{3}},
            .adoption = {.reason = "a case", .adopted_by = "li", .second_person = "wang"}};
  }
  Result<std::vector<Fact>> ask(const Request& request) const {
    return decide({.zoning = zoning_, .registry = registry_, .pack = has_pack_ ? &pack_ : nullptr},
                  request, {.now = now_, .occurred_at = now_, .scope = scope_});
  }
  std::string refusal(const Request& request) const {
    const auto facts = ask(request);
    return facts ? "" : facts.error().code;
  }
  void accept(const Request& request) {
    const auto facts = ask(request);
    ASSERT_TRUE(facts.has_value()) << facts.error().code;
    for (const Fact& fact : *facts) {
      Fact read;
      ASSERT_TRUE(read.ParseFromString(fact.SerializeAsString()));
      zoning_.apply(read, {.occurred_at = now_, .recorded_at = now_});
    }
  }

  registry::State registry_;
  State zoning_;
  policy::Pack pack_;
  bool has_pack_ = true;
  Instant now_ = kNow;
  UnitId scope_{0};
};

TEST_F(ZoningDecide, RefusesToAdoptInThisOrder) {
  AdoptZone request{.name = "", .level = ZoneLevel::restricted};
  has_pack_ = false;
  EXPECT_EQ(refusal(request), "pack.none");
  has_pack_ = true;
  EXPECT_EQ(refusal(request), "zone.name");
  request.name = "invented compound";
  EXPECT_EQ(refusal(request), "zone.level");  // This pack has no such level.
  request.level = ZoneLevel::none;
  EXPECT_EQ(refusal(request), "zone.level");
  request.level = ZoneLevel::lockdown;
  EXPECT_EQ(refusal(request), "zone.units");
  request.units = {UnitId{9}};
  EXPECT_EQ(refusal(request), "unit.unknown");
  request.units = {UnitId{3}};
  scope_ = UnitId{2};
  EXPECT_EQ(refusal(request), "scope.outside");
  scope_ = UnitId{1};
  EXPECT_EQ(refusal(request), "zone.reason");
  request.adoption.reason = "a case";
  EXPECT_EQ(refusal(request), "zone.adopted_by");
  request.adoption.adopted_by = "li";
  EXPECT_EQ(refusal(request), "zone.second_person");
  request.adoption.second_person = "li";  // Two names, one person.
  EXPECT_EQ(refusal(request), "zone.second_person");
  request.adoption.second_person = "wang";
  EXPECT_EQ(refusal(request), "");
}

TEST_F(ZoningDecide, OnlySealingHomesNeedsASecondPerson) {
  AdoptZone request = seal();
  request.level = ZoneLevel::precautionary;
  request.adoption.second_person.clear();
  EXPECT_EQ(refusal(request), "");
}

TEST_F(ZoningDecide, RefusesToChangeAndLiftInThisOrder) {
  const Adoption by_li{.reason = "14 days", .adopted_by = "li"};
  has_pack_ = false;
  EXPECT_EQ(refusal(ChangeZoneLevel{.zone = ZoneId{0}}), "pack.none");
  has_pack_ = true;
  EXPECT_EQ(refusal(ChangeZoneLevel{.zone = ZoneId{0}}), "zone.unknown");
  EXPECT_EQ(refusal(LiftZone{.zone = ZoneId{0}}), "zone.unknown");
  accept(seal());
  EXPECT_EQ(refusal(ChangeZoneLevel{.zone = ZoneId{0}, .level = ZoneLevel::restricted}),
            "zone.level");
  EXPECT_EQ(refusal(ChangeZoneLevel{.zone = ZoneId{0}, .level = ZoneLevel::lockdown}),
            "zone.reason");
  EXPECT_EQ(refusal(ChangeZoneLevel{
                .zone = ZoneId{0}, .level = ZoneLevel::lockdown, .adoption = seal().adoption}),
            "zone.same_level");
  EXPECT_EQ(refusal(LiftZone{.zone = ZoneId{0}}), "zone.reason");
  accept(LiftZone{.zone = ZoneId{0}, .adoption = by_li});
  EXPECT_EQ(refusal(LiftZone{.zone = ZoneId{0}, .adoption = by_li}), "zone.lifted");
}

TEST_F(ZoningDecide, NamesEachUnitOnceInOrder) {
  AdoptZone request = seal();
  request.units = {UnitId{3}, UnitId{2}, UnitId{3}};
  accept(request);
  EXPECT_EQ(zoning_.zone(ZoneId{0}).units, (std::vector<std::uint32_t>{2, 3}));
  EXPECT_EQ(zoning_.zone(ZoneId{0}).pack_version, "1");
}

TEST_F(ZoningDecide, KnowsTheLevelAtAnyMomentAndTheStrictestOfSeveral) {
  accept(seal());
  AdoptZone around = seal();
  around.level = ZoneLevel::precautionary;
  around.units = {UnitId{1}};
  around.from = kNow + Duration::hours(1);
  accept(around);
  now_ = now_ + Duration::hours(9);
  accept(LiftZone{.zone = ZoneId{0}, .adoption = {.reason = "over", .adopted_by = "li"}});
  const auto level = [&](std::uint32_t unit, std::int64_t hours) {
    return zoning_.level_of(registry_.units(), UnitId{unit}, kNow + Duration::hours(hours));
  };
  EXPECT_EQ(level(3, -1), ZoneLevel::none);
  EXPECT_EQ(level(3, 0), ZoneLevel::lockdown);
  EXPECT_EQ(level(1, 0), ZoneLevel::none);
  EXPECT_EQ(level(1, 2), ZoneLevel::precautionary);
  EXPECT_EQ(level(3, 2), ZoneLevel::lockdown);
  EXPECT_EQ(level(3, 10), ZoneLevel::precautionary);  // Through the district.
  EXPECT_EQ(level(2, 10), ZoneLevel::none);
}

TEST_F(ZoningDecide, ColumnsSurviveTheRoundTrip) {
  accept(seal());
  accept(ChangeZoneLevel{.zone = ZoneId{0},
                         .level = ZoneLevel::precautionary,
                         .adoption = {.reason = "seven days", .adopted_by = "li"}});
  MemorySink sink;
  SaveArchive save(sink);
  zoning_.columns(save);
  MemorySource source(sink.bytes());
  LoadArchive load(source);
  State loaded;
  loaded.columns(load);
  ASSERT_FALSE(load.failed());
  HashArchive before;
  zoning_.columns(before);
  HashArchive after;
  loaded.columns(after);
  EXPECT_EQ(before.hex(), after.hex());
  EXPECT_EQ(loaded.zone(ZoneId{0}).steps.size(), 2U);
  EXPECT_EQ(loaded.zone(ZoneId{0}).steps[0].second_person, "wang");
}

}  // namespace
}  // namespace firebreak::zoning
