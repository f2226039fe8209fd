// The laboratories of a story: what waits on each bench, and what each reports when.
//
// First in, first out; a tube is reported when its run is over and the laboratory's tubes a day
// allow it. What comes out is the truth about the people in the tube. A single re-test does not
// wait in the queue.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "fronts/scenario/lanes.h"

namespace firebreak::scenario {

struct LaboratoryHours {  // From receipt to result, without waiting for the bench.
  double least = 4;
  double most = 6;
};

class LaboratoriesDay {
 public:
  LaboratoriesDay(Agenda& agenda, std::uint64_t seed) : agenda_(agenda), seed_(seed) {}

  // So many laboratories that report `tubes_per_day` tubes together, until `last`.
  Result<void> open(std::uint32_t count, double tubes_per_day, Instant last);
  bool is_open() const { return !benches_.empty(); }
  LaboratoryId nearest(StationId station) const;

  void take(LaboratoryId laboratory, const LaneTube& tube, LaboratoryHours hours);
  // The result of a tube that waits on some bench, now; false when none has it.
  Result<bool> report_now(const std::string& code);
  Result<void> report(LaboratoryId laboratory, const std::vector<LaneTube>& tubes) const;

 private:
  struct Waiting {
    LaneTube tube;
    Instant ready_at;
  };
  struct Bench {
    LaboratoryId laboratory;
    double tubes_per_tick = 0;
    double allowed = 0;  // Of tubes_per_tick, not used so far.
    std::deque<Waiting> queue;
  };
  void tick(Instant last);
  Result<void> report_ready(Bench& bench);

  Agenda& agenda_;
  std::uint64_t seed_;
  std::vector<Bench> benches_;
};

}  // namespace firebreak::scenario
