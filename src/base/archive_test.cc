#include "base/archive.h"

#include <gtest/gtest.h>

#include "base/bitmap.h"
#include "base/memory_bytes.h"

namespace firebreak {
namespace {

struct Everything {
  std::uint32_t number = 0;
  std::vector<std::uint16_t> column;
  std::vector<std::string> names;
  std::map<std::uint32_t, std::string> by_number;
  std::shared_ptr<const std::vector<std::uint64_t>> shared;
  Bitmap bits;

  template <class Archive>
  void columns(Archive& archive) {
    archive("number", number);
    archive("column", column);
    archive("names", names);
    archive("by_number", by_number);
    archive("shared", shared);
    archive("bits", bits);
  }
};

Everything sample_state() {
  Everything state{.number = 7, .column = {1, 2, 3}, .names = {"东亭", ""}, .by_number = {}};
  state.by_number[9] = "nine";
  state.shared = std::make_shared<const std::vector<std::uint64_t>>(3, 5);
  state.bits.set(130);
  return state;
}

std::string hash_of(Everything& state) {
  HashArchive archive;
  state.columns(archive);
  return archive.hex();
}

TEST(Archive, LoadsWhatItSaved) {
  Everything saved = sample_state();
  MemorySink sink;
  SaveArchive save(sink);
  saved.columns(save);

  MemorySource source(sink.bytes());
  LoadArchive load(source);
  Everything loaded;
  loaded.columns(load);
  EXPECT_FALSE(load.failed());
  EXPECT_EQ(source.remaining(), 0U);
  EXPECT_EQ(hash_of(loaded), hash_of(saved));
  EXPECT_EQ(loaded.by_number[9], "nine");
  EXPECT_TRUE(loaded.bits.test(130));
}

// Every cut and every flipped byte either fails cleanly or loads something: never a crash, never
// an allocation beyond the file's size.
TEST(Archive, RefusesATornOne) {
  Everything saved = sample_state();
  MemorySink sink;
  SaveArchive save(sink);
  saved.columns(save);
  for (std::size_t length = 0; length < sink.bytes().size(); ++length) {
    MemorySource source(std::span(sink.bytes()).first(length));
    LoadArchive load(source);
    Everything loaded;
    loaded.columns(load);
    EXPECT_TRUE(load.failed()) << length;
  }
}

TEST(Archive, HashSeesEveryColumn) {
  Everything state = sample_state();
  const std::string before = hash_of(state);
  state.names[1] = "x";
  EXPECT_NE(hash_of(state), before);
}

}  // namespace
}  // namespace firebreak
