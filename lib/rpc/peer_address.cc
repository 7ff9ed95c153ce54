#include "lib/rpc/peer_address.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace sambyd::rpc {
namespace {

// gRPC writes the brackets of "ipv6:[::1]:7654" as in a URI.
constexpr std::string_view kBefore = "ipv6:%5B";
constexpr std::string_view kBehind = "%5D";

}  // namespace

std::string AddressOfPeer(std::string peer) {
  if (!peer.starts_with("ipv")) return peer;
  peer.resize(std::min(peer.size(), peer.rfind(':')));
  if (!peer.starts_with(kBefore) || !peer.ends_with(kBehind)) return peer;
  const std::string text =
      peer.substr(kBefore.size(), peer.size() - kBefore.size() - kBehind.size());
  in6_addr address{};
  if (inet_pton(AF_INET6, text.c_str(), &address) != 1) return peer;
  std::fill(std::begin(address.s6_addr) + 8, std::end(address.s6_addr), std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> network{};
  inet_ntop(AF_INET6, &address, network.data(), network.size());
  return std::string("ipv6:").append(network.data()).append("/64");
}

}  // namespace sambyd::rpc
