// The second story: a pool of 20, a school class as a place of contact, one building, three rounds.
#include <algorithm>

#include "domain/laboratory/pool_resolution.h"
#include "fronts/scenario/story_fixture.h"

namespace firebreak::scenario {
namespace {

TEST(SchoolApril, ResolvesAPoolOfTwentyAndSealsOneBuilding) {
  const Played played =
      play_file("scenarios/school_april/school.scn", synthesis::kCityPeople / 100);
  ASSERT_EQ(played.fault, "");
  const core::State& state = played.state();
  const auto& figures = played.report.figures;
  EXPECT_EQ(figures.at("held_from_class_tube"), 20U);
  EXPECT_EQ(figures.at("pcr_positive_in_the_evening"), 1U);
  EXPECT_GT(figures.at("close_contacts_of_the_pupil"), 0U);

  ASSERT_FALSE(state.laboratory.results().pools().empty());
  const TubeId tube{state.laboratory.results().pools().begin()->first};
  EXPECT_EQ(state.laboratory.tubes().capacity(tube), 20);
  const laboratory::PoolStatus status = laboratory::pool_status(state.laboratory, tube);
  EXPECT_EQ(status.resolution, laboratory::Resolution::one_positive);
  EXPECT_EQ(std::ranges::count(status.members, laboratory::Outcome::negative,
                               &laboratory::PoolMember::single),
            19);

  const tracing::ContactList* contacts = state.tracing.contacts(CaseId{0});
  ASSERT_NE(contacts, nullptr);
  EXPECT_TRUE(std::ranges::any_of(contacts->contacts, [&](const tracing::Contact& contact) {
    return contact.place.known() &&
           state.registry.places().kind(contact.place) == policy::PlaceKind::class_group;
  }));

  ASSERT_EQ(state.zoning.zones().size(), 3U);
  const UnitId building{state.zoning.zone(ZoneId{1}).units.front()};
  EXPECT_EQ(state.registry.units().level(building), registry::UnitLevel::building);
  const PersonId pupil = state.tracing.case_record(CaseId{0}).person;
  EXPECT_TRUE(state.registry.units().contains(building, state.registry.people().household(pupil)));

  ASSERT_EQ(played.report.reconciliations.size(), 3U);
  for (const ReconciliationReport& row : played.report.reconciliations) {
    EXPECT_EQ(row.counts.registered, row.counts.sampled + row.counts.exempt + row.counts.missing);
    EXPECT_GT(row.counts.sampled, row.counts.registered * 8 / 10);
  }
  EXPECT_TRUE(state.laboratory.ledger().balanced());
  EXPECT_EQ(played.report.state_hash_replayed, played.report.state_hash);
}

}  // namespace
}  // namespace firebreak::scenario
