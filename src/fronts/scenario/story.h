// Everybody and everything of a story under way: who acts, where, since when.
//
// Verbs (verbs.h) put things here and actions on the agenda; the actors do the rest by asking.
#pragma once

#include <map>
#include <memory>

#include "fronts/scenario/couriers.h"
#include "fronts/scenario/field_teams.h"
#include "fronts/scenario/story_report.h"

namespace firebreak::scenario {

// Text of a file of the source tree, by its path there: "policies/covid19_omicron_city.toml".
using ReadSource = std::function<IoResult<std::string>(const std::string& path)>;

struct StoryRound {
  RoundId id;
  std::vector<UnitId> units;
  std::uint32_t people_per_site = 2'500;
  ArrivalRules rules{};                 // Outlives the plan, which refers to it.
  std::unique_ptr<ArrivalPlan> plan{};  // Once people have begun to arrive.
  std::unique_ptr<Lanes> lanes{};
  std::unique_ptr<Couriers> couriers{};
};

struct StoryTube {
  LaneTube tube;
  RoundId round;
};

struct Story {
  Story(const Stage& stage, Instant begin, ReadSource read_source)
      : agenda(stage, begin), read(std::move(read_source)), end(begin) {}

  Agenda agenda;
  ReadSource read;
  Instant end;  // Nothing is begun after it.
  std::uint64_t seed = 1;
  Gazetteer places;
  Cast cast{1};
  CollectionSites sites;
  std::unique_ptr<LaboratoriesDay> laboratories{};
  std::unique_ptr<FieldTeams> teams{};
  std::map<std::string, StoryRound> rounds{};
  std::map<std::string, StoryTube> tubes{};
  StoryReport report{};
};

}  // namespace firebreak::scenario
