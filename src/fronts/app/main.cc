// The program. Wiring only: everything is in the rooms.
#include "fronts/cli/run.h"

int main(int argc, char** argv) { return firebreak::cli::run(argc, argv); }
