// Decides what is asked about duties; changes nothing.
//
// Refuses, in this order: pack.none, duty.kind_not_kept, unit.unknown, duty.already_open;
// duty.unknown, scope.outside, duty.ended, duty.evidence.
#pragma once

#include <optional>
#include <vector>

#include "base/fact_header.h"
#include "base/result.h"
#include "domain/duties/facts.pb.h"
#include "domain/duties/requests.h"
#include "domain/duties/state.h"
#include "domain/registry/state.h"

namespace firebreak::duties {

struct View {
  const State& duties;
  const registry::State& registry;
  const policy::Pack* pack;  // The one in force; null before any was adopted.
};

Result<std::vector<Fact>> decide(const View& view, const Request& request,
                                 const RequestContext& context);

// The fact of a duty that arises at `arises_at` with id `duty`, its clock from the pack. Absent
// when the pack keeps no clock of that kind.
std::optional<Fact> open_duty(const policy::Pack& pack, DutyId duty, const OpenDuty& request,
                              Instant arises_at);

}  // namespace firebreak::duties
