// A refusal as application/problem+json, with its status, in both languages.
#pragma once

#include <boost/json/object.hpp>

#include "base/result.h"
#include "fronts/api/call.h"

namespace firebreak::api {

Reply problem(const Refusal& refusal);
Reply problem(const IoError& error);  // 500, or 507 when the disk is full.
boost::json::object refused_item(std::size_t index, const Refusal& refusal);
int status_of(const std::string& code);

}  // namespace firebreak::api
