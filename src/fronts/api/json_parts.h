// The parts that many answers share, written as the contract has them (schemas UnitRef, Path, Text,
// Point, PersonRef, RoundRef, Figures); and cursors, which name their list so that one of another
// list is refused (cursor.unknown).
#pragma once

#include <optional>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "domain/policy/pack.h"
#include "engine/core/state.h"
#include "engine/queries/round_figures.h"
#include "fronts/api/parameters.h"

namespace firebreak::api {

boost::json::object unit_ref(const registry::UnitTree& units, UnitId unit);
boost::json::array path_json(const registry::UnitTree& units, UnitId unit);  // City first.
boost::json::object text_json(const policy::Text& text);
boost::json::value point_json(registry::GeoPoint point);  // Null where it is not known.
boost::json::array coordinates_json(registry::GeoPoint point);
boost::json::object point_geometry(registry::GeoPoint point);
boost::json::value time_json(std::optional<Instant> instant);  // Null where absent.
// Adds person, sex and age_years.
void put_person(boost::json::object& object, const core::State& state, PersonId person,
                Instant now);
boost::json::object round_ref(const laboratory::State& laboratory, RoundId round);
boost::json::object figures_json(const queries::Figures& figures);
boost::json::value unit_or_none(UnitId unit);  // Its id, or null.

// The number in a cursor of the list that this letter stands for; absent on the first page.
Result<std::optional<std::uint64_t>> read_cursor(const Parameters& parameters, char list);
boost::json::value write_cursor(char list, std::optional<std::uint64_t> number);

// A unit of the query: the one named, else the fallback. Refuses unit.unknown.
Result<UnitId> unit_or(const core::State& state, const Parameters& parameters,
                       std::string_view name, UnitId otherwise);
// Refuses round.unknown.
Result<RoundId> round_in(const core::State& state, const Parameters& parameters,
                         std::string_view name);

}  // namespace firebreak::api
