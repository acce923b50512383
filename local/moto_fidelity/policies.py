"""IAM policies, evaluated as far as PowerDown's onboarding role needs it.

moto looks at Action only, and takes a statement with a Resource or a Condition for one that never holds. Here Effect,
Action, Resource and Condition count; an operator or a condition key that is not known here never holds, so that a
mistake shows as a refusal.
"""

import fnmatch
import json


def permits(policies: list, action: str, resource: str, context: dict[str, str]) -> bool:
    """Whether policies allow an action on a resource. `*` as resource asks for "on anything at all".

    `context` holds the condition keys of the request, in lower case; one that is absent is a key the request lacks.
    """
    matching = [s for policy in policies for s in _statements(policy) if _matches(s, action, resource, context)]
    effects = {statement["Effect"] for statement in matching}
    return "Allow" in effects and "Deny" not in effects


def _statements(policy) -> list[dict]:
    """Statements of a policy in any of the forms in which moto keeps them: a document, or something that holds one."""
    document = policy.get("policy_document", policy) if isinstance(policy, dict) else getattr(policy, "document", policy)
    document = json.loads(document) if isinstance(document, str) else document
    return as_list(document.get("Statement"))


def _matches(statement: dict, action: str, resource: str, context: dict[str, str]) -> bool:
    if not any(fnmatch.fnmatchcase(action.lower(), pattern.lower()) for pattern in as_list(statement.get("Action"))):
        return False
    if resource != "*" and not any(fnmatch.fnmatchcase(resource, p) for p in as_list(statement.get("Resource"))):
        return False
    return all(
        _holds(operator, context.get(key.lower()), as_list(wanted))
        for operator, keys in statement.get("Condition", {}).items()
        for key, wanted in keys.items()
    )


def _holds(operator: str, actual: str | None, wanted: list) -> bool:
    if operator == "Null":
        return str(actual is None).lower() == str(wanted[0]).lower()
    if operator == "StringEquals":
        return actual in wanted
    if operator == "StringNotEquals":
        return actual not in wanted
    if operator == "StringLike":
        return actual is not None and any(fnmatch.fnmatchcase(actual, pattern) for pattern in wanted)
    return False


def as_list(value) -> list:
    """IAM writes one of something without the list."""
    return value if isinstance(value, list) else [] if value is None else [value]
