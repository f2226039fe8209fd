// Files as snapshots, key files and exports need them: written once, synced, renamed into place.
//
// Contract of durability: the bytes of a file survive a crash once sync() has answered; a name
// made by rename() and the absence made by remove() once those calls have answered. Nothing else
// is promised. Refusals are IoErrors: io.not_found, io.exists, io.disk_full, io.not_permitted,
// io.failed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace firebreak::io {

class FileWriter {
 public:
  virtual ~FileWriter() = default;  // Closes; what was not synced may be lost.
  virtual IoResult<void> append(std::span<const std::byte> bytes) = 0;
  virtual IoResult<void> sync() = 0;
};

class FileReader {
 public:
  virtual ~FileReader() = default;
  // Bytes read: fewer than asked for only at the end of the file.
  virtual IoResult<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> bytes) const = 0;
  virtual std::uint64_t size() const = 0;  // When it was opened.
};

enum class Access : std::uint8_t {
  everybody,   // As the umask says.
  owner_only,  // Mode 0600: key files.
};

class Files {
 public:
  virtual ~Files() = default;
  // An existing file of the name is emptied.
  virtual IoResult<std::unique_ptr<FileWriter>> create(const std::string& path,
                                                       Access access = Access::everybody) = 0;
  virtual IoResult<std::unique_ptr<FileReader>> open(const std::string& path) const = 0;
  // Replaces `to` in one step, and syncs the directory.
  virtual IoResult<void> rename(const std::string& from, const std::string& to) = 0;
  virtual IoResult<void> remove(const std::string& path) = 0;
  virtual IoResult<void> make_directory(const std::string& path) = 0;  // With its parents.
  virtual IoResult<std::vector<std::string>> list(
      const std::string& directory) const = 0;  // Sorted.
  virtual IoResult<std::uint64_t> size(const std::string& path) const = 0;
  virtual IoResult<std::uint64_t> free_space(const std::string& directory) const = 0;
};

std::string directory_of(const std::string& path);  // "." where the path names none.

}  // namespace firebreak::io
