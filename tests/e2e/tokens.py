"""What a server with TLS and tokens needs, made with the openssl program: throw-away keys."""

import base64
import json
import pathlib
import subprocess
import time

ISSUER, AUDIENCE = "https://id.test", "sambyd"


def _openssl(*arguments, content=None):
    return subprocess.run(["openssl", *arguments], input=content, check=True,
                          capture_output=True).stdout


def _base64url(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class Issuer:
    """Signs tokens with RS256; its public key stands in the file `jwks`."""

    def __init__(self, folder, kid="key-1"):
        self._key = pathlib.Path(folder) / f"{kid}.pem"
        self._kid = kid
        _openssl("genrsa", "-out", self._key, "2048")
        modulus = _openssl("rsa", "-in", self._key, "-noout", "-modulus").decode()
        number = bytes.fromhex(modulus.strip().removeprefix("Modulus="))
        self.jwks = pathlib.Path(folder) / f"{kid}.jwks.json"
        self.jwks.write_text(json.dumps({"keys": [
            {"kty": "RSA", "kid": kid, "alg": "RS256", "use": "sig", "e": "AQAB",
             "n": _base64url(number)}]}))

    def token(self, *roles, **claims):
        """A token of five minutes for these roles."""
        now = int(time.time())
        header = {"alg": "RS256", "kid": self._kid}
        content = {"iss": ISSUER, "aud": AUDIENCE, "sub": "test", "iat": now, "exp": now + 300,
                   "roles": roles, **claims}
        text = ".".join(_base64url(json.dumps(part).encode()) for part in (header, content))
        signature = _openssl("dgst", "-sha256", "-sign", self._key, content=text.encode())
        return f"{text}.{_base64url(signature)}"

    def flags(self):
        return ["--jwks", self.jwks, "--jwt-issuer", ISSUER, "--jwt-audience", AUDIENCE]


def certificate(folder, name="tls"):
    """Files of a self-signed certificate for 127.0.0.1 and its key."""
    files = pathlib.Path(folder) / f"{name}.pem", pathlib.Path(folder) / f"{name}.key"
    _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "2", "-subj", "/CN=sambyd", "-addext", "subjectAltName=IP:127.0.0.1",
             "-out", files[0], "-keyout", files[1])
    return files
