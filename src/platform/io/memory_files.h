// Files in memory that can forget what was not synced, as a machine does when its power fails.
//
// Keeps the contract of files.h exactly: nothing more survives crash() than is promised there.
// Directories need not be made. One thread at a time.
#pragma once

#include <map>

#include "platform/io/files.h"

namespace firebreak::io {

class MemoryFiles : public Files {
 public:
  IoResult<std::unique_ptr<FileWriter>> create(const std::string& path,
                                               Access access = Access::everybody) override;
  IoResult<std::unique_ptr<FileReader>> open(const std::string& path) const override;
  IoResult<void> rename(const std::string& from, const std::string& to) override;
  IoResult<void> remove(const std::string& path) override;
  IoResult<void> make_directory(const std::string& path) override;
  IoResult<std::vector<std::string>> list(const std::string& directory) const override;
  IoResult<std::uint64_t> size(const std::string& path) const override;
  IoResult<std::uint64_t> free_space(const std::string& directory) const override;

  // Drops all bytes that were not synced; a file that never was is gone.
  void crash();

  // The bytes as they are now, for tests that look at or damage them; null where no such file is.
  std::vector<std::byte>* bytes(const std::string& path);
  void set_free_space(std::uint64_t bytes) { free_space_bytes_ = bytes; }

  struct Node {
    std::vector<std::byte> bytes;
    std::vector<std::byte> synced;
    bool ever_synced = false;
  };

 private:
  std::map<std::string, std::shared_ptr<Node>> nodes_;
  std::uint64_t free_space_bytes_ = std::uint64_t{1} << 40;
};

}  // namespace firebreak::io
