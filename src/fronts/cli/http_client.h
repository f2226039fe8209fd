// One call of the API to a Firebreak server on this machine.
#pragma once

#include <string>

#include "base/result.h"
#include "fronts/api/call.h"

namespace firebreak::cli {

// `url` as the server printed it: http://127.0.0.1:8080/. Refuses server.url, server.unreachable.
IoResult<api::Reply> ask_over_http(const std::string& url, const api::Call& call);

}  // namespace firebreak::cli
