// What happens next in a story: actions in the order of their times, then of their adding.
//
// Time only moves forward, and only between actions. The first action that fails ends the story.
// Same scenario, same State, same order: nothing here draws a random number.
#pragma once

#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "fronts/scenario/stage.h"

namespace firebreak::scenario {

struct Asker {  // Who asks, by label.
  std::string actor = "operator";
  std::string device = "firebreak";
};

class Agenda {
 public:
  using Action = std::function<Result<void>()>;

  Agenda(const Stage& stage, Instant begin) : stage_(stage), now_(begin) {}

  Instant now() const { return now_; }
  void at(Instant when, Action action);          // In the past: as soon as possible.
  void close_at(Instant last) { last_ = last; }  // What is due later is never done.
  Result<void> run();                            // Until nothing is left to do.

  service::Answer ask(core::Request request, const Asker& asker = {}, Key key = {}) const;
  std::vector<service::Answer> ask_all(std::vector<core::Envelope> envelopes) const;
  void tell(std::string text, std::uint32_t line = 0) const;
  Result<PersonId> admit(const registry::PersonRow& row) const;

  template <class Query>
  auto look(Query query) const {
    std::optional<decltype(query(std::declval<const core::State&>()))> answer;
    stage_.look([&](const core::State& state) { answer.emplace(query(state)); });
    return std::move(*answer);
  }

 private:
  const Stage& stage_;
  Instant now_;
  Instant last_{std::numeric_limits<std::int64_t>::max()};
  std::uint64_t added_ = 0;
  std::map<std::pair<Instant, std::uint64_t>, Action> actions_;
};

}  // namespace firebreak::scenario
