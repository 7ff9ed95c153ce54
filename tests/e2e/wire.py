"""A client that knows nothing of Sambyd: it learns services and messages by server reflection."""

import base64

import grpc
import health_pb2
import reflection_pb2
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

DEADLINE = 60


class Failure(Exception):
    """A failed call: gRPC code, ErrorInfo reason, fields of BadRequest, RetryInfo's delay."""

    def __init__(self, code, reason, fields, message, retry_seconds=0):
        super().__init__(f"{code.name} {reason} {fields}: {message}")
        self.code, self.reason, self.fields = code, reason, fields
        self.retry_seconds = retry_seconds


def connect(address, ca=None, pair=None, options=()):
    """A channel; encrypted where `ca` holds the authority's certificate, PEM. `pair` is the client's
    own certificate and key."""
    if ca is None:
        return grpc.insecure_channel(address, options=options)
    certificate, key = pair or (None, None)
    return grpc.secure_channel(address, grpc.ssl_channel_credentials(ca, key, certificate),
                               options=options)


class Api:
    """Descriptors and message classes of everything that a server serves."""

    def __init__(self, address, ca=None, pair=None):
        self._pool = descriptor_pool.DescriptorPool()
        self._factory = message_factory.MessageFactory(self._pool)
        self._known = set()
        with connect(address, ca, pair) as channel:
            self.services = [service.name for service in
                             self._ask(channel, list_services="").list_services_response.service]
            ours = [name for name in self.services if name.startswith("sambyd.")]
            for symbol in ours + ["google.rpc.ErrorInfo", "google.rpc.Status"]:
                self._learn(channel, symbol)

    @staticmethod
    def _ask(channel, **question):
        call = channel.stream_stream(
            "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
            reflection_pb2.ServerReflectionRequest.SerializeToString,
            reflection_pb2.ServerReflectionResponse.FromString)
        request = reflection_pb2.ServerReflectionRequest(**question)
        return next(call(iter([request]), timeout=DEADLINE))

    def _learn(self, channel, symbol):
        answer = self._ask(channel, file_containing_symbol=symbol)
        files = {}
        for encoded in answer.file_descriptor_response.file_descriptor_proto:
            file = descriptor_pb2.FileDescriptorProto.FromString(encoded)
            files[file.name] = file
        for name in files:
            self._add(name, files)

    def _add(self, name, files):
        if name in self._known:
            return
        self._known.add(name)
        for dependency in files[name].dependency:
            self._add(dependency, files)
        self._pool.Add(files[name])

    def message(self, name):
        return self._factory.GetPrototype(self._pool.FindMessageTypeByName(name))

    def service(self, name):
        return self._pool.FindServiceByName(name)

    def parse(self, content, kind):
        """A message of class `kind` from a dict; bytes in it stay bytes."""
        return json_format.ParseDict(_for_json(content), kind(), descriptor_pool=self._pool)

    def failure(self, status):
        """The Failure that a google.rpc.Status tells."""
        reason, fields, retry_seconds = "", [], 0
        for detail in status.details:
            kind = detail.type_url.rpartition("/")[2]
            content = self.message(kind).FromString(detail.value)
            if kind == "google.rpc.ErrorInfo":
                reason = content.reason
            elif kind == "google.rpc.BadRequest":
                fields = [violation.field for violation in content.field_violations]
            elif kind == "google.rpc.RetryInfo":
                retry_seconds = content.retry_delay.seconds + content.retry_delay.nanos / 1e9
        codes = {code.value[0]: code for code in grpc.StatusCode}
        return Failure(codes[status.code], reason, fields, status.message, retry_seconds)


def _for_json(content):
    """Bytes as protobuf's JSON form has them."""
    if isinstance(content, bytes):
        return base64.b64encode(content).decode()
    if isinstance(content, dict):
        return {key: _for_json(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_for_json(value) for value in content]
    return content


class Client:
    """Calls methods by name: client.call("TenderService.GetTender", {"name": …})."""

    def __init__(self, api, address, ca=None, token=None, pair=None):
        self.api = api
        self._metadata = [] if token is None else [("authorization", f"Bearer {token}")]
        self.position = 0  # of the last call's trailing metadata
        # Each client its own connection, and room for notices over the server's limit.
        self._channel = connect(
            address, ca, pair, [("grpc.use_local_subchannel_pool", 1),
                                ("grpc.max_receive_message_length", 64 << 20),
                                ("grpc.max_send_message_length", 64 << 20)])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._channel.close()

    def call(self, method, content, timeout=DEADLINE):
        """The answer to one request, or to several of them where the method reads a stream."""
        kind = "unary_unary" if isinstance(content, dict) else "stream_unary"
        return self._run(kind, method, content, timeout, lambda rpc: rpc.result())

    def call_with_bytes(self, method, request):
        """Sends these bytes as the request, whatever they are."""
        service, _, name = method.rpartition(".")
        call = self._channel.unary_unary(f"/sambyd.v1.{service}/{name}", bytes, bytes)
        try:
            return call(request, timeout=DEADLINE)
        except grpc.RpcError as error:
            raise self.failure(error) from None

    def stream_bytes(self, method, requests):
        """The same with a stream of such requests."""
        service, _, name = method.rpartition(".")
        call = self._channel.stream_stream(f"/sambyd.v1.{service}/{name}", bytes, bytes)
        try:
            return list(call(iter(requests), timeout=DEADLINE))
        except grpc.RpcError as error:
            raise self.failure(error) from None

    def stream(self, method, contents, timeout=DEADLINE):
        """All answers to a stream of requests."""
        return self._run("stream_stream", method, contents, timeout, list)

    def begin(self, method, content, timeout=DEADLINE):
        """A call under way, as gRPC's future; `failure` tells why it failed."""
        return self._start("unary_unary", method, content, timeout)

    def open_stream(self, method, contents, timeout=DEADLINE):
        """The stream itself, to be read or left."""
        return self._start("stream_stream", method, contents, timeout)

    def watch(self, method, content, timeout=DEADLINE):
        """All answers to one request."""
        return self._run("unary_stream", method, content, timeout, list)

    def trailers(self, method, content, metadata):
        """The trailing metadata of a call that brings metadata."""
        call = self._start("unary_unary", method, content, DEADLINE, metadata)
        call.result()
        return dict(call.trailing_metadata())

    def health(self, service=""):
        """Name of the state that grpc.health.v1 tells of a service, or of the server."""
        call = self._channel.unary_unary(
            "/grpc.health.v1.Health/Check", health_pb2.HealthCheckRequest.SerializeToString,
            health_pb2.HealthCheckResponse.FromString)
        answer = call(health_pb2.HealthCheckRequest(service=service), timeout=DEADLINE)
        return health_pb2.HealthCheckResponse.ServingStatus.Name(answer.status)

    def _start(self, kind, name, content, timeout, metadata=()):
        service, _, method_name = name.rpartition(".")
        method = self.api.service(f"sambyd.v1.{service}").methods_by_name[method_name]
        request_class = self.api.message(method.input_type.full_name)

        def serialized(plain):
            return self.api.parse(plain, request_class).SerializeToString()

        call = getattr(self._channel, kind)(
            f"/{method.containing_service.full_name}/{method.name}", serialized,
            self.api.message(method.output_type.full_name).FromString)
        if kind == "stream_stream":
            return call(iter(content), timeout=timeout, metadata=self._metadata)
        if kind == "unary_stream":
            return call(content, timeout=timeout, metadata=self._metadata)
        return call.future(content if isinstance(content, dict) else iter(content), timeout=timeout,
                           metadata=[*self._metadata, *metadata])

    def _run(self, kind, method, content, timeout, read):
        rpc = self._start(kind, method, content, timeout)
        try:
            answer = read(rpc)
        except grpc.RpcError as error:
            raise self.failure(error) from None
        self.position = int(dict(rpc.trailing_metadata()).get("sambyd-position", 0))
        return answer

    def failure(self, error):
        """The Failure that a failed call tells."""
        details = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin")
        if details is None:
            return Failure(error.code(), "", [], error.details())
        return self.api.failure(self.api.message("google.rpc.Status").FromString(details))
