#include "platform/io/file_stream.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace firebreak::io {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 18;

}  // namespace

FileSink::FileSink(std::unique_ptr<FileWriter> file) : file_(std::move(file)) {
  buffer_.reserve(kBufferBytes);
}

void FileSink::write(std::span<const std::byte> bytes) {
  if (error_) return;
  if (buffer_.size() + bytes.size() > kBufferBytes) flush();
  if (bytes.size() < kBufferBytes) {
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  } else if (!error_) {
    const IoResult<void> written = file_->append(bytes);
    if (!written) error_ = written.error();
  }
}

void FileSink::flush() {
  if (error_ || buffer_.empty()) return;
  const IoResult<void> written = file_->append(buffer_);
  if (!written) error_ = written.error();
  buffer_.clear();
}

IoResult<void> FileSink::finish() {
  flush();
  if (error_) return *error_;
  return file_->sync();
}

FileSource::FileSource(std::unique_ptr<FileReader> file) : file_(std::move(file)) {}

bool FileSource::read(std::span<std::byte> bytes) {
  if (error_ || bytes.size() > remaining()) return false;
  while (!bytes.empty()) {
    const std::uint64_t buffer_end = buffer_start_ + buffer_.size();
    if (position_ >= buffer_end) {
      buffer_.resize(std::min<std::uint64_t>(kBufferBytes, remaining()));
      buffer_start_ = position_;
      const IoResult<std::size_t> got = file_->read_at(position_, buffer_);
      if (!got || *got != buffer_.size()) {
        error_ =
            got ? IoError{"io.failed", "the file became shorter while it was read"} : got.error();
        return false;
      }
      continue;
    }
    const std::size_t count = std::min<std::uint64_t>(bytes.size(), buffer_end - position_);
    std::memcpy(bytes.data(), buffer_.data() + (position_ - buffer_start_), count);
    bytes = bytes.subspan(count);
    position_ += count;
  }
  return true;
}

IoResult<void> write_whole(Files& files, const std::string& path, std::span<const std::byte> bytes,
                           Access access) {
  const std::string temporary = path + ".partial";
  auto file = files.create(temporary, access);
  if (!file) return file.error();
  IoResult<void> done = (*file)->append(bytes);
  if (done) done = (*file)->sync();
  file->reset();
  if (done) done = files.rename(temporary, path);
  if (!done) static_cast<void>(files.remove(temporary));  // The first error is the one that tells.
  return done;
}

IoResult<std::vector<std::byte>> read_whole(const Files& files, const std::string& path,
                                            std::uint64_t bytes_max) {
  auto file = files.open(path);
  if (!file) return file.error();
  if ((*file)->size() > bytes_max) {
    return IoError{"io.too_large", fmt::format("{} has {} bytes; at most {} are read", path,
                                               (*file)->size(), bytes_max)};
  }
  std::vector<std::byte> bytes((*file)->size());
  const IoResult<std::size_t> got = (*file)->read_at(0, bytes);
  if (!got) return got.error();
  bytes.resize(*got);
  return bytes;
}

}  // namespace firebreak::io
