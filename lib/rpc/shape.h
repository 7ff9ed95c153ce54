#ifndef LIB_RPC_SHAPE_H_
#define LIB_RPC_SHAPE_H_

#include <string>

#include <google/protobuf/message.h>

namespace sambyd::rpc {

// What a request looks like without what it says: the names of the fields that are set, how many
// elements lists have and how many bytes texts have, as "lot:23 options{policy top} rows[1000]". No
// value of any field is in it, so that a log may hold it. Of lists of messages the first element
// stands for all. Cut to 300 bytes with "…".
std::string ShapeOf(const google::protobuf::Message& message);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_SHAPE_H_
