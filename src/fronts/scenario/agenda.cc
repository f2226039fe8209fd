#include "fronts/scenario/agenda.h"

namespace firebreak::scenario {

void Agenda::at(Instant when, Action action) {
  if (when > last_) return;
  actions_.emplace(std::pair(std::max(when, now_), added_++), std::move(action));
}

Result<void> Agenda::run() {
  while (!actions_.empty()) {
    const auto first = actions_.begin();
    const Instant when = first->first.first;
    const Action action = std::move(first->second);
    actions_.erase(first);
    if (when > now_) {
      if (stage_.pace) stage_.pace(when);
      now_ = when;
      stage_.move_clock(when);
    }
    if (auto done = action(); !done) return done;
  }
  return {};
}

service::Answer Agenda::ask(core::Request request, const Asker& asker, Key key) const {
  return stage_.ask({.request = std::move(request),
                     .actor = asker.actor,
                     .device = asker.device,
                     .key = key,
                     .occurred_at = now_});
}

std::vector<service::Answer> Agenda::ask_all(std::vector<core::Envelope> envelopes) const {
  if (stage_.ask_all) return stage_.ask_all(std::move(envelopes));
  std::vector<service::Answer> answers;
  answers.reserve(envelopes.size());
  for (core::Envelope& envelope : envelopes) answers.push_back(stage_.ask(std::move(envelope)));
  return answers;
}

void Agenda::tell(std::string text, std::uint32_t line) const {
  if (stage_.tell) stage_.tell({.at = now_, .line = line, .text = std::move(text)});
}

Result<PersonId> Agenda::admit(const registry::PersonRow& row) const {
  if (stage_.admit) return stage_.admit(row);
  return look([](const core::State& state) { return PersonId{state.registry.people().ids_end()}; });
}

}  // namespace firebreak::scenario
