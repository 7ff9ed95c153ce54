# The server, the CLI and the client library with its CMake package (find_package(sambyd)).
