#include "services/sambydd/security_flags.h"

namespace sambyd::server {

void AddSecurityFlags(CLI::App& app, SecurityOptions& options) {
  app.add_option("--tls-cert", options.tls.certificate_file,
                 "TLS certificate with its chain, PEM; this and the other files are read again "
                 "when they change")
      ->envname("SAMBYD_TLS_CERT");
  app.add_option("--tls-key", options.tls.key_file, "Private key of --tls-cert, PEM")
      ->envname("SAMBYD_TLS_KEY");
  app.add_option("--tls-client-ca", options.tls.client_ca_file,
                 "Authorities of client certificates, PEM; every client must then show one")
      ->envname("SAMBYD_TLS_CLIENT_CA");
  app.add_option("--certificate-identities", options.certificate_identities_file,
                 "JSON file that says who each client certificate is")
      ->envname("SAMBYD_CERTIFICATE_IDENTITIES");
  app.add_option("--jwks", options.jwt.jwks_file,
                 "JSON Web Key Set of the token issuer; every call must then bring a bearer token")
      ->envname("SAMBYD_JWKS");
  app.add_option("--jwt-issuer", options.jwt.issuer, "\"iss\" of every token")
      ->envname("SAMBYD_JWT_ISSUER");
  app.add_option("--jwt-audience", options.jwt.audience, "One of \"aud\" of every token")
      ->envname("SAMBYD_JWT_AUDIENCE");
  app.add_option_function<int>(
         "--jwt-clock-skew-seconds",
         [&options](int seconds) { options.jwt.clock_skew = std::chrono::seconds(seconds); },
         "By how much the issuer's clock may differ, 60 when nothing is said")
      ->envname("SAMBYD_JWT_CLOCK_SKEW_SECONDS")
      ->check(CLI::Range(0, 600));
  app.add_option("--bad-tokens-per-second", options.bad_tokens_per_second,
                 "Tokens of one address that may be refused in a second in the long run, ten times "
                 "as many at once; then its tokens are refused unread for a while; 0 = no limit")
      ->envname("SAMBYD_BAD_TOKENS_PER_SECOND")
      ->check(CLI::Range(0, 100'000))
      ->capture_default_str();
  app.add_flag(
         "--allow-plaintext", options.allow_plaintext,
         "Serve beyond loopback without encryption: tokens and answers can be read on the way")
      ->envname("SAMBYD_ALLOW_PLAINTEXT");
  app.add_flag("--allow-anonymous", options.allow_anonymous,
               "Serve beyond loopback without knowing the callers: everybody may do everything, "
               "but sees bands instead of workforce counts")
      ->envname("SAMBYD_ALLOW_ANONYMOUS");
  app.add_flag("--show-workforce-counts", options.show_workforce_counts,
               "Without authentication: give every caller exact workforce counts instead of bands")
      ->envname("SAMBYD_SHOW_WORKFORCE_COUNTS");
}

}  // namespace sambyd::server
