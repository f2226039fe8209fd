// A small invented city behind the router, in memory, for the tests of this room.
//
// One district, two neighbourhoods; the east one has a compound with two buildings of three doors
// each, the west one a compound with one building of two doors. Everybody is invented. The clock
// stands until a test moves it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "fronts/api/router.h"
#include "platform/io/clock.h"
#include "platform/journal/memory_log.h"
#include "platform/vault/vault.h"

namespace firebreak::api {

class CityFixture : public testing::Test {
 protected:
  static constexpr Instant kBegin{1'648'641'600'000};  // 2022-03-30 20:00 local.

  CityFixture();
  ~CityFixture() override;

  // Sends a call and keeps it for the contract. Paths as in the contract, with a query.
  Reply get(const std::string& target);
  Reply post(const std::string& path, const boost::json::object& body, const std::string& key = {});
  // The same, of which the test expects that it is answered (200).
  boost::json::object got(const std::string& target);
  boost::json::object posted(const std::string& path, const boost::json::object& body);
  // The code of the problem that comes back, with its status checked against the body's.
  std::string refused(const Reply& reply);

  void ask(core::Request request);
  void later(std::int64_t minutes) { clock_.advance(Duration::minutes(minutes)); }
  void adopt_pack();
  boost::json::object binding(const std::string& tube, std::uint32_t person) const;
  // A round over both neighbourhoods, two stations, a laboratory.
  void open_round();
  // Three people in a tube of the first building: handed over, received, positive.
  void play_positive_tube(const std::string& tube);

  io::ManualClock clock_{kBegin};
  journal::MemoryLog log_{{}, kBegin};
  service::TimeMachine past_{log_, {}, {}};
  std::string folder_;
  std::unique_ptr<vault::SeededEntropy> entropy_;
  std::unique_ptr<vault::KeyRing> ring_;
  std::unique_ptr<vault::Vault> vault_;
  std::unique_ptr<service::Service> service_;
  std::unique_ptr<Router> router_;
  boost::json::array record_;  // Of every call, for tools/check_contract.py.

 private:
  Reply send(const Call& call, const boost::json::value& sent);
  void register_units();
  void register_people();

  int keys_ = 0;
};

}  // namespace firebreak::api
