// The full synthetic city in a data folder, made once and kept: register, stays, a round, a
// snapshot.
#pragma once

#include "engine/service/data_directory.h"
#include "report.h"

namespace firebreak::bench {

service::DataPaths city_paths(const Options& options);
// Makes it when it is not there. Without names: the vault is not what is measured.
void prepare_city(const Options& options);
// Opens what prepare_city() made, from its snapshot.
service::OpenData open_city(const Options& options);

}  // namespace firebreak::bench
