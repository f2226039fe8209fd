// Couriers of one round: each hour full tubes leave a site (a quarter of the sites every 15
// minutes) and reach a laboratory half an hour to an hour later, with the mistakes of the way: a
// tube voided, a box that lacks one, which turns up hours later.
#pragma once

#include <vector>

#include "fronts/scenario/laboratories_day.h"
#include "fronts/scenario/lanes.h"

namespace firebreak::scenario {

struct CourierOptions {
  Span ride_minutes{.first = 30, .last = 60};
  double voided = 0;     // Share of tubes found leaking at the site.
  double box_lacks = 0;  // Share of boxes that come without their last tube.
  LaboratoryHours hours{};
  std::uint64_t seed = 0;
};

class Couriers {
 public:
  Couriers(Agenda& agenda, Lanes& lanes, LaboratoriesDay& laboratories,
           const CourierOptions& options)
      : agenda_(agenda), lanes_(lanes), laboratories_(laboratories), options_(options) {}

  void start(Instant last);    // From now on, until then.
  Result<void> collect_all();  // What waits now, open tubes too.

 private:
  struct Box {
    StationId station;
    LaboratoryId laboratory;
    std::string courier;
    std::vector<LaneTube> tubes;
    bool found_later = false;  // What another box lacked: nobody declared it.
  };
  Result<void> collect(std::vector<LaneTube> tubes);
  Result<std::vector<Box>> pack(std::vector<LaneTube> tubes);
  Result<void> deliver(const std::vector<Box>& boxes);

  Agenda& agenda_;
  Lanes& lanes_;
  LaboratoriesDay& laboratories_;
  CourierOptions options_;
  std::uint32_t turn_ = 0;  // Of the quarters of the sites.
};

}  // namespace firebreak::scenario
