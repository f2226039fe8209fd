#include "fronts/cli/city.h"

#include "fronts/cli/http_client.h"
#include "fronts/cli/progress_line.h"

namespace firebreak::cli {
namespace {

constexpr core::Position kFactsWorthASnapshot = 1'000;

class HereSpeaker : public Speaker {
 public:
  explicit HereSpeaker(std::unique_ptr<OpenCity> city)
      : city_(std::move(city)), router_(city_->surroundings()) {}
  IoResult<api::Reply> ask(const api::Call& call) override { return router_.answer(call); }

 private:
  std::unique_ptr<OpenCity> city_;
  api::Router router_;
};

class ServerSpeaker : public Speaker {
 public:
  explicit ServerSpeaker(std::string url) : url_(std::move(url)) {}
  IoResult<api::Reply> ask(const api::Call& call) override { return ask_over_http(url_, call); }

 private:
  std::string url_;
};

}  // namespace

IoResult<std::unique_ptr<OpenCity>> OpenCity::open(const CityOptions& options,
                                                   service::DataAccess access,
                                                   const io::Clock& clock) {
  std::unique_ptr<OpenCity> city(new OpenCity);
  city->paths_ = options.paths;
  city->files_ = std::make_unique<io::PosixFiles>();
  city->entropy_ = std::make_unique<vault::SystemEntropy>();
  ProgressLine line(options.progress, "reading the journal");
  auto data = service::open_data(*city->files_, options.paths, access, *city->entropy_,
                                 [&](core::Position done) { line.show(done); });
  line.end();
  if (!data) return data.error();
  city->data_ = std::move(*data);
  city->opened_at_ = city->data_.state.position();
  OpenCity* self = city.get();
  city->past_ = std::make_unique<service::TimeMachine>(
      *city->data_.past, [self] { static_cast<void>(self->data_.past->refresh().has_value()); },
      [self](core::Position position) {
        return service::load_snapshot(*self->files_, self->paths_, self->data_.journal->id(),
                                      position);
      });
  city->service_ = std::make_unique<service::Service>(std::move(city->data_.state),
                                                      *city->data_.journal, clock, *city->past_);
  return city;
}

OpenCity::~OpenCity() = default;

api::Surroundings OpenCity::surroundings() {
  return {.service = *service_, .vault = data_.vault.get()};
}

IoResult<void> OpenCity::save_snapshot() {
  const auto state = service_->copy();
  if (state->position() < opened_at_ + kFactsWorthASnapshot) return {};
  auto written = service::write_snapshot(*files_, paths_, *data_.journal, *state);
  if (!written) return written.error();
  opened_at_ = state->position();
  return {};
}

std::string server_of(const CityOptions& options) {
  if (!options.server.empty()) return options.server;
  const auto holder = io::DirectoryLock::holder(options.paths.directory);
  return holder && *holder && (*holder)->starts_with("http") ? **holder : std::string{};
}

IoResult<std::unique_ptr<Speaker>> speak_to(const CityOptions& options, bool writing) {
  if (std::string server = server_of(options); !server.empty()) {
    return std::make_unique<ServerSpeaker>(std::move(server));
  }
  static const io::RealClock clock;
  auto city = OpenCity::open(
      options, writing ? service::DataAccess::read_write : service::DataAccess::read_only, clock);
  if (!city) return city.error();
  return std::make_unique<HereSpeaker>(std::move(*city));
}

}  // namespace firebreak::cli
