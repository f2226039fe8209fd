// Results as laboratories export them: a table (CSV) read into the JSON body of the same request.
//
// Columns by name, in Chinese or English: laboratory, tube, outcome, method, and one for each gene
// target, whose cells are cycle thresholds; an empty cell or 0 is not detected. Refuses what the
// table reader refuses, and result.column when laboratory, tube or outcome is not there. One bad
// row refuses the table, by line: nothing of it is recorded.
#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "base/result.h"

namespace firebreak::api {

// `text` must outlive the call only.
Result<boost::json::object> results_from_table(std::string_view text);

}  // namespace firebreak::api
