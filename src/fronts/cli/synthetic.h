// Making the synthetic city and loading it, with progress: for `generate` and `demo`.
#pragma once

#include "analysis/synthesis/city.h"
#include "engine/service/service.h"
#include "fronts/cli/progress_line.h"
#include "fronts/scenario/city_load.h"

namespace firebreak::cli {

// From data/wuxi of the program's share.
IoResult<synthesis::City> make_city(const synthesis::CityOptions& options);

// Units, people, places, names and `days` days of stays, into the empty register.
Result<scenario::CityLoad> load_synthetic(const synthesis::City& city, service::Service& service,
                                          vault::Vault* vault, int days, ProgressLine& line);

}  // namespace firebreak::cli
