// Decides what is asked of zoning; changes nothing.
//
// Refuses, in this order: pack.none, zone.unknown, zone.name, zone.level, zone.units,
// unit.unknown, scope.outside, zone.reason, zone.adopted_by, zone.second_person (sealing homes
// needs two different people), zone.lifted, zone.same_level.
#pragma once

#include <vector>

#include "base/fact_header.h"
#include "base/result.h"
#include "domain/registry/state.h"
#include "domain/zoning/facts.pb.h"
#include "domain/zoning/requests.h"
#include "domain/zoning/state.h"

namespace firebreak::zoning {

struct View {
  const State& zoning;
  const registry::State& registry;
  const policy::Pack* pack;  // The one in force; null before any was adopted.
};

Result<std::vector<Fact>> decide(const View& view, const Request& request,
                                 const RequestContext& context);

}  // namespace firebreak::zoning
