"""Checks deploy/: what kustomize renders, the image's steps and the unit, against the program.

The schema check is a small one of our own: it knows the fields that the manifests may use, at the
places where they may stand, so that a misspelt one is found. The Pod Security Standard is checked
in full, level "restricted".
"""

import pathlib
import re
import shutil
import subprocess
import unittest

import server
import yaml

DEPLOY = server.SOURCE / "deploy"
OVERLAYS = ["base", "overlays/single"]
LEAST_MEMORY_MB = 192  # services/sambydd/memory_limit.h

# Fields that objects may have; None = any scalar, or a free map or list.
PROBE = {"grpc": {"port": None}, "tcpSocket": {"port": None}, "periodSeconds": None,
         "failureThreshold": None}
SELECTOR = {"matchLabels": None}
METADATA = {"name": None, "namespace": None, "labels": None}
CONTAINER = {
    "name": None, "image": None, "envFrom": [{"configMapRef": {"name": None}}],
    "ports": [{"name": None, "containerPort": None}],
    "startupProbe": PROBE, "readinessProbe": PROBE, "livenessProbe": PROBE,
    "resources": {"requests": {"cpu": None, "memory": None}, "limits": {"memory": None}},
    "securityContext": {"allowPrivilegeEscalation": None, "readOnlyRootFilesystem": None,
                        "runAsNonRoot": None, "capabilities": {"drop": None}},
    "volumeMounts": [{"name": None, "mountPath": None, "readOnly": None}],
}
POD = {
    "serviceAccountName": None, "automountServiceAccountToken": None,
    "terminationGracePeriodSeconds": None,
    "securityContext": {"runAsNonRoot": None, "runAsUser": None, "runAsGroup": None,
                        "fsGroup": None, "fsGroupChangePolicy": None,
                        "seccompProfile": {"type": None}},
    "containers": [CONTAINER],
    "volumes": [{"name": None, "secret": {"secretName": None, "defaultMode": None}}],
}
CLAIM = {"metadata": METADATA, "spec": {"accessModes": None,
                                        "resources": {"requests": {"storage": None}}}}
PEER = {"namespaceSelector": SELECTOR}
SCHEMAS = {
    ("v1", "ServiceAccount"): {"automountServiceAccountToken": None},
    ("v1", "ConfigMap"): {"data": None},
    ("v1", "Service"): {"spec": {
        "clusterIP": None, "publishNotReadyAddresses": None, "selector": None,
        "ports": [{"name": None, "port": None, "targetPort": None, "appProtocol": None}]}},
    ("apps/v1", "StatefulSet"): {"spec": {
        "replicas": None, "serviceName": None, "selector": SELECTOR,
        "template": {"metadata": METADATA, "spec": POD}, "volumeClaimTemplates": [CLAIM]}},
    ("policy/v1", "PodDisruptionBudget"): {"spec": {"maxUnavailable": None, "selector": SELECTOR}},
    ("networking.k8s.io/v1", "NetworkPolicy"): {"spec": {
        "podSelector": SELECTOR, "policyTypes": None, "egress": None,
        "ingress": [{"from": [PEER], "ports": [{"protocol": None, "port": None}]}]}},
    ("monitoring.coreos.com/v1", "ServiceMonitor"): {"spec": {
        "jobLabel": None, "selector": SELECTOR, "endpoints": [{"port": None, "interval": None}]}},
}


def unknown_fields(value, schema, path):
    """Paths of fields that the schema does not have."""
    if schema is None:
        return []
    if isinstance(schema, list):
        if not isinstance(value, list):
            return [f"{path}: no list"]
        return [found for i, item in enumerate(value)
                for found in unknown_fields(item, schema[0], f"{path}[{i}]")]
    if not isinstance(value, dict):
        return [f"{path}: no object"]
    return [found for name, item in value.items() for found in (
        unknown_fields(item, schema[name], f"{path}.{name}") if name in schema
        else [f"{path}.{name}"])]


def violations_of_restricted(pod):
    """What the Pod Security Standard "restricted" forbids."""
    found = []
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        if pod.get(field):
            found.append(field)
    for volume in pod.get("volumes", []):
        kinds = set(volume) - {"name"}
        if not kinds <= {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral",
                         "persistentVolumeClaim", "projected", "secret"}:
            found.append(f"volume {volume['name']}")
    of_pod = pod.get("securityContext", {})
    for container in [*pod.get("initContainers", []), *pod["containers"]]:
        context = container.get("securityContext", {})
        merged = {**of_pod, **context}
        if merged.get("runAsNonRoot") is not True:
            found.append("runAsNonRoot")
        if merged.get("runAsUser") == 0:
            found.append("runAsUser")
        if merged.get("seccompProfile", {}).get("type") not in ("RuntimeDefault", "Localhost"):
            found.append("seccompProfile")
        if context.get("allowPrivilegeEscalation") is not False:
            found.append("allowPrivilegeEscalation")
        if context.get("privileged") or "procMount" in context:
            found.append("privileged")
        capabilities = context.get("capabilities", {})
        if capabilities.get("drop") != ["ALL"]:
            found.append("capabilities.drop")
        if not set(capabilities.get("add", [])) <= {"NET_BIND_SERVICE"}:
            found.append("capabilities.add")
        if any("hostPort" in port for port in container.get("ports", [])):
            found.append("hostPort")
    return found


def bytes_of(quantity):
    units = {"Ki": 1 << 10, "Mi": 1 << 20, "Gi": 1 << 30}
    return int(quantity[:-2]) * units[quantity[-2:]]


class Rendered:
    """The objects of one overlay by kind."""

    def __init__(self, overlay):
        text = subprocess.run(["kubectl", "kustomize", DEPLOY / "kustomize" / overlay],
                              capture_output=True, text=True, check=True).stdout
        self.objects = [item for item in yaml.safe_load_all(text) if item]
        self.workload = self.one("StatefulSet")["spec"]
        self.pod = self.workload["template"]["spec"]
        self.container = self.pod["containers"][0]
        self.environment = self.one("ConfigMap")["data"]

    def all(self, kind):
        return [item for item in self.objects if item["kind"] == kind]

    def one(self, kind):
        item, = self.all(kind)
        return item


@unittest.skipIf(shutil.which("kubectl") is None, "no kubectl: tools/setup deploy installs it")
class KustomizeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rendered = [Rendered(overlay) for overlay in OVERLAYS]
        cls.help = subprocess.run([server.SAMBYDD, "--help"], capture_output=True, text=True,
                                  check=True).stdout

    def test_every_object_has_only_fields_that_exist(self):
        for rendered in self.rendered:
            for item in rendered.objects:
                kind = (item["apiVersion"], item["kind"])
                self.assertIn(kind, SCHEMAS)
                schema = {"apiVersion": None, "kind": None, "metadata": METADATA, **SCHEMAS[kind]}
                self.assertEqual(unknown_fields(item, schema, item["kind"]), [])

    def test_a_misspelt_field_would_be_found(self):
        schema = {"spec": {"containers": [{"name": None}]}}
        self.assertEqual(
            unknown_fields({"spec": {"containers": [{"nmae": "x"}]}}, schema, "Pod"),
            ["Pod.spec.containers[0].nmae"])

    def test_pods_keep_to_the_restricted_security_standard(self):
        for rendered in self.rendered:
            self.assertEqual(violations_of_restricted(rendered.pod), [])
            self.assertTrue(rendered.container["securityContext"]["readOnlyRootFilesystem"])
            self.assertFalse(rendered.pod["automountServiceAccountToken"])

    def test_each_protection_that_is_taken_away_is_missed(self):
        for rendered in self.rendered:
            for field in ("allowPrivilegeEscalation", "capabilities"):
                container = {**rendered.container, "securityContext": {
                    name: value for name, value in rendered.container["securityContext"].items()
                    if name != field}}
                self.assertNotEqual(
                    violations_of_restricted({**rendered.pod, "containers": [container]}), [])
            self.assertNotEqual(
                violations_of_restricted({**rendered.pod, "securityContext": {}}), [])
            self.assertNotEqual(violations_of_restricted({**rendered.pod, "hostNetwork": True}), [])

    def test_every_variable_is_one_of_a_flag(self):
        known = set(re.findall(r"\(Env:(SAMBYD_[A-Z_]+)\)", self.help))
        for rendered in self.rendered:
            self.assertLessEqual(set(rendered.environment), known)

    def test_ports_are_those_that_the_server_is_told(self):
        for rendered in self.rendered:
            told = {name: int(rendered.environment[f"SAMBYD_{variable}"].rpartition(":")[2])
                    for name, variable in (("grpc", "LISTEN"), ("health", "HEALTH_ADDRESS"),
                                           ("metrics", "METRICS_ADDRESS"))}
            ports = {port["name"]: port["containerPort"] for port in rendered.container["ports"]}
            self.assertEqual(ports, told)
            for service in rendered.all("Service"):
                for port in service["spec"]["ports"]:
                    self.assertEqual(port["port"], ports[port["targetPort"]])
            allowed = {port["port"] for rule in rendered.one("NetworkPolicy")["spec"]["ingress"]
                       for port in rule["ports"]}
            self.assertEqual(allowed, {ports["grpc"], ports["metrics"]})
            for probe in ("startupProbe", "readinessProbe"):
                self.assertEqual(rendered.container[probe]["grpc"]["port"], ports["health"])
            monitored = {endpoint["port"]
                         for endpoint in rendered.one("ServiceMonitor")["spec"]["endpoints"]}
            self.assertEqual(monitored, {"metrics"})

    def test_selectors_find_their_pods_and_services(self):
        for rendered in self.rendered:
            labels = rendered.workload["template"]["metadata"]["labels"].items()
            selectors = [rendered.workload["selector"]["matchLabels"],
                         rendered.one("PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
                         rendered.one("NetworkPolicy")["spec"]["podSelector"]["matchLabels"],
                         *(service["spec"]["selector"] for service in rendered.all("Service"))]
            for selector in selectors:
                self.assertTrue(selector)
                self.assertLessEqual(selector.items(), labels)
            wanted = rendered.one("ServiceMonitor")["spec"]["selector"]["matchLabels"].items()
            scraped = [service for service in rendered.all("Service")
                       if wanted <= service["metadata"].get("labels", {}).items()]
            self.assertEqual([service["metadata"]["name"] for service in scraped], ["sambyd-pods"])
            self.assertIn(rendered.workload["serviceName"],
                          [service["metadata"]["name"] for service in rendered.all("Service")])

    def test_files_that_the_server_is_told_of_are_mounted(self):
        for rendered in self.rendered:
            mounts = {mount["mountPath"]: mount["name"]
                      for mount in rendered.container["volumeMounts"]}
            volumes = {volume["name"] for volume in rendered.pod["volumes"]}
            claims = {claim["metadata"]["name"]
                      for claim in rendered.workload["volumeClaimTemplates"]}
            self.assertEqual(set(mounts.values()), volumes | claims)
            for variable, value in rendered.environment.items():
                if value.startswith("/"):
                    self.assertIn(str(pathlib.PurePath(value).parent), mounts, variable)
            kept = [mounts[str(pathlib.PurePath(rendered.environment[variable]).parent)]
                    for variable in ("SAMBYD_DATA", "SAMBYD_BACKUPS")]
            self.assertCountEqual(kept, claims)  # a disk for each

    def test_memory_and_time_suffice(self):
        for rendered in self.rendered:
            resources = rendered.container["resources"]
            self.assertEqual(resources["requests"]["memory"], resources["limits"]["memory"])
            self.assertGreaterEqual(bytes_of(resources["limits"]["memory"]), LEAST_MEMORY_MB << 20)
            self.assertNotIn("SAMBYD_MEMORY_MB", rendered.environment)  # read from the limit
            self.assertGreater(rendered.pod["terminationGracePeriodSeconds"],
                               int(rendered.environment["SAMBYD_DRAIN_SECONDS"]))

    def test_one_process_owns_the_data(self):
        for rendered in self.rendered:
            self.assertEqual(rendered.workload["replicas"], 1)


class ImageTest(unittest.TestCase):
    def test_the_runtime_has_every_library_that_the_program_links(self):
        needed = re.findall(r"NEEDED.*\[(\S+)\]", subprocess.run(
            ["readelf", "-d", server.SAMBYDD], capture_output=True, text=True, check=True).stdout)
        script = (DEPLOY / "docker/runtime").read_text()
        installed = set(re.search(r"libraries=\((.*?)\)", script, re.S).group(1).split())
        packages = set()
        for library in needed:
            owner = subprocess.run(["dpkg-query", "--search", f"*/lib/*-linux-gnu/{library}"], capture_output=True,
                                   text=True, check=False).stdout
            packages.update(re.findall(r"^([^:, ]+)", owner, re.M))
        came_with_debian = {"libc6", "libgcc-s1", "libstdc++6"}
        came_with_grpc = {"libgrpc29"}
        packages = {name for name in packages if not name.endswith("-dev")}
        self.assertLessEqual(packages - came_with_debian - came_with_grpc, installed)

    def test_the_image_runs_its_own_steps_as_the_pods_user(self):
        dockerfile = (DEPLOY / "docker/Dockerfile").read_text()
        for step in re.findall(r"deploy/docker/([\w-]+)", dockerfile):
            self.assertTrue((DEPLOY / "docker" / step).exists(), step)
        self.assertIn("USER 10001:10001", dockerfile)
        self.assertIn("useradd --uid 10001", (DEPLOY / "docker/runtime").read_text())


class SystemdTest(unittest.TestCase):
    def test_the_unit_sets_variables_of_flags(self):
        unit = (DEPLOY / "systemd/sambydd.service").read_text()
        known = subprocess.run([server.SAMBYDD, "--help"], capture_output=True, text=True,
                               check=True).stdout
        for variable in re.findall(r"^#?Environment=(SAMBYD_\w+)=", unit, re.M):
            self.assertIn(f"(Env:{variable})", known)

    def test_the_directories_it_names_are_its_own(self):
        unit = (DEPLOY / "systemd/sambydd.service").read_text()
        own = re.search(r"^StateDirectory=(.*)$", unit, re.M).group(1).split()
        for variable in ("SAMBYD_DATA", "SAMBYD_BACKUPS"):
            value = re.search(rf"^Environment={variable}=/var/lib/(\S+)$", unit, re.M).group(1)
            self.assertIn(value, own)


if __name__ == "__main__":
    unittest.main()
