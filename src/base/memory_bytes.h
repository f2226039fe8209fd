// Sinks and sources of archives over memory, for tests and for copies.
#pragma once

#include <span>
#include <vector>

#include "base/archive.h"

namespace firebreak {

class MemorySink : public ByteSink {
 public:
  void write(std::span<const std::byte> bytes) override {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  const std::vector<std::byte>& bytes() const { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::span<const std::byte> bytes) : bytes_(bytes) {}
  bool read(std::span<std::byte> bytes) override;
  std::uint64_t remaining() const override { return bytes_.size(); }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace firebreak
