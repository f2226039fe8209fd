// The running program around the State: one writer thread, many readers, subscribers.
//
// submit() queues a request and answers when its facts are durable. read() runs a query under a
// shared lock and hands its answer out only when everything it saw is durable, so nobody is ever
// shown what a crash could take back. A full queue refuses with service.busy and a time to wait.
// A journal that fails stops the service for good (fail-stop): every later request is refused with
// service.stopped, and failure() says why.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <thread>

#include "engine/service/read_lock.h"
#include "engine/service/time_machine.h"
#include "engine/service/writer.h"

namespace firebreak::service {

inline constexpr std::size_t kQueueMax = 20'000;
inline constexpr int kRetryAfterSeconds = 2;
inline constexpr std::size_t kEnvelopesPerBatchMax = 4'096;

struct Change {
  core::Position position = 0;
  Instant recorded_at{};
  std::uint32_t rooms = 0;  // As Writer::rooms_changed().
};

class Service {
 public:
  using Respond = std::function<void(Answer)>;
  using Listen = std::function<void(const Change&)>;

  // Log and clock outlive the service; the state is what the log's facts add up to.
  Service(core::State state, journal::Log& log, const io::Clock& clock, TimeMachine& past);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  void submit(core::Envelope envelope, Respond respond);  // From any thread; respond() on another.
  Answer call(core::Envelope envelope);                   // Waits.

  template <class Query>
  auto read(Query query) const {
    std::optional<decltype(query(state_))> answer;
    core::Position seen = 0;
    {
      const auto lock = lock_.read();
      seen = state_.position();
      answer.emplace(query(state_));
    }
    wait_until_durable(seen);
    return std::move(*answer);
  }

  // The State as known at a position, shared and unchanging. The live one's position or beyond: a
  // copy of now.
  IoResult<std::shared_ptr<const core::State>> as_of(core::Position position);
  IoResult<core::Position> position_at(Instant instant) { return past_.position_at(instant); }
  std::shared_ptr<const core::State> copy() const;

  Instant now() const { return clock_.now(); }
  core::Position durable() const { return durable_.load(); }
  std::optional<IoError> failure() const;
  std::size_t queued() const;

  std::uint64_t subscribe(Listen listen);  // Called on the writer thread: be quick.
  void unsubscribe(std::uint64_t subscription);

  void stop();  // Answers what is queued, then ends the writer.

 private:
  struct Queued {
    core::Envelope envelope;
    Respond respond;
  };
  void write_loop();
  bool write_some(std::deque<Queued>& taken);  // False when the journal has failed.
  void fail(const IoError& error, std::deque<Queued>& taken);
  void tell(const Change& change);
  void wait_until_durable(core::Position position) const;

  core::State state_;
  const io::Clock& clock_;
  TimeMachine& past_;
  Writer writer_;
  mutable ReadLock lock_;  // Of state_.

  mutable std::mutex queue_mutex_;
  std::condition_variable queue_filled_;
  std::deque<Queued> queue_;
  bool stopping_ = false;
  std::optional<IoError> failure_;

  mutable std::mutex durable_mutex_;
  mutable std::condition_variable durable_moved_;
  std::atomic<core::Position> durable_;
  std::atomic<bool> failed_ = false;

  std::mutex listeners_mutex_;
  std::map<std::uint64_t, Listen> listeners_;
  std::uint64_t next_listener_ = 1;

  std::thread thread_;  // Last: it uses all of the above.
};

}  // namespace firebreak::service
