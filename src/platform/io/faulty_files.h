// Files that fail on purpose, by a seed: refused writes, torn writes, a disk of a given size.
//
// Wraps any Files. A torn write leaves a prefix of its bytes and answers an error, as a full or
// dying disk does. The same seed and the same calls fail at the same places.
#pragma once

#include <limits>

#include "base/random.h"
#include "platform/io/files.h"

namespace firebreak::io {

struct FaultPlan {
  std::uint64_t seed = 0;
  double failure_chance = 0;  // Of each append, sync, create, rename and remove.
  double torn_chance = 0;     // Of each append: a prefix is written, then io.failed.
  std::uint64_t space_bytes = std::numeric_limits<std::uint64_t>::max();  // Then io.disk_full.
};

class FaultyFiles : public Files {
 public:
  FaultyFiles(Files& inner, FaultPlan plan) : inner_(inner), plan_(plan), random_(plan.seed) {}

  IoResult<std::unique_ptr<FileWriter>> create(const std::string& path,
                                               Access access = Access::everybody) override;
  IoResult<std::unique_ptr<FileReader>> open(const std::string& path) const override;
  IoResult<void> rename(const std::string& from, const std::string& to) override;
  IoResult<void> remove(const std::string& path) override;
  IoResult<void> make_directory(const std::string& path) override;
  IoResult<std::vector<std::string>> list(const std::string& directory) const override;
  IoResult<std::uint64_t> size(const std::string& path) const override;
  IoResult<std::uint64_t> free_space(const std::string& directory) const override;

  // For the writers that it hands out.
  IoResult<void> append(FileWriter& file, std::span<const std::byte> bytes);
  IoResult<void> sync(FileWriter& file);

 private:
  bool fails() { return plan_.failure_chance > 0 && random_.chance(plan_.failure_chance); }

  Files& inner_;
  FaultPlan plan_;
  Random random_;
  std::uint64_t written_bytes_ = 0;
};

}  // namespace firebreak::io
