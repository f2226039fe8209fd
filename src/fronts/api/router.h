// The API as a function from a call to a reply: routes of the rooms, errors, `as_of`, keys.
//
// Rooms add their routes in <room>_routes.cc. A getter computes an answer from an unchanging State;
// the router finds the State for `as_of`, and adds `as_of` to the answer. A poster turns a body
// into an envelope; the router has it recorded and answers with the position. Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "engine/service/service.h"
#include "fronts/api/call.h"
#include "fronts/api/parameters.h"
#include "platform/vault/vault.h"

namespace firebreak::api {

// What the routes work on; all of it outlives the router.
struct Surroundings {
  service::Service& service;
  vault::Vault* vault = nullptr;  // Null: names are not to be had (tests).
  std::string program_version = "0.1.0";
  bool simulated_clock = false;
  std::function<double()> clock_speed{};  // Simulated seconds per second; empty: real time.
};

struct Shown {
  const core::State& state;
  Instant now;  // Of the clock; with `as_of`, when that was recorded.
  const Surroundings& surroundings;
};

using Answer = Result<boost::json::object>;
using Getter = Answer (*)(const Shown& shown, const Parameters& parameters);
// Adds to an answer what is not in the State (the vault, another State, the journal's positions).
// Runs without any lock held, so it may take its time.
using Finisher = std::optional<Reply> (*)(const Surroundings& surroundings,
                                          const Parameters& parameters,
                                          boost::json::object& answer);  // A reply: a problem.

struct GetOptions {
  Finisher finish = nullptr;
  bool tagged =
      false;  // Has an ETag, over all but as_of: "not modified" spares the caller the body.
};

// Recorded: what the facts were, to tell the caller ids that came to be. State is after them.
struct Recorded {
  const core::Accepted& accepted;
  const core::State& state;
};

struct Plan {
  core::Envelope envelope;
  std::vector<core::Envelope> before{};  // Recorded first, under keys made from the caller's.
  // Adds to the answer what came of it ("id": ...). May be empty.
  std::function<void(const Recorded&, boost::json::object&)> tell{};
  bool counted = false;  // The answer counts accepted and refused rows.
};
using Poster = Result<Plan> (*)(const Shown& shown, const Parameters& parameters, Body& body);

// What becomes of documents (identity numbers) in a body; see person_documents.h.
enum class Documents : std::uint8_t {
  none,   // There are none.
  find,   // Their people are looked up.
  admit,  // And whoever is not known gets an id, to be put on the register provisionally.
};
// For what is neither: imports, which take bytes and many requests.
using Special =
    std::function<Reply(const Surroundings& surroundings, const Parameters& parameters)>;

// Reads a table that stands for a JSON body.
using TableBody = Result<boost::json::object> (*)(std::string_view text);

struct PostOptions {
  Documents documents = Documents::none;
  TableBody table = nullptr;  // Of text/csv; null: JSON only.
};

class Router {
 public:
  explicit Router(Surroundings surroundings);

  Reply answer(const Call& call) const;  // May take long: an import, a past State.

  void get(std::string_view pattern, Getter getter, GetOptions options = {});
  void post(std::string_view pattern, Poster poster, PostOptions options = {});
  void special(Method method, std::string_view pattern, Special special);

  const Surroundings& surroundings() const { return surroundings_; }
  // "GET /laboratory/rounds/{id}", for the test against the contract.
  std::vector<std::string> routes() const;

 private:
  struct Route {
    Method method;
    std::vector<std::string> parts;  // "{id}" takes any one part.
    Getter getter = nullptr;
    GetOptions options{};
    Poster poster = nullptr;
    PostOptions post_options{};
    Special special{};
  };
  const Route* match(const Call& call, std::map<std::string, std::string>& path) const;
  Reply answer_get(const Route& route, const Parameters& parameters) const;
  Reply answer_post(const Route& route, const Parameters& parameters) const;

  Surroundings surroundings_;
  std::vector<Route> routes_;
};

// One a room, each in its own file.
void add_status_routes(Router& router);
void add_registry_routes(Router& router);
void add_import_routes(Router& router);
void add_map_routes(Router& router);
void add_policy_routes(Router& router);
void add_laboratory_routes(Router& router);
void add_tracing_routes(Router& router);
void add_chain_routes(Router& router);
void add_zoning_routes(Router& router);
void add_quarantine_routes(Router& router);
void add_duties_routes(Router& router);
void add_briefing_routes(Router& router);

}  // namespace firebreak::api
