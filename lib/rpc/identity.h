#ifndef LIB_RPC_IDENTITY_H_
#define LIB_RPC_IDENTITY_H_

#include <cstdint>
#include <initializer_list>
#include <string>

namespace sambyd::rpc {

// What a caller may be; docs/security.md says what each may do.
enum class Role : std::uint32_t {
  kReader = 1,
  kBuyer = 2,
  kRegistrar = 4,
  kEnterprise = 8,
  kWorkforceReader = 16,
  kOperator = 32,
};

// A set of roles.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (const Role role : roles) Add(role);
  }

  constexpr void Add(Role role) { bits_ |= static_cast<std::uint32_t>(role); }
  constexpr bool Has(Role role) const { return (bits_ & static_cast<std::uint32_t>(role)) != 0; }
  constexpr bool HasOneOf(Roles others) const { return (bits_ & others.bits_) != 0; }
  constexpr bool empty() const { return bits_ == 0; }

  friend constexpr bool operator==(Roles, Roles) = default;

 private:
  std::uint32_t bits_ = 0;
};

// Who makes a call.
struct Identity {
  // The token's `sub` or the certificate's name: unique and stable, and never the token itself.
  std::string subject;
  Roles roles;
  // For kBuyer: the organisation number for which it acts, as the token gives it.
  std::string buyer;
  // For kBuyer: it acts for every buyer. Never by a token or certificate.
  bool every_buyer = false;
  // For kEnterprise: the enterprise for which it acts, e.g. "enterprises/DK24256790".
  std::string enterprise;
};

inline constexpr char kAnonymousSubject[] = "anonymous";

// The one identity of a server that does not authenticate: reader, buyer for every organisation,
// registrar and operator; workforce.reader as well where `exact_counts`.
Identity AnonymousIdentity(bool exact_counts);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_IDENTITY_H_
