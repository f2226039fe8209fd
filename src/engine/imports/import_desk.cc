#include "engine/imports/import_desk.h"

#include <future>

#include "base/check.h"
#include "engine/core/fact.pb.h"
#include "engine/core/step.h"

namespace firebreak::imports {

ImportDesk::ImportDesk(service::Service& service, std::string actor, bool dry_run)
    : service_(service), actor_(std::move(actor)) {
  if (dry_run) copy_ = std::make_unique<core::State>(*service.copy());
}

core::Envelope ImportDesk::envelope(core::Request request) const {
  return {.request = std::move(request), .actor = actor_, .device = "import"};
}

service::Answer ImportDesk::rehearse(core::Request request) {
  core::Batch batch;  // Nobody keeps it.
  return core::step(*copy_, envelope(std::move(request)), service_.now(), batch);
}

service::Answer ImportDesk::ask(core::Request request) {
  if (copy_) return rehearse(std::move(request));
  return service_.call(envelope(std::move(request)));
}

std::vector<service::Answer> ImportDesk::ask_all(std::vector<core::Request> requests) {
  std::vector<service::Answer> answers;
  answers.reserve(requests.size());
  std::vector<std::future<service::Answer>> waiting;
  for (core::Request& request : requests) {
    if (copy_) {
      answers.push_back(rehearse(std::move(request)));
      continue;
    }
    auto answered = std::make_shared<std::promise<service::Answer>>();
    waiting.push_back(answered->get_future());
    service_.submit(envelope(std::move(request)),
                    [answered](service::Answer answer) { answered->set_value(std::move(answer)); });
    if (waiting.size() < kRequestsInFlightMax) continue;
    for (auto& answer : waiting) answers.push_back(answer.get());
    waiting.clear();
  }
  for (auto& answer : waiting) answers.push_back(answer.get());
  CHECK(answers.size() == requests.size());
  return answers;
}

}  // namespace firebreak::imports
