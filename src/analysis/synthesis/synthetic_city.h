// Makes the synthetic city: the same sources and options, the same columns, on any machine.
//
// A pure function of its arguments: no files, no clock, no threads. Refuses bad sources
// (`synthesis.bad_source`, see atlas.h) and sizes out of range (`synthesis.people_out_of_range`,
// `synthesis.days_out_of_range`).
#pragma once

#include "analysis/synthesis/atlas.h"
#include "analysis/synthesis/city.h"
#include "base/result.h"

namespace firebreak::synthesis {

Result<City> make_synthetic_city(const CitySources& sources, const CityOptions& options);

}  // namespace firebreak::synthesis
