// Properties over random streams of requests: after every step, counting all tubes from scratch
// gives what the ledger has kept, and in = out + inside at each hop.
#include "domain/laboratory/tube_ledger.h"

#include <gtest/gtest.h>

#include "base/archive.h"
#include "base/memory_bytes.h"
#include "domain/laboratory/random_intake.h"

namespace firebreak::laboratory {
namespace {

void count(const Tubes& tubes, TubeId tube, TubeAccount& account) {
  const Custody custody = tubes.custody(tube);
  const bool received = tubes.laboratory(tube).known();
  const bool left = received || tubes.hand_over(tube) != CustodyRecord::kNone;
  ++account.inside[static_cast<std::size_t>(custody)];
  account.opened += 1;
  account.handed_over += left ? 1 : 0;
  account.received += received ? 1 : 0;
  account.resulted += custody == Custody::resulted ? 1 : 0;
  if (custody == Custody::voided) ++account.voided_from[(left ? 1 : 0) + (received ? 1 : 0)];
}

void count(const Tubes& tubes, TubeId tube, LaboratoryAccount& account) {
  ++account.received;
  account.in_laboratory += tubes.custody(tube) == Custody::laboratory ? 1 : 0;
  account.resulted += tubes.custody(tube) == Custody::resulted ? 1 : 0;
  account.voided += tubes.custody(tube) == Custody::voided ? 1 : 0;
}

void expect_recounted(const State& state) {
  const Tubes& tubes = state.tubes();
  std::vector<TubeAccount> rounds(state.round_count());
  std::vector<TubeAccount> stations(state.stations().size());
  std::vector<LaboratoryAccount> laboratories(state.laboratories().size());
  for (std::uint32_t i = 0; i < tubes.size(); ++i) {
    const TubeId tube{i};
    count(tubes, tube, rounds[tubes.round(tube).value]);
    if (tubes.station(tube).known()) count(tubes, tube, stations[tubes.station(tube).value]);
    if (tubes.laboratory(tube).known()) {
      count(tubes, tube, laboratories[tubes.laboratory(tube).value]);
    }
  }
  const TubeLedger& ledger = state.ledger();
  ASSERT_TRUE(ledger.balanced());
  for (std::uint32_t i = 0; i < rounds.size(); ++i) {
    ASSERT_EQ(rounds[i], ledger.round(RoundId{i}));
  }
  for (std::uint32_t i = 0; i < stations.size(); ++i) {
    ASSERT_EQ(stations[i], ledger.station(StationId{i}));
  }
  for (std::uint32_t i = 0; i < laboratories.size(); ++i) {
    const LaboratoryAccount& kept = ledger.laboratory(LaboratoryId{i});
    laboratories[i].received += kept.forwarded;  // Those are elsewhere by now.
    laboratories[i].forwarded = kept.forwarded;
    ASSERT_EQ(laboratories[i], kept);
  }
}

// Everybody is in the tube that tube_of() names, and in no other screening tube of the round.
void expect_bound_once(const State& state) {
  const Tubes& tubes = state.tubes();
  for (std::uint32_t i = 0; i < tubes.size(); ++i) {
    const TubeId tube{i};
    if (tubes.purpose(tube) != TubePurpose::screening) continue;
    if (tubes.custody(tube) == Custody::voided) continue;
    for (const PersonId person : tubes.members(tube)) {
      ASSERT_EQ(state.tube_of(tubes.round(tube), person), tube);
    }
  }
}

TEST(TubeLedger, BalancesAfterEveryStepOfARandomStream) {
  std::array<std::uint64_t, kCustodyCount> seen{};
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    RandomIntake intake(seed);
    for (int i = 0; i < 600; ++i) {
      intake.step();
      expect_recounted(intake.laboratory);
      expect_bound_once(intake.laboratory);
      if (testing::Test::HasFatalFailure()) FAIL() << "step " << i;
    }
    for (std::uint32_t r = 0; r < intake.laboratory.round_count(); ++r) {
      const TubeAccount& account = intake.laboratory.ledger().round(RoundId{r});
      for (std::size_t c = 0; c < kCustodyCount; ++c) seen[c] += account.inside[c];
    }
  }
  for (const std::uint64_t tubes : seen) EXPECT_GT(tubes, 50U);  // The stream gets everywhere.
}

TEST(TubeLedger, AStateComesBackFromItsColumnsWithTheSameHash) {
  RandomIntake intake(77);
  for (int i = 0; i < 800; ++i) intake.step();
  MemorySink sink;
  SaveArchive save(sink);
  intake.laboratory.columns(save);
  State loaded;
  MemorySource source(sink.bytes());
  LoadArchive load(source);
  loaded.columns(load);
  ASSERT_FALSE(load.failed());
  HashArchive before;
  HashArchive after;
  intake.laboratory.columns(before);
  loaded.columns(after);
  EXPECT_EQ(before.hex(), after.hex());
}

TEST(TubeLedger, SaysWhenAnAccountDoesNotBalance) {
  TubeAccount account;
  account.open();
  account.move(Custody::station, Custody::laboratory);
  EXPECT_TRUE(account.balanced());
  account.received = 0;
  EXPECT_FALSE(account.balanced());
}

}  // namespace
}  // namespace firebreak::laboratory
