// The store against a plain list of the same stays, however they came in.
#include "domain/tracing/stay_store.h"

#include <gtest/gtest.h>

#include "base/archive.h"
#include "base/memory_bytes.h"
#include "base/random.h"

namespace firebreak::tracing {
namespace {

struct Told {
  std::int32_t day;
  StayEntry entry;
  friend auto operator<=>(const Told&, const Told&) = default;
};

StayEntry random_entry(Random& random) {
  return {.place = static_cast<std::uint32_t>(random.below(50)),
          .person = static_cast<std::uint32_t>(random.below(700)),
          .start_second = static_cast<std::uint32_t>(random.below(86'400)),
          .duration_seconds = static_cast<std::uint32_t>(random.between(1, kStaySecondsMax))};
}

// Days grow, with late stays for old ones, in facts of very different sizes.
std::vector<Told> fill(StayStore& store, std::uint64_t seed) {
  Random random(seed);
  std::vector<Told> told;
  for (int step = 0; step < 60; ++step) {
    const auto day = static_cast<std::int32_t>(
        random.chance(0.3) ? random.below(static_cast<std::uint64_t>(step) / 8 + 1)
                           : static_cast<std::uint64_t>(step) / 8);
    std::vector<StayEntry> entries(random.chance(0.2) ? 5'000 : random.below(900));
    for (StayEntry& entry : entries) {
      entry = random_entry(random);
      told.push_back({.day = day, .entry = entry});
    }
    store.add(Day{day}, std::move(entries));
  }
  return told;
}

std::string hash_of(StayStore& store) {
  HashArchive archive;
  store.columns(archive);
  return archive.hex();
}

Told told_of(std::uint32_t place, std::uint32_t person, LocalRange range) {
  const std::int32_t day = day_number_of(range.from);
  return {.day = day,
          .entry = {.place = place,
                    .person = person,
                    .start_second = static_cast<std::uint32_t>(range.from - start_of_day(day)),
                    .duration_seconds = static_cast<std::uint32_t>(range.until - range.from)}};
}

bool touches(const Told& told, LocalRange range) {
  const LocalSecond from = start_of_day(told.day) + told.entry.start_second;
  return from < range.until && from + told.entry.duration_seconds > range.from;
}

TEST(StayStore, FindsWhatAPlainListHolds) {
  StayStore store;
  const std::vector<Told> told = fill(store, 1);
  EXPECT_EQ(store.size(), told.size());
  Random random(2);
  for (int i = 0; i < 200; ++i) {
    const LocalSecond from = random.between(-kSecondsPerDay, 9 * kSecondsPerDay);
    const LocalRange range{.from = from, .until = from + random.between(1, 2 * kSecondsPerDay)};
    const auto who = static_cast<std::uint32_t>(random.below(720));
    const auto where = static_cast<std::uint32_t>(random.below(52));
    std::vector<Told> of_person;
    store.for_each_of_person(who, range, [&](std::uint32_t place, LocalRange r) {
      of_person.push_back(told_of(place, who, r));
    });
    std::vector<Told> at_place;
    store.for_each_at_place(where, range, [&](std::uint32_t person, LocalRange r) {
      at_place.push_back(told_of(where, person, r));
    });
    std::vector<Told> person_expected;
    std::vector<Told> place_expected;
    for (const Told& each : told) {
      if (!touches(each, range)) continue;
      if (each.entry.person == who) person_expected.push_back(each);
      if (each.entry.place == where) place_expected.push_back(each);
    }
    std::ranges::sort(of_person);
    std::ranges::sort(person_expected);
    std::ranges::sort(at_place);
    std::ranges::sort(place_expected);
    ASSERT_EQ(of_person, person_expected);
    ASSERT_EQ(at_place, place_expected);
  }
}

TEST(StayStore, KeepsFewSegmentsAndShortTails) {
  StayStore store;
  fill(store, 3);
  for (const DayStays& day : store.days()) {
    EXPECT_LT(day.tail.size(), kTailRowsMax);
    for (std::size_t i = 1; i < day.segments.size(); ++i) {
      EXPECT_LE(kGrowth * day.segments[i]->size(), day.segments[i - 1]->size());
    }
  }
}

TEST(StayStore, IsTheSameFromTheSameFactsAndFromASnapshot) {
  StayStore a;
  StayStore b;
  fill(a, 4);
  fill(b, 4);
  EXPECT_EQ(hash_of(a), hash_of(b));
  MemorySink sink;
  SaveArchive save(sink);
  a.columns(save);
  MemorySource source(sink.bytes());
  LoadArchive load(source);
  StayStore loaded;
  loaded.columns(load);
  EXPECT_FALSE(load.failed());
  EXPECT_EQ(hash_of(loaded), hash_of(a));
}

TEST(StayStore, ACopyKeepsItsStaysWhileTheOriginalGoesOn) {
  StayStore store;
  fill(store, 5);
  StayStore copy = store;
  const std::string before = hash_of(copy);
  EXPECT_EQ(copy.days().front().segments.front(), store.days().front().segments.front());
  Random random(6);
  std::vector<StayEntry> entries(kTailRowsMax * 8);
  for (StayEntry& entry : entries) entry = random_entry(random);
  store.add(Day{0}, entries);
  EXPECT_NE(copy.days().front().segments.front(), store.days().front().segments.front());
  EXPECT_EQ(hash_of(copy), before);
}

TEST(StayStore, ForgetsDroppedDaysAndWhatComesLateForThem) {
  StayStore store;
  const std::vector<Told> told = fill(store, 7);
  store.drop_before(Day{3});
  EXPECT_EQ(store.size(), static_cast<std::size_t>(std::ranges::count_if(
                              told, [](const Told& each) { return each.day >= 3; })));
  const std::uint64_t kept = store.size();
  Random random(8);
  store.add(Day{2}, {random_entry(random)});
  EXPECT_EQ(store.size(), kept);
}

TEST(StayStore, KnowsAStayItHolds) {
  StayStore store;
  const std::vector<Told> told = fill(store, 9);
  for (std::size_t i = 0; i < told.size(); i += 17) {
    const Day day{told[i].day};
    StayEntry entry = told[i].entry;
    EXPECT_TRUE(store.holds_sealed(day, entry) ||
                std::ranges::find(store.tail(day), entry) != store.tail(day).end());
    entry.person += 1000;
    EXPECT_FALSE(store.holds_sealed(day, entry));
  }
}

}  // namespace
}  // namespace firebreak::tracing
