// One list of promises, kept by the real files and by those in memory; then what faults do.
#include "platform/io/files.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/io/faulty_files.h"
#include "platform/io/file_stream.h"
#include "platform/io/memory_files.h"
#include "platform/io/posix_files.h"

namespace firebreak::io {
namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
  const auto* first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}

std::string text_of(const Files& files, const std::string& path) {
  const auto bytes = read_whole(files, path, 1 << 20);
  if (!bytes) return bytes.error().code;
  return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

class FilesTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (GetParam()) {
      files_ = std::make_unique<PosixFiles>();
    } else {
      files_ = std::make_unique<MemoryFiles>();
    }
    std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    std::replace(name.begin(), name.end(), '/', '_');
    directory_ = testing::TempDir() + "firebreak_files_" + name;
    std::filesystem::remove_all(directory_);
    ASSERT_TRUE(files_->make_directory(directory_));
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::unique_ptr<Files> files_;
  std::string directory_;
};

TEST_P(FilesTest, ReadsWhatItWrote) {
  const std::string path = directory_ + "/a";
  auto file = files_->create(path);
  ASSERT_TRUE(file);
  ASSERT_TRUE((*file)->append(bytes_of("dong")));
  ASSERT_TRUE((*file)->append(bytes_of("ting")));
  ASSERT_TRUE((*file)->sync());
  EXPECT_EQ(text_of(*files_, path), "dongting");
  EXPECT_EQ(files_->size(path).value(), 8U);

  auto reader = files_->open(path);
  ASSERT_TRUE(reader);
  std::vector<std::byte> bytes(8);
  EXPECT_EQ((*reader)->read_at(4, bytes).value(), 4U);
  EXPECT_EQ(bytes[0], std::byte{'t'});
  EXPECT_EQ((*reader)->read_at(99, bytes).value(), 0U);
}

TEST_P(FilesTest, RenamesOverAndRemovesAndLists) {
  ASSERT_TRUE(write_whole(*files_, directory_ + "/b", bytes_of("old")));
  ASSERT_TRUE(write_whole(*files_, directory_ + "/b", bytes_of("new")));
  ASSERT_TRUE(write_whole(*files_, directory_ + "/a", bytes_of("")));
  EXPECT_EQ(files_->list(directory_).value(), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(text_of(*files_, directory_ + "/b"), "new");
  ASSERT_TRUE(files_->remove(directory_ + "/b"));
  EXPECT_EQ(text_of(*files_, directory_ + "/b"), "io.not_found");
  EXPECT_EQ(files_->remove(directory_ + "/b").error().code, "io.not_found");
  EXPECT_EQ(files_->rename(directory_ + "/c", directory_ + "/d").error().code, "io.not_found");
  EXPECT_GT(files_->free_space(directory_).value(), 0U);
}

TEST_P(FilesTest, RefusesToReadMoreThanTheLimit) {
  ASSERT_TRUE(write_whole(*files_, directory_ + "/b", bytes_of("12345")));
  EXPECT_EQ(read_whole(*files_, directory_ + "/b", 4).error().code, "io.too_large");
}

TEST_P(FilesTest, StreamsLargeAndSmallPieces) {
  auto file = files_->create(directory_ + "/stream");
  ASSERT_TRUE(file);
  FileSink sink(std::move(*file));
  std::vector<std::byte> expected;
  Random random(7);
  for (int piece = 0; piece < 60; ++piece) {
    std::vector<std::byte> bytes(random.below(piece % 10 == 0 ? 600'000 : 300));
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random.next());
    sink.write(bytes);
    expected.insert(expected.end(), bytes.begin(), bytes.end());
  }
  ASSERT_TRUE(sink.finish());

  FileSource source(files_->open(directory_ + "/stream").value());
  ASSERT_EQ(source.remaining(), expected.size());
  std::vector<std::byte> read;
  while (source.remaining() > 0) {
    std::vector<std::byte> bytes(
        std::min<std::uint64_t>(random.below(400'000), source.remaining()));
    ASSERT_TRUE(source.read(bytes));
    read.insert(read.end(), bytes.begin(), bytes.end());
  }
  EXPECT_EQ(read, expected);
  std::byte one{};
  EXPECT_FALSE(source.read({&one, 1}));
}

INSTANTIATE_TEST_SUITE_P(RealAndInMemory, FilesTest, testing::Bool(), [](const auto& kind) {
  return kind.param ? std::string("posix") : std::string("memory");
});

TEST(PosixFiles, KeepsKeyFilesForTheirOwner) {
  PosixFiles files;
  const std::string path = testing::TempDir() + "firebreak_key";
  ASSERT_TRUE(write_whole(files, path, bytes_of("secret"), Access::owner_only));
  struct stat status{};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_TRUE(files.remove(path));
}

TEST(MemoryFiles, ForgetsInACrashWhatWasNotSynced) {
  MemoryFiles files;
  auto kept = files.create("d/kept");
  ASSERT_TRUE((*kept)->append(bytes_of("safe")));
  ASSERT_TRUE((*kept)->sync());
  ASSERT_TRUE((*kept)->append(bytes_of(" lost")));
  ASSERT_TRUE((*files.create("d/never"))->append(bytes_of("lost")));
  ASSERT_TRUE((*files.create("d/renamed"))->append(bytes_of("lost")));
  ASSERT_TRUE(files.rename("d/renamed", "d/hollow"));
  ASSERT_TRUE(write_whole(files, "d/whole", bytes_of("all of it")));
  files.crash();
  EXPECT_EQ(text_of(files, "d/kept"), "safe");
  EXPECT_EQ(text_of(files, "d/never"), "io.not_found");
  EXPECT_EQ(text_of(files, "d/hollow"), "");
  EXPECT_EQ(text_of(files, "d/whole"), "all of it");
}

TEST(FaultyFiles, IsADiskOfAGivenSize) {
  MemoryFiles memory;
  FaultyFiles files(memory, {.space_bytes = 6});
  auto file = files.create("d/a");
  ASSERT_TRUE((*file)->append(bytes_of("1234")));
  EXPECT_EQ(files.free_space("d").value(), 2U);
  EXPECT_EQ((*file)->append(bytes_of("5678")).error().code, "io.disk_full");
  EXPECT_EQ(text_of(memory, "d/a"), "123456");
}

// Whatever fails and wherever, the name holds the old bytes or the new ones.
TEST(FaultyFiles, NeverShowsHalfOfAFileWrittenWhole) {
  int failures = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    MemoryFiles memory;
    ASSERT_TRUE(write_whole(memory, "d/a", bytes_of("old")));
    FaultyFiles files(memory, {.seed = seed, .failure_chance = 0.15, .torn_chance = 0.3});
    const IoResult<void> written = write_whole(files, "d/a", bytes_of("the new one"));
    memory.crash();
    EXPECT_EQ(text_of(memory, "d/a"), written ? "the new one" : "old") << "seed " << seed;
    failures += written ? 0 : 1;
  }
  EXPECT_GT(failures, 50);
  EXPECT_LT(failures, 250);
}

TEST(FaultyFiles, FailsTheArchiveAndSaysSo) {
  MemoryFiles memory;
  FaultyFiles files(memory, {.space_bytes = 1000});
  FileSink sink(files.create("d/a").value());
  sink.write(std::vector<std::byte>(700'000));
  sink.write(bytes_of("more"));
  EXPECT_EQ(sink.finish().error().code, "io.disk_full");
}

}  // namespace
}  // namespace firebreak::io
