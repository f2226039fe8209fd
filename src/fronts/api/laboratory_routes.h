// The laboratory's routes, by what they are about; add_laboratory_routes() adds them all.
#pragma once

#include "fronts/api/router.h"

namespace firebreak::api {

void add_round_routes(Router& router);     // Rounds, reconciliation, the missing.
void add_tube_routes(Router& router);      // Tubes, their way, their account; sites, laboratories.
void add_specimen_routes(Router& router);  // Bindings, hand-overs, receipts.
void add_result_routes(Router& router);    // Results of tubes and people, exemptions, voiding.

// A tube that appeared or vanished between two hops (schema LedgerException).
boost::json::object exception_json(const core::State& state, TubeId tube, std::string_view kind,
                                   Instant since);

}  // namespace firebreak::api
