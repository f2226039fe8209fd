#include "platform/io/posix_files.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace firebreak::io {
namespace {

// Linux moves at most 2 GiB less a page in one call.
constexpr std::size_t kTransferBytesMax = std::size_t{1} << 30;

class PosixWriter : public FileWriter {
 public:
  PosixWriter(Descriptor file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}

  IoResult<void> append(std::span<const std::byte> bytes) override {
    while (!bytes.empty()) {
      const ssize_t written =
          ::write(file_.number(), bytes.data(), std::min(bytes.size(), kTransferBytesMax));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return system_error(errno, "write", path_);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
  }

  IoResult<void> sync() override {
    // After a failed fsync the kernel may drop the dirty pages, so it is never tried again.
    if (::fsync(file_.number()) != 0) return system_error(errno, "sync", path_);
    return {};
  }

 private:
  Descriptor file_;
  std::string path_;
};

class PosixReader : public FileReader {
 public:
  PosixReader(Descriptor file, std::string path, std::uint64_t size)
      : file_(std::move(file)), path_(std::move(path)), size_(size) {}

  IoResult<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> bytes) const override {
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t got = ::pread(file_.number(), bytes.data() + done,
                                  std::min(bytes.size() - done, kTransferBytesMax),
                                  static_cast<off_t>(offset + done));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return system_error(errno, "read", path_);
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
    }
    return done;
  }

  std::uint64_t size() const override { return size_; }

 private:
  Descriptor file_;
  std::string path_;
  std::uint64_t size_;
};

IoResult<void> sync_directory(const std::string& directory) {
  const Descriptor folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.open()) return system_error(errno, "open", directory);
  if (::fsync(folder.number()) != 0) return system_error(errno, "sync", directory);
  return {};
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

IoError system_error(int error_number, const std::string& attempt, const std::string& path) {
  const char* code = "io.failed";
  if (error_number == ENOENT || error_number == ENOTDIR) code = "io.not_found";
  if (error_number == EEXIST) code = "io.exists";
  if (error_number == EACCES || error_number == EPERM || error_number == EROFS) {
    code = "io.not_permitted";
  }
  if (error_number == ENOSPC || error_number == EDQUOT) code = "io.disk_full";
  return {code, fmt::format("cannot {} {}: {}", attempt, path,
                            std::generic_category().message(error_number))};
}

IoResult<std::unique_ptr<FileWriter>> PosixFiles::create(const std::string& path, Access access) {
  const mode_t mode = access == Access::owner_only ? 0600 : 0666;
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
  if (!file.open()) return system_error(errno, "create", path);
  // The mode above counts only for a new file.
  if (access == Access::owner_only && ::fchmod(file.number(), mode) != 0) {
    return system_error(errno, "restrict", path);
  }
  return std::make_unique<PosixWriter>(std::move(file), path);
}

IoResult<std::unique_ptr<FileReader>> PosixFiles::open(const std::string& path) const {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) return system_error(errno, "open", path);
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) return system_error(errno, "look at", path);
  if (!S_ISREG(status.st_mode)) return IoError{"io.failed", path + " is not a file"};
  const auto bytes = static_cast<std::uint64_t>(status.st_size);
  return std::make_unique<PosixReader>(std::move(file), path, bytes);
}

IoResult<void> PosixFiles::rename(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return system_error(errno, "rename", from);
  return sync_directory(directory_of(to));
}

IoResult<void> PosixFiles::remove(const std::string& path) {
  if (::unlink(path.c_str()) != 0) return system_error(errno, "remove", path);
  return sync_directory(directory_of(path));
}

IoResult<void> PosixFiles::make_directory(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return system_error(error.value(), "make directory", path);
  return sync_directory(directory_of(path));
}

IoResult<std::vector<std::string>> PosixFiles::list(const std::string& directory) const {
  std::error_code error;
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end;
       entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  if (error) return system_error(error.value(), "list", directory);
  std::sort(names.begin(), names.end());
  return names;
}

IoResult<std::uint64_t> PosixFiles::size(const std::string& path) const {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return system_error(errno, "look at", path);
  return static_cast<std::uint64_t>(status.st_size);
}

IoResult<std::uint64_t> PosixFiles::free_space(const std::string& directory) const {
  struct statvfs status{};
  if (::statvfs(directory.c_str(), &status) != 0) return system_error(errno, "look at", directory);
  return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
}

std::string directory_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace firebreak::io
