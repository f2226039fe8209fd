#include "domain/zoning/zone_proposal.h"

#include <set>

#include <gtest/gtest.h>

#include "domain/zoning/proposal_city.h"

namespace firebreak::zoning {
namespace {

using registry::UnitLevel;

// One subdistrict with a compound of two buildings and an office tower beside it.
class ProposalTest : public testing::Test {
 protected:
  ProposalTest() {
    const UnitId root = city_.add_unit(UnitId{0}, UnitLevel::city, "市");
    district_ = city_.add_unit(root, UnitLevel::district, "区");
    street_ = city_.add_unit(district_, UnitLevel::subdistrict, "街道");
    for (int i = 0; i < 3; ++i) {
      blocks_.push_back(city_.add_unit(street_, UnitLevel::neighbourhood, "社区"));
    }
    compound_ = city_.add_unit(blocks_[0], UnitLevel::compound, "小区");
    for (int i = 0; i < 2; ++i) {
      buildings_.push_back(city_.add_unit(compound_, UnitLevel::building, "楼"));
      doors_.push_back(city_.add_unit(buildings_[i], UnitLevel::household, "101"));
      for (int n = 0; n < 10; ++n) city_.add_person(doors_[i], n == 0 ? 16 : 0);
    }
    tower_ = city_.add_unit(blocks_[1], UnitLevel::building, "大厦");
    office_ = city_.add_place(policy::PlaceKind::workplace, tower_);
    village_ = city_.add_unit(blocks_[2], UnitLevel::household, "蒋巷1号");
    city_.add_person(village_);  // Person 20.
    city_.renumber();
  }

  std::vector<ListedContact> colleagues(std::uint32_t count, PlaceId place) const {
    std::vector<ListedContact> contacts;
    for (std::uint32_t i = 0; i < count; ++i) {
      contacts.push_back({.person = PersonId{10 + i}, .place = place});
    }
    return contacts;
  }
  std::vector<ZoneProposal> propose() const {
    return propose_zones(city_.registry, city_.tracing, city_.cases());
  }
  static std::vector<UnitId> units_at(const ZoneProposal& proposal, ZoneLevel level) {
    for (const ProposedLevel& part : proposal.levels) {
      if (part.level == level) return part.units;
    }
    return {};
  }

  ProposalCity city_;
  UnitId district_;
  UnitId street_;
  UnitId compound_;
  UnitId tower_;
  UnitId village_;
  std::vector<UnitId> blocks_;
  std::vector<UnitId> buildings_;
  std::vector<UnitId> doors_;
  PlaceId office_;
};

TEST_F(ProposalTest, NothingIsProposedWithoutCases) { EXPECT_TRUE(propose().empty()); }

TEST_F(ProposalTest, WidensFromTheBuildingToTheNeighbourhood) {
  city_.add_case(PersonId{0}, {{.person = PersonId{1}, .minutes = 30},
                               {.person = PersonId{12}, .minutes = 60},
                               {.person = PersonId{20}, .minutes = 10}});
  const auto proposals = propose();
  ASSERT_EQ(proposals.size(), 3U);
  EXPECT_EQ(units_at(proposals[0], ZoneLevel::lockdown), std::vector{buildings_[0]});
  EXPECT_TRUE(units_at(proposals[0], ZoneLevel::restricted).empty());
  EXPECT_EQ(units_at(proposals[1], ZoneLevel::lockdown), std::vector{buildings_[0]});
  EXPECT_EQ(units_at(proposals[1], ZoneLevel::restricted), std::vector{compound_});
  EXPECT_EQ(units_at(proposals[2], ZoneLevel::lockdown), std::vector{compound_});
  EXPECT_EQ(units_at(proposals[2], ZoneLevel::restricted), std::vector{blocks_[0]});
  EXPECT_EQ(units_at(proposals[0], ZoneLevel::precautionary), std::vector{street_});
  EXPECT_EQ(proposals[0].people_restricted, 10U);
  EXPECT_EQ(proposals[1].people_restricted, 20U);
  EXPECT_EQ(proposals[0].priority_people, 1U);
  EXPECT_EQ(proposals[1].levels[1].people, 10U);  // The other building only.
  EXPECT_DOUBLE_EQ(proposals[0].exposure_covered(), 0.3);
  EXPECT_DOUBLE_EQ(proposals[1].exposure_covered(), 0.9);
  EXPECT_EQ(proposals[0].reasons[0].text.zh, "楼:病例 1 居住于此");
  EXPECT_EQ(proposals[1].reasons[1].text.en, "小区: case 1 lives within");
}

TEST_F(ProposalTest, SealsABuildingWhereManyMetAndNotWhereFewDid) {
  city_.add_case(PersonId{20}, colleagues(kContactsPerBuildingMin - 1, office_));
  EXPECT_EQ(units_at(propose()[0], ZoneLevel::lockdown).size(), 0U);  // No building at the farm.
  city_.add_case(PersonId{0}, colleagues(kContactsPerBuildingMin, office_));
  const auto proposals = propose();
  EXPECT_EQ(units_at(proposals[0], ZoneLevel::lockdown), (std::vector{buildings_[0], tower_}));
  EXPECT_EQ(proposals[0].reasons[1].text.zh, "大厦:5 名密切接触者在此与病例接触");
  EXPECT_EQ(proposals[0].reasons[1].text.en, "大厦: 5 close contacts met here");
}

TEST_F(ProposalTest, NeverSealsForABus) {
  const PlaceId bus = city_.add_place(policy::PlaceKind::vehicle, tower_);
  city_.add_case(PersonId{0}, colleagues(9, bus));
  EXPECT_EQ(units_at(propose()[0], ZoneLevel::lockdown), std::vector{buildings_[0]});
}

TEST_F(ProposalTest, RestrictsWhereTheDoorIsUnknownButDoesNotSeal) {
  city_.add_case(city_.add_person(blocks_[1]), {});
  const auto proposals = propose();
  EXPECT_TRUE(units_at(proposals[2], ZoneLevel::lockdown).empty());
  EXPECT_EQ(units_at(proposals[0], ZoneLevel::restricted), std::vector{blocks_[1]});
}

TEST_F(ProposalTest, RestrictsTheDistrictOfManyNeighbourhoods) {
  city_.add_case(PersonId{0}, {});
  city_.add_case(PersonId{20}, {});
  EXPECT_NE(units_at(propose()[2], ZoneLevel::restricted), std::vector{district_});
  city_.add_case(city_.add_person(city_.add_unit(tower_, UnitLevel::household, "1")), {});
  const auto proposals = propose();
  EXPECT_EQ(units_at(proposals[2], ZoneLevel::restricted), std::vector{district_});
  EXPECT_TRUE(units_at(proposals[2], ZoneLevel::precautionary).empty());
  EXPECT_EQ(proposals[2].people_restricted, 22U);
}

TEST_F(ProposalTest, DiscardedCasesCountForNothing) {
  city_.discard(city_.add_case(PersonId{0}, colleagues(9, office_)));
  EXPECT_TRUE(propose().empty());
}

// --- properties over random cities -------------------------------------------------------------

std::set<PersonId> people_at(const ProposalCity& city, const ZoneProposal& proposal,
                             ZoneLevel level_min) {
  std::set<PersonId> people;
  for (std::uint32_t id = 0; id < city.people; ++id) {
    const UnitId home = city.registry.people().household(PersonId{id});
    for (const ProposedLevel& level : proposal.levels) {
      if (level.level < level_min) continue;
      for (const UnitId unit : level.units) {
        if (city.registry.units().contains(unit, home)) people.insert(PersonId{id});
      }
    }
  }
  return people;
}

std::uint64_t slow_minutes_covered(const ProposalCity& city, const std::set<PersonId>& inside) {
  std::uint64_t minutes = 0;
  for (const CaseId id : city.cases()) {
    for (const tracing::Contact& contact : city.tracing.contacts(id)->contacts) {
      if (contact.degree == 1 && inside.contains(contact.person)) {
        minutes += std::max(1U, contact.minutes);
      }
    }
  }
  return minutes;
}

TEST(ZoneProposal, HoldsItsLawsInRandomCities) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    const ProposalCity city = random_city(seed);
    const auto proposals = propose_zones(city.registry, city.tracing, city.cases());
    ASSERT_EQ(proposals.size(), 3U);  // A case has a home, so there is something to propose.
    std::set<PersonId> narrower;
    for (const ZoneProposal& proposal : proposals) {
      const std::set<PersonId> inside = people_at(city, proposal, ZoneLevel::restricted);
      EXPECT_TRUE(std::ranges::includes(inside, narrower));  // Nested; so all grows with width.
      EXPECT_EQ(proposal.people_restricted, inside.size());  // Each person once.
      EXPECT_EQ(proposal.minutes_covered, slow_minutes_covered(city, inside));
      EXPECT_LE(proposal.minutes_covered, proposal.minutes_listed);
      std::uint64_t people = 0;
      for (const ProposedLevel& level : proposal.levels) {
        ASSERT_FALSE(level.units.empty());
        people += level.people;
        for (const UnitId a : level.units) {
          for (const UnitId b : level.units) {
            EXPECT_TRUE(a == b || !city.registry.units().contains(a, b));
          }
        }
      }
      EXPECT_EQ(people, people_at(city, proposal, ZoneLevel::precautionary).size());
      narrower = inside;
    }
  }
}

}  // namespace
}  // namespace firebreak::zoning
