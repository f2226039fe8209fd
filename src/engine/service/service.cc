#include "engine/service/service.h"

#include <future>

#include "base/check.h"

namespace firebreak::service {
namespace {

Refusal busy() {
  return {.code = "service.busy",
          .values = {{.name = "retry_after_seconds", .value = std::to_string(kRetryAfterSeconds)}}};
}

Refusal stopped() { return {.code = "service.stopped"}; }

}  // namespace

Service::Service(core::State state, journal::Log& log, const io::Clock& clock, TimeMachine& past)
    : state_(std::move(state)),
      clock_(clock),
      past_(past),
      writer_(state_, log, clock),
      durable_(state_.position()),
      thread_([this] { write_loop(); }) {}

Service::~Service() { stop(); }

void Service::submit(core::Envelope envelope, Respond respond) {
  std::optional<Refusal> refusal;
  {
    const std::lock_guard lock(queue_mutex_);
    if (stopping_ || failure_) {
      refusal = stopped();
    } else if (queue_.size() >= kQueueMax) {
      refusal = busy();
    } else {
      queue_.push_back({.envelope = std::move(envelope), .respond = std::move(respond)});
    }
  }
  if (refusal) {
    respond(std::move(*refusal));
  } else {
    queue_filled_.notify_one();
  }
}

Answer Service::call(core::Envelope envelope) {
  auto answered = std::make_shared<std::promise<Answer>>();
  std::future<Answer> answer = answered->get_future();
  submit(std::move(envelope), [answered](Answer given) { answered->set_value(std::move(given)); });
  return answer.get();
}

void Service::write_loop() {
  std::deque<Queued> taken;
  while (true) {
    {
      std::unique_lock lock(queue_mutex_);
      queue_filled_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;  // Stopping, and everybody has an answer.
      taken.swap(queue_);
    }
    while (!taken.empty()) {
      if (!write_some(taken)) return;
    }
  }
}

bool Service::write_some(std::deque<Queued>& taken) {
  std::vector<core::Envelope> envelopes;
  for (const Queued& queued : taken) {
    if (envelopes.size() == kEnvelopesPerBatchMax) break;
    envelopes.push_back(queued.envelope);
  }
  std::size_t decided = 0;
  {
    const auto lock = lock_.write();
    decided = writer_.decide(envelopes);
  }
  auto answers = writer_.commit();
  if (!answers) {
    fail(answers.error(), taken);
    return false;
  }
  {
    const std::lock_guard lock(durable_mutex_);
    durable_ = writer_.durable();
  }
  durable_moved_.notify_all();
  for (std::size_t i = 0; i < decided; ++i) {
    taken.front().respond(std::move((*answers)[i]));
    taken.pop_front();
  }
  if (writer_.rooms_changed() != 0) {
    past_.remember(state_);  // Only this thread writes, so reading needs no lock here.
    tell({.position = state_.position(),
          .recorded_at = state_.recorded_at(),
          .rooms = writer_.rooms_changed()});
  }
  return true;
}

void Service::fail(const IoError& error, std::deque<Queued>& taken) {
  {
    const std::lock_guard lock(queue_mutex_);
    failure_ = error;
    for (Queued& queued : queue_) taken.push_back(std::move(queued));
    queue_.clear();
  }
  {
    const std::lock_guard lock(durable_mutex_);
    failed_ = true;
  }
  durable_moved_.notify_all();
  for (Queued& queued : taken) queued.respond(stopped());
  taken.clear();
}

void Service::wait_until_durable(core::Position position) const {
  if (durable_.load() >= position) return;
  std::unique_lock lock(durable_mutex_);
  durable_moved_.wait(lock, [&] { return durable_.load() >= position || failed_.load(); });
}

IoResult<std::shared_ptr<const core::State>> Service::as_of(core::Position position) {
  if (position >= durable()) return copy();
  return past_.at(position);
}

std::shared_ptr<const core::State> Service::copy() const {
  return read([](const core::State& state) { return std::make_shared<const core::State>(state); });
}

std::optional<IoError> Service::failure() const {
  const std::lock_guard lock(queue_mutex_);
  return failure_;
}

std::size_t Service::queued() const {
  const std::lock_guard lock(queue_mutex_);
  return queue_.size();
}

std::uint64_t Service::subscribe(Listen listen) {
  const std::lock_guard lock(listeners_mutex_);
  listeners_[next_listener_] = std::move(listen);
  return next_listener_++;
}

void Service::unsubscribe(std::uint64_t subscription) {
  const std::lock_guard lock(listeners_mutex_);
  listeners_.erase(subscription);
}

void Service::tell(const Change& change) {
  const std::lock_guard lock(listeners_mutex_);
  for (const auto& [number, listen] : listeners_) listen(change);
}

void Service::stop() {
  {
    const std::lock_guard lock(queue_mutex_);
    stopping_ = true;
  }
  queue_filled_.notify_all();
  if (thread_.joinable()) thread_.join();
}

}  // namespace firebreak::service
