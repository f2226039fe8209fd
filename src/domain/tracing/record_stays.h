// Turns told or scanned stays into facts: one for each local day, long stays cut into pieces.
//
// Rows are refused one by one, each with its reason, and the others are taken; accepted and refused
// rows add up to those given. A stay that is already recorded, to the second, is refused as a
// duplicate, so a file that is uploaded twice does no harm.
#pragma once

#include "domain/tracing/decide.h"

namespace firebreak::tracing {

inline constexpr int kStayDaysMax = 14;  // Nobody is in one place for longer: an error.
// Clocks of devices differ; a visit that has begun may be given its expected end.
inline constexpr int kStayFutureMinutesMax = 5;

Result<Decision> decide_stays(const View& view, const RecordStays& request,
                              const RequestContext& context);

}  // namespace firebreak::tracing
