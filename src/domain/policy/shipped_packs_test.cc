// The packs of policies/ say what their documents say.
#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/policy/shipped_pack_fixture.h"

namespace firebreak::policy {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

TEST(ShippedPacks, AllLoadUnderTheirFileNames) {
  for (const std::string_view id : kShippedPacks) {
    const Pack pack = shipped_pack(id);
    EXPECT_EQ(pack.id, id);
    EXPECT_FALSE(pack.title.zh.empty());
    for (const auto& [key, source] : pack.sources) EXPECT_FALSE(source.empty()) << key;
  }
}

struct GoldenQuarantine {
  std::string_view pack;
  std::string_view contact_class;
  int facility_days;
  int home_days;
  std::vector<int> facility_test_days;
  std::vector<int> home_test_days;
};

TEST(ShippedPacks, QuarantineIsThatOfTheDocument) {
  const std::vector<GoldenQuarantine> golden{
      {"covid19_edition_8", "close_contact", 14, 7, {1, 4, 7, 14}, {}},
      {"covid19_edition_8", "contact_of_contact", 7, 0, {1, 4, 7}, {}},
      {"covid19_omicron_city", "close_contact", 14, 7, {1, 4, 7, 14}, {}},
      {"covid19_omicron_city", "contact_of_contact", 7, 0, {1, 4, 7}, {}},
      {"covid19_edition_9", "close_contact", 7, 3, {1, 2, 3, 5, 7}, {3}},
      {"covid19_edition_9", "contact_of_contact", 0, 7, {}, {1, 4, 7}},
      {"covid19_20_measures", "close_contact", 5, 3, {1, 2, 3, 5}, {1, 3}},
      {"ebola", "close_contact", 0, 21, {}, {}},
      {"measles", "close_contact", 0, 21, {}, {}}};
  std::size_t rules = 0;
  for (const std::string_view id : kShippedPacks) rules += shipped_pack(id).quarantine.size();
  EXPECT_EQ(rules, golden.size());
  for (const GoldenQuarantine& row : golden) {
    const Pack pack = shipped_pack(row.pack);
    const auto rule =
        std::ranges::find(pack.quarantine, row.contact_class, &QuarantineRule::contact_class);
    ASSERT_NE(rule, pack.quarantine.end()) << row.pack;
    EXPECT_EQ(rule->facility_days, row.facility_days) << row.pack;
    EXPECT_EQ(rule->home_days, row.home_days) << row.pack;
    EXPECT_EQ(rule->facility_test_days, row.facility_test_days) << row.pack;
    EXPECT_EQ(rule->home_test_days, row.home_test_days) << row.pack;
  }
}

TEST(ShippedPacks, WindowAndDegreesAreThoseOfTheDocument) {
  struct Golden {
    std::string_view pack;
    Anchor anchor;
    int days_before;
    std::optional<int> days_after_max;
    bool second_degree;
  };
  for (const Golden& row :
       std::vector<Golden>{{"covid19_edition_8", Anchor::onset_or_first_positive, 2, {}, true},
                           {"covid19_edition_9", Anchor::onset_or_first_positive, 2, {}, true},
                           {"covid19_20_measures", Anchor::onset_or_first_positive, 2, {}, false},
                           {"covid19_omicron_city", Anchor::onset_or_first_positive, 4, {}, true},
                           {"ebola", Anchor::onset, 0, {}, false},
                           {"measles", Anchor::onset, 4, 4, false}}) {
    const Pack pack = shipped_pack(row.pack);
    EXPECT_EQ(pack.infectious_period.anchor, row.anchor) << row.pack;
    EXPECT_EQ(pack.infectious_period.days_before_anchor, row.days_before) << row.pack;
    EXPECT_EQ(pack.infectious_period.days_after_anchor_max, row.days_after_max) << row.pack;
    EXPECT_EQ(pack.second_degree.traced, row.second_degree) << row.pack;
  }
}

TEST(ShippedPacks, ZonesAreThoseOfTheDocument) {
  struct Golden {
    std::string_view pack;
    ZoneLevel level;
    std::string_view title;
    int pool_size;
    bool household_pool;
    int days_without_case;
    int round_within_days;
  };
  for (const Golden& row : std::vector<Golden>{
           {"covid19_edition_8", ZoneLevel::lockdown, "封控区", 1, true, 14, 2},
           {"covid19_edition_8", ZoneLevel::restricted, "管控区", 10, false, 14, 2},
           {"covid19_edition_8", ZoneLevel::precautionary, "防范区", 10, false, 0, 0},
           {"covid19_omicron_city", ZoneLevel::lockdown, "封控区", 1, true, 14, 2},
           {"covid19_omicron_city", ZoneLevel::restricted, "管控区", 10, false, 14, 2},
           {"covid19_omicron_city", ZoneLevel::precautionary, "防范区", 20, false, 0, 0},
           {"covid19_edition_9", ZoneLevel::lockdown, "高风险区", 1, true, 7, 1},
           {"covid19_edition_9", ZoneLevel::restricted, "中风险区", 10, false, 7, 1},
           {"covid19_edition_9", ZoneLevel::precautionary, "低风险区", 20, false, 0, 0},
           {"covid19_20_measures", ZoneLevel::lockdown, "高风险区", 1, true, 5, 1},
           {"covid19_20_measures", ZoneLevel::restricted, "", 1, false, 0, 0},
           {"ebola", ZoneLevel::lockdown, "", 1, false, 0, 0},
           {"measles", ZoneLevel::lockdown, "", 1, false, 0, 0}}) {
    const ZoneRule zone = shipped_pack(row.pack).zone(row.level);
    EXPECT_EQ(zone.title.zh, row.title) << row.pack;
    EXPECT_EQ(zone.pool_size, row.pool_size) << row.pack << row.title;
    EXPECT_EQ(zone.household_pool, row.household_pool) << row.pack << row.title;
    EXPECT_EQ(zone.release_days_without_case, row.days_without_case) << row.pack << row.title;
    EXPECT_EQ(zone.release_round_within_days, row.round_within_days) << row.pack << row.title;
  }
  const ZoneRule sealed = shipped_pack("covid19_omicron_city").zone(ZoneLevel::lockdown);
  EXPECT_THAT(sealed.test_days, ElementsAre(1, 4, 7, 10, 14));
  EXPECT_EQ(sealed.residents_per_staff, 10);
}

TEST(ShippedPacks, ClocksAreTheTwoTwoFourEightTwelveTwentyFour) {
  for (const std::string_view id :
       {"covid19_edition_8", "covid19_edition_9", "covid19_20_measures", "covid19_omicron_city"}) {
    const Pack pack = shipped_pack(id);
    const auto limit = [&](DutyKind kind) { return pack.clock(kind).limit.in_minutes(); };
    EXPECT_EQ(limit(DutyKind::case_report), 2 * 60);
    EXPECT_EQ(limit(DutyKind::case_transfer), 2 * 60);
    EXPECT_EQ(limit(DutyKind::core_facts), 4 * 60);
    EXPECT_EQ(limit(DutyKind::isolate_close_contact), 8 * 60);
    EXPECT_EQ(limit(DutyKind::full_report), 24 * 60);
    EXPECT_EQ(limit(DutyKind::notify_police), 30);
    EXPECT_EQ(limit(DutyKind::hold_pool_member), 2 * 60);
    EXPECT_EQ(limit(DutyKind::single_retest), 8 * 60);
    const bool second = pack.second_degree.traced;
    EXPECT_EQ(pack.clock(DutyKind::isolate_second_degree).kept, second);
    EXPECT_EQ(limit(DutyKind::isolate_second_degree), second ? 12 * 60 : 0);
    EXPECT_EQ(pack.clock(DutyKind::case_report).party, Party::unit);
  }
  EXPECT_FALSE(shipped_pack("ebola").clock(DutyKind::notify_police).kept);
}

TEST(ShippedPacks, LaboratoryAndRoundAreThoseOfTheGuides) {
  const Pack city = shipped_pack("covid19_omicron_city");
  EXPECT_EQ(city.laboratory.pool_size, 10);
  EXPECT_EQ(city.laboratory.pool_size_max, 20);
  EXPECT_TRUE(city.laboratory.single_target_is_positive);
  EXPECT_TRUE(city.round.planned);
  EXPECT_EQ(city.round.hours_to_finish, 24);
  EXPECT_EQ(city.round.people_per_sampler, 360);
  const Pack edition_8 = shipped_pack("covid19_edition_8");
  EXPECT_EQ(edition_8.laboratory.pool_size_max, 10);
  EXPECT_FALSE(edition_8.laboratory.single_target_is_positive);
  EXPECT_EQ(edition_8.round.hours_to_finish, 72);
  EXPECT_FALSE(shipped_pack("measles").round.planned);
}

TEST(ShippedPacks, EveryPlaceButTheParkCanMakeACovidContact) {
  for (const std::string_view id : {"covid19_edition_8", "covid19_omicron_city"}) {
    const Pack pack = shipped_pack(id);
    std::set<PlaceKind> reached;
    for (const ContactClass& each : pack.contact_classes) {
      for (const ContactRule& rule : each.rules)
        reached.insert(rule.places.begin(), rule.places.end());
    }
    EXPECT_EQ(reached.size(), kPlaceKindNames.size() - 1);
    EXPECT_FALSE(reached.contains(PlaceKind::park));
  }
}

TEST(ShippedPacks, MeaslesStaysInTheRoomForTwoHours) {
  const Pack pack = shipped_pack("measles");
  const ContactRule& air = pack.contact_classes[0].rules[1];
  EXPECT_EQ(air.id, "shared_air");
  EXPECT_EQ(air.minutes_min, 0);
  EXPECT_EQ(air.gap_minutes_max, 120);
  EXPECT_EQ(air.crowd_max, 0);
}

TEST(ShippedPacks, SayWhichNumbersNobodyHasVerified) {
  const Pack pack = shipped_pack("covid19_omicron_city");
  EXPECT_THAT(pack.sources.at("clocks.hold_pool_member.limit"), StartsWith(kUnverifiedPrefix));
  EXPECT_THAT(pack.sources.at("contacts.close_contact.rules.same_office.shared_min"),
              StartsWith(kUnverifiedPrefix));
  EXPECT_THAT(pack.sources.at("retention.stays"), StartsWith(kUnverifiedPrefix));
  EXPECT_THAT(pack.sources.at("quarantine.close_contact.facility"),
              StartsWith("新型冠状病毒肺炎防控方案(第八版)"));
  EXPECT_THAT(pack.sources.at("zones.restricted.pool_size"),
              StartsWith("区域新冠病毒核酸检测组织实施指南(第三版)"));
}

}  // namespace
}  // namespace firebreak::policy
