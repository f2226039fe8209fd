// Stays that an investigator was told of: where people of the cast were together, or where somebody
// was at the same time as another.
//
//   together A,B,E kind restaurant near xinan from "2022-03-27 18:00" minutes 95
//   follow visitor with A days 2022-03-28..2022-03-29 kinds supermarket,market
#pragma once

#include "fronts/scenario/cast.h"

namespace firebreak::scenario {

inline constexpr Keys kTogetherKeys{
    .subject = true, .known = "kind near from minutes", .needed = "kind near from minutes"};
inline constexpr Keys kFollowKeys{
    .subject = true, .known = "with days kinds", .needed = "with days kinds"};

// The people of the subject ("A,B,E") were in one place of that kind, in or near a named place.
Result<void> tell_together(Arguments& arguments, const Cast& cast, const Gazetteer& places,
                           const Agenda& agenda);
// The subject was where the other was, at the same times.
Result<void> tell_following(Arguments& arguments, const Cast& cast, const Agenda& agenda);

}  // namespace firebreak::scenario
