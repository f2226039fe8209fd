#include "domain/accounts/state.h"

#include <gtest/gtest.h>

#include "base/archive.h"
#include "base/memory_bytes.h"
#include "domain/accounts/facts.pb.h"

namespace firebreak::accounts {
namespace {

void name_actor(State& state, std::uint32_t actor, const std::string& label) {
  Fact fact;
  fact.mutable_actor_named()->set_actor(actor);
  fact.mutable_actor_named()->set_label(label);
  state.apply(fact, {});
}

void name_device(State& state, std::uint32_t device, const std::string& label) {
  Fact fact;
  fact.mutable_device_named()->set_device(device);
  fact.mutable_device_named()->set_label(label);
  state.apply(fact, {});
}

TEST(AccountsState, KnowsTheOperatorAndTheProgramFromTheStart) {
  const State state;
  EXPECT_EQ(state.find_actor("operator"), ActorId{0});
  EXPECT_EQ(state.find_device("firebreak"), DeviceId{0});
  EXPECT_FALSE(state.find_actor("firebreak"));  // A device, no actor.
  EXPECT_FALSE(state.has(ActorId{1}));
}

TEST(AccountsState, ALabelHasOneNumber) {
  State state;
  name_actor(state, 1, "zhang.wei");
  name_device(state, 1, "lane 4");
  EXPECT_EQ(state.find_actor("zhang.wei"), ActorId{1});
  EXPECT_EQ(state.actor(ActorId{1}), "zhang.wei");
  EXPECT_EQ(state.find_device("lane 4"), DeviceId{1});
  EXPECT_EQ(state.device(DeviceId{1}), "lane 4");
  EXPECT_EQ(state.actors(), 2U);
}

TEST(AccountsState, ColumnsSurviveTheRoundTrip) {
  State state;
  name_actor(state, 1, "zhang.wei");
  name_device(state, 1, "lane 4");
  MemorySink sink;
  SaveArchive save(sink);
  state.columns(save);
  MemorySource source(sink.bytes());
  LoadArchive load(source);
  State loaded;
  loaded.columns(load);
  ASSERT_FALSE(load.failed());
  EXPECT_EQ(loaded.find_actor("zhang.wei"), ActorId{1});
  EXPECT_EQ(loaded.find_device("lane 4"), DeviceId{1});
}

}  // namespace
}  // namespace firebreak::accounts
