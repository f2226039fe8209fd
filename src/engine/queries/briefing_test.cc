#include "engine/queries/briefing.h"

#include <gtest/gtest.h>

#include "engine/core/response_fixture.h"
#include "engine/queries/contact_view.h"
#include "engine/queries/zone_people.h"

namespace firebreak::queries {
namespace {

using core::SmallResponse;
using policy::ZoneLevel;

void adopt(SmallResponse& city, ZoneLevel level, std::vector<UnitId> units) {
  city.accept(zoning::AdoptZone{
      .name = "invented zone",
      .level = level,
      .units = std::move(units),
      .adoption = {.reason = "cases", .adopted_by = "li", .second_person = "wang"}});
}

TEST(Briefing, IsAllZeroBeforeAnythingHappened) {
  const SmallResponse city;
  const Briefing briefing = queries::briefing(city.state, city.now);
  EXPECT_EQ(briefing.city.unit, UnitId{0});
  ASSERT_EQ(briefing.districts.size(), 1U);
  EXPECT_EQ(briefing.districts[0].unit, city.district);
  EXPECT_EQ(briefing.city.figures.cases, 0U);
  EXPECT_EQ(briefing.city.figures.duties_open, 0U);
  ASSERT_TRUE(briefing.city.figures.round.has_value());
  EXPECT_EQ(briefing.city.figures.round->registered, SmallResponse::kPeople);
  EXPECT_EQ(briefing.city.figures.round->missing, SmallResponse::kPeople);
}

TEST(Briefing, CountsEverythingOnce) {
  SmallResponse city;
  city.pool("T1", 10, laboratory::Outcome::positive);
  city.retest("S1", 0, laboratory::Outcome::positive);
  city.accept(laboratory::ReportAntigen{.person = PersonId{2}, .positive = true});
  city.accept(laboratory::ReportAntigen{.person = PersonId{2}, .positive = true});
  city.accept(tracing::ListContacts{.case_id = CaseId{0}});
  adopt(city, ZoneLevel::lockdown, {city.building});
  adopt(city, ZoneLevel::restricted, {city.compound, city.building});
  city.later(60);
  const Briefing briefing = queries::briefing(city.state, city.now);
  const BriefingFigures& figures = briefing.city.figures;
  EXPECT_EQ(figures.cases, 1U);
  EXPECT_EQ(figures.antigen_positive, 1U);  // One person, twice.
  EXPECT_EQ(figures.positive_tubes, 2U);
  EXPECT_EQ(figures.held, 10U);
  EXPECT_EQ(figures.contacts_listed, city.state.tracing.contacts(CaseId{0})->contacts.size());
  EXPECT_EQ(figures.zones, 2U);
  EXPECT_EQ(figures.people_in_zones, SmallResponse::kPeople);  // The building is in the compound.
  EXPECT_EQ(figures.duties_open, city.state.duties.open_count());
  EXPECT_GT(figures.duties_overdue, 0U);
  EXPECT_EQ(figures.round->sampled, 10U);
  // One district: it has all that the city has.
  const BriefingFigures& district = briefing.districts[0].figures;
  EXPECT_EQ(district.cases, figures.cases);
  EXPECT_EQ(district.held, figures.held);
  EXPECT_EQ(district.zones, figures.zones);
  EXPECT_EQ(district.people_in_zones, figures.people_in_zones);
  EXPECT_EQ(district.duties_open, figures.duties_open);
  EXPECT_EQ(district.duties_overdue, figures.duties_overdue);
  EXPECT_EQ(district.round, figures.round);
}

TEST(Briefing, DiscardedCasesAndTheirContactsAreNotCounted) {
  SmallResponse city;
  city.accept(tracing::OpenCase{.person = PersonId{0}, .positive_specimen_at = city.now});
  city.accept(tracing::OpenCase{.label = "SK_14"});
  city.accept(tracing::ListContacts{.case_id = CaseId{0}});
  EXPECT_EQ(queries::briefing(city.state, city.now).city.figures.cases, 2U);
  EXPECT_EQ(queries::briefing(city.state, city.now).districts[0].figures.cases, 1U);
  city.accept(tracing::UpdateCase{.case_id = CaseId{0},
                                  .classification = tracing::CaseClassification::discarded});
  EXPECT_EQ(queries::briefing(city.state, city.now).city.figures.cases, 1U);
  EXPECT_EQ(queries::briefing(city.state, city.now).city.figures.contacts_listed, 0U);
}

TEST(ZonePeople, OutermostKeepsWhatLiesInNothingElse) {
  SmallResponse city;
  const registry::UnitTree& units = city.state.registry.units();
  EXPECT_EQ(outermost(units, {city.building, city.compound, city.building}),
            std::vector{city.compound});
  EXPECT_EQ(outermost(units, {city.other_building, city.building}),
            (std::vector{city.building, city.other_building}));
  EXPECT_EQ(people_in(city.state.registry, {city.building, city.compound}), SmallResponse::kPeople);
  adopt(city, ZoneLevel::lockdown, {city.building});
  const zoning::Zone& zone = city.state.zoning.zone(ZoneId{0});
  EXPECT_TRUE(touches(units, zone, city.district));  // From above and from below.
  EXPECT_TRUE(touches(units, zone, UnitId{7}));
  EXPECT_FALSE(touches(units, zone, city.other_building));
  city.accept(
      zoning::LiftZone{.zone = ZoneId{0}, .adoption = {.reason = "over", .adopted_by = "li"}});
  EXPECT_TRUE(areas_in_force(city.state, city.now).empty());
}

TEST(ContactView, KnowsHoldsDutiesAndThePackOfTheList) {
  SmallResponse city;
  city.accept(tracing::OpenCase{.person = PersonId{0}, .positive_specimen_at = city.now});
  EXPECT_EQ(contacts_page(city.state, CaseId{0}, {}, 0, 10).total, 0U);
  city.later(10);
  city.accept(tracing::ListContacts{.case_id = CaseId{0}});
  const ContactPage page = contacts_page(city.state, CaseId{0}, {}, 0, 1000);
  ASSERT_GT(page.total, 0U);
  EXPECT_EQ(page.rows.size(), page.total);
  EXPECT_TRUE(page.rows[0].duty.has_value());
  EXPECT_FALSE(page.rows[0].held);
  city.accept(quarantine::HoldPerson{.person = page.rows[0].contact.person});
  EXPECT_EQ(contacts_page(city.state, CaseId{0}, {.held = true}, 0, 10).total, 1U);
  EXPECT_EQ(contacts_page(city.state, CaseId{0}, {.held = false}, 0, 10).total, page.total - 1);
  std::size_t listed = 0;
  std::size_t held = 0;
  for (const ContactCount& count : contact_counts(city.state, CaseId{0})) {
    listed += count.listed;
    held += count.held;
  }
  EXPECT_EQ(listed, page.total);
  EXPECT_EQ(held, 1U);
  // The list's pack is found again after another one was adopted.
  const tracing::ContactList& list = *city.state.tracing.contacts(CaseId{0});
  city.accept(policy::AdoptPack{.toml = SmallResponse::shipped("measles"), .file_name = "m"});
  const policy::Pack* pack = pack_of(city.state.policy, list.pack_id, list.pack_version);
  ASSERT_NE(pack, nullptr);
  EXPECT_EQ(pack->id, "covid19_omicron_city");
  EXPECT_EQ(pack_of(city.state.policy, "nobody", "1"), nullptr);
}

TEST(ContactView, PagesHoldEverybodyOnce) {
  SmallResponse city;
  city.accept(tracing::OpenCase{.person = PersonId{0}, .positive_specimen_at = city.now});
  city.later(10);
  city.accept(tracing::ListContacts{.case_id = CaseId{0}});
  const ContactPage all = contacts_page(city.state, CaseId{0}, {}, 0, 1000);
  std::vector<PersonId> seen;
  std::optional<std::size_t> skip = 0;
  while (skip) {
    const ContactPage page = contacts_page(city.state, CaseId{0}, {}, *skip, 1);
    for (const ContactRow& row : page.rows) seen.push_back(row.contact.person);
    skip = page.next;
  }
  ASSERT_EQ(seen.size(), all.rows.size());
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], all.rows[i].contact.person);
}

}  // namespace
}  // namespace firebreak::queries
