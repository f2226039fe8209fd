// Linux's open-file-description locks: like flock() they belong to the open file, but F_OFD_GETLK
// asks who holds one without taking it, so a curious reader never makes an owner fail.
#include "platform/io/directory_lock.h"

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/check.h"

namespace firebreak::io {
namespace {

std::string lock_path(const std::string& directory) { return directory + "/lock"; }

struct flock whole_file() {
  struct flock range{};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  return range;
}

std::string read_line(int file) {
  std::array<char, kLockLineBytesMax + 1> text{};
  const ssize_t got = ::pread(file, text.data(), text.size(), 0);
  const std::string line(text.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  return line.substr(0, line.find('\n'));
}

}  // namespace

IoResult<DirectoryLock> DirectoryLock::acquire(const std::string& directory) {
  const std::string path = lock_path(directory);
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (!file.open()) return system_error(errno, "open", path);
  struct flock range = whole_file();
  if (::fcntl(file.number(), F_OFD_SETLK, &range) != 0) {
    if (errno != EAGAIN && errno != EACCES) return system_error(errno, "lock", path);
    return IoError{"io.locked", fmt::format("{} is in use by another process ({})", directory,
                                            read_line(file.number()))};
  }
  DirectoryLock lock(std::move(file), path);
  const IoResult<void> cleared = lock.set_line("");  // The line of a process that is gone.
  if (!cleared) return cleared.error();
  return lock;
}

IoResult<void> DirectoryLock::set_line(const std::string& line) {
  CHECK(line.size() < kLockLineBytesMax && line.find('\n') == std::string::npos);
  const std::string text = line + "\n";
  const ssize_t written = ::pwrite(file_.number(), text.data(), text.size(), 0);
  if (written != static_cast<ssize_t>(text.size())) return system_error(errno, "write", path_);
  if (::ftruncate(file_.number(), written) != 0) return system_error(errno, "shorten", path_);
  return {};
}

IoResult<std::optional<std::string>> DirectoryLock::holder(const std::string& directory) {
  const std::string path = lock_path(directory);
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open() && errno == ENOENT) return std::optional<std::string>{};
  if (!file.open()) return system_error(errno, "open", path);
  struct flock range = whole_file();
  if (::fcntl(file.number(), F_OFD_GETLK, &range) != 0) return system_error(errno, "ask", path);
  if (range.l_type == F_UNLCK) return std::optional<std::string>{};
  return std::optional<std::string>(read_line(file.number()));
}

}  // namespace firebreak::io
