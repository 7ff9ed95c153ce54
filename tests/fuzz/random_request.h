#ifndef TESTS_FUZZ_RANDOM_REQUEST_H_
#define TESTS_FUZZ_RANDOM_REQUEST_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <google/protobuf/message.h>

namespace sambyd::testing {

// Decisions taken from the bytes of a fuzzer; all are 0 once the bytes are used up.
class Choices {
 public:
  Choices(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  bool empty() const { return used_ == size_; }
  std::uint8_t Byte() { return empty() ? 0 : data_[used_++]; }
  // 0 to `end` - 1; `end` is 1 to 256.
  std::size_t Below(std::size_t end) { return Byte() % end; }
  // The next bytes, at most so many.
  std::string Bytes(std::size_t most);

 private:
  const std::uint8_t* const data_;
  const std::size_t size_;
  std::size_t used_ = 0;
};

// A message of this type, some of its fields set: to values that are right for a field of that name
// (names, codes, days, notices), to values at the edges of the type, or to any bytes.
std::unique_ptr<google::protobuf::Message> RandomRequest(
    const google::protobuf::Descriptor& descriptor, Choices& choices);

}  // namespace sambyd::testing

#endif  // TESTS_FUZZ_RANDOM_REQUEST_H_
