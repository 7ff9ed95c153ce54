#ifndef LIB_RPC_IDENTITY_H_
#define LIB_RPC_IDENTITY_H_

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

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

// As tokens and certificates name them.
inline constexpr std::array<std::pair<std::string_view, Role>, 6> kRoleNames = {{
    {"reader", Role::kReader},
    {"buyer", Role::kBuyer},
    {"registrar", Role::kRegistrar},
    {"enterprise", Role::kEnterprise},
    {"workforce.reader", Role::kWorkforceReader},
    {"operator", Role::kOperator},
}};

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

// The same for every call of one subject, and no more than that to whoever does not know the
// subject: the first 16 hexadecimal digits of its SHA-256. "anonymous" for the anonymous one, empty
// for an empty one.
std::string PseudonymOf(const Identity& identity);

// The names of the roles with commas between: "reader,operator".
std::string NamesOf(Roles roles);

// The one identity of a server that does not authenticate: reader, buyer for every organisation,
// registrar and operator; workforce.reader as well where `exact_counts`.
Identity AnonymousIdentity(bool exact_counts);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_IDENTITY_H_
