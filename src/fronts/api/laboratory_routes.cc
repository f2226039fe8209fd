#include "fronts/api/laboratory_routes.h"

#include <boost/json.hpp>

namespace firebreak::api {

boost::json::object exception_json(const core::State& state, TubeId tube, std::string_view kind,
                                   Instant since) {
  const auto duty = state.duties.find_open(policy::DutyKind::mend_exception,
                                           {.kind = duties::SubjectKind::tube, .id = tube.value});
  boost::json::object exception{{"tube", state.laboratory.tubes().code(tube)},
                                {"kind", kind},
                                {"since", to_text(since)},
                                {"duty", nullptr}};
  if (duty) exception["duty"] = duty->value;
  return exception;
}

void add_laboratory_routes(Router& router) {
  add_round_routes(router);
  add_tube_routes(router);
  add_specimen_routes(router);
  add_result_routes(router);
}

}  // namespace firebreak::api
