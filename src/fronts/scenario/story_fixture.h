// For tests: a synthetic city loaded by requests, and a scenario of the tree played in it.
#pragma once

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "analysis/synthesis/city_fixture.h"
#include "fronts/scenario/player.h"
#include "fronts/scenario/stages.h"
#include "platform/journal/memory_log.h"

namespace firebreak::scenario {

inline IoResult<std::string> source_file(const std::string& path) {
  std::ifstream file(std::string(FIREBREAK_SOURCE_DIR) + "/" + path, std::ios::binary);
  if (!file.is_open()) return IoError{.code = "io.missing", .message = path};
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

inline std::string to_text(const Refusal& refusal) {
  std::string text = refusal.code;
  for (const RefusalValue& value : refusal.values) text += " " + value.name + "=" + value.value;
  return text;
}

struct Played {
  std::unique_ptr<journal::MemoryLog> log;
  std::unique_ptr<LocalCity> city;
  StoryReport report;
  std::string fault;  // Empty when the story came to its end.

  const core::State& state() const { return city->state(); }
};

// The scenario's first day is the last of the city's stays.
inline Played play_file(const std::string& path, std::uint32_t people,
                        const std::function<void(const Told&)>& tell = {}) {
  const ScenarioText scenario = read_scenario(source_file(path).value(), path).value();
  const Instant begin = beginning_of(scenario).value();
  synthesis::CityOptions options{.people = people};
  options.first_day = day_of(begin) - (options.days - 1);
  const synthesis::City city =
      synthesis::make_synthetic_city(synthesis::real_sources(), options).value();
  Played played{.log = std::make_unique<journal::MemoryLog>(journal::JournalId{}, begin),
                .city = {},
                .report = {},
                .fault = {}};
  played.city = std::make_unique<LocalCity>(*played.log, begin);
  Stage stage = played.city->stage();
  stage.tell = tell;
  CityLoad load{.city = city, .ask = stage.ask};
  if (auto loaded = load_city(load, true); !loaded) played.fault = to_text(loaded.error());
  if (auto loaded = load_stays(load, options.days); !loaded) played.fault = to_text(loaded.error());
  if (!played.fault.empty()) return played;
  auto report = play(scenario, stage, {.read = source_file});
  if (!report) {
    played.fault = to_text(report.error());
    return played;
  }
  played.report = std::move(*report);
  played.report.state_hash_replayed = replayed_hash(*played.log).value();
  return played;
}

}  // namespace firebreak::scenario
