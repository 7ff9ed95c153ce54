#ifndef TESTS_SUPPORT_CERTIFICATES_H_
#define TESTS_SUPPORT_CERTIFICATES_H_

#include <string>

namespace sambyd::testing {

// A throw-away authority that issues certificates with the openssl program.
class CertificateAuthority {
 public:
  // Writes its certificate to `folder`, which must exist and outlive it.
  CertificateAuthority(std::string folder, std::string name);

  // Its certificate, PEM.
  std::string file() const { return Path(name_, ".pem"); }

  struct Files {
    std::string certificate;
    std::string key;
  };
  // A certificate with this common name that is good for localhost and 127.0.0.1.
  Files Issue(const std::string& common_name) const;

 private:
  std::string Path(const std::string& name, const char* ending) const;

  const std::string folder_;
  const std::string name_;
};

}  // namespace sambyd::testing

#endif  // TESTS_SUPPORT_CERTIFICATES_H_
