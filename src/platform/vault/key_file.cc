#include "platform/vault/key_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace firebreak::vault {
namespace {

constexpr std::size_t kFileBytesMax = kKeyHeaderBytes + kKeySlotBytes * kKeySlotsMax;

IoError failure(const std::string& path, const char* what) {
  return {"vault.io", path + ": " + what + ": " + std::strerror(errno)};
}

IoResult<void> write_at(int file, const std::string& path, std::span<const std::uint8_t> bytes,
                        std::size_t offset) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failure(path, "cannot write");
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    offset += static_cast<std::size_t>(written);
  }
  return {};
}

// As many bytes as there are, up to the span's size.
IoResult<std::size_t> read_at(int file, const std::string& path, std::span<std::uint8_t> bytes,
                              std::size_t offset) {
  std::size_t total = 0;
  while (total < bytes.size()) {
    const ssize_t got = ::pread(file, bytes.data() + total, bytes.size() - total,
                                static_cast<off_t>(offset + total));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(path, "cannot read");
    if (got == 0) break;
    total += static_cast<std::size_t>(got);
  }
  return total;
}

// A new name in a folder is durable only once the folder is synced.
IoResult<void> sync_folder_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return failure(folder, "cannot open");
  const int synced = ::fsync(file);
  ::close(file);
  if (synced != 0) return failure(folder, "cannot sync");
  return {};
}

IoResult<int> create_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  if (errno == EEXIST) return IoError{"vault.exists", path + ": is there already"};
  return failure(path, "cannot create");
}

}  // namespace

KeyFile::KeyFile(KeyFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)), path_(std::move(other.path_)) {}

KeyFile& KeyFile::operator=(KeyFile&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(path_, other.path_);
  return *this;
}

KeyFile::~KeyFile() {
  if (file_ >= 0) ::close(file_);
}

IoResult<KeyFile> KeyFile::create(const std::string& path, const KeyHeaderBytes& header) {
  const auto descriptor = create_private(path);
  if (!descriptor) return descriptor.error();
  KeyFile made;
  made.file_ = *descriptor;
  made.path_ = path;
  if (::flock(made.file_, LOCK_EX | LOCK_NB) != 0) return failure(path, "cannot lock");
  if (auto ok = write_at(made.file_, path, header, 0); !ok) return ok.error();
  if (auto ok = made.sync(); !ok) return ok.error();
  if (auto ok = sync_folder_of(path); !ok) return ok.error();
  return made;
}

IoResult<KeyFile> KeyFile::open(const std::string& path) {
  KeyFile opened;
  opened.path_ = path;
  opened.file_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (opened.file_ < 0) {
    if (errno == ENOENT) return IoError{"vault.key_file_missing", path + ": no such key file"};
    return failure(path, "cannot open");
  }
  struct stat status;
  if (::fstat(opened.file_, &status) != 0) return failure(path, "cannot stat");
  if (!S_ISREG(status.st_mode)) return IoError{"vault.key_file_damaged", path + ": not a file"};
  if ((status.st_mode & 077) != 0) {
    return IoError{"vault.key_file_readable",
                   path + ": others than its owner may use this key file; run: chmod 600 " + path};
  }
  if (static_cast<std::size_t>(status.st_size) > kFileBytesMax) {
    return IoError{"vault.key_file_damaged", path + ": longer than a key file can be"};
  }
  if (::flock(opened.file_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return IoError{"vault.in_use", path + ": open in another process"};
    return failure(path, "cannot lock");
  }
  return opened;
}

IoResult<KeyHeaderBytes> KeyFile::header() const {
  KeyHeaderBytes bytes{};
  const auto got = read_at(file_, path_, bytes, 0);
  if (!got) return got.error();
  if (*got != bytes.size()) return IoError{"vault.key_file_damaged", path_ + ": cut short"};
  return bytes;
}

IoResult<std::vector<KeySlotBytes>> KeyFile::slots() const {
  std::vector<KeySlotBytes> slots;
  for (std::uint32_t slot = 0; slot < kKeySlotsMax; ++slot) {
    KeySlotBytes bytes{};
    const auto got = read_at(file_, path_, bytes, kKeyHeaderBytes + slot * kKeySlotBytes);
    if (!got) return got.error();
    if (*got != bytes.size()) break;
    slots.push_back(bytes);
  }
  return slots;
}

IoResult<void> KeyFile::write(std::uint32_t slot, std::span<const std::uint8_t> bytes) {
  return write_at(file_, path_, bytes, kKeyHeaderBytes + slot * kKeySlotBytes);
}

IoResult<void> KeyFile::sync() {
  if (::fsync(file_) != 0) return failure(path_, "cannot sync");
  return {};
}

IoResult<void> KeyFile::backup(const std::string& path) const {
  std::vector<std::uint8_t> bytes(kFileBytesMax);
  const auto got = read_at(file_, path_, bytes, 0);
  if (!got) return got.error();
  const auto descriptor = create_private(path);
  if (!descriptor) return descriptor.error();
  auto written = write_at(*descriptor, path, std::span(bytes).first(*got), 0);
  sodium_memzero(bytes.data(), bytes.size());  // It holds the root secret.
  if (written && ::fsync(*descriptor) != 0) written = failure(path, "cannot sync");
  ::close(*descriptor);
  if (!written) return written;
  return sync_folder_of(path);
}

}  // namespace firebreak::vault
