#include "platform/io/directory_lock.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace firebreak::io {
namespace {

class DirectoryLockTest : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = testing::TempDir() + "firebreak_lock";
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::string directory_;
};

TEST_F(DirectoryLockTest, LetsOneInAndTellsTheOthersWho) {
  EXPECT_EQ(DirectoryLock::holder(directory_).value(), std::nullopt);
  {
    auto lock = DirectoryLock::acquire(directory_);
    ASSERT_TRUE(lock);
    ASSERT_TRUE(lock->set_line("http://127.0.0.1:8080 with a long tail"));
    ASSERT_TRUE(lock->set_line("http://127.0.0.1:8080"));
    EXPECT_EQ(DirectoryLock::holder(directory_).value(), "http://127.0.0.1:8080");
    const auto second = DirectoryLock::acquire(directory_);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "io.locked");
    EXPECT_NE(second.error().message.find("127.0.0.1:8080"), std::string::npos);
  }
  EXPECT_EQ(DirectoryLock::holder(directory_).value(), std::nullopt);
  EXPECT_TRUE(DirectoryLock::acquire(directory_));
}

TEST_F(DirectoryLockTest, EndsWithAProcessThatIsKilled) {
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {
    auto lock = DirectoryLock::acquire(directory_);
    const char ok = lock && lock->set_line("child") ? 'y' : 'n';
    if (write(ready[1], &ok, 1) != 1) _exit(1);
    pause();
    _exit(0);
  }
  char ok = 0;
  ASSERT_EQ(read(ready[0], &ok, 1), 1);
  ASSERT_EQ(ok, 'y');
  EXPECT_EQ(DirectoryLock::holder(directory_).value(), "child");
  EXPECT_FALSE(DirectoryLock::acquire(directory_));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(ready[0]);
  close(ready[1]);
  EXPECT_EQ(DirectoryLock::holder(directory_).value(), std::nullopt);
  EXPECT_TRUE(DirectoryLock::acquire(directory_));
}

TEST_F(DirectoryLockTest, NeedsTheDirectory) {
  EXPECT_EQ(DirectoryLock::acquire(directory_ + "/absent").error().code, "io.not_found");
  EXPECT_EQ(DirectoryLock::holder(directory_ + "/absent").value(), std::nullopt);
}

}  // namespace
}  // namespace firebreak::io
