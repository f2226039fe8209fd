#!/usr/bin/env python3
"""Fails when the API and its contract, src/fronts/api/openapi.yaml, do not say the same.

Reads a record of a played scenario (written by a test of src/fronts/api): {"routes": ["GET /duties", ...],
"answers": [{"method", "path", "status", "type", "sent", "body"}, ...]}. Both directions of routes are
compared; every answer and every accepted body is held against its schema; the contract itself is
checked for references that lead nowhere. Prints one line a finding.
"""
import json
import pathlib
import re
import sys

import yaml

CONTRACT = pathlib.Path(__file__).resolve().parent.parent / "src/fronts/api/openapi.yaml"
# Answered by the server itself, beside the router: the stream of changes.
BESIDE_THE_ROUTER = {"GET /events"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
DAY = re.compile(r"\d{4}-\d\d-\d\d$")
findings = []


class Contract:
    def __init__(self, text):
        self.root = yaml.load(text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)
        self.routes = {}
        for path, item in self.root["paths"].items():
            for method, operation in item.items():
                self.routes[f"{method.upper()} {path}"] = operation

    def resolve(self, node):
        while isinstance(node, dict) and "$ref" in node:
            place = self.root
            for part in node["$ref"].removeprefix("#/").split("/"):
                place = place[part]
            node = place
        return node

    def check_references(self, node, where="contract"):
        if isinstance(node, dict):
            if "$ref" in node:
                try:
                    self.resolve(node)
                except (KeyError, TypeError):
                    findings.append(f"{where}: {node['$ref']} leads nowhere")
            for name, value in node.items():
                self.check_references(value, f"{where}.{name}")
        elif isinstance(node, list):
            for value in node:
                self.check_references(value, where)

    def match(self, method, path):
        """The operation of a concrete path; literal parts win over parameters."""
        best = None
        for route, operation in self.routes.items():
            verb, pattern = route.split(" ", 1)
            wanted, parts = pattern.split("/"), path.split("/")
            if verb != method or len(wanted) != len(parts):
                continue
            if all(w == p or w.startswith("{") for w, p in zip(wanted, parts)):
                score = sum(w == p for w, p in zip(wanted, parts))
                if best is None or score > best[0]:
                    best = (score, route, operation)
        return best

    # --- values against schemas -----------------------------------------------------------------

    def faults(self, value, schema, where):
        schema = self.resolve(schema)
        if "oneOf" in schema:
            tries = [list(self.faults(value, one, where)) for one in schema["oneOf"]]
            if all(tries):
                yield from min(tries, key=len)
            return
        yield from self.faults_of_type(value, schema, where)
        if "enum" in schema and value not in schema["enum"]:
            yield f"{where}: {value!r} is none of {schema['enum']}"
        if "const" in schema and value != schema["const"]:
            yield f"{where}: {value!r} is not {schema['const']!r}"
        if isinstance(value, str):
            yield from self.faults_of_text(value, schema, where)
        elif isinstance(value, dict):
            yield from self.faults_of_object(value, schema, where)
        elif isinstance(value, list):
            yield from self.faults_of_array(value, schema, where)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            if value < schema.get("minimum", value) or value > schema.get("maximum", value):
                yield f"{where}: {value} is out of range"

    @staticmethod
    def faults_of_type(value, schema, where):
        kinds = {"null": value is None, "string": isinstance(value, str), "boolean": isinstance(value, bool),
                 "integer": isinstance(value, int) and not isinstance(value, bool),
                 "number": isinstance(value, (int, float)) and not isinstance(value, bool),
                 "object": isinstance(value, dict), "array": isinstance(value, list)}
        wanted = schema.get("type")
        if wanted is None:
            return
        names = wanted if isinstance(wanted, list) else [wanted]
        if not any(kinds[name] for name in names):
            yield f"{where}: {json.dumps(value, ensure_ascii=False)[:60]} is not {' or '.join(names)}"

    @staticmethod
    def faults_of_text(value, schema, where):
        if schema.get("format") == "date-time" and not TIME.match(value):
            yield f"{where}: {value!r} is no time"
        if schema.get("format") == "date" and not DAY.match(value):
            yield f"{where}: {value!r} is no day"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{where}: {value!r} does not look like {schema['pattern']}"
        if len(value) < schema.get("minLength", 0) or len(value) > schema.get("maxLength", len(value)):
            yield f"{where}: {value!r} is too short or too long"

    def faults_of_object(self, value, schema, where):
        known = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                yield f"{where}: {name} is missing"
        others = schema.get("additionalProperties", not known)
        for name, entry in value.items():
            if name in known:
                yield from self.faults(entry, known[name], f"{where}.{name}")
            elif others is False or (known and "additionalProperties" not in schema):
                yield f"{where}: {name} is not in the contract"
            elif isinstance(others, dict):
                yield from self.faults(entry, others, f"{where}.{name}")

    def faults_of_array(self, value, schema, where):
        if len(value) < schema.get("minItems", 0) or len(value) > schema.get("maxItems", len(value)):
            yield f"{where}: {len(value)} entries"
        for number, entry in enumerate(value):
            yield from self.faults(entry, schema.get("items", {}), f"{where}[{number}]")

    # --- one answer -----------------------------------------------------------------------------

    def check_answer(self, answer):
        found = self.match(answer["method"], answer["path"])
        where = f"{answer['method']} {answer['path']} -> {answer['status']}"
        if found is None:
            if answer["status"] < 400:
                findings.append(f"{where}: answered, and not in the contract")
            return None
        _, route, operation = found
        responses = operation["responses"]
        response = self.resolve(responses.get(str(answer["status"]), responses["default"]))
        wanted = response["content"].get(answer["type"])
        if answer["status"] == 304:
            return route
        if wanted is None:
            findings.append(f"{where}: {answer['type']} is none of {sorted(response['content'])}")
            return route
        if answer["type"].endswith("json"):
            findings.extend(self.faults(answer["body"], wanted["schema"], where))
        if answer["status"] == 200 and answer.get("sent") is not None and "requestBody" in operation:
            sent = self.resolve(operation["requestBody"])["content"].get("application/json")
            if sent:
                findings.extend(self.faults(answer["sent"], sent["schema"], f"{where} sent"))
        return route


def main():
    contract = Contract(CONTRACT.read_text())
    contract.check_references(contract.root)
    if len(sys.argv) > 1:
        record = json.loads(pathlib.Path(sys.argv[1]).read_text())
        routes = set(record["routes"]) | BESIDE_THE_ROUTER
        rooms = record.get("rooms")  # Only these are compared, where the record is of some rooms.
        for route in sorted(set(contract.routes) ^ routes):
            if rooms and route.split("/")[1].split(" ")[0] not in rooms:
                continue
            side = "the router lacks it" if route in contract.routes else "the contract lacks it"
            findings.append(f"{route}: {side}")
        answered = {contract.check_answer(answer) for answer in record["answers"]
                    if answer["status"] == 200 or answer["status"] >= 400}
        for route in record.get("covered", []):
            if route not in answered:
                findings.append(f"{route}: not played")
    print("\n".join(findings) or "contract: the API answers as it says")
    sys.exit(bool(findings))


main()
