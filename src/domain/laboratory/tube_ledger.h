// The account of tubes: at every hop, what came in is what went out and what is inside.
//
//   opened      = handed over + at the station     + voided there
//   handed over = received    + with couriers      + voided there
//   received    = resulted    + in the laboratory  + voided there
//
// One account a round, a station and a laboratory, kept with each step of a tube. A tube that skips
// a hop (a receipt without a hand-over) passes the hops between in the same step.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "domain/laboratory/tube.h"

namespace firebreak::laboratory {

struct TubeAccount {
  std::array<std::uint64_t, kCustodyCount> inside{};  // By Custody.
  std::uint64_t opened = 0;
  std::uint64_t handed_over = 0;
  std::uint64_t received = 0;
  std::uint64_t resulted = 0;
  std::array<std::uint64_t, 3> voided_from{};  // By the Custody that it was in.

  std::uint64_t in(Custody custody) const { return inside[static_cast<std::size_t>(custody)]; }
  void open();
  void move(Custody from, Custody to);  // Forward only; `voided` from the first three.
  bool balanced() const;
  friend bool operator==(const TubeAccount&, const TubeAccount&) = default;
};

struct LaboratoryAccount {  // received = in_laboratory + resulted + voided + forwarded.
  std::uint64_t received = 0;
  std::uint64_t in_laboratory = 0;
  std::uint64_t resulted = 0;
  std::uint64_t voided = 0;
  std::uint64_t forwarded = 0;  // Turned up in another laboratory.

  bool balanced() const { return received == in_laboratory + resulted + voided + forwarded; }
  friend bool operator==(const LaboratoryAccount&, const LaboratoryAccount&) = default;
};

class TubeLedger {
 public:
  void add_round() { rounds_.emplace_back(); }
  void add_station() { stations_.emplace_back(); }
  void add_laboratory() { laboratories_.emplace_back(); }

  const TubeAccount& round(RoundId round) const { return rounds_[round.value]; }
  const TubeAccount& station(StationId station) const { return stations_[station.value]; }
  const LaboratoryAccount& laboratory(LaboratoryId id) const { return laboratories_[id.value]; }

  void open(RoundId round, StationId station);  // Station may be none, until claimed.
  // A tube that was opened without a station is this one's; not of voided ones.
  void claim(StationId station, Custody now);
  void move(RoundId round, StationId station, Custody from, Custody to);
  void arrive(LaboratoryId laboratory);
  void forward(LaboratoryId from, LaboratoryId to);
  void leave(LaboratoryId laboratory, Custody to);  // Resulted or voided there.

  bool balanced() const;  // Every account, and the rounds' totals against the laboratories'.

  template <class Archive>
  void columns(Archive& archive) {
    archive("rounds", rounds_);
    archive("stations", stations_);
    archive("laboratories", laboratories_);
  }

 private:
  std::vector<TubeAccount> rounds_;
  std::vector<TubeAccount> stations_;
  std::vector<LaboratoryAccount> laboratories_;
};

}  // namespace firebreak::laboratory
