#include "platform/tables/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace firebreak::tables {
namespace {

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}

  Result<std::size_t> read(std::span<char> out) override {
    const std::size_t taken = std::min(out.size(), bytes_.size() - position_);
    std::copy_n(bytes_.data() + position_, taken, out.data());
    position_ += taken;
    return taken;
  }
  Result<void> rewind() override {
    position_ = 0;
    return {};
  }
  std::uint64_t size() const override { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t position_ = 0;
};

Refusal unreadable(const std::string& path, std::string_view reason) {
  return Refusal{"table.unreadable", "file", {{"path", path}, {"reason", std::string(reason)}}};
}

class FileSource final : public ByteSource {
 public:
  FileSource(std::string path, int descriptor, std::uint64_t size)
      : path_(std::move(path)), descriptor_(descriptor), size_(size) {}
  ~FileSource() override { ::close(descriptor_); }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  Result<std::size_t> read(std::span<char> out) override {
    for (;;) {
      const ssize_t taken = ::read(descriptor_, out.data(), out.size());
      if (taken >= 0) return static_cast<std::size_t>(taken);
      if (errno != EINTR) return unreadable(path_, std::strerror(errno));
    }
  }
  Result<void> rewind() override {
    if (::lseek(descriptor_, 0, SEEK_SET) != 0) return unreadable(path_, std::strerror(errno));
    return {};
  }
  std::uint64_t size() const override { return size_; }

 private:
  std::string path_;
  int descriptor_;
  std::uint64_t size_;
};

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable(path, std::strerror(errno));
  struct stat status{};
  const bool known = ::fstat(descriptor, &status) == 0;
  if (!known || !S_ISREG(status.st_mode)) {
    ::close(descriptor);
    return unreadable(path, "not a regular file");
  }
  return std::make_unique<FileSource>(path, descriptor, static_cast<std::uint64_t>(status.st_size));
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open_source(const TableInput& input) {
  if (const auto* file = std::get_if<FilePath>(&input)) return open_file(file->path);
  return std::make_unique<MemorySource>(std::get<std::string_view>(input));
}

Result<std::string> first_bytes(ByteSource& source, std::size_t bytes_max) {
  std::string bytes(bytes_max, '\0');
  std::size_t filled = 0;
  while (filled < bytes_max) {
    const auto taken = source.read(std::span(bytes).subspan(filled));
    if (!taken) return taken.error();
    if (*taken == 0) break;
    filled += *taken;
  }
  bytes.resize(filled);
  if (auto back = source.rewind(); !back) return back.error();
  return bytes;
}

}  // namespace firebreak::tables
