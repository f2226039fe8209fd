// Decides results: of tubes by nucleic acid, of people by antigen.
#pragma once

#include "domain/laboratory/decide.h"

namespace firebreak::laboratory {

Result<Decision> decide_result(const View& view, const ReportResult& row);
Result<Decision> decide_results(const View& view, const ReportResults& request);
Result<Decision> decide_antigen(const View& view, const ReportAntigen& request,
                                const RequestContext& context);

}  // namespace firebreak::laboratory
