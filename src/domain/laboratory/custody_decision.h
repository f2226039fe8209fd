// Decides the way of tubes: hand-over to a courier, receipt in a laboratory, voiding.
#pragma once

#include "domain/laboratory/decide.h"

namespace firebreak::laboratory {

Result<Decision> decide_hand_over(const View& view, const HandOverTubes& request,
                                  const RequestContext& context);
Result<Decision> decide_receipt(const View& view, const ReceiveTubes& request,
                                const RequestContext& context);
Result<Decision> decide_voiding(const View& view, const VoidTube& request,
                                const RequestContext& context);

}  // namespace firebreak::laboratory
