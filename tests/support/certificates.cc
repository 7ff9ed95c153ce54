#include "tests/support/certificates.h"

#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace sambyd::testing {
namespace {

void Run(const std::string& command) {
  if (std::system((command + " 2>/dev/null").c_str()) != 0) {
    throw std::runtime_error("failed: " + command);
  }
}

constexpr char kRequest[] =
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2";

}  // namespace

CertificateAuthority::CertificateAuthority(std::string folder, std::string name)
    : folder_(std::move(folder)), name_(std::move(name)) {
  Run(std::string(kRequest) + " -subj /CN=" + name_ + " -keyout " + Path(name_, ".key") + " -out " +
      file());
}

CertificateAuthority::Files CertificateAuthority::Issue(const std::string& common_name) const {
  const Files files{Path(name_ + "-" + common_name, ".pem"),
                    Path(name_ + "-" + common_name, ".key")};
  Run(std::string(kRequest) + " -subj /CN=" + common_name + " -CA " + file() + " -CAkey " +
      Path(name_, ".key") +
      " -addext basicConstraints=critical,CA:FALSE"
      " -addext subjectAltName=DNS:localhost,DNS:" +
      common_name + ".internal,IP:127.0.0.1 -keyout " + files.key + " -out " + files.certificate);
  return files;
}

std::string CertificateAuthority::Path(const std::string& name, const char* ending) const {
  return folder_ + "/" + name + ending;
}

}  // namespace sambyd::testing
