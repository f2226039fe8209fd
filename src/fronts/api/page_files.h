// The page's files from a directory, with the headers that keep it to itself.
//
// Paths that are no file get index.html (the page has its own addresses); nothing outside the
// directory is ever read.
#pragma once

#include <string>

#include "fronts/api/call.h"

namespace firebreak::api {

Reply page_file(const std::string& directory, const std::string& path);

}  // namespace firebreak::api
