# Every library comes from Debian 12; tools/setup installs the packages.
find_package(Threads REQUIRED)
find_package(Protobuf 3.21 REQUIRED)  # module mode: Debian ships no config package
find_package(absl 20220623 CONFIG REQUIRED)
find_package(gRPC 1.51 CONFIG REQUIRED)
find_package(RocksDB 7.8 CONFIG REQUIRED)
find_package(pugixml REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc)
find_package(OpenSSL 3.0 REQUIRED)
find_package(ZLIB REQUIRED)
find_library(SAMBYD_STEMMER stemmer REQUIRED)
find_library(SAMBYD_CJOSE cjose REQUIRED)
if(SAMBYD_TESTS)
  find_package(GTest 1.12 CONFIG REQUIRED)
  find_package(benchmark REQUIRED)
endif()

# google/rpc/*.proto: packaged with Debian's golang-github-gogo-googleapis-dev.
find_path(SAMBYD_GOOGLEAPIS google/rpc/error_details.proto
  PATHS /usr/share/gocode/src/github.com/gogo/googleapis REQUIRED)
