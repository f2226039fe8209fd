// One process at a time in a directory, and a line for the others: the URL of the server inside.
//
// The lock is the kernel's (on the open file `lock`), so it ends with the process however that
// ends, and a file left behind locks nothing. Refuses io.locked, with the holder's line.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "platform/io/posix_files.h"

namespace firebreak::io {

inline constexpr std::size_t kLockLineBytesMax = 1024;

class DirectoryLock {
 public:
  static IoResult<DirectoryLock> acquire(const std::string& directory);

  // Shown to the others from now on. One line, at most kLockLineBytesMax bytes.
  IoResult<void> set_line(const std::string& line);

  // The line of whoever holds the directory now; absent where nobody does.
  static IoResult<std::optional<std::string>> holder(const std::string& directory);

 private:
  DirectoryLock(Descriptor file, std::string path)
      : file_(std::move(file)), path_(std::move(path)) {}

  Descriptor file_;
  std::string path_;
};

}  // namespace firebreak::io
