// Decides what is asked of quarantine; changes nothing.
//
// Refuses, in this order: person.unknown, unit.unknown, scope.outside, person.not_held,
// hold.reason. Holding a person who is held already gives no fact: the first reason stands.
#pragma once

#include <vector>

#include "base/fact_header.h"
#include "base/result.h"
#include "domain/quarantine/facts.pb.h"
#include "domain/quarantine/requests.h"
#include "domain/quarantine/state.h"
#include "domain/registry/state.h"

namespace firebreak::quarantine {

struct View {
  const State& quarantine;
  const registry::State& registry;
};

Result<std::vector<Fact>> decide(const View& view, const Request& request,
                                 const RequestContext& context);

}  // namespace firebreak::quarantine
