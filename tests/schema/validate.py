#!/usr/bin/python3
"""Validates JSON files against the project's JSON Schemas (draft 2020-12) with Debian's python3-jsonschema.

    tests/schema/validate.py --schemas core/schema FILE...

Prints one line a file. Exit code 0: all valid; 1: some are not, each named with the JSON pointer of what is wrong; 2: bad
usage, or the schemas themselves are broken.
"""
import argparse
import json
import pathlib
import sys

try:
    import jsonschema
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError, best_match
except ImportError:
    sys.exit("validate.py: the Python module jsonschema is missing; on Debian or Ubuntu: apt-get install python3-jsonschema")


def load(path):
    def refuse(word):
        raise ValueError(f"{word} is not JSON")

    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"), parse_constant=refuse)


def load_schemas(folder):
    """The folder's schemas by their `$id`, each checked against the metaschema."""
    schemas = {}
    for path in sorted(pathlib.Path(folder).glob("*.schema.json")):
        schema = load(path)
        Draft202012Validator.check_schema(schema)
        schemas[schema["$id"]] = schema
    return schemas


def make_validator(schemas, name):
    """A validator for the schema of this `$id` that looks nowhere but in `schemas` for what it refers to."""
    schema = schemas[name]
    try:  # jsonschema 4.18 and newer
        from referencing import Registry
        from referencing.jsonschema import DRAFT202012
    except ImportError:
        resolver = jsonschema.RefResolver(base_uri=name, referrer=schema, store=schemas)
        return Draft202012Validator(schema, resolver=resolver)
    registry = Registry().with_resources((key, DRAFT202012.create_resource(value)) for key, value in schemas.items())
    return Draft202012Validator(schema, registry=registry)


def pointer(path):
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def complaint(validator, document):
    """None for a valid document, else (JSON pointer, what is wrong there)."""
    error = best_match(validator.iter_errors(document))
    if error is None:
        return None
    message = error.message if len(error.message) <= 200 else error.message[:200] + " …"
    return pointer(error.absolute_path), message


def check_file(validator, path):
    """The line for a file, and whether it is valid."""
    try:
        problem = complaint(validator, load(path))
    except (OSError, ValueError, RecursionError) as error:
        return f"{path}: unreadable: {error}", False
    if problem is None:
        return f"{path}: valid", True
    return f"{path}: invalid: {problem[0] or 'the document'}: {problem[1]}", False


def main(arguments):
    parser = argparse.ArgumentParser(description="Validate JSON files against the project's schemas.")
    parser.add_argument("--schemas", required=True, help="folder of *.schema.json")
    parser.add_argument("--schema", default="report.schema.json", help="$id of the schema (default: %(default)s)")
    parser.add_argument("files", nargs="*", metavar="FILE", help="without files, only the schemas are checked")
    options = parser.parse_args(arguments)
    try:
        schemas = load_schemas(options.schemas)
    except (OSError, ValueError, KeyError, SchemaError) as error:
        parser.error(f"{options.schemas}: broken schema: {error}")
    if options.schema not in schemas:
        parser.error(f"{options.schemas} has no schema {options.schema}")
    validator = make_validator(schemas, options.schema)
    all_valid = True
    for path in options.files:
        line, valid = check_file(validator, path)
        print(line)
        all_valid = all_valid and valid
    return 0 if all_valid else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
