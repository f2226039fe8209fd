// A screening round: its area, deadline, pool sizes, and who in it has been sampled.
//
// The marks are bitmaps by the register's positions, so that counting an area is counting
// bits. resulted is within received, received within left, left within sampled: a step that was
// skipped is implied.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/bitmap.h"
#include "base/ids.h"
#include "base/instant.h"
#include "domain/laboratory/person_column.h"
#include "domain/laboratory/tube.h"
#include "domain/registry/state.h"

namespace firebreak::laboratory {

inline constexpr std::size_t kRoundsMax = 10'000;
inline constexpr std::size_t kFlagCount = 8;  // Bits of BindingFlag.

struct PoolRule {
  std::uint8_t pool_size = 0;
  std::uint8_t household_pool = 0;  // 1: one household a tube.
};

struct RoundMarks {  // By position.
  Bitmap sampled;    // In a screening tube that is not voided.
  Bitmap left;       // And that tube has left its station.
  Bitmap received;   // And that tube has reached a laboratory.
  Bitmap resulted;   // And has a result.
  Bitmap exempt;     // Granted an exemption; see exempt_at() for those that end within the round.

  void resize(std::size_t positions);
  void mark(std::uint32_t position, Custody custody);  // As the tube's custody says.
  void unmark(std::uint32_t position);                 // All but exempt.
  void move(registry::Repositioned moved);

  template <class Archive>
  void columns(Archive& archive) {
    archive("sampled", sampled);
    archive("left", left);
    archive("received", received);
    archive("resulted", resulted);
    archive("exempt", exempt);
  }
};

struct Round {
  std::string campaign;
  std::string name;
  std::vector<UnitId> units;  // None under another.
  Instant opens_at;
  Instant deadline;
  Instant closed_at;  // 0 while open.
  RoundPurpose purpose = RoundPurpose::screening;
  std::uint8_t pool_size = 1;
  std::string pack_id;
  std::string pack_version;
  std::map<std::uint32_t, PoolRule> pool_rules;  // By UnitId; the nearest ancestor's applies.
  PersonColumn tube_of;                          // A person's screening tube.
  RoundMarks marks;
  std::vector<std::uint32_t> expiring;              // Exemptions that end before the deadline.
  std::array<std::uint64_t, kFlagCount> flagged{};  // Bindings by BindingFlag bit.

  bool open() const { return closed_at.milliseconds == 0; }
  // Of tubes opened for somebody of this unit.
  PoolRule pool_rule(const registry::UnitTree& tree, UnitId unit) const;
  bool covers(const registry::UnitTree& tree, UnitId unit) const;  // Lies in the round's area.

  template <class Archive>
  void columns(Archive& archive) {
    archive("campaign", campaign);
    archive("name", name);
    archive("units", units);
    archive("opens_at", opens_at);
    archive("deadline", deadline);
    archive("closed_at", closed_at);
    archive("purpose", purpose);
    archive("pool_size", pool_size);
    archive("pack_id", pack_id);
    archive("pack_version", pack_version);
    archive("pool_rules", pool_rules);
    archive("tube_of", tube_of);
    archive("marks", marks);
    archive("expiring", expiring);
    archive("flagged", flagged);
  }
};

}  // namespace firebreak::laboratory
