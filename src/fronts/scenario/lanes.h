// The lanes of one round: who has come is bound to a tube, slot by slot, with the mistakes that
// lanes make: a binding undone, an upload sent twice, one sent hours late.
//
// Who is sampled already or held where they are is not in the queue. Who lives where the round asks
// for household tubes is visited at the door, a household a tube. A full tube, or one that has been
// open for long, waits for the courier.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/random.h"
#include "fronts/scenario/arrivals.h"

namespace firebreak::scenario {

struct LaneMistakes {  // Shares.
  double undone = 0;   // Of bindings.
  double twice = 0;    // Of uploads.
  double late = 0;     // Same.
};

struct LaneTube {
  std::string code;
  StationId station;
  bool positive = false;  // The truth.
};

struct LaneOptions {
  RoundId round;
  std::string prefix;  // Of tube codes.
  LaneMistakes mistakes{};
  std::uint64_t seed = 0;
};

class Lanes {
 public:
  Lanes(Agenda& agenda, const Cast& cast, const CollectionSites& sites, const LaneOptions& options)
      : agenda_(agenda), cast_(cast), sites_(sites), options_(options) {}

  RoundId round() const { return options_.round; }
  // Serves the slot that ends now.
  Result<void> serve(std::size_t slot, std::span<const Arrival> arrivals);
  // These people, in this order, in one tube of their own.
  Result<LaneTube> fill(StationId station, const std::vector<PersonId>& people);

  // Full tubes, and those that were open since before `open_before`, of the stations whose turn it
  // is (number modulo `turns`); by station.
  std::vector<LaneTube> take(Instant open_before, std::uint32_t turn, std::uint32_t turns);

  const std::map<std::string, std::uint64_t>& refusals() const { return refusals_; }
  std::uint64_t undone() const { return undone_; }      // Bindings.
  std::uint64_t repeated() const { return repeated_; }  // Uploads that came twice.

 private:
  struct OpenTube {
    LaneTube tube;
    std::uint8_t capacity = 0;
    std::uint8_t count = 0;
    Instant opened_at;
  };
  struct Lane {
    OpenTube open;
    std::uint32_t serial = 0;
    std::vector<LaneTube> waiting;
  };
  struct Comer {
    PersonId person;
    StationId station;
    UnitId household;
    std::uint8_t capacity = 0;  // Of a tube for this person; 0: not to be sampled here and now.
    bool at_door = false;
  };
  struct Undone {
    Comer comer;
    std::string tube_code;
  };
  Result<void> register_strangers(std::vector<Arrival>& arrivals) const;
  std::vector<Comer> sift(const std::vector<Arrival>& arrivals) const;
  void add_due_doors(std::vector<Arrival>& arrivals);
  void postpone_to_door(const Comer& comer);
  LaneTube& tube_for(Lane& lane, const Comer& comer);
  Result<void> upload(std::size_t slot, std::span<const Comer> comers);
  core::Envelope bind(std::size_t slot, std::span<const Comer> comers, Random& random,
                      std::vector<Undone>& undone);
  Result<void> undo(const std::vector<Undone>& undone);
  Result<void> note(const std::vector<service::Answer>& answers);
  std::string next_code(Lane& lane, StationId station);
  void close(Lane& lane);

  Agenda& agenda_;
  const Cast& cast_;
  const CollectionSites& sites_;
  LaneOptions options_;
  std::map<StationId, Lane> lanes_;
  std::vector<Arrival> again_;                     // To be served in the next slot.
  std::map<UnitId, Instant> door_due_;             // Households to be visited.
  std::vector<Arrival> at_doors_;                  // Who waits at home.
  std::map<std::string, std::uint64_t> refusals_;  // Rows refused, by code.
  std::uint64_t undone_ = 0;
  std::uint64_t repeated_ = 0;
};

}  // namespace firebreak::scenario
