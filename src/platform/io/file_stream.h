// Archives' bytes to and from files, buffered; and small files whole.
//
// A ByteSink cannot answer an error, so FileSink remembers the first one, drops what follows, and
// tells it in finish(): a file is good only when finish() said so.
#pragma once

#include <optional>

#include "base/archive.h"
#include "platform/io/files.h"

namespace firebreak::io {

class FileSink : public ByteSink {
 public:
  explicit FileSink(std::unique_ptr<FileWriter> file);
  void write(std::span<const std::byte> bytes) override;
  IoResult<void> finish();  // Writes what is buffered and syncs. Once.

 private:
  void flush();

  std::unique_ptr<FileWriter> file_;
  std::vector<std::byte> buffer_;
  std::optional<IoError> error_;
};

class FileSource : public ByteSource {
 public:
  explicit FileSource(std::unique_ptr<FileReader> file);
  bool read(std::span<std::byte> bytes) override;
  std::uint64_t remaining() const override { return file_->size() - position_; }
  const std::optional<IoError>& error() const { return error_; }  // Why a read answered false.

 private:
  std::unique_ptr<FileReader> file_;
  std::vector<std::byte> buffer_;
  std::uint64_t buffer_start_ = 0;
  std::uint64_t position_ = 0;
  std::optional<IoError> error_;
};

// Under a temporary name, synced, then renamed into place: the old file or the new one, never half.
IoResult<void> write_whole(Files& files, const std::string& path, std::span<const std::byte> bytes,
                           Access access = Access::everybody);

// Refuses io.too_large beyond `bytes_max`.
IoResult<std::vector<std::byte>> read_whole(const Files& files, const std::string& path,
                                            std::uint64_t bytes_max);

}  // namespace firebreak::io
