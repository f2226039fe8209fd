// The packs that were adopted, in order: the last one is current, and none is ever forgotten.
//
// A pack's number is its place in that order; a decision records it, and by_number finds the same
// pack again at any replay. The text is in the fact, so no file is needed. A copy of the State
// shares the packs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/archive.h"
#include "base/fact_header.h"
#include "domain/policy/pack.h"

namespace firebreak::policy {

class Fact;

inline constexpr std::size_t kAdoptionsMax = 4096;

struct Adoption {
  std::string id;
  std::string version;
  std::string toml;
  Instant adopted_at;
  ActorId actor;
  std::shared_ptr<const Pack> pack{};  // Read from `toml`; null only where a snapshot is torn.

  // Reads `toml`; null if it is not a pack.
  static std::shared_ptr<const Pack> read(const std::string& toml);

  template <class Archive>
  void columns(Archive& archive) {
    archive("id", id);
    archive("version", version);
    archive("toml", toml);
    archive("adopted_at", adopted_at);
    archive("actor", actor);
    if constexpr (Archive::kLoading) pack = read(toml);
  }
};

class State {
 public:
  void apply(const Fact& fact, const FactHeader& header);

  const Pack* current() const;                        // Null until a first pack is adopted.
  const Pack* by_number(std::uint32_t number) const;  // Null beyond the last.
  std::uint32_t count() const { return static_cast<std::uint32_t>(adoptions_.size()); }
  const Adoption& adoption(std::uint32_t number) const { return *adoptions_[number]; }

  template <class Archive>
  void columns(Archive& archive) {
    archive("adoptions", adoptions_);
    if constexpr (Archive::kLoading) {
      if (!readable()) archive.fail();
    }
  }

 private:
  bool readable() const;  // Every adoption holds a pack.

  std::vector<std::shared_ptr<const Adoption>> adoptions_;
};

}  // namespace firebreak::policy
