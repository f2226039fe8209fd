// Processes that are killed and logs that are torn: nothing acknowledged is ever gone.
#include <csignal>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/journal/journal.h"
#include "platform/journal/log_fixture.h"
#include "platform/journal/verification.h"

namespace firebreak::journal {
namespace {

constexpr int kKills = 25;

// Appends until it is killed, and says each position down the pipe once it is acknowledged.
[[noreturn]] void append_for_ever(const std::string& path, int pipe_end) {
  auto journal = Journal::open(path);
  if (!journal) _exit(2);
  while (true) {
    const IoResult<Head> head = append_next(**journal);
    if (!head) _exit(3);
    if (write(pipe_end, &head->position, sizeof(Position)) != sizeof(Position)) _exit(4);
  }
}

TEST(JournalCrash, KeepsEveryAcknowledgedBatchOfAKilledWriter) {
  const Folder folder("journal_crash");
  const std::string path = folder.file("journal.sqlite");
  ASSERT_TRUE(Journal::create(path, kTestIdentity));
  Random random(20220330);
  Position acknowledged = 0;
  for (int kill_number = 0; kill_number < kKills; ++kill_number) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) append_for_ever(path, ends[1]);
    close(ends[1]);
    const auto wanted = random.between(1, 40);
    Position position = 0;
    for (int i = 0; i < wanted && read(ends[0], &position, 8) == 8; ++i) acknowledged = position;
    usleep(static_cast<useconds_t>(random.below(3000)));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    while (read(ends[0], &position, sizeof(position)) == 8) acknowledged = position;
    close(ends[0]);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << WEXITSTATUS(status);

    auto journal = Journal::open(path);
    ASSERT_TRUE(journal) << journal.error().message;
    EXPECT_GE((*journal)->head().position, acknowledged);
    EXPECT_FALSE(verify(**journal, nullptr).broken);
    EXPECT_TRUE(holds_what_was_appended(**journal));
  }
  EXPECT_GT(acknowledged, static_cast<Position>(kKills));
}

class TornWalTest : public testing::Test {
 protected:
  TornWalTest() : folder_("torn_wal"), path_(folder_.file("journal.sqlite")) {
    auto journal = Journal::create(path_, kTestIdentity).value();
    for (int i = 0; i < 10; ++i) {
      CHECK(append_next(*journal).has_value());
      ends_.push_back({read_text(path_ + "-wal").size(), journal->head().position});
    }
    file_ = read_text(path_);  // Copied while open, as a crash would leave them.
    wal_ = read_text(path_ + "-wal");
  }

  // A crash left these bytes: opens what they hold.
  IoResult<std::unique_ptr<Journal>> after_crash(const std::string& wal) {
    const std::string copy = folder_.file("copy.sqlite");
    std::filesystem::remove(copy + "-shm");
    write_text(copy, file_);
    write_text(copy + "-wal", wal);
    return Journal::open(copy);
  }

  struct End {
    std::size_t wal_bytes;  // When the batch was acknowledged.
    Position position;
  };
  Folder folder_;
  std::string path_;
  std::vector<End> ends_;
  std::string file_;
  std::string wal_;
};

TEST_F(TornWalTest, HoldsEveryBatchWhoseFramesAreWhole) {
  for (std::size_t size = 0; size <= wal_.size(); size += 997) {
    auto journal = after_crash(wal_.substr(0, size));
    ASSERT_TRUE(journal) << size << ": " << journal.error().message;
    Position expected = 0;
    for (const End& end : ends_) {
      if (end.wal_bytes <= size) expected = end.position;
    }
    EXPECT_EQ((*journal)->head().position, expected) << size;
    EXPECT_TRUE(holds_what_was_appended(**journal)) << size;
  }
}

// A flipped byte is named, or costs nothing, or hit the last batch: SQLite alone would drop all
// that follow it.
TEST_F(TornWalTest, NamesAByteFlippedBeforeTheLastBatch) {
  const std::size_t last_batch_at = ends_[ends_.size() - 2].wal_bytes;
  int refused = 0;
  int opened = 0;
  for (std::size_t at = 0; at < wal_.size(); at += at < 100 ? 1 : 211) {
    std::string bad = wal_;
    bad[at] = static_cast<char>(bad[at] ^ 0x20);
    auto journal = after_crash(bad);
    if (!journal) {
      ++refused;
      EXPECT_EQ(journal.error().code, "journal.damaged") << at;
      continue;
    }
    ++opened;
    const Position expected =
        at < last_batch_at ? ends_.back().position : ends_[ends_.size() - 2].position;
    EXPECT_GE((*journal)->head().position, expected) << at;
    EXPECT_TRUE(holds_what_was_appended(**journal)) << at;
  }
  EXPECT_GT(refused, 100);
  EXPECT_LT(opened, refused);
}

}  // namespace
}  // namespace firebreak::journal
