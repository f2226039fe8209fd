#include "platform/journal/journal.h"

#include <csignal>
#include <thread>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/io/memory_files.h"
#include "platform/journal/backup.h"
#include "platform/journal/log_fixture.h"
#include "platform/journal/verification.h"

namespace firebreak::journal {
namespace {

class JournalTest : public testing::Test {
 protected:
  JournalTest() : folder_("journal"), path_(folder_.file("journal.sqlite")) {}

  std::unique_ptr<Journal> make(int batches, const JournalOptions& options = {}) {
    auto journal = Journal::create(path_, kTestIdentity, options).value();
    for (int i = 0; i < batches; ++i) CHECK(append_next(*journal).has_value());
    return journal;
  }
  void run_sql(const std::string& sql) {
    auto database = io::Database::open(path_, {.name = "mischief"}).value();
    const IoResult<void> done = database.run(sql);
    ASSERT_TRUE(done) << done.error().message;
  }
  std::string open_code() {
    const auto journal = Journal::open(path_);
    return journal ? "open" : journal.error().code;
  }

  Folder folder_;
  std::string path_;
};

TEST_F(JournalTest, IsThereAgainAfterItWasClosed) {
  const Head head = make(12)->head();
  EXPECT_EQ(Journal::create(path_, kTestIdentity).error().code, "journal.exists");
  auto journal = Journal::open(path_).value();
  EXPECT_EQ(journal->head(), head);
  EXPECT_EQ(journal->identity().created_at, kTestIdentity.created_at);
  EXPECT_TRUE(append_next(*journal));
  EXPECT_TRUE(holds_what_was_appended(*journal));
  EXPECT_EQ(verify(*journal, nullptr).batches, 13U);
}

TEST_F(JournalTest, RefusesWhatIsNoJournalOfItsVersion) {
  EXPECT_EQ(open_code(), "journal.not_found");
  make(2).reset();
  run_sql("PRAGMA user_version = 2");
  EXPECT_EQ(open_code(), "journal.newer_format");
  run_sql("PRAGMA user_version = 1; CREATE TRIGGER t AFTER INSERT ON batches BEGIN SELECT 1; END");
  EXPECT_EQ(open_code(), "journal.foreign");
  run_sql("DROP TRIGGER t; PRAGMA application_id = 7");
  EXPECT_EQ(open_code(), "journal.foreign");
  write_text(path_, std::string(5000, 'x'));
  EXPECT_EQ(open_code(), "journal.damaged");
  write_text(path_, "");
  EXPECT_EQ(open_code(), "journal.foreign");
}

TEST_F(JournalTest, NamesTheFirstBatchThatWasChanged) {
  for (const char* change :
       {"body = zeroblob(length(body))", "recorded_at = recorded_at + 1", "hash = zeroblob(32)",
        "previous_hash = zeroblob(32)", "fact_count = fact_count + 1", "position = position + 1",
        "hash = zeroblob(31)", "fact_count = 0"}) {
    std::filesystem::remove(path_);
    make(9).reset();
    run_sql(std::string("UPDATE batches SET ") + change +
            " WHERE rowid = (SELECT first_position "
            "FROM batches ORDER BY 1 LIMIT 1 OFFSET 4)");
    auto journal = Journal::open(path_, {.mode = OpenMode::read_only}).value();
    Position fifth = 0;
    static_cast<void>(journal->read(0, [&](const BatchRow& row) {
      fifth = row.position + 1;
      return true;
    }));
    const VerifyReport report = verify(*journal, nullptr);
    ASSERT_TRUE(report.broken) << change;
    EXPECT_EQ(report.batches, 4U) << change;
    EXPECT_EQ(report.broken->position, fifth) << change;
    EXPECT_NE(report.broken->problem.message.find(std::to_string(fifth)), std::string::npos);
  }
}

TEST_F(JournalTest, NoticesMissingBatchesAndAnotherIdentity) {
  make(9).reset();
  run_sql(
      "DELETE FROM batches WHERE rowid = (SELECT first_position FROM batches LIMIT 1 OFFSET 3)");
  auto journal = Journal::open(path_, {.mode = OpenMode::read_only}).value();
  EXPECT_EQ(verify(*journal, nullptr).broken->problem.code, "journal.gap");
  journal.reset();
  std::filesystem::remove(path_);
  make(3).reset();
  run_sql("UPDATE meta SET created_at = created_at + 1");
  journal = Journal::open(path_, {.mode = OpenMode::read_only}).value();
  EXPECT_EQ(verify(*journal, nullptr).broken->position, 1U);
}

TEST_F(JournalTest, DoesNotOpenWithADamagedHead) {
  make(4).reset();
  run_sql("UPDATE batches SET body = zeroblob(3) WHERE rowid = (SELECT max(rowid) FROM batches)");
  EXPECT_EQ(open_code(), "journal.broken");
}

// Either the damage is found and named, or it hit bytes that hold nothing and all reads back.
TEST_F(JournalTest, FindsAFlippedByteInEveryRegionOfTheFile) {
  make(12).reset();
  const std::string sound = read_text(path_);
  const Head head = Journal::open(path_).value()->head();
  int found = 0;
  int harmless = 0;
  for (std::size_t at = 0; at < sound.size(); at += at < 200 ? 1 : 37) {
    std::string bad = sound;
    bad[at] = static_cast<char>(bad[at] ^ 0x41);
    write_text(path_, bad);
    auto journal = Journal::open(path_, {.mode = OpenMode::read_only});
    const auto report = journal ? std::optional(verify(**journal, nullptr)) : std::nullopt;
    if (!journal || report->broken) {
      ++found;
      continue;
    }
    ++harmless;
    EXPECT_EQ(report->head, head) << "byte " << at;
    EXPECT_TRUE(holds_what_was_appended(**journal)) << "byte " << at;
  }
  EXPECT_GT(found, 1000);
  EXPECT_LT(harmless, found);
}

TEST_F(JournalTest, KeepsEarlierBatchesWhenItsLimitIsReached) {
  auto journal = make(3, {.size_bytes_max = 300'000});
  Head head = journal->head();
  IoResult<Head> last = head;
  while (last) {
    head = *last;
    ASSERT_LT(head.position, 10'000U);
    last = append_next(*journal);
  }
  EXPECT_EQ(last.error().code, "journal.disk_full");
  EXPECT_EQ(append_next(*journal).error().code, "journal.stopped");
  EXPECT_TRUE(holds_what_was_appended(*journal));
  journal.reset();
  journal = Journal::open(path_).value();
  EXPECT_EQ(journal->head(), head);
  EXPECT_TRUE(append_next(*journal));  // Without the limit it goes on.
  EXPECT_FALSE(verify(*journal, nullptr).broken);
}

TEST_F(JournalTest, RefusesBeforeTheDiskIsFullAndGoesOnWhenThereIsSpace) {
  io::MemoryFiles files;
  auto journal = make(0, {.files = &files});
  files.set_free_space(kSpaceReserveBytes - 1);
  EXPECT_EQ(append_next(*journal).error().code, "journal.disk_full");
  EXPECT_EQ(append_next(*journal).error().code, "journal.disk_full");
  files.set_free_space(std::uint64_t{1} << 30);
  EXPECT_TRUE(append_next(*journal));
}

// A write that the system refuses half way: the largest file size of a child process is lowered.
TEST_F(JournalTest, StopsWhenTheSystemRefusesAWrite) {
  make(5).reset();
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100'000, 100'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    auto journal = Journal::open(path_);
    if (!journal) _exit(2);
    IoResult<Head> last = (*journal)->head();
    for (int i = 0; i < 1000 && last; ++i) last = append_next(**journal);
    const bool stopped = append_next(**journal).error().code == "journal.stopped";
    _exit(!last && stopped ? 0 : 1);  // Without closing: as if killed.
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_EQ(WEXITSTATUS(status), 0);
  auto journal = Journal::open(path_).value();
  EXPECT_GE(verify(*journal, nullptr).batches, 6U);
  EXPECT_TRUE(holds_what_was_appended(*journal));
  EXPECT_TRUE(append_next(*journal));
}

TEST_F(JournalTest, ReadsWhileAnotherWrites) {
  auto writer = make(1);
  std::thread reading([&] {
    auto reader = Journal::open(path_, {.mode = OpenMode::read_only}).value();
    EXPECT_EQ(append_next(*reader).error().code, "journal.not_permitted");
    Position seen = 0;
    while (seen < 300) {
      const Head head = reader->refresh().value();
      EXPECT_GE(head.position, seen);
      const VerifyReport report = verify_chain(*reader, nullptr);
      EXPECT_FALSE(report.broken);
      EXPECT_GE(report.head.position, head.position);
      seen = head.position;
    }
    EXPECT_TRUE(holds_what_was_appended(*reader));
  });
  while (writer->head().position < 300) ASSERT_TRUE(append_next(*writer));
  reading.join();
}

TEST_F(JournalTest, FencesAWriterThatHasBeenDeposed) {
  auto deposed = make(3);
  auto successor = Journal::open(path_).value();
  ASSERT_TRUE(append_next(*successor));
  // Another number of facts, so the last positions differ: the first position is the fence.
  const auto refused =
      deposed->append({.body = {}, .fact_count = 77, .recorded_at = deposed->head().recorded_at});
  EXPECT_EQ(refused.error().code, "journal.conflict");
  EXPECT_EQ(append_next(*deposed).error().code, "journal.stopped");
  EXPECT_TRUE(append_next(*successor));
  EXPECT_FALSE(verify(*successor, nullptr).broken);
}

TEST_F(JournalTest, BacksUpBesideAWriterIntoOneVerifiedFile) {
  auto writer = make(40);
  const Head head = writer->head();
  const std::string copy = folder_.file("backup.sqlite");
  const auto report = back_up(path_, copy, [&](std::uint64_t, std::uint64_t) {
    ASSERT_TRUE(append_next(*writer));  // The writer is not held up.
  });
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->head, head);
  EXPECT_GT(writer->head().position, head.position);
  EXPECT_FALSE(std::filesystem::exists(copy + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(copy + ".partial"));
  EXPECT_EQ(back_up(path_, copy, nullptr).error().code, "journal.exists");
  auto restored = Journal::open(copy).value();
  EXPECT_EQ(restored->head(), head);
  EXPECT_TRUE(append_next(*restored));
}

}  // namespace
}  // namespace firebreak::journal
