// Where an import asks: the running service; for a dry run a copy of its State, thrown away later.
//
// A dry run goes the same way as the real one and is decided by the same rules, so it counts the
// same. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/service/service.h"

namespace firebreak::imports {

inline constexpr std::size_t kRequestsInFlightMax = 2'000;  // Far below service::kQueueMax.

class ImportDesk {
 public:
  ImportDesk(service::Service& service, std::string actor, bool dry_run);

  bool dry_run() const { return copy_ != nullptr; }
  Instant now() const { return service_.now(); }

  template <class Query>
  auto read(Query query) const {
    if (copy_) return query(static_cast<const core::State&>(*copy_));
    return service_.read(query);
  }

  service::Answer ask(core::Request request);
  // In order, several on their way at once; answers in the order of the requests.
  std::vector<service::Answer> ask_all(std::vector<core::Request> requests);

 private:
  core::Envelope envelope(core::Request request) const;
  service::Answer rehearse(core::Request request);

  service::Service& service_;
  std::string actor_;
  std::unique_ptr<core::State> copy_;
};

}  // namespace firebreak::imports
