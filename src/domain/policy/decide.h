// Whether a request to the policy room becomes a fact.
#pragma once

#include <vector>

#include "base/fact_header.h"
#include "base/result.h"
#include "domain/policy/facts.pb.h"
#include "domain/policy/requests.h"
#include "domain/policy/state.h"

namespace firebreak::policy {

// In this order: what read_pack refuses; `pack.already_adopted` for the current pack again (an
// earlier one may come back); `pack.version_taken` for another text under an id and version that
// decisions have already recorded; `pack.too_many`.
Result<std::vector<Fact>> decide(const State& state, const AdoptPack& request,
                                 const RequestContext& context);

}  // namespace firebreak::policy
