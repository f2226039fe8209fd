#include "fronts/scenario/stages.h"

#include <condition_variable>
#include <mutex>

namespace firebreak::scenario {

Refusal machine_failed(const IoError& error) {
  return {.code = "service.stopped",
          .values = {{.name = "code", .value = error.code},
                     {.name = "reason", .value = error.message}}};
}

LocalCity::LocalCity(journal::Log& log, Instant start)
    : clock_(start), writer_(state_, log, clock_) {}

Stage LocalCity::stage() {
  return {.ask = [this](core::Envelope envelope) -> service::Answer {
            IoResult<service::Answer> answer = writer_.call(envelope);
            if (!answer) return machine_failed(answer.error());
            return std::move(*answer);
          },
          .look = [this](const Looking& looking) { looking(state_); },
          .move_clock = [this](Instant instant) { clock_.set(instant); },
          .ask_all =
              [this](std::vector<core::Envelope> envelopes) {
                std::vector<service::Answer> answers;
                std::span<const core::Envelope> left = envelopes;
                while (!left.empty()) {
                  left = left.subspan(writer_.decide(left));
                  auto some = writer_.commit();
                  if (!some) {
                    answers.resize(envelopes.size(), machine_failed(some.error()));
                    return answers;
                  }
                  std::ranges::move(*some, std::back_inserter(answers));
                }
                return answers;
              }};
}

namespace {

// Answers come on another thread: waits until all are there.
std::vector<service::Answer> submit_all(service::Service& service,
                                        std::vector<core::Envelope> envelopes) {
  struct Waiting {
    std::mutex mutex;
    std::condition_variable filled;
    std::vector<std::optional<service::Answer>> answers;
    std::size_t left;
  } waiting{.mutex = {}, .filled = {}, .answers = {}, .left = envelopes.size()};
  waiting.answers.resize(envelopes.size());
  for (std::size_t i = 0; i < envelopes.size(); ++i) {
    service.submit(std::move(envelopes[i]), [&waiting, i](service::Answer answer) {
      const std::lock_guard lock(waiting.mutex);
      waiting.answers[i].emplace(std::move(answer));
      if (--waiting.left == 0) waiting.filled.notify_one();
    });
  }
  std::unique_lock lock(waiting.mutex);
  waiting.filled.wait(lock, [&] { return waiting.left == 0; });
  std::vector<service::Answer> answers;
  for (auto& answer : waiting.answers) answers.push_back(std::move(*answer));
  return answers;
}

constexpr std::size_t kSubmittedAtOnceMax = service::kQueueMax / 4;

}  // namespace

Stage service_stage(service::Service& service, StoryClock& clock) {
  return {
      .ask = [&service](core::Envelope envelope) { return service.call(std::move(envelope)); },
      .look =
          [&service](const Looking& looking) {
            service.read([&](const core::State& state) {
              looking(state);
              return true;
            });
          },
      .move_clock = [&clock](Instant instant) { clock.set(instant); },
      .ask_all =
          [&service](std::vector<core::Envelope> envelopes) {
            std::vector<service::Answer> answers;
            for (std::size_t first = 0; first < envelopes.size(); first += kSubmittedAtOnceMax) {
              const std::size_t last = std::min(envelopes.size(), first + kSubmittedAtOnceMax);
              std::vector<core::Envelope> some(
                  std::make_move_iterator(envelopes.begin() + static_cast<std::ptrdiff_t>(first)),
                  std::make_move_iterator(envelopes.begin() + static_cast<std::ptrdiff_t>(last)));
              std::ranges::move(submit_all(service, std::move(some)), std::back_inserter(answers));
            }
            return answers;
          }};
}

}  // namespace firebreak::scenario
