// Who need not be sampled, why, and until when. Exemptions are only ever added; they end by
// themselves, and the one that lasts longest counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/string_pool.h"
#include "domain/laboratory/person_column.h"

namespace firebreak::laboratory {

struct Exemption {
  PersonId person;
  RoundId round;           // None: all rounds.
  std::uint32_t reason;    // Of reasons().
  std::uint32_t previous;  // The same person's one before; kNone at the end.
  Instant expires_at;
};

class Exemptions {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  const std::vector<Exemption>& all() const { return rows_; }
  std::string_view reason(const Exemption& row) const { return reasons_[row.reason]; }
  // The one for this round, or for all, that lasts longest; none if there never was one.
  const Exemption* lasting(PersonId person, RoundId round) const;

  std::uint32_t add(PersonId person, RoundId round, std::string_view reason, Instant expires_at);

  template <class Archive>
  void columns(Archive& archive) {
    archive("rows", rows_);
    archive("latest", latest_);
    archive("reasons", reasons_);
  }

 private:
  std::vector<Exemption> rows_;
  PersonColumn latest_;
  StringPool reasons_;  // Each once: a pack has a dozen.
};

}  // namespace firebreak::laboratory
