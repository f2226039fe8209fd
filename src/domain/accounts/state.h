// The State of accounts, as far as the spine needs it: who acted and from which device, by label.
//
// Actor 0 is the local operator and device 0 the program itself; both are known from the start.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fact_header.h"

namespace firebreak::accounts {

class Fact;

inline constexpr std::size_t kLabelBytesMax = 100;
inline constexpr std::size_t kActorsMax = 1'000'000;
inline constexpr std::size_t kDevicesMax = 1'000'000;

class State {
 public:
  std::string_view actor(ActorId actor) const { return actors_[actor.value]; }
  std::string_view device(DeviceId device) const { return devices_[device.value]; }
  bool has(ActorId actor) const { return actor.value < actors_.size(); }
  std::size_t actors() const { return actors_.size(); }
  std::size_t devices() const { return devices_.size(); }
  std::optional<ActorId> find_actor(std::string_view label) const;
  std::optional<DeviceId> find_device(std::string_view label) const;

  void apply(const Fact& fact, const FactHeader& header);

  template <class Archive>
  void columns(Archive& archive) {
    archive("actors", actors_);
    archive("devices", devices_);
    archive("actor_index", actor_index_);
    archive("device_index", device_index_);
  }

 private:
  std::vector<std::string> actors_{"operator"};
  std::vector<std::string> devices_{"firebreak"};
  std::map<std::string, std::uint32_t> actor_index_{{"operator", 0}};
  std::map<std::string, std::uint32_t> device_index_{{"firebreak", 0}};
};

}  // namespace firebreak::accounts
