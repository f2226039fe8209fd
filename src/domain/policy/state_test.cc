#include "domain/policy/state.h"

#include <gtest/gtest.h>

#include "base/memory_bytes.h"
#include "domain/policy/decide.h"
#include "domain/policy/shipped_pack_fixture.h"

namespace firebreak::policy {
namespace {

void adopt(State& state, const std::string& toml) {
  const auto facts = decide(state, {.toml = toml, .file_name = "pack.toml"}, {});
  ASSERT_TRUE(facts.has_value()) << facts.error().code;
  for (const Fact& fact : *facts) state.apply(fact, {.recorded_at = Instant{5}, .actor = {3}});
}

std::string refusal_of(const State& state, const std::string& toml) {
  const auto facts = decide(state, {.toml = toml, .file_name = "pack.toml"}, {});
  return facts ? "accepted" : facts.error().code;
}

std::string hash_of(State& state) {
  HashArchive archive;
  state.columns(archive);
  return archive.hex();
}

TEST(PolicyState, KeepsEveryPackUnderItsNumber) {
  State state;
  EXPECT_EQ(state.current(), nullptr);
  EXPECT_EQ(state.by_number(0), nullptr);
  adopt(state, shipped_toml("covid19_edition_8"));
  const Pack* first = state.current();
  adopt(state, shipped_toml("covid19_edition_9"));
  EXPECT_EQ(state.current()->id, "covid19_edition_9");
  EXPECT_EQ(state.by_number(0), first);
  EXPECT_EQ(state.by_number(1), state.current());
  EXPECT_EQ(state.by_number(2), nullptr);
  EXPECT_EQ(state.adoption(0).version, "2021-05");
  EXPECT_EQ(state.adoption(0).actor, ActorId{3});
}

TEST(PolicyState, CopiesShareTheirPacks) {
  State state;
  adopt(state, shipped_toml("measles"));
  const State copy = state;
  EXPECT_EQ(copy.current(), state.current());
}

TEST(PolicyState, ComesBackFromItsColumns) {
  State saved;
  adopt(saved, shipped_toml("covid19_edition_8"));
  adopt(saved, shipped_toml("ebola"));
  MemorySink sink;
  SaveArchive save(sink);
  saved.columns(save);

  MemorySource source(sink.bytes());
  LoadArchive load(source);
  State loaded;
  loaded.columns(load);
  EXPECT_FALSE(load.failed());
  EXPECT_EQ(hash_of(loaded), hash_of(saved));
  EXPECT_EQ(loaded.current()->title.zh, "埃博拉病毒病");
  EXPECT_EQ(loaded.by_number(0)->sources, saved.by_number(0)->sources);
}

// A snapshot whose text is no pack any more fails to load; it never leaves a null pack behind.
TEST(PolicyState, RefusesATornSnapshot) {
  State saved;
  adopt(saved, shipped_toml("ebola"));
  MemorySink sink;
  SaveArchive save(sink);
  saved.columns(save);
  std::vector<std::byte> bytes = sink.bytes();
  for (std::size_t i = 200; i < bytes.size(); ++i) bytes[i] = std::byte{'='};

  MemorySource source(bytes);
  LoadArchive load(source);
  State loaded;
  loaded.columns(load);
  EXPECT_TRUE(load.failed());
}

TEST(PolicyDecide, RefusesTheCurrentPackAgainButLetsAnEarlierOneComeBack) {
  const std::string edition_8 = shipped_toml("covid19_edition_8");
  State state;
  adopt(state, edition_8);
  EXPECT_EQ(refusal_of(state, edition_8), "pack.already_adopted");
  adopt(state, shipped_toml("covid19_edition_9"));
  EXPECT_EQ(refusal_of(state, edition_8), "accepted");
}

TEST(PolicyDecide, RefusesAnotherTextUnderAVersionThatDecisionsName) {
  const std::string edition_8 = shipped_toml("covid19_edition_8");
  State state;
  adopt(state, edition_8);
  adopt(state, shipped_toml("covid19_edition_9"));
  EXPECT_EQ(refusal_of(state, edition_8 + "# changed\n"), "pack.version_taken");
  std::string renamed = edition_8;
  renamed.replace(renamed.find("version = \"2021-05\""), 19, "version = \"2021-06\"");
  EXPECT_EQ(refusal_of(state, renamed), "accepted");
}

TEST(PolicyDecide, RefusesABadPackWithItsPlace) {
  const auto facts = decide(State{}, {.toml = "id = 5", .file_name = "mine.toml"}, {});
  ASSERT_FALSE(facts.has_value());
  EXPECT_EQ(facts.error().values[0].value, "mine.toml");
}

}  // namespace
}  // namespace firebreak::policy
