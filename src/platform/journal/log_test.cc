// The promises of log.h, kept by the journal on disk and by the log in memory.
#include "platform/journal/log.h"

#include <gtest/gtest.h>

#include "platform/journal/faulty_log.h"
#include "platform/journal/log_fixture.h"
#include "platform/journal/memory_log.h"
#include "platform/journal/verification.h"

namespace firebreak::journal {
namespace {

class LogTest : public testing::TestWithParam<bool> {
 protected:
  LogTest() : folder_("log") {
    if (GetParam()) {
      auto made = Journal::create(folder_.file("journal.sqlite"), kTestIdentity);
      CHECK(made.has_value());
      log_ = std::move(*made);
    } else {
      log_ = std::make_unique<MemoryLog>(kTestIdentity.id, kTestIdentity.created_at);
    }
  }

  Folder folder_;
  std::unique_ptr<Log> log_;
};

INSTANTIATE_TEST_SUITE_P(OnDiskAndInMemory, LogTest, testing::Bool(), [](const auto& kind) {
  return kind.param ? std::string("disk") : std::string("memory");
});

TEST_P(LogTest, StartsEmptyAndBoundToItsIdentity) {
  EXPECT_EQ(log_->id(), kTestIdentity.id);
  EXPECT_EQ(log_->head().position, 0U);
  EXPECT_EQ(log_->hash_at(0).value(), log_->head().hash);
  EXPECT_EQ(log_->position_at(Instant{0}).value(), 0U);
  EXPECT_FALSE(log_->hash_at(1).value());
  const MemoryLog other({}, kTestIdentity.created_at);
  EXPECT_NE(log_->head().hash, other.head().hash);
}

TEST_P(LogTest, NumbersFactsFromOneAndChainsBatches) {
  const std::vector<std::byte> body = body_of(1, 100);
  const Head genesis = log_->head();
  const Head first =
      log_->append({.body = body, .fact_count = 3, .recorded_at = Instant{10}}).value();
  const Head second =
      log_->append({.body = {}, .fact_count = 1, .recorded_at = Instant{10}}).value();
  EXPECT_EQ(first.position, 3U);
  EXPECT_EQ(second.position, 4U);
  EXPECT_EQ(log_->head(), second);
  std::vector<std::string> seen;
  ASSERT_TRUE(log_->read(0, [&](const BatchRow& row) {
    seen.push_back(std::to_string(row.first_position) + "-" + std::to_string(row.position));
    EXPECT_EQ(row.previous_hash, row.first_position == 1 ? genesis.hash : first.hash);
    EXPECT_EQ(row.body.size(), row.first_position == 1 ? 100U : 0U);
    return true;
  }));
  EXPECT_EQ(seen, (std::vector<std::string>{"1-3", "4-4"}));
}

TEST_P(LogTest, RefusesBatchesOutOfLimitsAndGoesOn) {
  const std::vector<std::byte> huge(kBodyBytesMax + 1);
  const auto code = [&](const NewBatch& batch) { return log_->append(batch).error().code; };
  EXPECT_EQ(code({{}, 0, Instant{1}}), "journal.batch_empty");
  EXPECT_EQ(code({{}, kFactsPerBatchMax + 1, Instant{1}}), "journal.batch_too_large");
  EXPECT_EQ(code({huge, 1, Instant{1}}), "journal.batch_too_large");
  ASSERT_TRUE(log_->append({.body = {}, .fact_count = 1, .recorded_at = Instant{5}}));
  EXPECT_EQ(code({{}, 1, Instant{4}}), "journal.time_reversed");
  EXPECT_TRUE(log_->append({.body = {}, .fact_count = 1, .recorded_at = Instant{5}}));
  EXPECT_EQ(log_->head().position, 2U);
}

TEST_P(LogTest, TakesABodyOfTheLargestSize) {
  const std::vector<std::byte> body(kBodyBytesMax, std::byte{7});
  ASSERT_TRUE(
      log_->append({.body = body, .fact_count = kFactsPerBatchMax, .recorded_at = Instant{5}}));
  std::size_t size = 0;
  ASSERT_TRUE(log_->read(0, [&](const BatchRow& row) {
    size = row.body.size();
    return true;
  }));
  EXPECT_EQ(size, kBodyBytesMax);
}

// Oracle: every lookup by walking all batches.
TEST_P(LogTest, FindsPositionsAsAWalkWould) {
  std::vector<std::pair<Position, std::int64_t>> ends;  // Position, recorded_at.
  for (int i = 0; i < 60; ++i) {
    const Head head = append_next(*log_).value();
    ends.emplace_back(head.position, head.recorded_at.milliseconds);
  }
  const std::int64_t first_time = ends.front().second;
  for (std::int64_t time = first_time - 2000; time < ends.back().second + 3000; time += 500) {
    Position expected = 0;
    for (const auto& [position, recorded_at] : ends) {
      if (recorded_at <= time) expected = position;
    }
    EXPECT_EQ(log_->position_at(Instant{time}).value(), expected) << time;
  }
  for (Position after = 0; after <= ends.back().first + 2; ++after) {
    std::vector<Position> expected;
    for (const auto& end : ends) {
      if (end.first > after) expected.push_back(end.first);
    }
    std::vector<Position> read;
    ASSERT_TRUE(log_->read(after, [&](const BatchRow& row) {
      read.push_back(row.position);
      return true;
    }));
    EXPECT_EQ(read, expected) << after;
    const bool ends_here = after == 0 || std::any_of(ends.begin(), ends.end(),
                                                     [&](auto& end) { return end.first == after; });
    EXPECT_EQ(log_->hash_at(after).value().has_value(), ends_here) << after;
  }
}

TEST_P(LogTest, StopsReadingWhenTheVisitorHasEnough) {
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(append_next(*log_));
  int seen = 0;
  ASSERT_TRUE(log_->read(0, [&](const BatchRow&) { return ++seen < 2; }));
  EXPECT_EQ(seen, 2);
}

TEST_P(LogTest, VerifiesItsChain) {
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(append_next(*log_));
  std::uint64_t last_progress = 0;
  const VerifyReport report =
      verify_chain(*log_, [&](std::uint64_t done, std::uint64_t) { last_progress = done; });
  EXPECT_FALSE(report.broken);
  EXPECT_EQ(report.batches, 20U);
  EXPECT_EQ(report.head, log_->head());
  EXPECT_EQ(last_progress, log_->head().position);
}

// The same batches give the same hashes wherever they are kept.
TEST(Log, HashesTheSameOnDiskAndInMemory) {
  const Folder folder("log_same");
  auto disk = Journal::create(folder.file("journal.sqlite"), kTestIdentity).value();
  MemoryLog memory(kTestIdentity.id, kTestIdentity.created_at);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(append_next(*disk).value(), append_next(memory).value());
}

TEST(FaultyLog, StopsAfterAFailureAndLosesNothingAcknowledged) {
  int kept_after_failure = 0;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    MemoryLog memory(kTestIdentity.id, kTestIdentity.created_at);
    FaultyLog log(memory, {.seed = seed, .failure_chance = 0.2});
    Position acknowledged = 0;
    for (int i = 0; i < 60; ++i) {
      const auto head = append_next(log);
      if (head) {
        acknowledged = head->position;
        continue;
      }
      EXPECT_EQ(append_next(log).error().code, "journal.stopped");
      EXPECT_GE(memory.head().position, acknowledged);
      kept_after_failure += memory.head().position > acknowledged ? 1 : 0;
      log.reopen();
      acknowledged = log.head().position;
    }
    EXPECT_FALSE(verify_chain(log, nullptr).broken);
    EXPECT_TRUE(holds_what_was_appended(log));
  }
  EXPECT_GT(kept_after_failure, 0);  // The case that a caller must think of.
}

}  // namespace
}  // namespace firebreak::journal
