// Decides what is asked of the register; changes nothing.
//
// Refuses: registry.too_many_rows, registry.moved_on (ids taken meanwhile), unit.unknown,
// unit.level_order, unit.name, unit.code_taken, place.unknown, person.unknown, person.registered,
// person.birth_day, scope.outside, import.unbalanced.
#pragma once

#include <vector>

#include "base/fact_header.h"
#include "base/result.h"
#include "domain/registry/facts.pb.h"
#include "domain/registry/requests.h"

namespace firebreak::registry {

Result<std::vector<Fact>> decide(const State& state, const Request& request,
                                 const RequestContext& context);

// Whether the overflow has grown so large that the register should be renumbered.
bool renumbering_due(const State& state);

}  // namespace firebreak::registry
