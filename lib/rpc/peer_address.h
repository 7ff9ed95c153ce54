#ifndef LIB_RPC_PEER_ADDRESS_H_
#define LIB_RPC_PEER_ADDRESS_H_

#include <string>

namespace sambyd::rpc {

// The address in what grpc::ServerContext::peer() tells, without the port, which every connection
// has anew. Of IPv6 the network alone, "ipv6:2001:db8:1:2::/64": one machine has all addresses of
// its network. Anything else comes back unchanged.
std::string AddressOfPeer(std::string peer);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_PEER_ADDRESS_H_
