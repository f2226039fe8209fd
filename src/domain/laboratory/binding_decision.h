// Decides bindings of people to tubes, and their undoing.
#pragma once

#include "domain/laboratory/decide.h"

namespace firebreak::laboratory {

Result<Decision> decide_binding(const View& view, const BindSpecimen& row,
                                const RequestContext& context);
Result<Decision> decide_bindings(const View& view, const BindSpecimens& request,
                                 const RequestContext& context);
Result<Decision> decide_undoing(const View& view, const UndoBinding& request,
                                const RequestContext& context);

}  // namespace firebreak::laboratory
