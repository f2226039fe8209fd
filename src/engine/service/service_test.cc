#include "engine/service/service.h"

#include <future>

#include <gtest/gtest.h>

#include "platform/journal/faulty_log.h"
#include "platform/journal/memory_log.h"

namespace firebreak::service {
namespace {

constexpr Instant kNow{1'648'641'600'000};

core::Envelope roll_call(const std::string& label, Key key = {}) {
  return {.request = core::HoldRollCall{.label = label}, .key = key};
}

struct Bench {
  journal::MemoryLog log{journal::JournalId{}, kNow};
  io::ManualClock clock{kNow};
  TimeMachine past{log, {}, {}};
};

TEST(Service, AnswersWhenDurableAndRemembersEveryMoment) {
  Bench bench;
  Service service({}, bench.log, bench.clock, bench.past);
  for (int i = 0; i < 50; ++i) {
    bench.clock.advance(Duration::minutes(1));
    const Answer answer = service.call(roll_call(std::to_string(i)));
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->last, bench.log.head().position);
  }
  for (core::Position position = 0; position <= 50; position += 7) {
    const auto then = service.as_of(position);
    ASSERT_TRUE(then.has_value());
    EXPECT_EQ((*then)->position(), position);
    EXPECT_EQ((*then)->roll_calls().size(), position);
  }
  const auto at = service.position_at(kNow + Duration::minutes(10));
  ASSERT_TRUE(at.has_value());
  EXPECT_EQ(*at, 10U);
}

TEST(Service, AnswersARepeatedKeyWithItsFirstPosition) {
  Bench bench;
  Service service({}, bench.log, bench.clock, bench.past);
  const Key key{.high = 1, .low = 2};
  const Answer first = service.call(roll_call("20:00", key));
  const Answer again = service.call(roll_call("20:00", key));
  ASSERT_TRUE(first.has_value() && again.has_value());
  EXPECT_FALSE(first->duplicate);
  EXPECT_TRUE(again->duplicate);
  EXPECT_EQ(again->first, first->first);
  EXPECT_EQ(bench.log.head().position, 1U);
}

TEST(Service, StopsForGoodWhenTheJournalFails) {
  Bench bench;
  journal::FaultyLog faulty(bench.log, {.seed = 3, .failure_chance = 1.0, .kept_chance = 0.0});
  Service service({}, faulty, bench.clock, bench.past);
  const Answer refused = service.call(roll_call("20:00"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "service.stopped");
  EXPECT_TRUE(service.failure().has_value());
  EXPECT_EQ(service.call(roll_call("23:30")).error().code, "service.stopped");
  EXPECT_EQ(bench.log.head().position, 0U);
}

// A log whose commits wait until the test lets them go.
class SlowLog : public journal::MemoryLog {
 public:
  using journal::MemoryLog::MemoryLog;
  IoResult<journal::Head> append(const journal::NewBatch& batch) override {
    entered.set_value();
    go.get_future().wait();
    return journal::MemoryLog::append(batch);
  }
  std::promise<void> entered;
  std::promise<void> go;
};

TEST(Service, ShowsNothingThatIsNotDurable) {
  SlowLog log{journal::JournalId{}, kNow};
  io::ManualClock clock{kNow};
  TimeMachine past(log, {}, {});
  Service service({}, log, clock, past);
  service.submit(roll_call("20:00"), [](const Answer&) {});
  log.entered.get_future().wait();  // Applied, and its commit is under way.
  auto seen = std::async(std::launch::async, [&] {
    return service.read([](const core::State& state) { return state.position(); });
  });
  EXPECT_EQ(seen.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
  log.go.set_value();
  EXPECT_EQ(seen.get(), 1U);
}

TEST(Service, RefusesWhenTheQueueIsFull) {
  SlowLog log{journal::JournalId{}, kNow};
  io::ManualClock clock{kNow};
  TimeMachine past(log, {}, {});
  Service service({}, log, clock, past);
  std::atomic<int> busy = 0;
  std::atomic<int> accepted = 0;
  const auto respond = [&](const Answer& answer) {
    if (answer) {
      ++accepted;
    } else if (answer.error().code == "service.busy") {
      ++busy;
    }
  };
  service.submit(roll_call("first"), respond);
  log.entered.get_future().wait();
  for (std::size_t i = 0; i < kQueueMax + 10; ++i) {
    // A label that is refused: the queue fills, but nothing more is committed behind it.
    service.submit(roll_call(""), respond);
  }
  EXPECT_EQ(busy.load(), 10);
  log.go.set_value();
  service.stop();
  EXPECT_EQ(accepted.load(), 1);
}

}  // namespace
}  // namespace firebreak::service
