#include "fronts/scenario/player.h"

#include <algorithm>

#include "engine/service/replay.h"
#include "fronts/scenario/verbs.h"

namespace firebreak::scenario {
namespace {

// A fault of the text names its line already; what Firebreak refused gets the line that asked.
Refusal with_line(Refusal refusal, const ScenarioText& scenario, const Statement& statement) {
  if (refusal.code.starts_with("scenario.")) return refusal;
  std::vector<RefusalValue> values{{.name = "verb", .value = statement.verb},
                                   {.name = "code", .value = refusal.code}};
  values.insert(values.end(), refusal.values.begin(), refusal.values.end());
  return at_line("scenario.refused", scenario.file_name, statement.line, std::move(values));
}

Result<void> act(Story& story, const ScenarioText& scenario, const Statement& statement) {
  const Verb& verb = *find_verb(statement.verb);
  Arguments arguments(scenario.file_name, statement, verb.keys);
  const Result<void> acted = verb.act(story, arguments);
  if (!acted) return with_line(acted.error(), scenario, statement);
  if (arguments.fault()) return *arguments.fault();
  return {};
}

void finish(Story& story) {
  StoryReport& report = story.report;
  story.agenda.look([&](const core::State& state) {
    report.figures["people"] = state.registry.people().registered().count();
    const registry::UnitTree& units = state.registry.units();
    std::uint64_t neighbourhoods = 0;
    for (std::uint32_t i = 0; i < units.size(); ++i) {
      neighbourhoods += units.level(UnitId{i}) == registry::UnitLevel::neighbourhood ? 1 : 0;
    }
    report.figures["communities"] = neighbourhoods;
    report.figures["box_discrepancies"] = state.laboratory.custody_record().discrepancies().size();
    for (std::uint32_t i = 0; i < state.laboratory.round_count(); ++i) {
      const laboratory::TubeAccount& tubes = state.laboratory.ledger().round(RoundId{i});
      report.figures["tubes_opened"] += tubes.opened;
      report.figures["tubes_voided"] += tubes.in(laboratory::Custody::voided);
      report.figures["bindings_late"] += state.laboratory.round(RoundId{i}).flagged[0];
    }
    report.figures["zones_adopted"] = state.zoning.zones().size();
    report.facts = state.position();
    report.state_hash = state.hash();
    return true;
  });
  for (const auto& [name, round] : story.rounds) {
    if (round.lanes == nullptr) continue;
    report.figures["bindings_undone"] += round.lanes->undone();
    report.figures["uploads_repeated"] += round.lanes->repeated();
    for (const auto& [code, rows] : round.lanes->refusals()) report.rows_refused[code] += rows;
  }
}

}  // namespace

std::optional<Instant> beginning_of(const ScenarioText& scenario) {
  std::optional<Instant> first;
  for (const Statement& statement : scenario.statements) {
    if (statement.at && (!first || *statement.at < *first)) first = statement.at;
  }
  return first;
}

Result<void> check_scenario(const ScenarioText& scenario) {
  for (const Statement& statement : scenario.statements) {
    const Verb* verb = find_verb(statement.verb);
    if (verb == nullptr) {
      return at_line("scenario.verb", scenario.file_name, statement.line,
                     {{.name = "verb", .value = statement.verb}});
    }
    if (verb->timed != statement.at.has_value()) {
      return at_line(verb->timed ? "scenario.time_missing" : "scenario.time_given",
                     scenario.file_name, statement.line,
                     {{.name = "verb", .value = statement.verb}});
    }
    const Arguments arguments(scenario.file_name, statement, verb->keys);
    if (arguments.fault()) return *arguments.fault();
  }
  if (!beginning_of(scenario)) return at_line("scenario.empty", scenario.file_name, 1);
  return {};
}

Result<StoryReport> play(const ScenarioText& scenario, const Stage& stage,
                         const PlayOptions& options) {
  if (auto checked = check_scenario(scenario); !checked) return checked.error();
  const Instant begin = *beginning_of(scenario);
  Story story(stage, begin, options.read);
  stage.move_clock(begin);
  // `end` and `seed` first: the actors are made with them.
  for (const Statement& statement : scenario.statements) {
    if (statement.verb != "end" && statement.verb != "seed") continue;
    if (auto acted = act(story, scenario, statement); !acted) return acted.error();
  }
  story.agenda.close_at(story.end);
  story.laboratories = std::make_unique<LaboratoriesDay>(story.agenda, story.seed);
  story.teams =
      std::make_unique<FieldTeams>(story.agenda, story.cast, *story.laboratories, story.seed);
  bool started = false;
  for (const Statement& statement : scenario.statements) {
    if (statement.at || statement.verb == "end" || statement.verb == "seed") continue;
    if (auto acted = act(story, scenario, statement); !acted) return acted.error();
    if (statement.verb != "pack" || started) continue;
    // The teams open a station, and that needs a pack.
    if (auto start = story.teams->start(story.end); !start) return start.error();
    started = true;
  }
  if (!started) {
    if (auto start = story.teams->start(story.end); !start) return start.error();
  }
  for (const Statement& statement : scenario.statements) {
    if (!statement.at) continue;
    story.agenda.at(*statement.at, [&] {
      story.agenda.tell(statement.verb, statement.line);
      return act(story, scenario, statement);
    });
  }
  if (auto run = story.agenda.run(); !run) return run.error();
  finish(story);
  return std::move(story.report);
}

IoResult<std::string> replayed_hash(journal::Log& log) {
  core::State state;
  if (auto done = service::replay(log, state, log.head().position); !done) return done.error();
  return state.hash();
}

}  // namespace firebreak::scenario
