// The search against its oracle on random small cities, and what packs rely on, one by one.
#include "domain/tracing/contact_search.h"

#include <gtest/gtest.h>

#include "domain/tracing/small_city.h"

namespace firebreak::tracing {

void PrintTo(const Contact& c, std::ostream* out) {
  *out << "person " << c.person.value << " class " << c.class_index << " rule " << c.rule_index
       << " degree " << c.degree << " held " << c.rules_held << " via " << c.via.value << " place "
       << c.place.value << " minutes " << c.minutes << " " << to_text(c.first_at) << " "
       << to_text(c.last_at);
}

namespace {

Instant at(int day, int hour, int minute = 0) {
  return start_of(kCityMonday + day) + Duration::minutes(hour * 60 + minute);
}

ContactQuestion random_question(SmallCity& city) {
  Random& random = city.random();
  const auto person = static_cast<std::uint32_t>(random.below(city.registry.people().ids_end()));
  const Instant from = start_of(kCityMonday + static_cast<int>(random.between(0, 3)));
  const Instant until = from + Duration::seconds(random.between(1, 4 * kSecondsPerDay));
  const Instant now = until + Duration::seconds(random.between(0, kSecondsPerDay));
  return {.person = PersonId{person},
          .window = {.from = from, .until = until},
          .now = now,
          .held_since = [now](PersonId p) -> std::optional<Instant> {
            if (p.value % 3 == 0) return std::nullopt;
            return now - Duration::hours(p.value % 40);
          }};
}

struct Compared {  // So that agreement on nothing cannot pass.
  std::size_t contacts = 0;
  std::size_t second_degree = 0;
  std::size_t more_evidence = 0;
};

void expect_agreement(SmallCity& city, ContactSearch& search, std::uint64_t seed,
                      Compared& compared) {
  const policy::Pack pack = city.random_pack();
  const ContactQuestion question = random_question(city);
  const ContactsFound& found = search.find(city.store, city.registry, ContactRules(pack), question);
  EXPECT_FALSE(found.truncated);
  ASSERT_EQ(found.contacts, oracle::Search(city.registry, pack, city.stays).contacts(question))
      << "seed " << seed;
  compared.contacts += found.contacts.size();
  for (const Contact& contact : found.contacts) {
    if (contact.degree == 2) ++compared.second_degree;
    if (contact.rules_held > 1) ++compared.more_evidence;
  }
}

TEST(ContactSearch, AgreesWithAllStaysAgainstAllStays) {
  Compared compared;
  ContactSearch search;  // One for all: what it keeps must not leak from search to search.
  for (std::uint64_t seed = 1; seed <= 90; ++seed) {
    SmallCity city(seed, {.people = 24, .households = 9, .places = 5});
    city.live(150);
    for (int i = 0; i < 4; ++i) expect_agreement(city, search, seed, compared);
  }
  EXPECT_GT(compared.contacts, 1000U);
  EXPECT_GT(compared.second_degree, 200U);
  EXPECT_GT(compared.more_evidence, 200U);
}

TEST(ContactSearch, AgreesInCrowdsThatDiluteTheSecondDegree) {
  Compared compared;
  ContactSearch search;
  for (std::uint64_t seed = 100; seed < 110; ++seed) {
    SmallCity city(seed, {.people = 90, .households = 40, .places = 2, .days = 3});
    city.live(420);
    expect_agreement(city, search, seed, compared);
  }
  EXPECT_GT(compared.second_degree, 50U);
}

// Sealed segments, merged ones and tails of the same stays give the same contacts.
TEST(ContactSearch, DoesNotDependOnHowStaysAreStored) {
  SmallCity city(7, {.people = 300, .households = 100, .places = 40});
  city.live(static_cast<int>(kTailRowsMax) * 6 + 4000);
  ASSERT_FALSE(city.store.days().front().tail.empty());
  ASSERT_FALSE(city.store.days().front().segments.empty());
  StayStore sealed;
  for (const DayStays& day : city.store.days()) {
    std::vector<StayEntry> entries = day.tail;
    for (const auto& segment : day.segments) segment->append_to(entries);
    sealed.add(Day{day.day}, std::move(entries));
  }
  ContactSearch a;
  ContactSearch b;
  for (int i = 0; i < 50; ++i) {
    const ContactRules rules(city.random_pack());
    const ContactQuestion question = random_question(city);
    ASSERT_EQ(a.find(city.store, city.registry, rules, question).contacts,
              b.find(sealed, city.registry, rules, question).contacts);
  }
}

policy::Pack shop_pack() {
  policy::Pack pack;
  pack.contact_classes = {
      {.id = "close_contact",
       .rules = {{.id = "shop", .places = {policy::PlaceKind::shop}, .minutes_min = 15}}},
      {.id = "contact_of_contact",
       .degree = 2,
       .rules = {{.id = "shop", .places = {policy::PlaceKind::shop}, .minutes_min = 15}}}};
  pack.second_degree = {.traced = true, .people_per_case_max = 0};
  return pack;
}

class Shops : public testing::Test {
 protected:
  Shops() {
    registry::Fact units;
    units.mutable_units_registered()->add_parent(0);
    units.mutable_units_registered()->add_level(2);
    units.mutable_units_registered()->add_name("city");
    registry_.apply(units, FactHeader{});
    registry::Fact places;
    for (int i = 0; i < 3; ++i) {
      registry::PlacesRegistered& columns = *places.mutable_places_registered();
      columns.add_kind(static_cast<std::uint32_t>(policy::PlaceKind::shop));
      columns.add_unit(0);
      columns.add_name("shop");
      columns.add_longitude_microdegrees(0);
      columns.add_latitude_microdegrees(0);
    }
    registry_.apply(places, FactHeader{});
    registry::Fact people;
    for (std::uint32_t i = 0; i < 200; ++i) {
      registry::PeopleRegistered& columns = *people.mutable_people_registered();
      columns.add_person(i);
      columns.add_household(0);
      columns.add_birth_day(0);
      columns.add_sex(0);
      columns.add_presence(0);
      columns.add_priority(0);
      columns.add_affiliation(PlaceId::kNone);
    }
    registry_.apply(people, FactHeader{});
  }

  void stay(std::uint32_t person, std::uint32_t place, Instant from, int minutes) {
    const Day day = day_of(from);
    stays_.add(day, {{.place = place,
                      .person = person,
                      .start_second = static_cast<std::uint32_t>(
                          (from - start_of(day)).milliseconds / kMillisecondsPerSecond),
                      .duration_seconds = static_cast<std::uint32_t>(minutes * 60)}});
  }

  std::vector<std::uint32_t> people_of(const ContactQuestion& question) {
    std::vector<std::uint32_t> people;
    for (const Contact& c :
         search_.find(stays_, registry_, ContactRules(pack_), question).contacts) {
      people.push_back(c.person.value);
    }
    return people;
  }

  policy::Pack pack_ = shop_pack();
  registry::State registry_;
  StayStore stays_;
  ContactSearch search_;
  ContactQuestion whole_{
      .person = PersonId{0}, .window = {.from = at(0, 0), .until = at(3, 0)}, .now = at(5, 0)};
};

TEST_F(Shops, SecondDegreeOnlyAfterTheFirstContactAndBeforeItWasHeld) {
  stay(0, 0, at(1, 10), 60);
  stay(1, 0, at(1, 10), 60);  // Met the case at 10.
  stay(1, 1, at(1, 8), 60);   // Before that: whoever was here is no contact.
  stay(2, 1, at(1, 8), 60);
  stay(1, 1, at(2, 8), 60);
  stay(3, 1, at(2, 8), 60);
  stay(1, 1, at(3, 8), 60);
  stay(4, 1, at(3, 8), 60);
  EXPECT_EQ(people_of(whole_), (std::vector<std::uint32_t>{1, 3, 4}));
  whole_.held_since = [](PersonId) { return at(2, 20); };
  EXPECT_EQ(people_of(whole_), (std::vector<std::uint32_t>{1, 3}));
}

TEST_F(Shops, BudgetIsKeptAndSaysSo) {
  stay(0, 0, at(1, 10), 60);
  stay(1, 0, at(1, 10), 60);
  for (std::uint32_t person = 2; person < 12; ++person) stay(person, 1, at(2, 8), 60);
  stay(1, 1, at(2, 8), 60);
  const std::vector<std::uint32_t> all = people_of(whole_);
  EXPECT_EQ(all.size(), 11U);
  pack_.second_degree.people_per_case_max = 4;
  const ContactsFound& cut = search_.find(stays_, registry_, ContactRules(pack_), whole_);
  EXPECT_TRUE(cut.truncated);
  EXPECT_EQ(cut.contacts.size(), 1U + 4U);
  EXPECT_EQ(cut.contacts.front().person, PersonId{1});
}

TEST_F(Shops, CancelledSearchKeepsTheFirstDegreeAndSaysSo) {
  stay(0, 0, at(1, 10), 60);
  stay(1, 0, at(1, 10), 60);
  stay(1, 1, at(2, 8), 60);
  stay(2, 1, at(2, 8), 60);
  whole_.cancelled = [] { return true; };
  const ContactsFound& found = search_.find(stays_, registry_, ContactRules(pack_), whole_);
  EXPECT_TRUE(found.truncated);
  ASSERT_EQ(found.contacts.size(), 1U);
  EXPECT_EQ(found.contacts[0].person, PersonId{1});
}

TEST_F(Shops, AirLingersAfterTheCaseHasLeft) {
  stay(0, 0, at(1, 10), 30);
  stay(1, 0, at(1, 12), 60);  // An hour and a half later.
  EXPECT_TRUE(people_of(whole_).empty());
  pack_.contact_classes[0].rules[0].gap_minutes_max = 120;
  EXPECT_EQ(people_of(whole_), (std::vector<std::uint32_t>{1}));
}

TEST_F(Shops, MinutesAddUpOverTheWindowAndAcrossMidnight) {
  stay(0, 0, at(0, 23, 50), 30);
  stay(1, 0, at(0, 23, 55), 20);
  stay(2, 0, at(1, 0, 10), 60);  // Ten minutes shared, on the other day.
  EXPECT_EQ(people_of(whole_), (std::vector<std::uint32_t>{1}));
  stay(0, 0, at(2, 9), 5);
  stay(2, 0, at(2, 9), 60);
  const ContactsFound& found = search_.find(stays_, registry_, ContactRules(pack_), whole_);
  ASSERT_EQ(found.contacts.size(), 2U);
  EXPECT_EQ(found.contacts[1].minutes, 15U);
  EXPECT_EQ(found.contacts[1].first_at, at(1, 0, 10));
  EXPECT_EQ(found.contacts[1].last_at, at(2, 9, 5));
}

// Property: a longer window never loses a contact.
TEST(ContactSearchProperty, LaterIsolationNeverLosesAContactWithoutCrowdLimits) {
  SmallCity city(11, {.people = 80, .households = 30, .places = 10});
  city.live(600);
  ContactSearch search;
  for (int i = 0; i < 60; ++i) {
    policy::Pack pack = city.random_pack();
    for (policy::ContactClass& c : pack.contact_classes) {
      for (policy::ContactRule& rule : c.rules) rule.crowd_max = 0;
    }
    pack.second_degree.traced = false;
    ContactQuestion question = random_question(city);
    const ContactRules rules(pack);
    const std::vector<Contact> early =
        search.find(city.store, city.registry, rules, question).contacts;
    question.window.until = question.window.until + Duration::hours(30);
    const std::vector<Contact> late =
        search.find(city.store, city.registry, rules, question).contacts;
    for (const Contact& contact : early) {
      const auto kept = std::ranges::find(late, contact.person, &Contact::person);
      ASSERT_NE(kept, late.end());
      EXPECT_LE(kept->class_index, contact.class_index);
    }
  }
}

}  // namespace
}  // namespace firebreak::tracing
